import type { Award } from '../award.ts';
import { readAwardSettings } from '../award-settings.ts';
import { amendAward } from '../ledger.ts';
import { type SentScope, sentSince } from '../ledger-reads.ts';
import type { OutboxRun } from './run.ts';

/** At most so many awards of one quiz leave in an hour by themselves; more wait, and the admin is told. */
export const maxAwardsPerQuizAndHour = 20;
const hourMs = 3_600_000;
export const dayMs = 86_400_000;

/**
 * Puts an award off that a cap does not let go now. The cap of an hour guards against what pages say, so it does not hold
 * what a person approved; the caps of a day hold everything.
 * @param with what leaves in the same request
 * @returns whether it was put off
 */
export async function putOffByCaps(run: OutboxRun, award: Award, together: readonly Award[] = []): Promise<boolean> {
  const now = run.deps.now();
  const { maxPerDay, maxPerQuizAndDay } = await readAwardSettings();
  const { organizationId, environment, quizKey } = award;
  const ofQuiz = { organizationId, environment, quizKey };
  const ofAll = { organizationId, environment, quizKey: null };
  const free = Math.max(
    award.approvedAt === undefined ? await freeAt(ofQuiz, maxAwardsPerQuizAndHour, hourMs) : 0,
    await freeAt(ofQuiz, maxPerQuizAndDay, dayMs),
    await freeAt(ofAll, maxPerDay, dayMs),
  );
  if (free === 0) return false;
  const dueAt = Math.min(Math.max(free, now), now + dayMs);
  await amendAward(award.id, 'waiting', now, { reason: 'cap-reached', dueAt });
  return true;

  /** When one more may leave under a cap of so many in a window of time; 0 means now. */
  async function freeAt(scope: SentScope, max: number, windowMs: number): Promise<number> {
    const since = now - windowMs;
    // A little ahead of now counts, too: setting the clock back by some minutes is no way around a cap.
    const until = now + hourMs;
    const sent = await sentSince(scope, since, until);
    // A request of this very award does not stand in its own way.
    const own = award.sentAt !== undefined && award.sentAt > since && award.sentAt <= until ? 1 : 0;
    const added = together.filter((it) => scope.quizKey === null || it.quizKey === scope.quizKey).length;
    const count = sent.count - own + added;
    if (count < max) return 0;
    const time = await sent.nth(count - max + own);
    return (time ?? now) + windowMs;
  }
}
