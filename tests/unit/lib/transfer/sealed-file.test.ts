import { describe, expect, it, vi } from 'vitest';
import { maxSealedChars, seal, unseal } from '../../../../lib/transfer/sealed-file.ts';

const passphrase = 'correct horse battery';
const secret = 'CANARYtoken-4fT9q with ünïcode ✓';
const file = await seal(secret, passphrase);
const parts = JSON.parse(file) as Record<string, unknown>;
const changed = (part: Record<string, unknown>) => JSON.stringify({ ...parts, ...part });
const flipped = (text: unknown) => {
  const bytes = Buffer.from(String(text), 'base64');
  bytes[0] = (bytes[0] ?? 0) ^ 1;
  return bytes.toString('base64');
};
const checksumOf = async (data: string) =>
  Buffer.from(await crypto.subtle.digest('SHA-256', Buffer.from(data, 'base64'))).toString('base64');
const problemOf = async (text: string, words = passphrase) => {
  const outcome = await unseal(text, words);
  return outcome.ok ? 'opened' : outcome.problem;
};

describe('a sealed file', () => {
  it('opens under its passphrase, however its letters were typed', async () => {
    expect(await unseal(file, passphrase)).toEqual({ ok: true, text: secret });
    const composed = await seal('x', 'pässphräse lang');
    expect(await unseal(composed, 'pa\u0308ssphra\u0308se lang')).toEqual({ ok: true, text: 'x' });
  });

  it('names what it was made with, and nothing of what it holds', () => {
    expect(parts).toMatchObject({
      version: 1,
      derivation: 'PBKDF2-HMAC-SHA256',
      iterations: 600_000,
      cipher: 'AES-256-GCM',
    });
    const clear = file + Buffer.from(String(parts.data), 'base64').toString('latin1');
    expect(clear).not.toContain('CANARY');
    expect(clear).not.toContain(passphrase);
  });

  it('is another one each time', async () => {
    const again = JSON.parse(await seal(secret, passphrase)) as typeof parts;
    for (const part of ['salt', 'iv', 'data']) expect(again[part]).not.toBe(parts[part]);
  });

  it('does not open under another passphrase', async () => {
    expect(await problemOf(file, 'correct horse batterz')).toBe('wrong-passphrase');
    expect(await problemOf(file, '')).toBe('wrong-passphrase');
  });
});

/** Opens the file by its published recipe, with nothing of ours. */
async function openByHand(head: unknown[] | null): Promise<string> {
  const [salt, iv, data] = [parts.salt, parts.iv, parts.data].map((it) => Buffer.from(String(it), 'base64'));
  const material = await crypto.subtle.importKey('raw', Buffer.from(passphrase), 'PBKDF2', false, ['deriveKey']);
  const key = await crypto.subtle.deriveKey(
    { name: 'PBKDF2', hash: 'SHA-256', salt: salt as BufferSource, iterations: 600_000 },
    material,
    { name: 'AES-GCM', length: 256 },
    false,
    ['decrypt'],
  );
  const additionalData = Buffer.from(head ? JSON.stringify(head) : '');
  const plain = await crypto.subtle.decrypt(
    { name: 'AES-GCM', iv: iv as BufferSource, additionalData },
    key,
    data as BufferSource,
  );
  return new TextDecoder().decode(plain);
}

it('authenticates everything in its head, and stays readable by that recipe', async () => {
  const head = [
    'credly-badges-setup',
    1,
    'PBKDF2-HMAC-SHA256',
    600_000,
    'AES-256-GCM',
    parts.salt as string,
    parts.iv as string,
  ];
  expect(await openByHand(head)).toBe(secret);
  await expect(openByHand(null)).rejects.toThrow();
  for (const index of head.keys()) await expect(openByHand(head.toSpliced(index, 1, 'other'))).rejects.toThrow();
});

describe('a file that is not as it was written', () => {
  it.each<[string, string, string]>([
    ['empty', '', 'malformed'],
    ['no JSON', 'not json', 'malformed'],
    ['cut off', file.slice(0, -40), 'malformed'],
    ['a list', '[]', 'malformed'],
    ['a file of rules', '{"kind":"credly-badges-rules","version":1,"rules":[]}', 'another-file'],
    ['newer', changed({ version: 2 }), 'newer'],
    ['of no version', changed({ version: 0 }), 'malformed'],
    ['without its data', changed({ data: undefined }), 'damaged'],
    ['with truncated data', changed({ data: String(parts.data).slice(0, 24) }), 'damaged'],
    ['with data shorter than a tag', changed({ data: 'AAAA' }), 'damaged'],
    ['with changed data', changed({ data: flipped(parts.data) }), 'damaged'],
    ['with data that is no base64', changed({ data: '<script>' }), 'damaged'],
    ['with data that is an object', changed({ data: { length: 5 } }), 'damaged'],
    ['with another salt length', changed({ salt: 'AAAA' }), 'damaged'],
    ['with another iv length', changed({ iv: 'AAAA' }), 'damaged'],
    ['with a weak derivation', changed({ iterations: 1000 }), 'damaged'],
    ['with a derivation that takes hours', changed({ iterations: 1e9 }), 'damaged'],
    ['with half an iteration', changed({ iterations: 600_000.5 }), 'damaged'],
    ['with another cipher', changed({ cipher: 'AES-128-CBC' }), 'damaged'],
    ['too large', ' '.repeat(maxSealedChars + 1), 'too-large'],
  ])('%s is refused at once', async (_what, text, problem) => {
    const derive = vi.spyOn(crypto.subtle, 'deriveKey');
    expect(await problemOf(text)).toBe(problem);
    // Deriving a key is what takes long.
    expect(derive).not.toHaveBeenCalled();
  });

  it.each(['salt', 'iv', 'iterations'])('a changed %s is noticed although it was well-formed', async (part) => {
    const value = part === 'iterations' ? 600_001 : flipped(parts[part]);
    expect(await problemOf(changed({ [part]: value }))).toBe('wrong-passphrase');
  });

  it('a wrong tag is noticed even with a fitting checksum', async () => {
    const bytes = Buffer.from(String(parts.data), 'base64');
    bytes[bytes.length - 1] = (bytes.at(-1) ?? 0) ^ 1;
    const data = bytes.toString('base64');
    expect(await problemOf(changed({ data, checksum: await checksumOf(data) }))).toBe('wrong-passphrase');
  });

  it('cannot reach for prototypes', async () => {
    expect(await problemOf(file.replace('{', '{"__proto__":{"polluted":1},'))).toBe('opened');
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
  });
});
