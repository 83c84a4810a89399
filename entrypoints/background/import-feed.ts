import { browser } from 'wxt/browser';
import { feedImport } from '@/lib/awards/import/import-job.ts';
import { readImport } from '@/lib/awards/import/import-store.ts';
import { readConsent } from '@/lib/settings/consent.ts';
import type { Worker } from './worker.ts';

/** Wakes a worker that was stopped in the middle of an import. */
export const importAlarm = 'import';

/** Gives a function that moves an import's rows to the ledger until there are none left; while it does, another call is none. */
export function createImportFeed(worker: Worker): () => Promise<void> {
  let isFeeding = false;
  let isDraining = false;
  // Portions come quicker than they can be sent: one run of the queue at a time takes them all.
  const drain = () => {
    if (isDraining) return;
    isDraining = true;
    void worker.outbox.drain().finally(() => {
      isDraining = false;
    });
  };
  return async () => {
    if (isFeeding) return;
    isFeeding = true;
    try {
      if ((await readImport())?.state !== 'running') return;
      await browser.alarms.create(importAlarm, { periodInMinutes: 1 });
      // Without consent it rests, and looks again with the next alarm.
      while (await isAgreed()) {
        if (!(await feedImport(Date.now()))) {
          await browser.alarms.clear(importAlarm);
          break;
        }
        drain();
        await worker.changed();
      }
      void worker.outbox.drain();
      await worker.changed();
    } finally {
      isFeeding = false;
    }
  };
}

async function isAgreed(): Promise<boolean> {
  return (await readConsent()).state === 'agreed';
}
