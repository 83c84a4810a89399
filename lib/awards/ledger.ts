import { openDatabase } from '../settings/database.ts';
import { type Award, awardSchema } from './award.ts';
import { type AwardState, mayMove } from './states.ts';

/**
 * The ledger: every decided result, kept in IndexedDB before anything acts on it. It enforces the table of states and
 * "one award per identity"; it knows nothing of Credly or of the network. Reading it by other questions is `ledger-reads`.
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
 * @returns the one that now stands under its id or its identity: the new one, or the one that was there first.
 */
export async function addAward(award: Award): Promise<{ award: Award; added: boolean }> {
  const db = await openDatabase();
  const tx = db.transaction('awards', 'readwrite', { durability: 'strict' });
  let added = touched(award);
  // A record of an import is written again where the worker died before it noted that it was.
  const same = parseAward(await tx.store.get(award.id));
  if (same) {
    await tx.done;
    return { award: same, added: false };
  }
  if (award.identityKey !== undefined) {
    const stored = await tx.store.index('byIdentity').get(award.identityKey);
    const existing = parseAward(stored);
    if (existing) {
      await tx.done;
      return { award: existing, added: false };
    }
    // Something unreadable stands there, perhaps an issued badge: the result is kept, and a person decides.
    if (stored !== undefined) added = asDoubtful(added);
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
> & {
  /** Undefined lets the identity go: another award may stand under it. */
  identityKey?: string | undefined;
  personAndQuiz?: string | undefined;
};

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
  return rewrite(id, from, (award) => moved(award, to, now, change));
}

/**
 * Moves several awards at once, all in the same way and in one transaction; those that are meanwhile in another state, or for
 * which `change` gives null, stay as they are.
 * @returns the ones that were moved
 * @throws ForbiddenTransitionError
 */
export async function moveAwards(
  ids: readonly string[],
  from: AwardState,
  to: AwardState,
  now: number,
  change: (award: Award) => AwardChange | null = () => ({}),
): Promise<Award[]> {
  if (!mayMove(from, to)) throw new ForbiddenTransitionError(from, to);
  return rewriteSome(ids, from, (award) => {
    const changes = change(award);
    return changes && moved(award, to, now, changes);
  });
}

/** Changes fields of several awards in one transaction, without changing their state. @returns those that were changed */
export async function amendAwards(
  ids: readonly string[],
  state: AwardState,
  now: number,
  change: (award: Award) => AwardChange | null,
): Promise<Award[]> {
  return rewriteSome(ids, state, (award) => {
    const changes = change(award);
    return changes && { ...award, ...changes, updatedAt: now };
  });
}

async function rewriteSome(
  ids: readonly string[],
  expected: AwardState,
  change: (award: Award) => Award | null,
): Promise<Award[]> {
  const db = await openDatabase();
  const tx = db.transaction('awards', 'readwrite', { durability: 'strict' });
  const changed: Award[] = [];
  for (const id of ids) {
    const award = parseAward(await tx.store.get(id));
    if (award?.state !== expected) continue;
    const next = change(award);
    if (!next) continue;
    const written = touched(next);
    await tx.store.put(written);
    changed.push(written);
  }
  await tx.done;
  return changed;
}

function moved(award: Award, to: AwardState, now: number, change: AwardChange): Award {
  const reason = change.reason ?? null;
  return {
    ...award,
    ...change,
    reason,
    state: to,
    updatedAt: now,
    history: [...award.history, { at: now, state: to, reason }],
  };
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

/**
 * Keeps what Credly says of an issued badge; its age for the retention time stays. An erased award gets no links back, which
 * lead to the person.
 */
export async function noteAtCredly(id: string, credly: NonNullable<Award['credly']>): Promise<void> {
  const db = await openDatabase();
  const tx = db.transaction('awards', 'readwrite');
  const award = parseAward(await tx.store.get(id));
  const kept = award?.earner === null ? { ...credly, acceptUrl: null, badgeUrl: null } : credly;
  if (award) await tx.store.put(touched({ ...award, credly: kept }));
  await tx.done;
}

async function rewrite(id: string, expected: AwardState, change: (award: Award) => Award): Promise<Award | null> {
  const db = await openDatabase();
  const tx = db.transaction('awards', 'readwrite', { durability: 'strict' });
  const award = parseAward(await tx.store.get(id));
  if (!award || award.state !== expected) {
    await tx.done;
    return null;
  }
  const changed = touched(change(award));
  await tx.store.put(changed);
  await tx.done;
  return changed;
}

/** Changes every award for which `change` gives something else, in one transaction. @returns how many */
export async function rewriteAwards(change: (award: Award) => Award | null): Promise<number> {
  const db = await openDatabase();
  const tx = db.transaction('awards', 'readwrite', { durability: 'strict' });
  let changed = 0;
  for (let cursor = await tx.store.openCursor(); cursor; cursor = await cursor.continue()) {
    const award = parseAward(cursor.value);
    const next = award && change(award);
    if (!next) continue;
    await cursor.update(touched(next));
    changed += 1;
  }
  await tx.done;
  return changed;
}

/** Of this very moment, whatever time the change itself is given: it only says what an interface has not seen yet. */
function touched(award: Award): Award {
  return { ...award, touchedAt: Date.now() };
}

/** A stored record, checked; null for what is none (a damaged one, or one of a newer version). */
export function parseAward(value: unknown): Award | null {
  if (value === undefined) return null;
  const parsed = awardSchema.safeParse(value);
  return parsed.success ? parsed.data : null;
}
