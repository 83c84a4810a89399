import { z } from 'zod';
import { storedItem } from '../settings/stored-item.ts';

const secret = storedItem('identity-secret', z.string().min(40), '');

/**
 * The identity of an award under "one badge per person and quiz": an HMAC with a secret made at install, so that it can
 * stay when the personal fields are erased and still not be reversed by trying addresses.
 * The e-mail is case-folded here and only here.
 */
export async function identityKey(award: {
  organizationId: string;
  environment: string;
  quizKey: string;
  email: string;
}): Promise<string> {
  const key = await crypto.subtle.importKey(
    'raw',
    Uint8Array.from(atob(await installSecret()), (char) => char.charCodeAt(0)),
    { name: 'HMAC', hash: 'SHA-256' },
    false,
    ['sign'],
  );
  const parts = [award.organizationId, award.environment, award.quizKey, award.email.trim().toLowerCase()];
  const signature = await crypto.subtle.sign('HMAC', key, new TextEncoder().encode(JSON.stringify(parts)));
  return [...new Uint8Array(signature)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

async function installSecret(): Promise<string> {
  return (
    (await secret.get()) ||
    secret.update((value) => value || btoa(String.fromCharCode(...crypto.getRandomValues(new Uint8Array(32)))))
  );
}
