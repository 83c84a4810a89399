import type { Award } from './award.ts';
import { earnerProblems } from './earner.ts';
import { isExpiredAtBirth } from './issue-request.ts';
import { amendAward, moveAward } from './ledger.ts';
import { getAward } from './ledger-reads.ts';
import { noIdentity } from './result.ts';
import { getRule } from './rules-store.ts';

/** What an admin can do with an award, besides completing its details. */
export const awardActions = ['try-again', 'approve', 'dismiss', 'restore', 'check-again', 'send-anyway'] as const;
export type AwardAction = (typeof awardActions)[number];

/**
 * What an admin does with an award on Activity; the sending itself is the outbox's.
 * @returns whether the action applied to the award as it is now
 */
export async function act(award: Award, action: AwardAction, now: number): Promise<boolean> {
  const { id, state } = award;
  const problems = earnerProblems(award.earner ?? noIdentity);
  if (action === 'dismiss' && ['needs-details', 'held', 'waiting', 'failed', 'unconfirmed'].includes(state))
    return (await moveAward(id, state, 'cancelled', now, { reason: 'dismissed' })) !== null;
  // Back to where a person decides, not on its way.
  if (action === 'restore' && isRestorable(award))
    return (await moveAward(id, state, 'held', now, { reason: 'restored' })) !== null;
  if (action === 'approve' && state === 'held' && award.badge) {
    if (await isFormerIssued(award)) return false;
    const [problem] = problems;
    if (problem) return (await moveAward(id, state, 'needs-details', now, { reason: problem })) !== null;
    const rule = await withExpiryOfNow(award, now);
    if (!rule) return false;
    return (
      (await moveAward(id, state, 'waiting', now, { rule, reason: 'approved', dueAt: now, approvedAt: now })) !== null
    );
  }
  if (action === 'try-again' && state === 'failed')
    return (await moveAward(id, state, 'waiting', now, { reason: 'tried-again', dueAt: now, attempts: 1 })) !== null;
  if (action === 'check-again' && state === 'unconfirmed')
    return (await amendAward(id, state, now, { reason: 'checked-again', dueAt: now })) !== null;
  if (action === 'send-anyway' && state === 'unconfirmed')
    return (
      (await moveAward(id, state, 'waiting', now, {
        reason: 'sent-anyway',
        dueAt: now,
        attempts: 0,
        approvedAt: now,
      })) !== null
    );
  return false;
}

/**
 * The rule that the award keeps; where its badge would have expired already, with the expiry that the quiz's rule has by
 * now. @returns null where that has passed too: such a badge is never sent
 */
async function withExpiryOfNow({ rule, provenance }: Award, now: number): Promise<Award['rule'] | null> {
  if (!isExpiredAtBirth(rule.issue, provenance.observedAt, now)) return rule;
  const expires = (await getRule(rule.id))?.issue.expires;
  const issue = expires && { ...rule.issue, expires };
  return issue && !isExpiredAtBirth(issue, provenance.observedAt, now) ? { ...rule, issue } : null;
}

/** A badge for the wrong address stands: a corrected one would be the second of the same result. */
async function isFormerIssued({ corrects }: Award): Promise<boolean> {
  const former = corrects === undefined ? null : await getAward(corrects);
  return former?.state === 'issued' || former?.state === 'already-issued';
}

/** A dismissal can be taken back as long as the award still knows whom it was for. */
export function isRestorable({ state, reason, earner, badge }: Award): boolean {
  return state === 'cancelled' && reason === 'dismissed' && earner !== null && badge !== null;
}
