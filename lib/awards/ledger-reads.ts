import { openDatabase } from '../settings/database.ts';
import type { Award } from './award.ts';
import { parseAward } from './ledger.ts';
import type { RuleScope } from './rules-store.ts';
import { type AwardState, awardStates } from './states.ts';

/**
 * Questions to the ledger. Each goes by an index and is bounded by what it returns, so that its cost does not grow with
 * the number of awards.
 */

const first = Number.MIN_SAFE_INTEGER;
const last = Number.MAX_SAFE_INTEGER;

export async function getAward(id: string): Promise<Award | null> {
  const db = await openDatabase();
  return parseAward(await db.get('awards', id));
}

export async function awardsIn(state: AwardState): Promise<Award[]> {
  const db = await openDatabase();
  return readable(await db.getAllFromIndex('awards', 'byState', state));
}

/** A scope's range of times in one state. @param from exclusive, like @param to inclusive */
const dueRange = ({ organizationId, environment }: RuleScope, state: AwardState, from: number, to: number) =>
  IDBKeyRange.bound([organizationId, environment, state, from], [organizationId, environment, state, to], true);

/** What is due in a state under one connection, the longest due first. @param limit at most so many */
export async function dueAwards(scope: RuleScope, state: AwardState, now: number, limit: number): Promise<Award[]> {
  const db = await openDatabase();
  return readable(await db.getAllFromIndex('awards', 'byDue', dueRange(scope, state, first, now), limit));
}

/** What becomes due within a stretch of time under one connection. @param after exclusive @param limit at most so many */
export async function awardsDueBetween(
  scope: RuleScope,
  state: AwardState,
  after: number,
  until: number,
  limit: number,
): Promise<Award[]> {
  const db = await openDatabase();
  return readable(await db.getAllFromIndex('awards', 'byDue', dueRange(scope, state, after, until), limit));
}

/** When the next award in a state becomes due after a moment; null where none does (`before`: only until then). */
export async function nextDue(
  scope: RuleScope,
  state: AwardState,
  after: number,
  before: number,
): Promise<number | null> {
  const db = await openDatabase();
  const range = dueRange(scope, state, after, before);
  const cursor = await db.transaction('awards').store.index('byDue').openKeyCursor(range);
  return cursor ? cursor.key[3] : null;
}

/** How many awards of one connection are in a state. @param dueBy only those due by then */
export async function countInScope(scope: RuleScope, state: AwardState, dueBy = last): Promise<number> {
  const db = await openDatabase();
  return db.countFromIndex('awards', 'byDue', dueRange(scope, state, first, dueBy));
}

/**
 * How many awards of one connection leave by themselves sooner or later: those that wait, and unanswered ones, which are sent
 * again where Credly does not have them (but for those that are left to a person).
 */
export async function countLeaving(scope: RuleScope): Promise<number> {
  const counts = await Promise.all([countInScope(scope, 'waiting'), countInScope(scope, 'unconfirmed', last - 1)]);
  return counts.reduce((sum, count) => sum + count, 0);
}

/** Newest first, older than the one a former page ended with. @param limit at most so many */
export async function awardsPage(before: { createdAt: number; id: string } | null, limit: number): Promise<Award[]> {
  const db = await openDatabase();
  const range = before && IDBKeyRange.upperBound(before.createdAt);
  const awards: Award[] = [];
  let cursor = await db.transaction('awards').store.index('byCreated').openCursor(range, 'prev');
  // Within one millisecond the order is that of the ids, so a page goes on behind the last one it gave.
  while (before && cursor && cursor.key === before.createdAt && cursor.primaryKey >= before.id)
    cursor = await cursor.continue();
  while (cursor && awards.length < limit) {
    const award = parseAward(cursor.value);
    if (award) awards.push(award);
    cursor = await cursor.continue();
  }
  return awards;
}

/** What was written at or after a moment, oldest write first. @param limit at most so many */
export async function awardsTouchedSince(moment: number, limit: number): Promise<Award[]> {
  const db = await openDatabase();
  return readable(await db.getAllFromIndex('awards', 'byTouched', IDBKeyRange.lowerBound(moment), limit));
}

export async function countByState(states: readonly AwardState[]): Promise<number> {
  const db = await openDatabase();
  const counts = await Promise.all(states.map((state) => db.countFromIndex('awards', 'byState', state)));
  return counts.reduce((sum, count) => sum + count, 0);
}

/** @param limit at most so many */
export async function awardsWithReason(state: AwardState, reason: string, limit: number): Promise<Award[]> {
  const db = await openDatabase();
  return readable(await db.getAllFromIndex('awards', 'byStateAndReason', [state, reason], limit));
}

/** Requests under one connection, of one quiz or (null) of all. */
export interface SentScope extends RuleScope {
  quizKey: string | null;
}

/**
 * How many requests left since a moment, and when the n-th of them did, oldest first. Only keys are read.
 * @param until what left later does not count: the clock ran ahead
 * @param nth from 0; null where there are not so many
 */
