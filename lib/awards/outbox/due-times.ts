import { longestRestMs } from '../../connection/connection.ts';
import { amendAward } from '../ledger.ts';
import { awardsDueBetween } from '../ledger-reads.ts';
import { never, type OutboxRun } from './run.ts';
import { dayMs, hourMs } from './times.ts';

/**
 * A clock that ran ahead and was set back leaves awards behind whose time would come after months. Nothing waits for longer
 * than a cap of a day does, and for other reasons than a cap nothing for longer than some hours.
 */

const slackMs = hourMs;
const sliceSize = 200;

/** What is due later than anything can be is due now. */
export async function mendDueTimes(run: OutboxRun): Promise<void> {
  const session = await run.deps.session();
  if (!session) return;
  const scope = session.connection;
  const now = run.deps.now();
  const [fewHours, day] = [now + longestRestMs + slackMs, now + dayMs + slackMs];
  for (const state of ['waiting', 'unconfirmed'] as const) {
    const late = await awardsDueBetween(scope, state, fewHours, day, sliceSize);
    const tooLate = await awardsDueBetween(scope, state, day, never - 1, sliceSize);
    for (const award of [...late.filter((it) => it.reason !== 'cap-reached'), ...tooLate])
      await amendAward(award.id, state, now, { dueAt: now });
  }
}
