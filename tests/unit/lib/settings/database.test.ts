import 'fake-indexeddb/auto';
import { deleteDB, type IDBPDatabase, openDB } from 'idb';
import { beforeEach, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { award, noon, observed, secondMs } from '../builders.ts';

/** What version 1 made, as it was published. */
async function openVersion1(): Promise<IDBPDatabase> {
  return openDB('credly-badges', 1, {
    upgrade(db) {
      const awards = db.createObjectStore('awards', { keyPath: 'id' });
      awards.createIndex('byIdentity', 'identityKey', { unique: true });
      awards.createIndex('byState', 'state');
      awards.createIndex('byCreated', 'createdAt');
      awards.createIndex('byQuizSent', ['quizKey', 'sentAt']);
      db.createObjectStore('rules', { keyPath: 'id' }).createIndex('byQuizId', 'quizIds', { multiEntry: true });
      db.createObjectStore('quizzes', { keyPath: 'key' }).createIndex('byId', 'ids', { multiEntry: true });
    },
  });
}

beforeEach(async () => {
  fakeBrowser.reset();
  // A worker of its own for each test: it keeps its database open.
  vi.resetModules();
  await deleteDB('credly-badges');
});

it('a database of version 1 keeps its awards, rules and quizzes, and learns the new questions', async () => {
  const waiting = award({ identityKey: 'one' });
  const issued = award({ identityKey: 'two', state: 'issued', sentAt: noon + secondMs });
  const old = await openVersion1();
  await old.put('awards', waiting);
  await old.put('awards', issued);
  await old.put('rules', { id: 'rule-1', quizIds: ['slug:food-safety-5f2a'] });
  await old.put('quizzes', { key: 'quiz-1', ids: ['id:4711'], seenAt: noon });
  old.close();

  const ledger = await import('../../../../lib/awards/ledger-reads.ts');
  const { noteSighting } = await import('../../../../lib/awards/guards.ts');
  const { openDatabase } = await import('../../../../lib/settings/database.ts');
  expect(await ledger.getAward(waiting.id)).toEqual(waiting);
  expect(await ledger.getAward(issued.id)).toEqual(issued);
  expect((await ledger.sentSince({ ...issued, quizKey: null }, noon)).count).toBe(1);
  expect((await ledger.dueAwards(waiting, 'waiting', noon, 9)).map((it) => it.id)).toEqual([waiting.id]);
  expect(await ledger.awardsOfPersonAndQuiz('nobody')).toEqual([]);
  expect(await ledger.awardsOfRule('rule-1')).toMatchObject({ count: 2 });
  expect(await noteSighting('somebody', noon)).toBeNull();
  const db = await openDatabase();
  expect(await db.getAllFromIndex('rules', 'byQuizId', 'slug:food-safety-5f2a')).toHaveLength(1);
  expect(await db.getAllFromIndex('quizzes', 'byId', 'id:4711')).toHaveLength(1);
  db.close();
});

it('an award of version 1 still stands in the way of a second one', async () => {
  const { identityKey } = await import('../../../../lib/awards/identity-key.ts');
  const { recordResult } = await import('../../../../lib/awards/record-result.ts');
  const { openDatabase } = await import('../../../../lib/settings/database.ts');
  const { rule, quizKey, identity } = observed();
  const key = await identityKey({ ...rule, quizKey, email: identity.email ?? '' });
  const old = await openVersion1();
  const issued = award({ identityKey: key, state: 'issued', earner: null });
  await old.put('awards', issued);
  old.close();
  expect(await recordResult(observed(), noon)).toEqual({ outcome: 'award', awardId: issued.id, repeated: true });
  (await openDatabase()).close();
});
