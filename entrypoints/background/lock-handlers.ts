import { openWhileLocked } from '@/lib/messages/protocol.ts';
import type { Handlers, Sender } from '@/lib/messages/server.ts';
import { isLocked, lockNow, lockState, removeLock, setPin, unlock } from '@/lib/settings/lock.ts';
import { disconnect } from './connecting.ts';
import type { Worker } from './worker.ts';

type LockMessages = 'lock.state' | 'lock.set' | 'lock.now' | 'lock.unlock' | 'lock.remove' | 'lock.reset';

/**
 * While the browser is locked, the options page is answered nothing but what unlocks it. Pages of the quiz site go on, and
 * so do awards.
 */
export function whileUnlocked(handlers: Handlers): Handlers {
  type Handler = (message: unknown, sender: Sender) => Promise<unknown>;
  const guarded = Object.entries(handlers as Record<string, Handler>).map(([type, handler]): [string, Handler] => [
    type,
    async (message, sender) => {
      const isOpen = sender.role !== 'extension-page' || openWhileLocked.includes(type);
      if (!isOpen && (await isLocked())) throw new Error('This browser is locked.');
      return handler(message, sender);
    },
  ]);
  return Object.fromEntries(guarded) as unknown as Handlers;
}

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
