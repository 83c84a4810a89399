import type { FileRow } from '../../results-file/setup.ts';
import { foldEmail } from '../earner.ts';
import { amendAwards, moveAwards } from '../ledger.ts';
import { idsOfImport } from '../ledger-reads.ts';
import { never } from '../outbox.ts';
import { recordResult } from '../record-result.ts';
import type { Rule } from '../rule.ts';
import { getRule } from '../rules-store.ts';
import { resultOfRow } from './file-result.ts';
import {
  type ChosenRow,
  changeImport,
  chosenRows,
  type Import,
  type ImportRow,
  type LeftReason,
  putNewImport,
  putRows,
  readImport,
  removeImport,
} from './import-store.ts';

/**
 * The life of an import: rows are stored, then moved to the ledger in portions, each exactly once. The id of a row's award is
 * stored with the row before anything is recorded, so that a portion that was interrupted can be recorded again. Whatever
 * changes an import does so in turn: after a pause nothing more is recorded.
 */

const inTurn = <T>(work: () => Promise<T>): Promise<T> => navigator.locks.request('import', work);

/** Rows that are recorded in one turn. */
const portion = 50;
/** Awards that are changed in one transaction. */
const atOnce = 500;

/** Opens an import, in the place of one that is over. @returns null where one is under way */
export function openImport(
  about: Pick<Import, 'fileName' | 'quizKey' | 'noMail'> & { rule: Rule },
  now: number,
): Promise<Import | null> {
  const { rule, ...rest } = about;
  return inTurn(async () => {
    const present = await readImport();
    if (present && isUnderWay(present)) return null;
    const made: Import = {
      ...rest,
      id: crypto.randomUUID(),
      ruleId: rule.id,
      ruleVersion: rule.version,
      quizTitle: rule.quizTitle,
      organizationId: rule.organizationId,
      environment: rule.environment,
      state: 'storing',
      problem: null,
      startedAt: now,
      updatedAt: now,
      rows: 0,
      chosen: 0,
    };
    await putNewImport(made);
    return made;
  });
}

/** A row of the file, to be awarded or not. */
export type NewRow = { line: number; chosen: FileRow } | { line: number; left: LeftReason };

/** @returns false where the import takes no rows any more */
export function addRows(id: string, rows: readonly NewRow[], now: number): Promise<boolean> {
  return inTurn(async () => {
    const present = await readImport();
    if (present?.id !== id || present.state !== 'storing') return false;
    await putRows(rows.map((row) => stored(id, row)));
    const chosen = rows.filter((it) => 'chosen' in it).length;
    const changed = (it: Import): Import => ({
      ...it,
      rows: it.rows + rows.length,
      chosen: it.chosen + chosen,
      updatedAt: now,
    });
    return (await changeImport(id, changed)) !== null;
  });
}

function stored(importId: string, row: NewRow): ImportRow {
  const { line } = row;
  return 'chosen' in row
    ? { importId, line, state: 'chosen', awardId: crypto.randomUUID(), row: row.chosen }
    : { importId, line, state: 'left', reason: row.left };
}

/** From here on the import goes on by itself, whatever becomes of the page. */
export function startImport(id: string, now: number): Promise<void> {
  return inTurn(async () => {
    await changeImport(id, (it) => (it.state === 'storing' ? { ...it, state: 'running', updatedAt: now } : it));
  });
}

/** Nothing more is recorded, and what waits stays; what is on its way to Credly right now is left to its end. */
export function pauseImport(id: string, now: number): Promise<void> {
  return inTurn(async () => {
    await changeImport(id, (it) => (it.state === 'running' ? { ...it, state: 'paused', updatedAt: now } : it));
    await holdBack(id, now);
  });
}

async function holdBack(id: string, now: number): Promise<void> {
  await inParts(await idsOfImport(id, 'waiting'), (ids) =>
    amendAwards(ids, 'waiting', now, () => ({ reason: 'import-paused', dueAt: never })),
  );
}

/** Goes on, by the rule as it is now. @returns false where the quiz has no rule any more */
export function resumeImport(id: string, now: number): Promise<boolean> {
  return inTurn(async () => {
    const present = await readImport();
    if (present?.id !== id || present.state !== 'paused') return present !== null;
    const rule = await getRule(present.ruleId);
    if (!rule && (await chosenRows(id, 1)).length > 0) return false;
    const ruleVersion = rule?.version ?? present.ruleVersion;
    await changeImport(id, (it) => ({ ...it, state: 'running', problem: null, ruleVersion, updatedAt: now }));
    await inParts(await idsOfImport(id, 'waiting'), (ids) =>
      amendAwards(ids, 'waiting', now, ({ reason }) =>
        reason === 'import-paused' ? { reason: null, dueAt: now } : null,
      ),
    );
    return true;
  });
}

