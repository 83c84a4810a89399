import { z } from 'zod';
import { fileRowSchema } from '../../results-file/setup.ts';
import { openDatabase } from '../../settings/database.ts';
import { verdicts } from '../assess-results.ts';

/**
 * The import of a file of results, kept until it is put away: what was chosen, and which of it is in the ledger. A row has
 * a name and an address only until then; from there on the ledger has them, with its own retention.
 */

/** Why a row of the file was not awarded. */
export const leftReasons = [
  ...verdicts,
  /** It could have been awarded, and a person did not choose it. */
  'not-chosen',
  'above-limit',
  'unreadable',
  'pending',
  'partial',
  'unclear',
  /** The import was stopped before its turn. */
  'stopped',
  'erased',
] as const;
export type LeftReason = (typeof leftReasons)[number];

export const importSchema = z.object({
  id: z.string().max(100),
  fileName: z.string().max(300),
  ruleId: z.string(),
  /** What the rows were judged by. */
  ruleVersion: z.number().int(),
  quizKey: z.string(),
  quizTitle: z.string(),
  organizationId: z.string(),
  environment: z.string(),
  noMail: z.boolean(),
  /** `storing`: its rows are still coming in, and nothing is recorded. */
  state: z.enum(['storing', 'running', 'paused', 'stopped']),
  /** Why it paused by itself. */
  problem: z.enum(['rule-gone', 'rule-changed']).nullable(),
  startedAt: z.number(),
  updatedAt: z.number(),
  /** Rows of the file, and how many of them were to be awarded. */
  rows: z.number().int(),
  chosen: z.number().int(),
});
export type Import = z.output<typeof importSchema>;

const place = { importId: z.string(), line: z.number().int() };

export const importRowSchema = z.discriminatedUnion('state', [
  z.object({ ...place, state: z.literal('chosen'), awardId: z.string(), row: fileRowSchema }),
  /** In the ledger; `isOwn`: by this import, not by an earlier award that stands for it. */
  z.object({ ...place, state: z.literal('recorded'), awardId: z.string(), isOwn: z.boolean() }),
  z.object({ ...place, state: z.literal('left'), reason: z.enum(leftReasons) }),
]);
export type ImportRow = z.output<typeof importRowSchema>;
export type ChosenRow = Extract<ImportRow, { state: 'chosen' }>;

/** The one import there is, if any. */
export async function readImport(): Promise<Import | null> {
  const db = await openDatabase();
  const [stored] = (await db.getAll('imports')).flatMap((it) => importSchema.safeParse(it).data ?? []);
  return stored ?? null;
}

/** Takes the place of whatever import there was. */
export async function putNewImport(made: Import): Promise<void> {
  const db = await openDatabase();
  const tx = db.transaction(['imports', 'importRows'], 'readwrite');
  await Promise.all([tx.objectStore('imports').clear(), tx.objectStore('importRows').clear()]);
  await Promise.all([tx.objectStore('imports').put(importSchema.parse(made)), tx.done]);
}

/** @returns null where it is another import by now, or none */
export async function changeImport(id: string, change: (it: Import) => Import): Promise<Import | null> {
  const db = await openDatabase();
  const tx = db.transaction('imports', 'readwrite', { durability: 'strict' });
  const stored = importSchema.safeParse(await tx.store.get(id)).data;
  const changed = stored ? change(stored) : null;
  if (changed) await tx.store.put(changed);
  await tx.done;
  return changed;
}

export async function removeImport(): Promise<void> {
  const db = await openDatabase();
  const tx = db.transaction(['imports', 'importRows'], 'readwrite');
  await Promise.all([tx.objectStore('imports').clear(), tx.objectStore('importRows').clear(), tx.done]);
}

export async function putRows(rows: readonly ImportRow[]): Promise<void> {
  const db = await openDatabase();
  const tx = db.transaction('importRows', 'readwrite', { durability: 'strict' });
  for (const row of rows) void tx.store.put(row);
  await tx.done;
}

/** Rows that are to be recorded, in the order of the file. */
export async function chosenRows(importId: string, limit?: number): Promise<ChosenRow[]> {
  const db = await openDatabase();
  const stored = await db.getAllFromIndex('importRows', 'byState', [importId, 'chosen'], limit);
  return readable(stored).filter((it) => it.state === 'chosen');
}

export async function countRows(importId: string, state: ImportRow['state']): Promise<number> {
  const db = await openDatabase();
  return db.countFromIndex('importRows', 'byState', [importId, state]);
}

/** Rows behind a line, in the order of the file. */
export async function rowsAfter(importId: string, line: number, limit: number): Promise<ImportRow[]> {
  const db = await openDatabase();
  const range = IDBKeyRange.bound([importId, line], [importId, Number.MAX_SAFE_INTEGER], true);
  return readable(await db.getAll('importRows', range, limit));
}

function readable(stored: readonly unknown[]): ImportRow[] {
  return stored.flatMap((it) => importRowSchema.safeParse(it).data ?? []);
}
