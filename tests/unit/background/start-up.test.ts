import { beforeEach, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { startUp } from '../../../entrypoints/background/start-up.ts';
import { housekeepingAlarm } from '../../../entrypoints/background/worker.ts';

const steps = vi.hoisted(() => ({ keepStorage: vi.fn(), syncObserving: vi.fn(), drain: vi.fn() }));
vi.mock('../../../entrypoints/background/observing.ts', () => ({
  syncTeaching: vi.fn(async () => undefined),
  syncObserving: steps.syncObserving,
}));
vi.mock('../../../lib/settings/stored-item.ts', async (original) => ({
  ...(await original<typeof import('../../../lib/settings/stored-item.ts')>()),
  keepStorageInTrustedContexts: steps.keepStorage,
}));

beforeEach(() => {
  fakeBrowser.reset();
  for (const step of Object.values(steps)) step.mockReset().mockResolvedValue(undefined);
});

const start = (changed = vi.fn(async () => undefined)) =>
  startUp({ outbox: { drain: steps.drain, abort: () => undefined, ask: async () => null }, changed });

it.each(['keepStorage', 'syncObserving', 'drain'] as const)(
  'goes on with everything else although %s fails',
  async (bad) => {
    steps[bad].mockRejectedValue(new Error('No.'));
    const changed = vi.fn(async () => undefined);
    await start(changed);
    for (const step of Object.values(steps)) expect(step).toHaveBeenCalledOnce();
    expect(await fakeBrowser.alarms.get(housekeepingAlarm)).toBeTruthy();
    expect(changed).toHaveBeenCalledOnce();
  },
);

it('sends what waits although another step never ends', () => {
  steps.keepStorage.mockReturnValue(new Promise(() => undefined));
  void start();
  expect(steps.drain).toHaveBeenCalledOnce();
});
