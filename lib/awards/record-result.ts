import { type Award, credlyTime, type Provenance } from './award.ts';
import { decide } from './decide.ts';
import { earnerProblems, isEmail, tidyIdentity } from './earner.ts';
import { identityKey } from './identity-key.ts';
import { addAward, moveAward } from './ledger.ts';
import { emptyReading, type Identity, type ResultReading } from './result.ts';
import type { Rule } from './rule.ts';

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
  const state = decision.kind === 'hold' ? 'held' : problem ? 'needs-details' : 'waiting';
  const reason = decision.kind === 'hold' ? decision.reason : problem;
  const identity =
    earner.email && isEmail(earner.email)
      ? await identityKey({ ...scopeOf(rule), quizKey: observed.quizKey, email: earner.email })
      : undefined;
  const { award, added } = await addAward({
    ...draft(observed, now),
    ...(identity === undefined ? {} : { identityKey: identity }),
    earner,
    badge: decision.badge,
    state,
    ...startOf(state, reason, now),
  });
  // The same person came back with the details that were missing.
  if (!added && award.state === 'needs-details' && state === 'waiting')
    await moveAward(award.id, 'needs-details', 'waiting', now, { earner, reason: 'details-completed', dueAt: now });
  return { outcome: 'award', awardId: award.id, repeated: !added };
}

function draft(observed: ObservedResult, now: number): Omit<Award, 'state' | 'reason' | 'history'> {
  const { rule, reading, provenance } = observed;
  return {
    id: crypto.randomUUID(),
    ...scopeOf(rule),
    quizKey: observed.quizKey,
    quizTitle: rule.quizTitle,
    credlySentence: null,
    earner: null,
    badge: null,
    rule: { id: rule.id, version: rule.version, awardFor: rule.awardFor },
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
