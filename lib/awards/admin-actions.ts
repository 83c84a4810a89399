import type { Award } from './award.ts';
import { earnerProblems } from './earner.ts';
import { amendAward, moveAward } from './ledger.ts';
import { noIdentity } from './result.ts';

/** What an admin can do with an award, besides completing its details. */
export const awardActions = ['try-again', 'approve', 'dismiss', 'check-again', 'send-anyway'] as const;
export type AwardAction = (typeof awardActions)[number];

/**
 * What an admin does with an award on Activity; the sending itself is the outbox's.
 * @returns whether the action applied to the award as it is now
 */
export async function act(award: Award, action: AwardAction, now: number): Promise<boolean> {
  const { id, state } = award;
  const problems = earnerProblems(award.earner ?? noIdentity);
  if (action === 'dismiss' && ['needs-details', 'held', 'waiting', 'failed'].includes(state))
    return (await moveAward(id, state, 'cancelled', now, { reason: 'dismissed' })) !== null;
  if (action === 'approve' && state === 'held' && award.badge) {
    const [problem] = problems;
    if (problem) return (await moveAward(id, state, 'needs-details', now, { reason: problem })) !== null;
    return (await moveAward(id, state, 'waiting', now, { reason: 'approved', dueAt: now })) !== null;
  }
  if (action === 'try-again' && state === 'failed')
    return (await moveAward(id, state, 'waiting', now, { reason: 'tried-again', dueAt: now, attempts: 1 })) !== null;
  if (action === 'check-again' && state === 'unconfirmed')
    return (await amendAward(id, state, now, { reason: 'checked-again', dueAt: now })) !== null;
  if (action === 'send-anyway' && state === 'unconfirmed')
    return (await moveAward(id, state, 'waiting', now, { reason: 'sent-anyway', dueAt: now, attempts: 0 })) !== null;
  return false;
}
