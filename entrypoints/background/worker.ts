import { browser } from 'wxt/browser';
import { countByState, countLeaving } from '@/lib/awards/ledger-reads.ts';
import { createOutbox, type Outbox } from '@/lib/awards/outbox.ts';
import { statesForAPerson } from '@/lib/awards/states.ts';
import { connectedClient, readConnection, readHealth, tokenDaysLeft } from '@/lib/connection/connection.ts';
import { announceChange } from '@/lib/messages/server.ts';
import { readConsent } from '@/lib/settings/consent.ts';

export const outboxAlarm = 'outbox';
/** Every hour: what is past its retention time, and the toolbar's word on the token. */
export const housekeepingAlarm = 'housekeeping';

const noticeDelayMs = 60;

/** What handlers need of the running worker. */
export interface Worker {
  outbox: Outbox;
  /** Something changed: refreshes the toolbar and tells every open interface. */
  changed(): Promise<void>;
}

export function createWorker(): Worker {
  // Many changes come at once while a queue is sent; interfaces are told a few times a second at most.
  let isTelling = false;
  const tell = () => {
    isTelling = false;
    void Promise.all([refreshToolbar(), announceChange()]).catch(() => undefined);
  };
  const changed = async () => {
    if (isTelling) return;
    isTelling = true;
    setTimeout(tell, noticeDelayMs);
  };
  const outbox = createOutbox({
    now: Date.now,
    random: Math.random,
    sleep: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
    changed,
    async session() {
      if ((await readConsent()).state !== 'agreed') return null;
      const { paused, queueHeld } = await readHealth();
      if (paused || queueHeld) return null;
      return connectedClient();
    },
    async wakeAt(time) {
      try {
        if (time === null) await browser.alarms.clear(outboxAlarm);
        else await browser.alarms.create(outboxAlarm, { when: Math.max(time, Date.now() + 1000) });
      } catch {
        // A worker that is being ended is given no alarm any more; its next start finds what is due.
      }
    },
  });
  return { outbox, changed };
}

/** From so many days before its end the token is worth a word. */
export const tokenWarningDays = 30;

function toolbarText(isStopped: boolean, count: number, daysLeft: number | null): string {
  if (isStopped) return '!';
  if (count > 0) return String(count);
  return daysLeft !== null && daysLeft <= tokenWarningDays ? `${Math.max(0, daysLeft)}d` : '';
}

/** The toolbar says when a person is needed: "!" for the connection, else how many awards. */
async function refreshToolbar(): Promise<void> {
  const [health, count, connection] = await Promise.all([
    readHealth(),
    countByState(statesForAPerson),
    readConnection(),
  ]);
  const daysLeft = connection && tokenDaysLeft(connection, Date.now());
  const isHeld = connection !== null && health.queueHeld && (await countLeaving(connection)) > 0;
  await browser.action.setBadgeBackgroundColor({ color: '#a8232c' });
  await browser.action.setBadgeText({ text: toolbarText(health.paused !== null || isHeld, count, daysLeft) });
}
