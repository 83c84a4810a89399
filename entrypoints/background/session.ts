import { connectedClient } from '@/lib/connection/connection.ts';
import { readConsent } from '@/lib/settings/consent.ts';

type Session = Exclude<Awaited<ReturnType<typeof connectedClient>>, null>;

/** A client for what the editor asks: none without consent, none while disconnected. */
export async function agreedSession(): Promise<
  { ok: true; session: Session } | { ok: false; trouble: 'no-consent' | 'disconnected' }
> {
  if ((await readConsent()).state !== 'agreed') return { ok: false, trouble: 'no-consent' };
  const session = await connectedClient();
  return session ? { ok: true, session } : { ok: false, trouble: 'disconnected' };
}
