import { fakeBrowser } from 'wxt/testing/fake-browser';
import 'fake-indexeddb/auto';
import { openDatabase } from '../../../lib/settings/database.ts';

/** As after a fresh install. The opened database stays open, as it does in a living worker; only its records go. */
export async function emptyStorage(): Promise<void> {
  fakeBrowser.reset();
  const db = await openDatabase();
  for (const store of db.objectStoreNames) await db.clear(store);
}

/** Puts a record past every check, as an older version or a broken disk may have left it. */
export async function putRaw(store: 'awards' | 'rules' | 'quizzes', record: unknown): Promise<void> {
  await (await openDatabase()).put(store, record as never);
}

/** Everything that any part of the extension has stored, as one text to search in. */
export async function storedText(): Promise<string> {
  const db = await openDatabase();
  const records = await Promise.all([...db.objectStoreNames].map((store) => db.getAll(store)));
  const areas = [fakeBrowser.storage.local, fakeBrowser.storage.session, fakeBrowser.storage.sync];
  return JSON.stringify([records, await Promise.all(areas.map((area) => area.get(null)))]);
}
