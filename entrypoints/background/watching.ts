import { browser } from 'wxt/browser';
import { belongsTo, readConnection } from '@/lib/connection/connection.ts';
import { fetchText } from '@/lib/responses/fetch-text.ts';
import { parseHtml } from '@/lib/responses/offscreen.ts';
import { closeOwnTabs, readTab } from '@/lib/responses/own-tab.ts';
import { runWatch, type WatchDeps } from '@/lib/responses/run-watch.ts';
import { allWatches, changeWatch, resumeSignedOut } from '@/lib/responses/watches.ts';
import { isObserving } from './observing.ts';
import type { Worker } from './worker.ts';

export const watchAlarm = 'watch';
/** An alarm may not come sooner. */
const soonestMs = 30_000;

const deps: WatchDeps = {
  now: Date.now,
  random: Math.random,
  fetchText,
  parseHtml,
  readTab,
  async mayRun(rule) {
    return (await isObserving()) && belongsTo(rule, await readConnection());
  },
};

/** Reads every list whose time has come, one after the other; what was missed while the browser was closed is due by then. */
export async function watchDue(worker: Worker): Promise<void> {
  await navigator.locks.request('watching', { ifAvailable: true }, async (lock) => {
    if (!lock) return;
    await closeOwnTabs();
    if (!(await isObserving())) return;
    for (const { ruleId, nextAt } of await allWatches())
      if (nextAt !== null && nextAt <= Date.now()) await readOne(worker, ruleId);
  });
  await scheduleWatching();
}

/** Reads one list at once, because a person asked for it. */
export async function readNow(worker: Worker, ruleId: string): Promise<void> {
  await navigator.locks.request('watching', () => readOne(worker, ruleId));
  await scheduleWatching();
}

async function readOne(worker: Worker, ruleId: string): Promise<void> {
  try {
    if ((await runWatch(ruleId, deps)) > 0) void worker.outbox.drain();
  } catch {
    // When it is read next was kept before it began.
    await changeWatch(ruleId, (it) => ({ ...it, problem: 'unreachable', failures: it.failures + 1 }));
  }
  await worker.changed();
}

/** Brings the alarm in line with what is watched. Safe to call at any time. */
export async function scheduleWatching(): Promise<void> {
  const times = (await allWatches()).flatMap((it) => it.nextAt ?? []);
  if (times.length === 0 || !(await isObserving())) await browser.alarms.clear(watchAlarm);
  else await browser.alarms.create(watchAlarm, { when: Math.max(Math.min(...times), Date.now() + soonestMs) });
}

/** The site was seen signed in. */
export async function resumeWatching(worker: Worker, now: number): Promise<void> {
  if (!(await resumeSignedOut(now))) return;
  await scheduleWatching();
  await worker.changed();
}
