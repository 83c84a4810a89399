/**
 * The states of an award and the only ways between them. The ledger refuses anything else, so a mistake elsewhere
 * becomes an error instead of a second badge.
 */
export const awardStates = [
  'needs-details',
  'held',
  'waiting',
  'sending',
  'unconfirmed',
  'issued',
  'already-issued',
  'failed',
  'not-passing',
  'cancelled',
  'revoked',
] as const;
export type AwardState = (typeof awardStates)[number];

const transitions: Readonly<Record<AwardState, readonly AwardState[]>> = {
  'needs-details': ['waiting', 'held', 'cancelled'],
  held: ['waiting', 'needs-details', 'cancelled'],
  // Held: Credly has a badge that may be this very result, seen by another browser.
  waiting: ['sending', 'held', 'cancelled'],
  // Back to waiting only on an answer that certainly created nothing.
  sending: ['issued', 'already-issued', 'failed', 'waiting', 'unconfirmed'],
  unconfirmed: ['issued', 'already-issued', 'waiting', 'failed', 'cancelled'],
  issued: ['revoked'],
  'already-issued': ['revoked'],
  failed: ['waiting', 'cancelled'],
  'not-passing': [],
  // Back again: a dismissal that was a mistake.
  cancelled: ['held'],
  revoked: [],
};

export function mayMove(from: AwardState, to: AwardState): boolean {
  return transitions[from].includes(to);
}

/** States in which a person has to do something. */
export const statesForAPerson: readonly AwardState[] = ['needs-details', 'held', 'unconfirmed', 'failed'];
