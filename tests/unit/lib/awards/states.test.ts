import { describe, expect, it } from 'vitest';
import { type AwardState, awardStates, mayMove, statesForAPerson } from '../../../../lib/awards/states.ts';

/** Written out once more on purpose: a change of the table has to be made twice, with a thought in between. */
const table: Record<AwardState, AwardState[]> = {
  'needs-details': ['waiting', 'held', 'cancelled'],
  held: ['waiting', 'needs-details', 'cancelled'],
  waiting: ['sending', 'held', 'cancelled'],
  sending: ['issued', 'already-issued', 'failed', 'waiting', 'unconfirmed'],
  unconfirmed: ['issued', 'already-issued', 'waiting', 'failed', 'cancelled'],
  issued: ['revoked'],
  'already-issued': ['revoked'],
  failed: ['waiting', 'cancelled'],
  'not-passing': [],
  cancelled: ['held'],
  revoked: [],
};

function reachableFrom(start: AwardState): AwardState[] {
  const reached = new Set<AwardState>();
  const open = [start];
  for (let from = open.pop(); from; from = open.pop()) {
    for (const to of awardStates) {
      if (!mayMove(from, to) || reached.has(to)) continue;
      reached.add(to);
      open.push(to);
    }
  }
  return [...reached];
}

describe('the states of an award', () => {
  it.each(awardStates)('%s leads to the listed states and to no other', (from) => {
    expect(awardStates.filter((to) => mayMove(from, to)).sort()).toEqual([...table[from]].sort());
  });

  it.each(['issued', 'already-issued'] as const)('nothing is sent again after %s', (settled) => {
    expect(reachableFrom(settled)).toEqual(['revoked']);
  });

  it.each(['not-passing', 'revoked'] as const)('%s is the end', (end) => {
    expect(reachableFrom(end)).toEqual([]);
  });

  it('an unanswered request goes through "waiting", where Credly is asked first, before it is sent again', () => {
    expect(mayMove('unconfirmed', 'sending')).toBe(false);
  });

  it('only what is being sent becomes issued without having been asked about', () => {
    const before = awardStates.filter((from) => mayMove(from, 'issued'));
    expect(before.sort()).toEqual(['sending', 'unconfirmed']);
  });

  it('every state that waits for a person has a way out', () => {
    for (const state of statesForAPerson) expect(reachableFrom(state)).toContain('waiting');
  });
});
