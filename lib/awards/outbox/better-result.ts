import type { Award } from '../award.ts';
import { amendAward, moveAward } from '../ledger.ts';
import { awardsOfPersonAndQuiz } from '../ledger-reads.ts';
import type { AwardState } from '../states.ts';
import { askAfterMs } from './times.ts';

/** How long one result waits for the answer to the other one's request. */
const waitForOtherMs = 60_000;
const longestWaitMs = 3_600_000;

const standsAtCredly: readonly AwardState[] = ['issued', 'already-issued'];
const notSentYet: readonly AwardState[] = ['waiting', 'held', 'needs-details', 'failed'];

/**
 * Under "better result replaces": what the same person's other awards for this quiz mean for one that is about to leave.
 * Decided here and not when the result came in, since by now the lesser badge may have been issued, or not.
 * @returns how to send it, or null where it does not leave now (a better one exists, or the lesser one's answer is awaited)
 */
export async function placeAmongResults(award: Award, now: number): Promise<{ replaces: Award | null } | null> {
  if (award.rule.retake !== 'better' || !award.personAndQuiz) return { replaces: null };
  const others = (await awardsOfPersonAndQuiz(award.personAndQuiz)).filter((it) => it.id !== award.id && it.badge);
  const standing = others.filter((it) => standsAtCredly.includes(it.state));
  const isAsGood = (it: Award) => it.rank >= award.rank || it.badge?.templateId === award.badge?.templateId;
  if (standing.some(isAsGood)) {
    await moveAward(award.id, 'waiting', 'cancelled', now, { reason: 'better-exists' });
    return null;
  }
  const betterOnes = others.filter((it) => isAsGood(it) && isUnderWay(it));
  // Not given up for one that may fail after all. One that was sent before goes on, or the two could wait for one another.
  if (betterOnes.length > 0 && (award.sentAt === undefined || betterOnes.some(isAwaited))) {
    await amendAward(award.id, 'waiting', now, { reason: 'waits-for-better', dueAt: after(betterOnes, now) });
    return null;
  }
  const lesserOnes = others.filter((it) => it.rank < award.rank);
  const quiet = Math.max(0, ...lesserOnes.map(settledBy));
  // Further ahead than that, the clock was set back since.
  const quietAt = quiet - now > askAfterMs[1] ? 0 : quiet;
  const underWay = lesserOnes.filter(isUnderWay);
  if (underWay.length > 0 || quietAt > now) {
    await amendAward(award.id, 'waiting', now, { reason: 'waits-for-lesser', dueAt: after(underWay, now, quietAt) });
    return null;
  }
  // Given up without a clear answer: its badge may stand at Credly, so a person has to look.
  if (award.approvedAt === undefined && lesserOnes.some(isUnclear)) {
    await moveAward(award.id, 'waiting', 'held', now, { reason: 'lesser-unclear' });
    return null;
  }
  // Only what we issued for this quiz is replaced: a badge that was there before may stand for something else.
  const issued = standing.filter((it) => it.state === 'issued' && it.credly).sort((a, b) => b.rank - a.rank);
  return { replaces: issued[0] ?? null };
}

/** A better badge stands at Credly: what was not sent for the person's lesser results gives way. Not before, since it may fail. */
export async function giveWayTo(better: Award, now: number): Promise<void> {
  if (better.rule.retake !== 'better' || !better.personAndQuiz) return;
  for (const lesser of await awardsOfPersonAndQuiz(better.personAndQuiz))
    if (lesser.badge && lesser.rank < better.rank && notSentYet.includes(lesser.state))
      await moveAward(lesser.id, lesser.state, 'cancelled', now, { reason: 'better-result' });
}

/** As late as the others, which a cap may hold for a day; looked at now and then, since a person may settle them. */
function after(others: readonly Award[], now: number, quietAt = 0): number {
  const othersAt = Math.max(quietAt, ...others.map((it) => it.dueAt));
  return Math.min(Math.max(now + waitForOtherMs, othersAt), now + longestWaitMs);
}

const isAwaited = ({ state }: Award) => state === 'sending' || state === 'unconfirmed';

/** Its badge may come to exist by itself; a request that failed is asked about before it is repeated. */
function isUnderWay(award: Award): boolean {
  return isAwaited(award) || (award.state === 'waiting' && award.sentAt !== undefined);
}

/**
 * When nothing can come any more of requests that had to be repeated. One that is taken late is refused as a duplicate while
 * its badge stands, but not once that badge has been replaced.
 */
function settledBy({ history }: Award): number {
  const sent = history.filter((it) => it.state === 'sending');
  return (sent.at(-2)?.at ?? Number.NEGATIVE_INFINITY) + askAfterMs[1];
}

/** Its request left and nobody knows any more what came of it. */
function isUnclear({ state, reason, sentAt }: Award): boolean {
  if (sentAt === undefined) return false;
  return state === 'cancelled' || (state === 'failed' && reason !== 'refused-by-credly');
}

/** The lesser badge has been replaced at Credly. */
export async function noteReplaced(badgeId: string, candidates: readonly Award[], now: number): Promise<void> {
  for (const lesser of candidates)
    if (lesser.credly?.badgeId === badgeId && lesser.state === 'issued')
      await moveAward(lesser.id, 'issued', 'revoked', now, { reason: 'replaced-by-better' });
}

/** The badge that was to be replaced is gone at Credly: the better one is issued plainly then. */
export async function noteGone(award: Award, now: number): Promise<void> {
  const others = award.personAndQuiz ? await awardsOfPersonAndQuiz(award.personAndQuiz) : [];
  for (const lesser of others)
    if (lesser.credly?.badgeId === award.replacesBadgeId && lesser.state === 'issued')
      await moveAward(lesser.id, 'issued', 'revoked', now, { reason: 'gone-at-credly' });
}
