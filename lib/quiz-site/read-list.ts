import { type Field, flattenFields, simplify, wordsOf } from './fields.ts';
import { type ColumnKind, columnKinds, type Doubt, type FieldKind } from './names.ts';
import type { SiteProfile } from './profile.ts';
import { type CellValues, compileCells, type ListRow, rowOf } from './read-row.ts';
import type { Grid, ResponsePage } from './response-page.ts';

/**
 * Reads a list of responses, from a page's tables or from JSON. What could be two things is nothing: a list whose columns
 * are not plain has no rows, and a row that is not plain is only counted.
 */

export type { ListRow } from './read-row.ts';

export interface ListReading {
  /** Whether there is such a list at all, be it empty. */
  isList: boolean;
  rows: ListRow[];
  /** Rows that could not be read with certainty. */
  unclear: number;
  doubt: Doubt | null;
  isCut: boolean;
}

type Profile = Pick<SiteProfile, 'responseList' | 'results'>;

const noList: ListReading = { isList: false, rows: [], unclear: 0, doubt: null, isCut: false };
const emptyList: ListReading = { ...noList, isList: true };

/** The one list of a page. Two that can both be read are none: which of them is meant would be a guess. */
export function readPageList(profile: Profile, page: Pick<ResponsePage, 'grids' | 'isEmpty'>): ListReading {
  const readings = page.grids.map((it) => readGrid(profile, it)).filter((it) => it.isList);
  const [only, ...others] = readings;
  if (!only) return page.isEmpty ? emptyList : noList;
  return others.length === 0 ? only : { ...emptyList, doubt: 'columns-unclear' };
}

/** A table whose head names who it was, what came of it, and how far it is. Anything else is no list of responses. */
export function readGrid({ responseList, results }: Profile, { head, rows, odd, isCut }: Grid): ListReading {
  const columns = head.map((text) => kindOf(responseList, text));
  const named = columns.filter((it) => it !== null);
  if (!isResponseList(named)) return noList;
  if (new Set(named).size < named.length) return { ...emptyList, doubt: 'columns-unclear' };
  if (!named.includes('status')) return { ...emptyList, doubt: 'finality-unclear' };
  const cells = compileCells(responseList, results);
  const read = rows.map((row) => {
    const values: CellValues = {};
    for (const [at, kind] of columns.entries()) if (kind && row[at] !== undefined) values[kind] = row[at];
    return rowOf(cells, values);
  });
  return listOf(read, odd, isCut);
}

/** Somebody, and something that came of it. */
function isResponseList(kinds: readonly ColumnKind[]): boolean {
  const has = (...wanted: ColumnKind[]) => wanted.some((it) => kinds.includes(it));
  return has('email', 'name') && has('score', 'percent', 'result', 'outcome');
}

function kindOf({ columns }: SiteProfile['responseList'], head: string): ColumnKind | null {
  const wanted = fold(head);
  return columnKinds.find((kind) => columns[kind].some((word) => fold(word) === wanted)) ?? null;
}

const fold = (text: string) => text.replace(/\s+/g, ' ').trim().toLowerCase();

function listOf(read: readonly (ListRow | null)[], odd: number, isCut: boolean): ListReading {
  const rows = read.flatMap((it) => it ?? []);
  const unclear = read.length - rows.length + odd;
  return { isList: true, rows, unclear, doubt: unclear > 0 ? 'rows-unclear' : null, isCut };
}

const maxJsonRows = 2000;
const maxDepth = 12;
const maxArrays = 200;

/** The one array of responses in a JSON answer, at whatever depth. */
export function readJsonList(profile: Profile, text: string): ListReading {
  const arrays = arraysOf(text);
  const readings = arrays.map(({ items }) => readArray(profile, items)).filter((it) => it.isList);
  const [only, ...others] = readings;
  if (only) return others.length === 0 ? only : { ...emptyList, doubt: 'columns-unclear' };
  const known = new Set(profile.responseList.arrays.map(simplify));
  return arrays.some(({ name, items }) => items.length === 0 && known.has(simplify(name))) ? emptyList : noList;
}

function arraysOf(text: string): { name: string; items: unknown[] }[] {
  let root: unknown;
  try {
    root = JSON.parse(text);
  } catch {
    return [];
  }
  const found: { name: string; items: unknown[] }[] = [];
  const queue: { name: string; value: unknown; depth: number }[] = [{ name: 'rows', value: root, depth: 0 }];
  for (let it = queue.shift(); it && found.length < maxArrays; it = queue.shift()) {
    const { name, value, depth } = it;
    if (typeof value !== 'object' || value === null || depth > maxDepth) continue;
    // What stands inside the rows are their parts.
    if (Array.isArray(value)) found.push({ name, items: value });
    else for (const [key, inner] of Object.entries(value)) queue.push({ name: key, value: inner, depth: depth + 1 });
  }
  return found;
}

