import { type Connection, noteAnswer, noteBusy, noteFailure } from '../../connection/connection.ts';
import type { CredlyFailure } from '../../credly/index.ts';
import type { Award } from '../award.ts';
import { type AwardChange, amendAward } from '../ledger.ts';
import { isLineTrouble, type OutboxRun, pause, pauseIfUnreadable, pauseTemplate } from './run.ts';
import { askAfterMs, longestRetryMs } from './times.ts';

/** When a question that failed is put again before a send: it creates nothing, and the circuit breaker keeps it from hammering. */
const askAgainMs = 5_000;

/** A question was not answered as it should be: the award, or what the answer is about, waits before it is put again. */
export async function putOffAfter(
  run: OutboxRun,
  award: Award,
  state: 'waiting' | 'unconfirmed',
  failure: CredlyFailure,
  connection: Connection,
): Promise<void> {
  const now = run.deps.now();
  const putOff = (change: AwardChange) => amendAward(award.id, state, run.deps.now(), change);
  const shortestMs = state === 'waiting' ? askAgainMs : askAfterMs[0];
  if (failure.kind === 'rate-limited') {
    await putOff({ dueAt: Math.max(await noteBusy(now, failure.retryAfterMs), now + shortestMs) });
    return;
  }
  if (isLineTrouble(failure)) await noteFailure(now);
  else if (failure.kind !== 'aborted') await noteAnswer();
  if (failure.kind === 'token-refused') await pause(run, 'token-refused', connection);
  if (failure.kind === 'forbidden' || failure.kind === 'not-found') {
    const isOfAll = (await pauseIfUnreadable(run, award)) !== null;
    const until = isOfAll || !award.badge ? null : await pauseTemplate(run, award.badge.templateId, connection);
    // An unanswered one keeps its own reason: it says what a person has to know.
    if (until !== null) await putOff({ dueAt: until, ...(state === 'waiting' ? { reason: 'no-permission' } : {}) });
    else await putOff({ dueAt: run.deps.now() + shortestMs });
    return;
  }
  const retryAfterMs = 'retryAfterMs' in failure ? failure.retryAfterMs : null;
  // A refusal is not likely to change soon: it waits as long again as it has waited by now.
  const waitedMs = failure.kind === 'rejected' ? now - (award.history.at(-1)?.at ?? now) : 0;
  const putOffMs = Math.min(Math.max(shortestMs, waitedMs), longestRetryMs);
  await putOff({ dueAt: now + Math.max(putOffMs, retryAfterMs ?? 0) });
}
