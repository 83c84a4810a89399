import { forgetAllAttempts } from '@/lib/awards/attempts.ts';
import { countLeaving } from '@/lib/awards/ledger-reads.ts';
import {
  type ConnectionCheck,
  type ConnectionForm,
  checkAndSaveConnection,
} from '@/lib/connection/check-connection.ts';
import { readConnection, removeConnection } from '@/lib/connection/connection.ts';
import { dropTemplates } from '@/lib/connection/template-list.ts';
import { forgetAllOffers } from '@/lib/responses/offers.ts';
import { readConsent } from '@/lib/settings/consent.ts';
import { reconsider } from './award-handlers.ts';
import { syncObserving } from './observing.ts';
import { scheduleWatching } from './watching.ts';
import type { Worker } from './worker.ts';

/** Connects if Credly accepts it, and lets everything that depends on it begin. @throws without consent */
export async function connect(worker: Worker, form: ConnectionForm): Promise<ConnectionCheck> {
  if ((await readConsent()).state !== 'agreed') throw new Error('Connecting needs consent first.');
  const check = await checkAndSaveConnection(form, Date.now(), async (scope) => (await countLeaving(scope)) > 0);
  if (check.ok) {
    // What the former token was not allowed to do is tried with this one.
    await reconsider('no-permission');
    await syncObserving();
    await scheduleWatching();
    await worker.changed();
    void worker.outbox.drain();
  }
  return check;
}

export async function disconnect(worker: Worker): Promise<void> {
  const connection = await readConnection();
  await removeConnection();
  if (connection) await dropTemplates(connection);
  worker.outbox.abort();
  await Promise.all([forgetAllAttempts(), forgetAllOffers()]);
  await syncObserving();
  await scheduleWatching();
  await worker.changed();
}
