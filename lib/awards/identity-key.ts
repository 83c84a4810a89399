import { z } from 'zod';
import { storedItem } from '../settings/stored-item.ts';
import { foldEmail } from './earner.ts';

const secret = storedItem('identity-secret', z.string().min(40), '');

/**
 * The identity of an award under "one badge per person and quiz": an HMAC with a secret made at install, so that it can
 * stay when the personal fields are erased and still not be reversed by trying addresses.
 * The e-mail is case-folded here and only here.
 */
export function identityKey(award: {
  organizationId: string;
  environment: string;
  quizKey: string;
  email: string;
}): Promise<string> {
  return keyedHash([award.organizationId, award.environment, award.quizKey, foldEmail(award.email)]);
}

/** One badge for each attempt of a person: the identity under "every passing result". */
export function attemptIdentityKey(personAndQuiz: string, templateId: string, attempt: string): Promise<string> {
  return keyedHash([personAndQuiz, templateId, attempt]);
}

/** A person under one connection, whatever the quiz. */
export function personKey(person: { organizationId: string; environment: string; email: string }): Promise<string> {
  return keyedHash([person.organizationId, person.environment, foldEmail(person.email)]);
}

/** A result on a list, told again by it without keeping who it was. */
export async function listedResultKey(result: { quizKey: string; email: string; attempt: string }): Promise<string> {
  const key = await keyedHash(['listed', result.quizKey, foldEmail(result.email), result.attempt]);
  return key.slice(0, 32);
}
const encoder = new TextEncoder();

async function keyedHash(parts: string[]): Promise<string> {
  const signature = await crypto.subtle.sign('HMAC', await installKey(), encoder.encode(JSON.stringify(parts)));
  let hex = '';
  for (const byte of new Uint8Array(signature)) hex += byte.toString(16).padStart(2, '0');
  return hex;
}

/** Made once in a worker's life: the secret never changes, and a list of results needs the key for every line. */
let madeKey: Promise<CryptoKey> | undefined;

function installKey(): Promise<CryptoKey> {
  madeKey ??= importKey().catch((error: unknown) => {
    madeKey = undefined;
    throw error;
  });
  return madeKey;
}

async function importKey(): Promise<CryptoKey> {
  const secret = Uint8Array.from(atob(await installSecret()), (char) => char.charCodeAt(0));
  return crypto.subtle.importKey('raw', secret, { name: 'HMAC', hash: 'SHA-256' }, false, ['sign']);
}

async function installSecret(): Promise<string> {
  return (
    (await secret.get()) ||
    secret.update((value) => value || btoa(String.fromCharCode(...crypto.getRandomValues(new Uint8Array(32)))))
  );
}
