import type { Award } from '../award.ts';
import { amendAward, moveAward } from '../ledger.ts';
import { awardsOfPersonAndQuiz } from '../ledger-reads.ts';
import type { AwardState } from '../states.ts';
import { askAfterMs } from './times.ts';

/** How long a better result waits for the answer to the lesser one's request. */
const waitForLesserMs = 60_000;
const longestWaitMs = 3_600_000;

const mayStandAtCredly: readonly AwardState[] = ['issued', 'already-issued', 'sending', 'unconfirmed'];
const notSentYet: readonly AwardState[] = ['waiting', 'held', 'needs-details', 'failed'];

/**
 * Under "better result replaces": what the same person's other awards for this quiz mean for one that is about to leave.
 * Decided here and not when the result came in, since by now the lesser badge may have been issued, or not.
 * @returns how to send it, or null where it does not leave now (a better one exists, or the lesser one's answer is awaited)
 */
export async function placeAmongResults(award: Award, now: number): Promise<{ replaces: Award | null } | null> {
  if (award.rule.retake !== 'better' || !award.personAndQuiz) return { replaces: null };
  const others = (await awardsOfPersonAndQuiz(award.personAndQuiz)).filter((it) => it.id !== award.id && it.badge);
  const standing = others.filter((it) => mayStandAtCredly.includes(it.state));
  const better = standing.find((it) => it.rank >= award.rank || it.badge?.templateId === award.badge?.templateId);
  if (better) {
    await moveAward(award.id, 'waiting', 'cancelled', now, { reason: 'better-exists' });
    return null;
  }
  const lesserOnes = others.filter((it) => it.rank < award.rank);
  const quietAt = Math.max(0, ...lesserOnes.map(settledBy));
  const underWay = lesserOnes.filter(isUnderWay);
  if (underWay.length > 0 || quietAt > now) {
    // As late as the lesser one, which a cap may hold for a day; looked at now and then, since a person may settle it.
    const lesserAt = Math.max(0, ...underWay.map((it) => it.dueAt));
    const dueAt = Math.min(Math.max(now + waitForLesserMs, quietAt, lesserAt), now + longestWaitMs);
    await amendAward(award.id, 'waiting', now, { reason: 'waits-for-lesser', dueAt });
    return null;
  }
  // Given up without a clear answer: its badge may stand at Credly, so a person has to look.
  if (award.approvedAt === undefined && lesserOnes.some(isUnclear)) {
    await moveAward(award.id, 'waiting', 'held', now, { reason: 'lesser-unclear' });
    return null;
  }
  for (const lesser of lesserOnes.filter((it) => notSentYet.includes(it.state)))
    await moveAward(lesser.id, lesser.state, 'cancelled', now, { reason: 'better-result' });
  // Only what we issued for this quiz is replaced: a badge that was there before may stand for something else.
  const issued = standing.filter((it) => it.state === 'issued' && it.credly).sort((a, b) => b.rank - a.rank);
  return { replaces: issued[0] ?? null };
}

/** Its badge may come to exist by itself; a request that failed is asked about before it is repeated. */
function isUnderWay({ state, sentAt }: Award): boolean {
  return state === 'sending' || state === 'unconfirmed' || (state === 'waiting' && sentAt !== undefined);
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
