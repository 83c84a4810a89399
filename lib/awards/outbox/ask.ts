import { noteSuccess } from '../../connection/connection.ts';
import type { IssuedBadge } from '../../credly/index.ts';
import type { Award } from '../award.ts';
import { amendAward, moveAward } from '../ledger.ts';
import { awardsOfBadge } from '../ledger-reads.ts';
import { putOffAfter } from './put-off.ts';
import { never, type OutboxRun } from './run.ts';
import { isOfThisResult, isOurs, parseTime, settle } from './settle.ts';
import { allowsDuplicatesNow } from './template.ts';
import { askAfterMs, maxAttempts } from './times.ts';

/** Questions to Credly: what became of an unanswered request, and whether somebody else has issued the badge already. */

/**
 * Where a template allows duplicates, a badge of the same person that our ledger does not know may be this very result, seen
 * by another browser: under "once" if it was issued within a day of it, else within minutes.
 */
const strangerWindowMs = { once: 86_400_000, every: 600_000, better: 86_400_000 } as const;

/**
 * Asks about an unanswered request. Absent twice: sent again where Credly itself stops doubles, else left to a person. So is
 * what went unanswered at every try.
 */
export async function askAboutUnconfirmed(run: OutboxRun, award: Award): Promise<void> {
  const found = await look(run, award, 'unconfirmed');
  if (found === null || (await settledBy(run, found, award))) return;
  const now = run.deps.now();
  const asked = award.asked + 1;
  // A question in between ("Check again") replaces none of those that wait for a slow request.
  // Sent at a time that is still to come, by a clock that was set back since: then each question counts.
  const sentAt = award.sentAt !== undefined && award.sentAt <= now ? award.sentAt : null;
  const next = askAfterMs.find((ms, index) => index >= asked || (sentAt !== null && ms > now - sentAt));
  if (next !== undefined) {
    await amendAward(award.id, 'unconfirmed', now, { asked, dueAt: Math.max(now, (sentAt ?? now) + next) });
    return;
  }
  const mayDouble = await mayBeDoubled(run, award, 'unconfirmed');
  if (mayDouble === null) return;
  if (mayDouble) {
    await amendAward(award.id, 'unconfirmed', now, { asked, reason: 'not-found-at-credly', dueAt: never });
  } else if (award.attempts >= maxAttempts) {
    await moveAward(award.id, 'unconfirmed', 'failed', now, { asked, reason: 'too-many-attempts' });
  } else {
    await moveAward(award.id, 'unconfirmed', 'waiting', now, { asked, reason: 'not-found-at-credly', dueAt: now });
  }
}

/**
 * The question before a send, where one is needed: an earlier request of this award may have been taken, or, where the
 * template allows duplicates, another browser may have seen the same result.
 * @returns whether the award may leave now
 */
export async function mayLeave(run: OutboxRun, award: Award): Promise<boolean> {
  const wasSent = award.sentAt !== undefined;
  const mayBeStrangers = award.badge?.allowsDuplicates === true && award.approvedAt === undefined;
  if (!wasSent && !mayBeStrangers) return true;
  const found = await look(run, award, 'waiting');
  if (found === null) return false;
  if (wasSent && (await settledBy(run, found, award))) return false;
  if (wasSent && !award.badge?.allowsDuplicates && isUnclear(award)) {
    const mayDouble = await mayBeDoubled(run, award, 'waiting');
    if (mayDouble === null) return false;
    if (mayDouble) {
      await moveAward(award.id, 'waiting', 'held', run.deps.now(), { reason: 'template-allows-duplicates' });
      return false;
    }
  }
  // Also after a request of our own, of which nothing is there: another browser may have been faster meanwhile.
  if (mayBeStrangers && (await hasStranger(found, award))) {
    await moveAward(award.id, 'waiting', 'held', run.deps.now(), { reason: 'possible-duplicate-at-credly' });
    return false;
  }
  return true;
}

/**
 * Whether another request could make a second badge of this award. The rule knows the template as it was when the rule was
 * saved; what counts is what Credly says before a request is repeated.
 * @returns null where that cannot be said now: the award was put off
 */
async function mayBeDoubled(run: OutboxRun, award: Award, state: 'waiting' | 'unconfirmed'): Promise<boolean | null> {
  // A badge can be replaced only once, so that request is safe to repeat.
  if (award.replacesBadgeId) return false;
  return award.badge?.allowsDuplicates || allowsDuplicatesNow(run, award, state);
}

const clearRefusals = ['token-refused', 'organization-unreadable', 'no-permission', 'replaced-badge-gone'];

/** The last request may have been taken after all, and no person has let the award go since. */
function isUnclear({ history, approvedAt, sentAt }: Award): boolean {
  if (approvedAt !== undefined && sentAt !== undefined && approvedAt >= sentAt) return false;
  const answer = history[history.findLastIndex(({ state }) => state === 'sending') + 1];
  return !(answer?.state === 'waiting' && answer.reason !== null && clearRefusals.includes(answer.reason));
}

/** @returns the earner's badges of this template at Credly, or null where nothing can be decided now: it was put off */
async function look(run: OutboxRun, award: Award, state: 'waiting' | 'unconfirmed'): Promise<IssuedBadge[] | null> {
  const { earner, badge } = award;
  if (!earner?.email || !badge) return null;
  const { email } = earner;
  const asked = await run.ask(award, ({ client }, signal) =>
    client.findBadges(award.organizationId, email, badge.templateId, signal),
  );
  if (!asked) return null;
  const { answer, connection } = asked;
  const now = run.deps.now();
  if (answer.ok) {
    await noteSuccess(now);
    return answer.value.filter((it) => isOurs(it, award) && it.state !== 'revoked');
  }
  await putOffAfter(run, award, state, answer.failure, connection);
  return null;
}

/** Settles the award if one of the badges is its own. */
async function settledBy(run: OutboxRun, badges: readonly IssuedBadge[], award: Award): Promise<boolean> {
  const ours = badges.find((it) => isOfThisResult(it, award));
  const found = ours ?? (award.badge?.allowsDuplicates ? undefined : badges[0]);
  if (!found) return false;
  const now = run.deps.now();
  const reason = 'found-at-credly';
  // From "waiting" only by way of "sending": the table allows no shorter one.
  const from = award.state === 'waiting' ? await moveAward(award.id, 'waiting', 'sending', now, { reason }) : award;
  if (from) await settle(run, from, ours ? 'issued' : 'already-issued', found, reason);
  return true;
}

/** Whether there is a badge near this result in time that no award of ours knows. */
async function hasStranger(badges: readonly IssuedBadge[], award: Award): Promise<boolean> {
  const windowMs = strangerWindowMs[award.rule.retake];
  const at = parseTime(award.issuedAt);
  for (const badge of badges) {
    const isNear = badge.issuedAt === null || Math.abs(parseTime(badge.issuedAt) - at) < windowMs;
    if (isNear && (await awardsOfBadge(badge.id)).length === 0) return true;
  }
  return false;
}
