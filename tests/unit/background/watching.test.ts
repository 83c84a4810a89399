import { beforeEach, expect, it, vi } from 'vitest';
import { browser } from 'wxt/browser';
import { resumeWatching, scheduleWatching, watchAlarm } from '../../../entrypoints/background/watching.ts';
import type { Worker } from '../../../entrypoints/background/worker.ts';
import { addWatch, changeWatch } from '../../../lib/responses/watches.ts';
import { hourMs } from '../lib/builders.ts';
import { emptyStorage } from '../lib/storage.ts';

const observing = vi.hoisted(() => ({ on: true }));
vi.mock('../../../entrypoints/background/observing.ts', () => ({ isObserving: async () => observing.on }));

const worker = { changed: vi.fn(async () => undefined) } as unknown as Worker;
const alarm = async () => (await browser.alarms.get(watchAlarm))?.scheduledTime ?? null;

beforeEach(async () => {
  await emptyStorage();
  observing.on = true;
});

it('sets no alarm while nothing is watched, and takes it away with consent', async () => {
  await scheduleWatching();
  expect(await alarm()).toBeNull();
  await addWatch('rule-1', Date.now() + hourMs);
  await scheduleWatching();
  expect(await alarm()).not.toBeNull();
  observing.on = false;
  await scheduleWatching();
  expect(await alarm()).toBeNull();
});

it('makes up for a night soon after the browser is opened: what is overdue is due in half a minute', async () => {
  await addWatch('late', Date.now() - 10 * hourMs);
  await addWatch('later', Date.now() + hourMs);
  await scheduleWatching();
  const wait = ((await alarm()) ?? 0) - Date.now();
  expect(wait).toBeGreaterThan(0);
  expect(wait).toBeLessThanOrEqual(30_000);
});

it('goes on after a sign-out only once the site was seen signed in', async () => {
  await addWatch('rule-1', Date.now());
  await changeWatch('rule-1', (it) => ({ ...it, problem: 'signed-out', nextAt: null }));
  await scheduleWatching();
  expect(await alarm()).toBeNull();
  await resumeWatching(worker, Date.now());
  expect(await alarm()).not.toBeNull();
});
