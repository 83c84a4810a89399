import { z } from 'zod';
import { storedItem } from './stored-item.ts';

/**
 * "Lock this browser": a PIN before the options page. A convenience for shared desks: whoever controls the profile can
 * reach what it stores. That it is unlocked is known to the browser session alone, so that it locks again at the start.
 */
const lockSchema = z.object({ salt: z.string().min(1).max(100), hash: z.string().min(1).max(100) });
const lockItem = storedItem('lock', lockSchema.nullable(), null);

/** Kept over restarts of the browser, which would otherwise be the way to more tries. */
const triesSchema = z.object({ failed: z.number().int().min(0), at: z.number() });
const triesItem = storedItem('lock-tries', triesSchema, { failed: 0, at: 0 });

const unlockedItem = storedItem('unlocked', z.boolean(), false, 'session');

/** 4 to 12 digits. */
export const pinSchema = z.string().regex(/^\d{4,12}$/);

const iterations = 600_000;
/** So many tries are free; after that each waits twice as long as the one before. */
const freeTries = 3;
const firstWaitMs = 15_000;
const longestWaitMs = 900_000;

export interface LockState {
  isSet: boolean;
  isLocked: boolean;
  /** Before this time (ms since 1970) no PIN is tried. */
  retryAt: number | null;
}

export async function lockState(now: number): Promise<LockState> {
  const [lock, unlocked, tries] = await Promise.all([lockItem.get(), unlockedItem.get(), triesItem.get()]);
  return { isSet: lock !== null, isLocked: lock !== null && !unlocked, retryAt: retryAt(tries, now) };
}

export async function isLocked(): Promise<boolean> {
  return !(await unlockedItem.get()) && (await lockItem.get()) !== null;
}

/** Sets the PIN or another one; the browser stays unlocked until it is locked or closed. */
export async function setPin(pin: string): Promise<void> {
  const salt = crypto.getRandomValues(new Uint8Array(16));
  const hash = await hashOf(pin, salt);
  // In this order: a lock that is set before the session is unlocked would lock out the one who sets it.
  await unlockedItem.set(true);
  await lockItem.set({ salt: hex(salt), hash });
  await triesItem.remove();
}

export const lockNow = (): Promise<void> => unlockedItem.remove();

export async function removeLock(): Promise<void> {
  await lockItem.remove();
  await Promise.all([triesItem.remove(), unlockedItem.remove()]);
}

/** Tries a PIN. One try at a time, so that many at once are not many free ones. */
export async function unlock(pin: string, now: number): Promise<LockState> {
  await navigator.locks.request('lock-try', async () => {
    const [lock, tries] = await Promise.all([lockItem.get(), triesItem.get()]);
    if (!lock || retryAt(tries, now) !== null) return;
    // Counted before it is tried: a worker that is ended meanwhile has used up the try.
    await triesItem.set({ failed: tries.failed + 1, at: now });
    if ((await hashOf(pin, bytes(lock.salt))) !== lock.hash) return;
    await unlockedItem.set(true);
    await triesItem.remove();
  });
  return lockState(now);
}

function retryAt({ failed, at }: z.output<typeof triesSchema>, now: number): number | null {
  if (failed < freeTries) return null;
  const wait = Math.min(firstWaitMs * 2 ** (failed - freeTries), longestWaitMs);
  // A clock that was set back must not lock anybody out for longer than one wait.
  const until = Math.min(at + wait, now + wait);
  return until > now ? until : null;
}

async function hashOf(pin: string, salt: Uint8Array<ArrayBuffer>): Promise<string> {
  const key = await crypto.subtle.importKey('raw', new TextEncoder().encode(pin), 'PBKDF2', false, ['deriveBits']);
  return hex(
    new Uint8Array(await crypto.subtle.deriveBits({ name: 'PBKDF2', hash: 'SHA-256', salt, iterations }, key, 256)),
  );
}

const hex = (data: Uint8Array): string => [...data].map((byte) => byte.toString(16).padStart(2, '0')).join('');
const bytes = (text: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(text.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
