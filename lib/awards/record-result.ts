import { type Award, credlyTime, type Provenance } from './award.ts';
import { readAwardSettings } from './award-settings.ts';
import { decide } from './decide.ts';
import { earnerProblems, isEmail, tidyIdentity } from './earner.ts';
import { noteSighting } from './guards.ts';
import { attemptIdentityKey, identityKey, personKey } from './identity-key.ts';
import { addAward, awardsOfPersonAndQuiz, moveAward } from './ledger.ts';
import { emptyReading, type Identity, type ResultReading } from './result.ts';
import type { Rule, RuleBadge } from './rule.ts';

export interface ObservedResult {
  rule: Rule;
  /** The public slug: every road by which a result comes knows it. */
  quizKey: string;
  reading: ResultReading;
  identity: Identity;
  provenance: Provenance;
}

export type Recorded =
  | { outcome: 'not-passing'; awardId: string; repeated: false }
  /** `repeated`: the award was there already, so nothing new will be sent. */
  | { outcome: 'award'; awardId: string; repeated: boolean };

/**
 * Decides a result and writes it to the ledger; nothing is sent here. A result that did not pass is kept without name
 * or e-mail.
 * @returns null for what is no result (pending, partial, unclear)
 */
export async function recordResult(observed: ObservedResult, now: number): Promise<Recorded | null> {
  const { rule, reading } = observed;
  const decision = decide(rule, reading);
  if (decision.kind === 'no-result') return null;
  if (decision.kind === 'not-passing') {
    const { score, maximum, percent, outcome } = reading;
    const kept = { ...emptyReading, score, maximum, percent, outcome, finality: reading.finality };
    const { award } = await addAward({
      ...draft(observed, now),
      state: 'not-passing',
      result: kept,
      ...startOf('not-passing', null, now),
    });
    return { outcome: 'not-passing', awardId: award.id, repeated: false };
  }

  const earner = tidyIdentity(observed.identity);
  const problem = earnerProblems(earner)[0] ?? null;
  const settings = await readAwardSettings();
  const { badge } = decision;
  const email = earner.email && isEmail(earner.email) ? earner.email : null;
  const keys = email === null ? null : await keysOf(observed, badge, email);
  // Under "once" also a badge of the time when every passing result counted.
  const [earlier] =
    keys?.identity === keys?.personAndQuiz && keys ? await awardsOfPersonAndQuiz(keys.personAndQuiz) : [];
  if (earlier && earlier.identityKey !== keys?.identity)
    return { outcome: 'award', awardId: earlier.id, repeated: true };
  const guard = keys && (await noteSighting(keys.person, now));
  const isRepeat = keys?.isRepeatWithoutAttempt === true && (await hasRecentAward(keys.personAndQuiz, now));
  const holdReason =
    (decision.kind === 'hold' ? decision.reason : null) ??
    (isRepeat ? 'possible-duplicate' : null) ??
    guard ??
    (rule.hold || settings.holdAll ? 'hold-for-review' : null);
  const state = holdReason ? 'held' : problem ? 'needs-details' : 'waiting';
  const reason = holdReason ?? problem;
  const { award, added } = await addAward({
    ...draft(observed, now),
    ...(keys ? { identityKey: keys.identity, personAndQuiz: keys.personAndQuiz } : {}),
    earner,
    badge,
    rank: decision.rank,
    state,
    dueAt: now + settings.undoMinutes * 60_000,
    ...startOf(state, reason, now),
  });
  // The same person came back with the details that were missing.
  if (!added && award.state === 'needs-details' && state === 'waiting')
    await moveAward(award.id, 'needs-details', 'waiting', now, {
      earner,
      reason: 'details-completed',
      dueAt: now + settings.undoMinutes * 60_000,
    });
  return { outcome: 'award', awardId: award.id, repeated: !added };
}

/** A second result without the site's own attempt id, within this time, may be the first one told again. */
const duplicateWindowMs = 24 * 3_600_000;

async function keysOf(observed: ObservedResult, badge: RuleBadge | null, email: string) {
  const { rule, quizKey, reading } = observed;
  const scope = scopeOf(rule);
  const personAndQuiz = await identityKey({ ...scope, quizKey, email });
  const person = await personKey({ ...scope, email });
  // Where the template forbids a second badge, "every passing result" can only mean "once".
  const everyAttempt = rule.retake === 'every' && badge?.allowsDuplicates === true;
  if (!everyAttempt || !badge) return { person, personAndQuiz, identity: personAndQuiz, isRepeatWithoutAttempt: false };
  const attempt = reading.attemptId ?? `at:${observed.provenance.observedAt}`;
  const identity = await attemptIdentityKey(personAndQuiz, badge.templateId, attempt);
  return { person, personAndQuiz, identity, isRepeatWithoutAttempt: reading.attemptId === null };
}

async function hasRecentAward(personAndQuiz: string, now: number): Promise<boolean> {
  const awards = await awardsOfPersonAndQuiz(personAndQuiz);
  return awards.some((it) => now - it.createdAt < duplicateWindowMs);
}

function draft(observed: ObservedResult, now: number): Omit<Award, 'state' | 'reason' | 'history'> {
  const { rule, reading, provenance } = observed;
  return {
    id: crypto.randomUUID(),
    isTest: false,
    ...scopeOf(rule),
    quizKey: observed.quizKey,
    quizTitle: rule.quizTitle,
    credlySentence: null,
    earner: null,
    badge: null,
    rank: 0,
    rule: { id: rule.id, version: rule.version, awardFor: rule.awardFor, issue: rule.issue, retake: rule.retake },
    result: reading,
    provenance,
    createdAt: now,
    updatedAt: now,
    issuedAt: credlyTime(provenance.observedAt),
    dueAt: now,
    attempts: 0,
    asked: 0,
    credly: null,
  };
}

function startOf(state: Award['state'], reason: string | null, now: number): Pick<Award, 'reason' | 'history'> {
  return { reason, history: [{ at: now, state, reason }] };
}

function scopeOf(rule: Rule): Pick<Award, 'organizationId' | 'environment'> {
  return { organizationId: rule.organizationId, environment: rule.environment };
}
