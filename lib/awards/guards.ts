import { openDatabase } from '../settings/database.ts';

/**
 * Guards against results that come too often to be honest: more than a person takes quizzes in a day, or two within
 * seconds. Such results are held for a person, not lost.
 */

const dayMs = 86_400_000;
export const maxResultsPerPersonAndDay = 5;
export const tooQuickMs = 20_000;

export type GuardReason = 'too-many-results' | 'too-quick';

/**
 * Notes that a result of a person was seen, and says whether it is one too many.
 * @param person keyed hash of the e-mail; no address is kept here
 */
export async function noteSighting(person: string, now: number): Promise<GuardReason | null> {
  const db = await openDatabase();
  const tx = db.transaction('sightings', 'readwrite');
  const today = await tx.store.index('byPerson').getAll(IDBKeyRange.bound([person, now - dayMs], [person, now]));
  await tx.store.add({ person, at: now });
  for (
    let old = await tx.store.index('byTime').openCursor(IDBKeyRange.upperBound(now - dayMs));
    old;
    old = await old.continue()
  )
    await old.delete();
  await tx.done;
  if (today.length >= maxResultsPerPersonAndDay) return 'too-many-results';
  return today.some((it) => now - it.at < tooQuickMs) ? 'too-quick' : null;
}
