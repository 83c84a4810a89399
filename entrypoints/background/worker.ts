import { browser } from 'wxt/browser';
import { countByState } from '@/lib/awards/ledger.ts';
import { createOutbox, type Outbox } from '@/lib/awards/outbox.ts';
import { statesForAPerson } from '@/lib/awards/states.ts';
import { connectedClient, readHealth } from '@/lib/connection/connection.ts';
import { announceChange } from '@/lib/messages/server.ts';
import { readConsent } from '@/lib/settings/consent.ts';
import { siteMatches } from './observing.ts';

export const outboxAlarm = 'outbox';

/** What handlers need of the running worker. */
export interface Worker {
  outbox: Outbox;
  /** Something changed: refreshes the toolbar and tells every open interface. */
  changed(): Promise<void>;
}

export function createWorker(): Worker {
  const changed = async () => {
    await Promise.all([refreshToolbar(), announceChange(siteMatches)]);
  };
  const outbox = createOutbox({
    now: Date.now,
    random: Math.random,
    sleep: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
    changed,
    async session() {
      if ((await readConsent()).state !== 'agreed') return null;
      if ((await readHealth()).paused) return null;
      return connectedClient();
    },
    async wakeAt(time) {
      if (time === null) await browser.alarms.clear(outboxAlarm);
      else browser.alarms.create(outboxAlarm, { when: Math.max(time, Date.now() + 1000) });
    },
  });
  return { outbox, changed };
}

/** The toolbar says when a person is needed: "!" for the connection, else how many awards. */
async function refreshToolbar(): Promise<void> {
  const [{ paused }, count] = await Promise.all([readHealth(), countByState(statesForAPerson)]);
  await browser.action.setBadgeBackgroundColor({ color: '#a8232c' });
  await browser.action.setBadgeText({ text: paused ? '!' : count > 0 ? String(count) : '' });
}
