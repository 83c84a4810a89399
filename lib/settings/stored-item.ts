import { browser } from 'wxt/browser';
import type { z } from 'zod';

/**
 * One document in `chrome.storage.local`, checked at every read. What no longer fits its schema reads as the fallback
 * and is left in place until the next write, so a newer version's data is not destroyed by an older one.
 */
export interface StoredItem<T> {
  get(): Promise<T>;
  set(value: T): Promise<void>;
  /** Reads, changes and writes under a lock, so that two changes at once cannot lose one another. */
  update(change: (value: T) => T): Promise<T>;
  remove(): Promise<void>;
}

/**
 * @param key the name in storage; with a version suffix where the shape once changes ("connection.v1")
 * @param area `session` is forgotten when the browser closes, `local` is kept
 */
export function storedItem<T>(
  key: string,
  schema: z.ZodType<T>,
  fallback: T,
  area: 'local' | 'session' = 'local',
): StoredItem<T> {
  const read = async (): Promise<T> => {
    const stored = (await browser.storage[area].get(key))[key];
    if (stored === undefined) return fallback;
    const parsed = schema.safeParse(stored);
    return parsed.success ? parsed.data : fallback;
  };
  const write = (value: T) => browser.storage[area].set({ [key]: value });
  return {
    get: read,
    set: write,
    update: (change) =>
      navigator.locks.request(`stored-item:${area}:${key}`, async () => {
        const changed = change(await read());
        await write(changed);
        return changed;
      }),
    remove: () => browser.storage[area].remove(key),
  };
}

/**
 * Keeps content scripts out of storage: by default they could read it, token included. Called at every worker start,
 * since the setting does not survive an update of the extension.
 */
export async function keepStorageInTrustedContexts(): Promise<void> {
  const areas = [browser.storage.local, browser.storage.session] as {
    setAccessLevel?: (it: { accessLevel: string }) => Promise<void>;
  }[];
  for (const area of areas) await area.setAccessLevel?.({ accessLevel: 'TRUSTED_CONTEXTS' });
}
