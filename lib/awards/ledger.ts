import { openDatabase } from '../settings/database.ts';
import { type Award, awardSchema } from './award.ts';
import { type AwardState, awardStates, mayMove } from './states.ts';

/**
 * The ledger: every decided result, kept in IndexedDB before anything acts on it. It enforces the table of states and
 * "one award per identity"; it knows nothing of Credly or of the network.
 */

/** A change that the table of states does not allow. A mistake of ours: nothing was written. */
export class ForbiddenTransitionError extends Error {
  override name = 'ForbiddenTransitionError';
  constructor(from: AwardState, to: AwardState) {
    super(`An award cannot go from "${from}" to "${to}".`);
  }
}

/**
 * Adds an award.
 * @returns the one that now stands under its identity: the new one, or the one that was there first.
 */
export async function addAward(award: Award): Promise<{ award: Award; added: boolean }> {
  const db = await openDatabase();
  const tx = db.transaction('awards', 'readwrite', { durability: 'strict' });
  let added = award;
  if (award.identityKey !== undefined) {
    const stored = await tx.store.index('byIdentity').get(award.identityKey);
    const existing = parse(stored);
    if (existing) {
      await tx.done;
      return { award: existing, added: false };
    }
    // Something unreadable stands there, perhaps an issued badge: the result is kept, and a person decides.
    if (stored !== undefined) added = asDoubtful(award);
  }
  await Promise.all([tx.store.add(added), tx.done]);
  return { award: added, added: true };
}

function asDoubtful({ identityKey: _taken, ...award }: Award): Award {
  const reason = 'damaged-record';
  return { ...award, state: 'held', reason, history: [{ at: award.createdAt, state: 'held', reason }] };
}

export type AwardChange = Partial<
  Omit<
    Award,
    | 'id'
    | 'state'
    | 'history'
    | 'identityKey'
    | 'personAndQuiz'
    | 'createdAt'
    | 'organizationId'
    | 'environment'
    | 'quizKey'
  >
> & { identityKey?: string; personAndQuiz?: string };

/**
 * Moves an award from the state it was seen in to another and records when and why.
 * @returns the changed award, or null where it is gone or meanwhile in another state (somebody else was first)
 * @throws ForbiddenTransitionError
 */
export async function moveAward(
  id: string,
  from: AwardState,
  to: AwardState,
  now: number,
  change: AwardChange = {},
): Promise<Award | null> {
  if (!mayMove(from, to)) throw new ForbiddenTransitionError(from, to);
  return rewrite(id, from, (award) => {
    const reason = change.reason ?? null;
    return {
      ...award,
      ...change,
      reason,
      state: to,
      updatedAt: now,
      history: [...award.history, { at: now, state: to, reason }],
    };
  });
}

/** Changes fields without changing the state. @returns null where the award is gone or meanwhile in another state. */
export async function amendAward(
  id: string,
  state: AwardState,
  now: number,
  change: AwardChange,
): Promise<Award | null> {
  return rewrite(id, state, (award) => ({ ...award, ...change, updatedAt: now }));
}

async function rewrite(id: string, expected: AwardState, change: (award: Award) => Award): Promise<Award | null> {
  const db = await openDatabase();
  const tx = db.transaction('awards', 'readwrite', { durability: 'strict' });
  const award = parse(await tx.store.get(id));
  if (!award || award.state !== expected) {
    await tx.done;
    return null;
  }
  const changed = change(award);
  await tx.store.put(changed);
  await tx.done;
  return changed;
}

export async function getAward(id: string): Promise<Award | null> {
  const db = await openDatabase();
  return parse(await db.get('awards', id));
}

export async function awardsIn(state: AwardState): Promise<Award[]> {
  const db = await openDatabase();
  return (await db.getAllFromIndex('awards', 'byState', state)).flatMap((it) => parse(it) ?? []);
}

/** Newest first. @param limit at most so many */
export async function latestAwards(limit: number): Promise<Award[]> {
  const db = await openDatabase();
  const awards: Award[] = [];
  let cursor = await db.transaction('awards').store.index('byCreated').openCursor(null, 'prev');
  while (cursor && awards.length < limit) {
    const award = parse(cursor.value);
    if (award) awards.push(award);
    cursor = await cursor.continue();
  }
  return awards;
}

export async function countByState(states: readonly AwardState[]): Promise<number> {
  const db = await openDatabase();
  const counts = await Promise.all(states.map((state) => db.countFromIndex('awards', 'byState', state)));
  return counts.reduce((sum, count) => sum + count, 0);
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

/** When the requests of one quiz left, since a moment; oldest first. Feeds the hourly cap. */
export async function sendTimes(quizKey: string, since: number, except?: string): Promise<number[]> {
  const db = await openDatabase();
  const range = IDBKeyRange.bound([quizKey, since], [quizKey, Number.MAX_SAFE_INTEGER], true);
  const keys = await db.getAllFromIndex('awards', 'byQuizSent', range);
  return keys
    .filter((it) => it.id !== except)
    .flatMap((it) => it.sentAt ?? [])
    .sort((a, b) => a - b);
}

/** When requests left under any quiz, since a moment; oldest first. Feeds the daily cap. */
export async function allSendTimes(since: number, except?: string): Promise<number[]> {
  const db = await openDatabase();
  const awards = await db.getAllFromIndex('awards', 'bySent', IDBKeyRange.lowerBound(since, true));
  return awards
    .filter((it) => it.id !== except)
    .flatMap((it) => it.sentAt ?? [])
    .sort((a, b) => a - b);
}

export async function awardsOfPersonAndQuiz(personAndQuiz: string): Promise<Award[]> {
  const db = await openDatabase();
  const stored = await db.getAllFromIndex('awards', 'byPersonAndQuiz', personAndQuiz);
  return stored.flatMap((it) => parse(it) ?? []);
}

/** Changes every award for which `change` gives something else, in one transaction. @returns how many */
export async function rewriteAwards(change: (award: Award) => Award | null): Promise<number> {
  const db = await openDatabase();
  const tx = db.transaction('awards', 'readwrite', { durability: 'strict' });
  let changed = 0;
  for (let cursor = await tx.store.openCursor(); cursor; cursor = await cursor.continue()) {
    const award = parse(cursor.value);
    const next = award && change(award);
    if (!next) continue;
    await cursor.update(next);
    changed += 1;
  }
  await tx.done;
  return changed;
}

function parse(value: unknown): Award | null {
  if (value === undefined) return null;
  const parsed = awardSchema.safeParse(value);
  return parsed.success ? parsed.data : null;
}