function readArray(profile: Profile, items: readonly unknown[]): ListReading {
  const names = namesOf(profile);
  const rows = items.slice(0, maxJsonRows).filter((it) => typeof it === 'object' && it !== null && !Array.isArray(it));
  const fields = rows.map((it) => ownFields(profile, it));
  const has = (...kinds: (keyof typeof names)[]) =>
    fields.some((row) => row.some((it) => kinds.some((kind) => names[kind].has(it.name))));
  if (!has('email') || !has('score', 'percent', 'outcome', 'result')) return noList;
  const cells = compileCells(profile.responseList, profile.results);
  const isUncertain = !fields.some((row) => row.some((it) => tellsState(it, names, cells.statuses)));
  if (isUncertain) return { ...emptyList, doubt: 'finality-unclear' };
  const read = fields.map((row) => {
    const values = valuesOf(profile, row, names, cells.statuses);
    return values && rowOf(cells, values);
  });
  return listOf(read, rows.length < Math.min(items.length, maxJsonRows) ? 1 : 0, items.length > maxJsonRows);
}

type Names = Record<ColumnKind | 'completed', ReadonlySet<string>>;

function namesOf({ responseList, results }: Profile): Names {
  const own = (kind: ColumnKind) => {
    const fields = Object.hasOwn(results.fields, kind) ? results.fields[kind as FieldKind].names : [];
    // "Score (%)" is a column's head and no field's name: without its sign it would be another one.
    const heads = responseList.columns[kind].filter((it) => !/[%#(]/.test(it));
    return new Set([...heads, ...fields].map(simplify));
  };
  const kinds = Object.fromEntries(columnKinds.map((kind) => [kind, own(kind)])) as Record<ColumnKind, Set<string>>;
  return { ...kinds, completed: new Set(results.fields.completed.names.map(simplify)) };
}

/** What a row says of itself: not what stands in lists inside it, and not what is somebody else's. */
function ownFields({ results }: Profile, item: unknown): Field[] {
  const others = new Set(results.notTheResult);
  return flattenFields(item).filter(
    ({ group }) => !/\/\d+(\/|$)/.test(group) && !wordsOf(group).some((word) => others.has(word)),
  );
}

type States = ReturnType<typeof compileCells>['statuses'];

function tellsState({ name, value }: Field, names: Names, states: States): boolean {
  return names.status.has(name) || names.completed.has(name) || (value === true && states.pending.has(name));
}

/** A row's values by what they are; null where two fields of one kind, equally near, differ. */
function valuesOf(profile: Profile, row: readonly Field[], names: Names, states: States): CellValues | null {
  const people = new Set(profile.responseList.people.map(simplify));
  const values: CellValues = {};
  for (const kind of columnKinds) {
    const candidates = row.filter(
      (it) => names[kind].has(it.name) && String(it.value).trim() !== '' && (kind !== 'name' || isAPersons(it, people)),
    );
    // "submitted_at" stands before "created_at"; other kinds have no better name.
    const chosen = kind === 'date' ? firstNamed(candidates, names.date) : nearest(candidates);
    const distinct = new Set(chosen.map((it) => String(it.value)));
    if (distinct.size > 1) return null;
    if (chosen[0]) values[kind] = chosen[0].value;
  }
  values.attemptId ??= row.find((it) => it.group === '' && it.name === 'id')?.value;
  const completed = nearest(row.filter((it) => names.completed.has(it.name)))[0]?.value;
  if (values.status === undefined && typeof completed === 'boolean') values.completed = completed;
  const flags = row.filter((it) => it.value === true).map((it) => it.name);
  if (flags.some((name) => states.pending.has(name))) values.status = [...states.pending][0];
  return values;
}

function isAPersons({ group }: Field, people: ReadonlySet<string>): boolean {
  return group === '' || people.has(simplify(group.split('/').at(-1) ?? ''));
}

function nearest(fields: readonly Field[]): Field[] {
  const depth = Math.min(...fields.map((it) => it.depth));
  return fields.filter((it) => it.depth === depth);
}

function firstNamed(fields: readonly Field[], names: ReadonlySet<string>): Field[] {
  for (const name of names) {
    const found = fields.find((it) => it.name === name);
    if (found) return [found];
  }
  return [];
}