/** Gives up what has not left: rows are not recorded, and awards that wait are cancelled. */
export function stopImport(id: string, now: number): Promise<void> {
  return inTurn(async () => {
    const changed = await changeImport(id, (it) =>
      isUnderWay(it) ? { ...it, state: 'stopped', problem: null, updatedAt: now } : it,
    );
    if (changed?.state !== 'stopped') return;
    for (let rows = await chosenRows(id, atOnce); rows.length > 0; rows = await chosenRows(id, atOnce))
      await putRows(rows.map((row) => leave(row, 'stopped')));
    await inParts(await idsOfImport(id, 'waiting'), (ids) =>
      moveAwards(ids, 'waiting', 'cancelled', now, () => ({ reason: 'dismissed' })),
    );
  });
}

/** Puts an import away that is over; its awards stay. @returns false where it is under way */
export function clearImport(id: string): Promise<boolean> {
  return inTurn(async () => {
    const present = await readImport();
    if (present?.id !== id) return true;
    if (isUnderWay(present) && (await chosenRows(id, 1)).length > 0) return false;
    await removeImport();
    return true;
  });
}

/**
 * Moves the next portion of rows to the ledger.
 * @returns whether there is more to do now
 */
export function feedImport(now: number): Promise<boolean> {
  return inTurn(async () => {
    const present = await readImport();
    if (present?.state !== 'running') return false;
    const rows = await chosenRows(present.id, portion);
    if (rows.length === 0) return false;
    const rule = await getRule(present.ruleId);
    if (rule?.version !== present.ruleVersion) {
      const problem = rule ? 'rule-changed' : 'rule-gone';
      await changeImport(present.id, (it) => ({ ...it, state: 'paused', problem, updatedAt: now }));
      await holdBack(present.id, now);
      return false;
    }
    const recorded: ImportRow[] = [];
    for (const row of rows) recorded.push(await recordRow(row, present, rule, now));
    await putRows(recorded);
    await changeImport(present.id, (it) => ({ ...it, updatedAt: now }));
    return (await chosenRows(present.id, 1)).length > 0;
  });
}

/** @returns the row as it is from now on, without name and address */
async function recordRow(chosen: ChosenRow, about: Import, rule: Rule, now: number): Promise<ImportRow> {
  const { importId, line, awardId, row } = chosen;
  const observed = { ...resultOfRow(row, { ...about, rule }), import: { id: importId, awardId } };
  const recorded = await recordResult(observed, now);
  if (!recorded) return leave(chosen, row.reading.finality === 'final' ? 'not-passing' : 'no-result');
  return { importId, line, state: 'recorded', awardId: recorded.awardId, isOwn: recorded.awardId === awardId };
}

export const leave = ({ importId, line }: ImportRow, reason: LeftReason): ImportRow => ({
  importId,
  line,
  state: 'left',
  reason,
});

export const isUnderWay = ({ state }: Pick<Import, 'state'>): boolean => state === 'running' || state === 'paused';

async function inParts(ids: readonly string[], work: (part: string[]) => Promise<unknown>): Promise<void> {
  for (let start = 0; start < ids.length; start += atOnce) await work(ids.slice(start, start + atOnce));
}

/** Takes a person's rows out of an import that has not recorded them yet. @returns how many */
export function eraseFromImport(email: string): Promise<number> {
  const address = foldEmail(email);
  return inTurn(async () => {
    const present = await readImport();
    if (!present) return 0;
    const theirs = (await chosenRows(present.id)).filter(({ row }) => foldEmail(row.identity.email ?? '') === address);
    await putRows(theirs.map((row) => leave(row, 'erased')));
    return theirs.length;
  });
}

/** Rows that never were started are forgotten after an hour, and an import that rests after the retention time. */
export function eraseOldImport(retentionMs: number, now: number): Promise<void> {
  return inTurn(async () => {
    const present = await readImport();
    if (!present) return;
    const age = now - present.updatedAt;
    if (age > (present.state === 'storing' ? abandonedMs : retentionMs)) await removeImport();
  });
}

const abandonedMs = 3_600_000;
