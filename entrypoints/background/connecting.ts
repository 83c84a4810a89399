import { forgetAllAttempts } from '@/lib/awards/attempts.ts';
import { awardsIn } from '@/lib/awards/ledger.ts';
import {
  type ConnectionCheck,
  type ConnectionForm,
  checkAndSaveConnection,
} from '@/lib/connection/check-connection.ts';
import { removeConnection } from '@/lib/connection/connection.ts';
import { readConsent } from '@/lib/settings/consent.ts';
import { syncObserving } from './observing.ts';
import type { Worker } from './worker.ts';

/** Connects if Credly accepts it, and lets everything that depends on it begin. @throws without consent */
export async function connect(worker: Worker, form: ConnectionForm): Promise<ConnectionCheck> {
  if ((await readConsent()).state !== 'agreed') throw new Error('Connecting needs consent first.');
  const check = await checkAndSaveConnection(form, Date.now(), async ({ organizationId, environment }) =>
    [...(await awardsIn('waiting')), ...(await awardsIn('unconfirmed'))].some(
      (it) => it.organizationId === organizationId && it.environment === environment,
    ),
  );
  if (check.ok) {
    await syncObserving();
    await worker.changed();
    void worker.outbox.drain();
  }
  return check;
}

export async function disconnect(worker: Worker): Promise<void> {
  await removeConnection();
  worker.outbox.abort();
  await forgetAllAttempts();
  await syncObserving();
  await worker.changed();
}
