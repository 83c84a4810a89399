import { openWhileLocked } from '@/lib/messages/protocol.ts';
import type { Handlers, IsOpen } from '@/lib/messages/server.ts';
import { isLocked, lockNow, lockState, removeLock, setPin, unlock } from '@/lib/settings/lock.ts';
import { disconnect } from './connecting.ts';
import type { Worker } from './worker.ts';

type LockMessages = 'lock.state' | 'lock.set' | 'lock.now' | 'lock.unlock' | 'lock.remove' | 'lock.reset';

/** While the browser is locked, the options page is answered nothing but what unlocks it. Pages go on, and so do awards. */
export const isOpen: IsOpen = async (type, role) =>
  role !== 'extension-page' || openWhileLocked.includes(type) || !(await isLocked());

export function lockHandlers(worker: Worker): Pick<Handlers, LockMessages> {
  return {
    'lock.state': () => lockState(Date.now()),

    async 'lock.set'({ pin }) {
      await setPin(pin);
      await worker.changed();
      return null;
    },

    async 'lock.now'() {
      await lockNow();
      await worker.changed();
      return null;
    },

    async 'lock.unlock'({ pin }) {
      const state = await unlock(pin, Date.now());
      if (!state.isLocked) await worker.changed();
      return state;
    },

    async 'lock.remove'() {
      await removeLock();
      await worker.changed();
      return null;
    },

    async 'lock.reset'() {
      // In this order: the connection is gone before anybody can look at it.
      await disconnect(worker);
      await removeLock();
      await worker.changed();
      return null;
    },
  };
}
