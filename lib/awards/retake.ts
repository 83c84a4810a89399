import type { Award } from './award.ts';
import { attemptIdentityKey, identityKey, personKey } from './identity-key.ts';
import { awardsOfPersonAndQuiz } from './ledger-reads.ts';
import type { ResultReading } from './result.ts';
import type { RetakePolicy, RuleBadge } from './rule.ts';
import type { RuleScope } from './rules-store.ts';

/** What a second result of the same person and quiz means: the identity of an award under each retake policy. */

/** What an identity is made of, whether the result has just come in or its award waits for details. */
export interface IdentityParts extends RuleScope {
  quizKey: string;
  email: string;
  retake: RetakePolicy;
  badge: RuleBadge | null;
  rank: number;
  attemptId: ResultReading['attemptId'];
  /** When the result was seen: stands for the attempt where the site gives it no id. */
  observedAt: number;
}

export interface Keys {
  policy: RetakePolicy;
  /** The person under this connection, whatever the quiz. */
  person: string;
  personAndQuiz: string;
  /** At most one award stands under it. */
  identity: string;
}

export async function keysOf(parts: IdentityParts): Promise<Keys> {
  const { badge, rank } = parts;
  const personAndQuiz = await identityKey(parts);
  const policy = policyOf(parts);
  const own =
    policy === 'every' && badge
      ? attemptIdentityKey(personAndQuiz, badge.templateId, parts.attemptId ?? `at:${parts.observedAt}`)
      : policy === 'better'
        ? attemptIdentityKey(personAndQuiz, 'rank', String(rank))
        : personAndQuiz;
  return { policy, person: await personKey(parts), personAndQuiz, identity: await own };
}

/** Where the template forbids a second badge, "every passing result" can only mean "once". */
function policyOf({ retake, badge }: IdentityParts): RetakePolicy {
  if (retake === 'every') return badge?.allowsDuplicates ? 'every' : 'once';
  return retake === 'better' && badge ? 'better' : 'once';
}

/**
 * The award by which this one has become needless, but for the one of the very same identity: under "once" any of this
 * person and quiz, also from a time of another policy; under "better" one that is as good, or has the same badge.
 * @param counts which awards to look at
 */
export async function standingAward(
  { policy, personAndQuiz, identity }: Keys,
  { id, rank, badge }: Pick<Award, 'rank' | 'badge'> & { id?: string },
  counts: (award: Award) => boolean = () => true,
  awardsOf: (personAndQuiz: string) => Promise<Award[]> = awardsOfPersonAndQuiz,
): Promise<Award | null> {
  if (policy === 'every') return null;
  const others = (await awardsOf(personAndQuiz)).filter(
    (it) => it.id !== id && it.identityKey !== identity && counts(it),
  );
  if (policy === 'once') return others[0] ?? null;
  const standing = others.filter((it) => it.badge && mayStand(it));
  return standing.find((it) => it.rank >= rank || it.badge?.templateId === badge?.templateId) ?? null;
}

/** Whether a badge of this award exists, may exist, or will: not where it was given up before, or refused at, every request. */
function mayStand({ state, reason, sentAt }: Award): boolean {
  if (state === 'failed') return reason !== 'refused-by-credly';
  return state !== 'cancelled' || sentAt !== undefined;
}
