import { type Award, credlyTime } from './award.ts';
import { type GuardReason, noteSighting } from './guards.ts';
import { isLive, judgeResult, type NewAward, type ObservedResult } from './judge-result.ts';
import { addAward, moveAward } from './ledger.ts';
import { emptyReading, type Identity } from './result.ts';
import type { Rule } from './rule.ts';

export type { ObservedResult } from './judge-result.ts';

export type Recorded =
  | { outcome: 'not-passing'; awardId: string; repeated: false }
  /** `repeated`: the award was there already, so nothing new will be sent. */
  | { outcome: 'award'; awardId: string; repeated: boolean };

/**
 * Decides a result and writes it to the ledger; nothing is sent here. A result that did not pass is kept without name
 * or e-mail where it was seen live; a list of results keeps those itself.
 * @returns null for what is no result (pending, partial, unclear), and for what did not pass on a list
 */
export async function recordResult(observed: ObservedResult, now: number): Promise<Recorded | null> {
  const judged = await judgeResult(observed, now);
  switch (judged.kind) {
    case 'no-result':
      return null;
    case 'not-passing':
      return isLive(observed.provenance) ? addNotPassing(observed, now) : null;
    case 'standing':
      return { outcome: 'award', awardId: judged.award.id, repeated: true };
    case 'new':
      return addNew(observed, judged, now);
  }
}

async function addNotPassing(observed: ObservedResult, now: number): Promise<Recorded> {
  const { score, maximum, percent, outcome, finality } = observed.reading;
  const { award } = await addAward({
    ...draft(observed, now),
    result: { ...emptyReading, score, maximum, percent, outcome, finality },
    ...startOf('not-passing', null, now),
  });
  return { outcome: 'not-passing', awardId: award.id, repeated: false };
}

async function addNew(observed: ObservedResult, judged: NewAward, now: number): Promise<Recorded> {
  const { keys, problem, earner, settings } = judged;
  const holdReason = strongest(judged, keys && (await guardReason(observed, keys.person, now)));
  const state = holdReason ? 'held' : problem ? 'needs-details' : 'waiting';
  const dueAt = now + settings.undoMinutes * 60_000;
  const { award, added } = await addAward({
    ...draft(observed, now),
    ...(keys ? { identityKey: keys.identity, personAndQuiz: keys.personAndQuiz } : {}),
    earner,
    badge: judged.badge,
    rank: judged.rank,
    dueAt,
    ...startOf(state, holdReason ?? problem, now),
  });
  // The same person came back with the details that were missing; or somebody who knows the address, with another name.
  if (!added && award.state === 'needs-details' && problem === null && state !== 'needs-details') {
    const isOther = !agrees(award.earner, earner);
    await moveAward(award.id, 'needs-details', isOther ? 'held' : state, now, {
      earner,
      reason: isOther ? 'details-differ' : (holdReason ?? 'details-completed'),
      dueAt,
    });
  }
  return { outcome: 'award', awardId: award.id, repeated: !added };
}

/** Whether nothing that was known of the name is now another. */
export function agrees(known: Identity | null, now: Identity): boolean {
  const folded = (text: string) => text.normalize('NFKC').replace(/\s+/g, ' ').trim().toLowerCase();
  return (['firstName', 'lastName'] as const).every(
    (part) => !known?.[part] || folded(known[part]) === folded(now[part] ?? ''),
  );
}

/** A doubt about the result goes before one about how often results come, and both before the wish to see them all. */
function strongest({ hold }: NewAward, guard: GuardReason | null): string | null {
  return hold === 'hold-for-review' ? (guard ?? hold) : (hold ?? guard);
}

/** Rows that a person chose from a list come all at once, and say nothing about how often somebody takes quizzes. */
async function guardReason({ provenance }: ObservedResult, person: string, now: number): Promise<GuardReason | null> {
  return isLive(provenance) || provenance.source === 'watch' ? noteSighting(person, now) : null;
}

function draft(observed: ObservedResult, now: number): Omit<Award, 'state' | 'reason' | 'history'> {
  const { rule, reading, provenance, issue } = observed;
  return {
    id: observed.import?.awardId ?? crypto.randomUUID(),
    isTest: false,
    ...(observed.import ? { importId: observed.import.id } : {}),
    ...scopeOf(rule),
    quizKey: observed.quizKey,
    quizTitle: rule.quizTitle,
    credlySentence: null,
    earner: null,
    badge: null,
    rank: 0,
    rule: {
      id: rule.id,
      version: rule.version,
      awardFor: rule.awardFor,
      issue: { ...rule.issue, ...issue },
      retake: rule.retake,
    },
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

function startOf(
  state: Award['state'],
  reason: string | null,
  now: number,
): Pick<Award, 'state' | 'reason' | 'history'> {
  return { state, reason, history: [{ at: now, state, reason }] };
}

function scopeOf(rule: Rule): Pick<Award, 'organizationId' | 'environment'> {
  return { organizationId: rule.organizationId, environment: rule.environment };
}
