import type { Award } from '../award.ts';
import { readAwardSettings } from '../award-settings.ts';
import { amendAward } from '../ledger.ts';
import { type SentScope, sentSince } from '../ledger-reads.ts';
import type { OutboxRun } from './run.ts';
import { dayMs, hourMs } from './times.ts';

/** At most so many awards of one quiz leave in an hour by themselves; more wait, and the admin is told. */
export const maxAwardsPerQuizAndHour = 20;

export interface Caps {
  /**
   * Puts an award off that a cap does not let go now. The cap of an hour guards against what pages say, so it does not hold
   * what a person approved or chose from a file; the caps of a day hold everything.
   * @param together what leaves in the same request
   * @returns whether it was put off
   */
  putOff(award: Award, together?: readonly Award[]): Promise<boolean>;
}

/** The caps as they are for one request, with what left before it: that is counted once, however many it carries. */
export async function openCaps(run: OutboxRun): Promise<Caps> {
  const now = run.deps.now();
  const { maxPerDay, maxPerQuizAndDay } = await readAwardSettings();
  const counted = new Map<string, ReturnType<typeof sentSince>>();

  return {
    async putOff(award, together = []) {
      const { organizationId, environment, quizKey } = award;
      const ofQuiz = { organizationId, environment, quizKey };
      const ofAll = { organizationId, environment, quizKey: null };
      const free = Math.max(
        award.approvedAt === undefined && award.importId === undefined
          ? await freeAt(award, together, ofQuiz, maxAwardsPerQuizAndHour, hourMs)
          : 0,
        await freeAt(award, together, ofQuiz, maxPerQuizAndDay, dayMs),
        await freeAt(award, together, ofAll, maxPerDay, dayMs),
      );
      if (free === 0) return false;
      const dueAt = Math.min(Math.max(free, now), now + dayMs);
      await amendAward(award.id, 'waiting', now, { reason: 'cap-reached', dueAt });
      return true;
    },
  };

  /** When one more may leave under a cap of so many in a window of time; 0 means now. */
  async function freeAt(
    award: Award,
    together: readonly Award[],
    scope: SentScope,
    max: number,
    windowMs: number,
  ): Promise<number> {
    const since = now - windowMs;
    // A little ahead of now counts, too: setting the clock back by some minutes is no way around a cap.
    const until = now + hourMs;
    const key = JSON.stringify([scope.organizationId, scope.environment, scope.quizKey, windowMs]);
    const sent = await (counted.get(key) ?? sentSince(scope, since, until));
    counted.set(key, Promise.resolve(sent));
    // A request of this very award does not stand in its own way.
    const own = award.sentAt !== undefined && award.sentAt > since && award.sentAt <= until ? 1 : 0;
    const added = together.filter((it) => scope.quizKey === null || it.quizKey === scope.quizKey).length;
    const count = sent.count - own + added;
    if (count < max) return 0;
    const time = await sent.nth(count - max + own);
    return (time ?? now) + windowMs;
  }
}
