import { readHealth, restUntil } from '../connection/connection.ts';
import type { Award } from './award.ts';
import { moveAward } from './ledger.ts';
import { awardsIn, dueAwards, getAward, nextDue } from './ledger-reads.ts';
import { askAboutUnconfirmed } from './outbox/ask.ts';
import { mendDueTimes } from './outbox/due-times.ts';
import { createRun, never, type OutboxDependencies, type OutboxRun } from './outbox/run.ts';
import { send } from './outbox/send.ts';
import { batchOf, sendBatch } from './outbox/send-batch.ts';
import { askAfterMs } from './outbox/times.ts';
import { noteRest, noteRun } from './queue-progress.ts';

export { maxAwardsPerQuizAndHour } from './outbox/caps.ts';
export { never, type OutboxDependencies, type OutboxRun, paceMs } from './outbox/run.ts';

/**
 * Sends what the ledger holds as "waiting", and asks Credly about what went unanswered. It keeps no state of its own: after
 * any death of the worker it goes on from the ledger.
 *
 * `outbox/` holds its parts: `run` the line to Credly and its pauses, `send` and `send-batch` the requests, `ask` the
 * questions, `failure` what a failed request means, `due-times` what a clock that was set back leaves behind, `put-off` and `template` what the questions need, `caps` and `better-result` what stands in an award's way, `settle` what
 * an issued badge means.
 */
export interface Outbox {
  /** Does everything that is due. Calls that overlap queue up behind one lock, so nothing is sent twice. */
  drain(): Promise<void>;
  /** Gives up the request in flight (Disconnect); its award becomes unconfirmed. */
  abort(): void;
  /** The line to Credly, for what a person asks for about an award: in turn with the queue's own requests. */
  ask: OutboxRun['ask'];
}

/** Awards looked at in one go, so that memory stays flat however many wait. */
const sliceSize = 200;

export function createOutbox(deps: OutboxDependencies): Outbox {
  const run = createRun(deps);
  return {
    drain: () => navigator.locks.request('outbox', drain),
    abort: () => run.abort(),
    ask: run.ask,
  };

  async function drain(): Promise<void> {
    await recoverInterrupted();
    await mendDueTimes(run);
    const seen = new Set<string>();
    const fresh = (award: Award) => !seen.has(stampOf(award));
    for (;;) {
      let slice = (await dueNow()).filter(fresh);
      if (slice.length === 0) break;
      await noteRun(deps.now());
      // Should the worker die from here on, something has to wake it again.
      await deps.wakeAt(deps.now() + askAfterMs[0]);
      while (slice.length > 0 && !(await isBreakerOpen())) {
        const taken = batchOf(slice, deps.now()) ?? slice.slice(0, 1);
        for (const it of taken) seen.add(stampOf(it));
        slice = slice.filter((it) => !taken.includes(it));
        const [only] = taken;
        if (taken.length > 1) await sendBatch(run, taken);
        else if (only) await handle(only);
        await deps.changed();
      }
      if (await isBreakerOpen()) break;
    }
    await noteRest();
    await deps.wakeAt(await nextDueTime());
  }

  /** Everything is read afresh: connection, consent and award may have changed meanwhile. */
  async function handle({ id }: Award): Promise<void> {
    const award = await getAward(id);
    if (!award || award.dueAt > deps.now()) return;
    if (award.state === 'unconfirmed') await askAboutUnconfirmed(run, award);
    else if (award.state === 'waiting') await send(run, award);
  }

  async function isBreakerOpen(): Promise<boolean> {
    return restUntil((await readHealth()).retryAt, deps.now()) !== null;
  }

  /** We hold the lock, so nobody is sending: whatever says so was interrupted, and Credly may or may not have it. */
  async function recoverInterrupted(): Promise<void> {
    for (const award of await awardsIn('sending'))
      await moveAward(award.id, 'sending', 'unconfirmed', deps.now(), {
        reason: 'worker-died',
        asked: 0,
        dueAt: Math.min(award.sentAt ?? deps.now(), deps.now()) + askAfterMs[0],
      });
  }

  /** What went unanswered first, then what waits, each the longest due first. */
  async function dueNow(): Promise<Award[]> {
    const session = await deps.session();
    if (!session) return [];
    const now = deps.now();
    const unconfirmed = await dueAwards(session.connection, 'unconfirmed', now, sliceSize);
    const waiting = await dueAwards(session.connection, 'waiting', now, sliceSize);
    return [unconfirmed, waiting].flatMap((slice) => slice.sort((a, b) => a.createdAt - b.createdAt));
  }

  async function nextDueTime(): Promise<number | null> {
    const session = await deps.session();
    if (!session) return null;
    const times = await Promise.all(
      (['unconfirmed', 'waiting'] as const).map((state) =>
        nextDue(session.connection, state, Number.MIN_SAFE_INTEGER, never - 1),
      ),
    );
    const known = times.filter((it) => it !== null);
    const restsUntil = restUntil((await readHealth()).retryAt, deps.now());
    return known.length > 0 ? Math.max(Math.min(...known), restsUntil ?? 0) : null;
  }
}

/** Changes with every change of an award, also with several in one millisecond. */
function stampOf({ id, history, updatedAt, dueAt }: Award): string {
  return [id, history.length, updatedAt, dueAt].join(':');
}
