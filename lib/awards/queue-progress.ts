import { z } from 'zod';
import { storedItem } from '../settings/stored-item.ts';
import { countByState, countInScope, sentSince } from './ledger-reads.ts';
import type { RuleScope } from './rules-store.ts';

/** How far the queue is: "sending 3 of 40". Counted from the ledger; only the beginning of a run is kept. */

const run = storedItem('queue-run', z.object({ startedAt: z.number() }).nullable(), null, 'session');

/** There is something to do. A run under way goes on, also in another life of the worker. */
export async function noteRun(now: number): Promise<void> {
  if ((await run.get()) === null) await run.set({ startedAt: now });
}

/** Nothing is due any more. */
export async function noteRest(): Promise<void> {
  if ((await run.get()) !== null) await run.remove();
}

/** @returns how many awards of this run left, and of how many; null while nothing is being done */
export async function readProgress(scope: RuleScope, now: number): Promise<{ done: number; total: number } | null> {
  const present = await run.get();
  if (!present) return null;
  const { count } = await sentSince({ ...scope, quizKey: null }, present.startedAt - 1);
  const [underway, left] = await Promise.all([countByState(['sending']), countInScope(scope, 'waiting', now)]);
  const done = Math.max(0, count - underway);
  return { done, total: done + underway + left };
}
