import { z } from 'zod';
import { checkHead, type FileProblem, parseBounded } from './rules-file.ts';

/**
 * A text under a passphrase: PBKDF2-HMAC-SHA256 makes the key, AES-256-GCM encrypts, both the platform's. Everything in
 * the head is authenticated with the text, so that none of it can be changed unnoticed.
 */
export const sealedFileKind = 'credly-badges-setup';
const version = 1;

/** The number OWASP names for PBKDF2-HMAC-SHA256; the bounds keep a file from making us weak or busy for hours. */
const iterations = 600_000;
const maxIterations = 5_000_000;
const saltBytes = 16;
const ivBytes = 12;
const tagBytes = 16;
/** Base64 of as much as a file of rules may hold, and of what stands around it. */
export const maxSealedChars = 18_000_000;

const base64 = (min: number, max: number) =>
  z
    .string()
    .min(min)
    .max(max)
    .regex(/^[A-Za-z0-9+/]+={0,2}$/);

const sealedSchema = z.object({
  kind: z.literal(sealedFileKind),
  version: z.literal(version),
  derivation: z.literal('PBKDF2-HMAC-SHA256'),
  iterations: z.number().int().min(iterations).max(maxIterations),
  cipher: z.literal('AES-256-GCM'),
  salt: base64(4, 64),
  iv: base64(4, 64),
  /** SHA-256 of the data: tells a damaged file from a wrong passphrase, nothing more. */
  checksum: base64(44, 44),
  data: base64(4, maxSealedChars),
});
type Head = Pick<z.output<typeof sealedSchema>, 'iterations' | 'salt' | 'iv'>;

/** `damaged`: not what was written. `wrong-passphrase`: as written, but under another passphrase. */
export type SealedProblem = FileProblem | 'damaged' | 'wrong-passphrase';

export async function seal(text: string, passphrase: string): Promise<string> {
  const salt = crypto.getRandomValues(new Uint8Array(saltBytes));
  const iv = crypto.getRandomValues(new Uint8Array(ivBytes));
  const head: Head = { iterations, salt: toBase64(salt), iv: toBase64(iv) };
  const key = await keyOf(passphrase, salt, iterations, 'encrypt');
  const plain = new TextEncoder().encode(text);
  const data = new Uint8Array(await crypto.subtle.encrypt(aesOf(head, iv), key, plain));
  const file: z.input<typeof sealedSchema> = {
    kind: sealedFileKind,
    version,
    derivation: 'PBKDF2-HMAC-SHA256',
    cipher: 'AES-256-GCM',
    ...head,
    checksum: toBase64(await sha256(data)),
    data: toBase64(data),
  };
  return JSON.stringify(file, null, 2);
}

/** Never throws, whatever the file holds. */
export async function unseal(
  file: string,
  passphrase: string,
): Promise<{ ok: true; text: string } | { ok: false; problem: SealedProblem }> {
  const refuse = (problem: SealedProblem) => ({ ok: false as const, problem });
  const parsed = parseBounded(file, maxSealedChars);
  if (!parsed.ok) return parsed;
  const problem = checkHead(parsed.value, sealedFileKind, version);
  if (problem) return refuse(problem);
  const sealed = sealedSchema.safeParse(parsed.value);
  if (!sealed.success) return refuse('damaged');
  const [salt, iv, data] = [sealed.data.salt, sealed.data.iv, sealed.data.data].map(fromBase64);
  if (salt?.length !== saltBytes || iv?.length !== ivBytes || !data || data.length < tagBytes) return refuse('damaged');
  if (toBase64(await sha256(data)) !== sealed.data.checksum) return refuse('damaged');
  const key = await keyOf(passphrase, salt, sealed.data.iterations, 'decrypt');
  try {
    const plain = await crypto.subtle.decrypt(aesOf(sealed.data, iv), key, data);
    return { ok: true, text: new TextDecoder('utf-8', { fatal: true }).decode(plain) };
  } catch {
    return refuse('wrong-passphrase');
  }
}

type Bytes = Uint8Array<ArrayBuffer>;

function aesOf(head: Head, iv: Bytes): AesGcmParams {
  const named = [sealedFileKind, version, 'PBKDF2-HMAC-SHA256', head.iterations, 'AES-256-GCM', head.salt, head.iv];
  return { name: 'AES-GCM', iv, additionalData: new TextEncoder().encode(JSON.stringify(named)), tagLength: 128 };
}

async function keyOf(passphrase: string, salt: Bytes, rounds: number, use: KeyUsage): Promise<CryptoKey> {
  // The same letters can be typed as different code points on two computers.
  const bytes = new TextEncoder().encode(passphrase.normalize('NFKC'));
  const material = await crypto.subtle.importKey('raw', bytes, 'PBKDF2', false, ['deriveKey']);
  const derivation = { name: 'PBKDF2', hash: 'SHA-256', salt, iterations: rounds };
  return crypto.subtle.deriveKey(derivation, material, { name: 'AES-GCM', length: 256 }, false, [use]);
}

const sha256 = async (data: Bytes): Promise<Bytes> => new Uint8Array(await crypto.subtle.digest('SHA-256', data));

function toBase64(bytes: Bytes): string {
  // In pieces: a call takes only so many arguments.
  let text = '';
  for (let at = 0; at < bytes.length; at += 0x8000) text += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
  return btoa(text);
}

function fromBase64(text: string): Bytes | null {
  try {
    return Uint8Array.from(atob(text), (char) => char.charCodeAt(0));
  } catch {
    return null;
  }
}