export async function sentSince(
  { organizationId, environment, quizKey }: SentScope,
  since: number,
  until = last,
): Promise<{ count: number; nth(n: number): Promise<number | null> }> {
  const db = await openDatabase();
  const index = () => db.transaction('awards').store.index(quizKey === null ? 'byScopeSent' : 'byScopeQuizSent');
  const start = quizKey === null ? [organizationId, environment] : [organizationId, environment, quizKey];
  const range = IDBKeyRange.bound([...start, since], [...start, until], true);
  return {
    count: await index().count(range),
    async nth(n) {
      let cursor = await index().openKeyCursor(range);
      if (cursor && n > 0) cursor = await cursor.advance(n);
      return cursor ? Number(cursor.key.at(-1)) : null;
    },
  };
}

/** The one award that stands under an identity. */
export async function awardOfIdentity(identityKey: string): Promise<Award | null> {
  const db = await openDatabase();
  return parseAward(await db.getFromIndex('awards', 'byIdentity', identityKey));
}

export async function awardsOfPersonAndQuiz(personAndQuiz: string): Promise<Award[]> {
  const db = await openDatabase();
  return readable(await db.getAllFromIndex('awards', 'byPersonAndQuiz', personAndQuiz));
}

/** How many awards of an import are in each state. Only keys are counted. */
export async function countOfImport(importId: string): Promise<Record<AwardState, number>> {
  const db = await openDatabase();
  const index = db.transaction('awards').store.index('byImport');
  const counts = await Promise.all(
    awardStates.map(async (state) => [state, await index.count([importId, state])] as const),
  );
  return Object.fromEntries(counts) as Record<AwardState, number>;
}

export async function idsOfImport(importId: string, state: AwardState): Promise<string[]> {
  const db = await openDatabase();
  return db.getAllKeysFromIndex('awards', 'byImport', [importId, state]);
}

export async function awardsByIds(ids: readonly string[]): Promise<(Award | null)[]> {
  const db = await openDatabase();
  const { store } = db.transaction('awards');
  return Promise.all(ids.map(async (id) => parseAward(await store.get(id))));
}

/** For many judgements at once: questions that come together are put in one transaction, which is what costs. */
export function batchedReads(): {
  ofPersonAndQuiz(key: string): Promise<Award[]>;
  ofIdentity(key: string): Promise<Award | null>;
} {
  type Index = 'byPersonAndQuiz' | 'byIdentity';
  type Asked = { index: Index; key: string; resolve: (stored: unknown[]) => void; reject: (error: unknown) => void };
  let waiting: Asked[] = [];
  const run = async () => {
    const asked = waiting;
    waiting = [];
    try {
      const db = await openDatabase();
      const { store } = db.transaction('awards');
      for (const { index, key, resolve, reject } of asked) store.index(index).getAll(key).then(resolve, reject);
    } catch (error) {
      for (const { reject } of asked) reject(error);
    }
  };
  const ask = async (index: Index, key: string) => {
    if (waiting.length === 0) setTimeout(run);
    return readable(await new Promise((resolve, reject) => waiting.push({ index, key, resolve, reject })));
  };
  return {
    ofPersonAndQuiz: (key) => ask('byPersonAndQuiz', key),
    ofIdentity: async (key) => (await ask('byIdentity', key))[0] ?? null,
  };
}

/** Awards whose badge at Credly has that id; more than one only where two awards found the same badge there. */
export async function awardsOfBadge(badgeId: string): Promise<Award[]> {
  const db = await openDatabase();
  return readable(await db.getAllFromIndex('awards', 'byBadge', badgeId));
}

/** What became of one rule's passing results: how many there are, and the newest. Costs the same however many there are. */
export interface RuleAwards {
  count: number;
  last: { state: AwardState; reason: string | null; at: number } | null;
}

export async function awardsOfRule(ruleId: string): Promise<RuleAwards> {
  const db = await openDatabase();
  const index = db.transaction('awards').store.index('byRule');
  const passing = awardStates.filter((state) => state !== 'not-passing');
  const ofState = await Promise.all(
    passing.map(async (state) => {
      const range = IDBKeyRange.bound([ruleId, state], [ruleId, state, []]);
      const [count, newest] = await Promise.all([index.count(range), index.openKeyCursor(range, 'prev')]);
      return { count, newest: newest && { id: newest.primaryKey, at: newest.key[2] } };
    }),
  );
  const count = ofState.reduce((sum, it) => sum + it.count, 0);
  const [newest] = ofState.flatMap((it) => it.newest ?? []).sort((a, b) => b.at - a.at);
  const award = newest ? await getAward(newest.id) : null;
  return { count, last: award && { state: award.state, reason: award.reason, at: award.createdAt } };
}

function readable(stored: readonly unknown[]): Award[] {
  return stored.flatMap((it) => parseAward(it) ?? []);
}
