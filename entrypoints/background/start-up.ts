import { browser } from 'wxt/browser';
import { closeOwnTabs } from '@/lib/responses/own-tab.ts';
import { keepStorageInTrustedContexts } from '@/lib/settings/stored-item.ts';
import { syncObserving, syncTeaching } from './observing.ts';
import { scheduleWatching } from './watching.ts';
import { housekeepingAlarm, type Worker } from './worker.ts';

/**
 * At every start of the worker: alarms may have vanished, registrations are gone after an update. Each of these is for
 * itself: what waits in the ledger goes on although another one fails.
 */
export async function startUp(worker: Worker): Promise<void> {
  await Promise.allSettled([
    keepStorageInTrustedContexts(),
    syncObserving().then(syncTeaching),
    keepHousekeepingAlarm(),
    closeOwnTabs(),
    scheduleWatching(),
    worker.outbox.drain(),
  ]);
  await worker.changed();
}

/** An alarm that is there keeps its time; one that vanished is made anew. */
async function keepHousekeepingAlarm(): Promise<void> {
  if (!(await browser.alarms.get(housekeepingAlarm)))
    await browser.alarms.create(housekeepingAlarm, { delayInMinutes: 1, periodInMinutes: 60 });
}
