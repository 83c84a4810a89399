import type { Award } from './award.ts';
import { earnerProblems } from './earner.ts';
import { isExpiredAtBirth } from './issue-request.ts';
import { type AwardChange, amendAward, moveAward } from './ledger.ts';
import { getAward } from './ledger-reads.ts';
import { noIdentity } from './result.ts';
import { quizKeyOf, type Rule } from './rule.ts';
import { allRules, getRule } from './rules-store.ts';
import type { AwardState } from './states.ts';

/** What an admin can do with an award, besides completing its details. */
export const awardActions = ['try-again', 'approve', 'dismiss', 'restore', 'check-again', 'send-anyway'] as const;
export type AwardAction = (typeof awardActions)[number];

/**
 * Why an award stays as it is: it had moved on before the action came, its badge would have expired already, or the badge
 * that it corrects still stands.
 */
export type Unchanged = 'moved-on' | 'expired' | 'not-revoked';

/**
 * What an admin does with an award on Activity; the sending itself is the outbox's.
 * @returns what became of it, the award as it is now
 */
export async function act(award: Award, action: AwardAction, now: number): Promise<'done' | Unchanged> {
  const { id, state } = award;
  const problems = earnerProblems(award.earner ?? noIdentity);
  const move = async (to: AwardState, change: AwardChange) =>
    (await moveAward(id, state, to, now, change)) ? 'done' : 'moved-on';
  if (action === 'dismiss' && ['needs-details', 'held', 'waiting', 'failed', 'unconfirmed'].includes(state))
    return move('cancelled', { reason: 'dismissed' });
  // Back to where a person decides, not on its way.
  if (action === 'restore' && isRestorable(award)) return move('held', { reason: 'restored' });
  if (action === 'approve' && state === 'held' && award.badge) {
    if (await isFormerIssued(award)) return 'not-revoked';
    const [problem] = problems;
    if (problem) return move('needs-details', { reason: problem });
    const rule = await withExpiryOfNow(award, now);
    return rule ? move('waiting', { rule, reason: 'approved', dueAt: now, approvedAt: now }) : 'expired';
  }
  if (action === 'try-again' && state === 'failed')
    return move('waiting', { reason: 'tried-again', dueAt: now, attempts: 1 });
  if (action === 'check-again' && state === 'unconfirmed')
    return (await amendAward(id, state, now, { reason: 'checked-again', dueAt: now })) ? 'done' : 'moved-on';
  if (action === 'send-anyway' && state === 'unconfirmed')
    return move('waiting', { reason: 'sent-anyway', dueAt: now, attempts: 0, approvedAt: now });
  return 'moved-on';
}

/**
 * The rule that the award keeps; where its badge would have expired already, with the expiry that the quiz's rule has by
 * now. @returns null where that has passed too: such a badge is never sent
 */
async function withExpiryOfNow(award: Award, now: number): Promise<Award['rule'] | null> {
  const { rule, provenance } = award;
  if (!isExpiredAtBirth(rule.issue, provenance.observedAt, now)) return rule;
  const expires = (await ruleOfNow(award))?.issue.expires;
  const issue = expires && { ...rule.issue, expires };
  return issue && !isExpiredAtBirth(issue, provenance.observedAt, now) ? { ...rule, issue } : null;
}

/** The award's rule, or the one that its quiz has in place of it: it may have been removed and made anew. */
async function ruleOfNow({ rule, quizKey, organizationId, environment }: Award): Promise<Rule | null> {
  const same = await getRule(rule.id);
  if (same) return same;
  const others = (await allRules()).filter(
    (it) =>
      it.organizationId === organizationId &&
      it.environment === environment &&
      (quizKeyOf(it) === quizKey || it.quizIds.includes(`slug:${quizKey}`)),
  );
  return others.sort((a, b) => b.updatedAt - a.updatedAt)[0] ?? null;
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
