import { type Award, credlyTime, type Provenance } from './award.ts';
import { readAwardSettings } from './award-settings.ts';
import { decide } from './decide.ts';
import { earnerProblems, isEmail, tidyIdentity } from './earner.ts';
import { noteSighting } from './guards.ts';
import { addAward, moveAward } from './ledger.ts';
import { awardsOfPersonAndQuiz } from './ledger-reads.ts';
import { emptyReading, type Identity, type ResultReading } from './result.ts';
import { type IdentityParts, keysOf, standingAward } from './retake.ts';
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
  const keys = email === null ? null : await keysOf(identityParts(observed, badge, decision.rank, email));
  const earlier = keys && (await standingAward(keys, { rank: decision.rank, badge }));
  if (earlier) return { outcome: 'award', awardId: earlier.id, repeated: true };
  const guard = keys && (await noteSighting(keys.person, now));
  const isWithoutAttempt = keys?.policy === 'every' && reading.attemptId === null;
  const isRepeat = isWithoutAttempt && (await hasRecentAward(keys.personAndQuiz, now));
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
  if (!added && award.state === 'needs-details' && problem === null && state !== 'needs-details')
    await moveAward(award.id, 'needs-details', state, now, {
      earner,
      reason: holdReason ?? 'details-completed',
      dueAt: now + settings.undoMinutes * 60_000,
    });
  return { outcome: 'award', awardId: award.id, repeated: !added };
}

/** A second result without the site's own attempt id, within this time, may be the first one told again. */
const duplicateWindowMs = 24 * 3_600_000;

function identityParts(
  { rule, quizKey, reading, provenance }: ObservedResult,
  badge: RuleBadge | null,
  rank: number,
  email: string,
): IdentityParts {
  const { attemptId } = reading;
  const { observedAt } = provenance;
  return { ...scopeOf(rule), quizKey, email, retake: rule.retake, badge, rank, attemptId, observedAt };
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
