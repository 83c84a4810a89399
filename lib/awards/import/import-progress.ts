import type { Award } from '../award.ts';
import { awardsByIds, countOfImport } from '../ledger-reads.ts';
import type { AwardState } from '../states.ts';
import { countRows, type Import, type LeftReason, readImport, rowsAfter } from './import-store.ts';

/** How far an import is, and what became of each row. */

export interface ImportProgress {
  about: Import;
  /** Rows that are not in the ledger yet. */
  toRecord: number;
  /** Rows for which there was an award already, or that did not pass after all. */
  withoutAward: number;
  /** Its awards by their state. */
  awards: Record<AwardState, number>;
  /** Nothing will happen by itself any more. */
  isOver: boolean;
}

export async function readProgress(): Promise<ImportProgress | null> {
  const about = await readImport();
  if (!about || about.state === 'storing') return null;
  const [toRecord, awards] = await Promise.all([countRows(about.id, 'chosen'), countOfImport(about.id)]);
  const own = Object.values(awards).reduce((sum, count) => sum + count, 0);
  const left = awards.waiting + awards.sending;
  return {
    about,
    toRecord,
    withoutAward: Math.max(0, about.chosen - toRecord - own),
    awards,
    isOver: toRecord === 0 && left === 0,
  };
}

/** What became of a row. `award` is what the ledger says of it now. */
export type RowOutcome =
  | { line: number; kind: 'award'; isOwn: boolean; award: Award | null }
  | { line: number; kind: 'to-record' }
  | { line: number; kind: 'left'; reason: LeftReason };

/** @param after the last line that was given before; from 0 */
export async function outcomesAfter(importId: string, after: number, limit: number): Promise<RowOutcome[]> {
  const rows = await rowsAfter(importId, after, limit);
  const awards = await awardsByIds(rows.flatMap((it) => (it.state === 'recorded' ? it.awardId : [])));
  const byId = new Map(awards.flatMap((it) => (it ? [[it.id, it] as const] : [])));
  return rows.map((row) => {
    const { line } = row;
    if (row.state === 'chosen') return { line, kind: 'to-record' };
    if (row.state === 'left') return { line, kind: 'left', reason: row.reason };
    return { line, kind: 'award', isOwn: row.isOwn, award: byId.get(row.awardId) ?? null };
  });
}
