import { browser } from 'wxt/browser';
import { z } from 'zod';
import { storedItem } from '../settings/stored-item.ts';
import { type Identity, identitySchema, noIdentity, type ResultReading, resultReadingSchema } from './result.ts';

/**
 * Assembles one participant's attempt out of pieces that arrive from different pages: identity at registration, score at
 * the end. Lives in `storage.session` by tab, frame and quiz, so that it survives the worker and not the browser.
 */

/** An identity is not used after this. */
export const identityLifeMs = 4 * 60 * 60 * 1000;

const attemptSchema = z.object({
  startedAt: z.number(),
  identity: identitySchema,
  identityAt: z.number().nullable(),
  /** The page sent something since the attempt began: text of a result page counts only then. */
  submitted: z.boolean(),
  /** The browser's id of the document that last sent something; a page that comes back is known by it. */
  documentId: z.string().max(100).default(''),
  /** An answer said that a review is pending: text of a page cannot make this final. */
  pending: z.boolean(),
  /** The final result, once there was one; the identity is used up with it. */
  decided: z
    .object({
      reading: resultReadingSchema,
      awardId: z.string().nullable(),
      outcome: z.enum(['award', 'not-passing']),
      /** Somebody's earlier award stands under the same identity. */
      repeated: z.boolean(),
      at: z.number(),
      /** The first name that this attempt itself gave, for the words of the result page. */
      name: z.string().max(300).nullable().default(null),
    })
    .nullable(),
});
export type Attempt = z.output<typeof attemptSchema>;

export interface AttemptPlace {
  tabId: number;
  frameId: number;
  slug: string;
}

const prefix = 'attempt:';
const itemOf = (key: string) => storedItem(key, attemptSchema.nullable(), null, 'session');
const item = (place: AttemptPlace) => itemOf(`${prefix}${place.tabId}:${place.frameId}:${place.slug}`);

export const newAttempt = (now: number): Attempt => ({
  startedAt: now,
  identity: noIdentity,
  identityAt: null,
  submitted: false,
  documentId: '',
  pending: false,
  decided: null,
});

export const readAttempt = (place: AttemptPlace): Promise<Attempt | null> => item(place).get();

/** Changes the attempt under a lock: pieces of one attempt can arrive at the same moment. */
export async function changeAttempt(
  place: AttemptPlace,
  now: number,
  change: (attempt: Attempt) => Attempt,
): Promise<Attempt> {
  return (await item(place).update((attempt) => change(attempt ?? newAttempt(now)))) ?? newAttempt(now);
}

export async function startAttempt(place: AttemptPlace, now: number): Promise<void> {
  await item(place).update(() => newAttempt(now));
}

/** Forgets the attempts of a closed tab. */
export const forgetTab = (tabId: number): Promise<void> => forget(`${prefix}${tabId}:`);

/** Forgets attempts whose identity is too old to be used, and names that are as old as that. */
export async function forgetExpiredAttempts(now: number): Promise<void> {
  await forgetNames(now - identityLifeMs);
  const stored = await browser.storage.session.get(null);
  const expired = Object.entries(stored).flatMap(([key, value]) => {
    const attempt = key.startsWith(prefix) ? attemptSchema.safeParse(value) : null;
    return attempt?.success && isExpired(attempt.data, now) ? [key] : [];
  });
  if (expired.length > 0) await browser.storage.session.remove(expired);
}

/** Forgets the names of attempts that were decided before a time; that they were decided stays. */
export async function forgetNames(before: number): Promise<void> {
  const stored = await browser.storage.session.get(null);
  for (const [key, value] of Object.entries(stored)) {
    const attempt = key.startsWith(prefix) ? attemptSchema.safeParse(value) : null;
    const decided = attempt?.data?.decided;
    if (decided?.name && decided.at < before)
      await itemOf(key).update((it) => it && { ...it, decided: it.decided && { ...it.decided, name: null } });
  }
}

/** Forgets every attempt: consent was withdrawn. */
export const forgetAllAttempts = (): Promise<void> => forget(prefix);

async function forget(start: string): Promise<void> {
  const keys = Object.keys(await browser.storage.session.get(null));
  const own = keys.filter((key) => key.startsWith(start));
  if (own.length > 0) await browser.storage.session.remove(own);
}

/**
 * Registration was sent. Another name or address, or any after a final result, is a new person and a new attempt; otherwise
 * the fields add up (some sites ask for them one by one).
 */
export function withIdentity(attempt: Attempt, identity: Identity, now: number): Attempt {
  const otherPerson =
    attempt.decided !== null ||
    isExpired(attempt, now) ||
    differs(identity.firstName, attempt.identity.firstName) ||
    differs(identity.lastName, attempt.identity.lastName) ||
    differs(identity.email, attempt.identity.email);
  const base = otherPerson ? newAttempt(now) : attempt;
  return {
    ...base,
    // After a result the page still shows it: its text counts again only when more than a form was sent.
    submitted: attempt.decided === null,
    identityAt: now,
    identity: {
      firstName: identity.firstName ?? base.identity.firstName,
      lastName: identity.lastName ?? base.identity.lastName,
      email: identity.email ?? base.identity.email,
    },
  };
}

/** The identity that a result of now may be awarded to: this attempt's own, unused, not older than four hours. */
export function usableIdentity(attempt: Attempt, now: number): Identity {
  return attempt.decided || isExpired(attempt, now) ? noIdentity : attempt.identity;
}

/** Whether a reading is the already decided one, told again (by the page's text after the answer, or by a double click). */
export function isSameResult(decided: ResultReading, reading: ResultReading): boolean {
  if (decided.attemptId && reading.attemptId) return decided.attemptId === reading.attemptId;
  const agree = (a: string | null, b: string | null) => a === null || b === null || a === b;
  return (
    agree(decided.score, reading.score) &&
    agree(decided.maximum, reading.maximum) &&
    agree(decided.outcome, reading.outcome) &&
    samePercent(decided.percent, reading.percent)
  );
}

/** One of them may be rounded to a whole number. */
function samePercent(a: string | null, b: string | null): boolean {
  return a === null || b === null || Math.abs(Number(a) - Number(b)) < 1;
}

function isExpired(attempt: Attempt, now: number): boolean {
  return attempt.identityAt !== null && now - attempt.identityAt > identityLifeMs;
}

/** Both are known and not the same. */
function differs(a: string | null, b: string | null): boolean {
  return a !== null && b !== null && a.trim().toLowerCase() !== b.trim().toLowerCase();
}
