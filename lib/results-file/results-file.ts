import { dateOrderOf } from './dates.ts';
import { decode, type Encoding } from './decode.ts';
import { type Column, guessColumns } from './guess-columns.ts';
import { decimalMarkOf, percentAsOf } from './numbers.ts';
import { filled, parseTable, type Table, type TableTrouble } from './parse-table.ts';
import { readRow } from './read-rows.ts';
import {
  type ColumnKind,
  type Columns,
  type DateOrder,
  type DecimalMark,
  maxFileBytes,
  type ReadRow,
  type Setup,
} from './setup.ts';
import { plain, readStatus, type StatusMeaning } from './words.ts';

/** A file of results, opened. It stays where it was opened, in the Web Worker; the page sees what is described here. */

export type ResultsFileTrouble = TableTrouble | 'too-large' | 'unreadable';

export interface FileFacts {
  columns: Column[];
  /** Without the line of headings. */
  rows: number;
  delimiter: string;
  encoding: Encoding;
  hasHeadings: boolean;
  guess: Columns;
  brokenAt: number | null;
}

/** What has to be asked before the rows can be read: `ask` where the file does not say. */
export interface Questions {
  decimalMark: DecimalMark | 'ask';
  percentAs: 'percent' | 'ask';
  dateOrder: DateOrder | 'ask';
  /** Full names to see how they would be split, the hard ones first. */
  names: string[];
  /** Every word in the column of the status, the most frequent first. */
  statuses: { word: string; meaning: StatusMeaning; count: number }[];
  /** A date about whose order is asked, as an example. */
  dateSample: string | null;
}

export interface ResultsFile {
  table: Table;
  encoding: Encoding;
}

const sampleCount = 5;
/** So many cells of a column are looked at to guess what it is. */
const guessFrom = 50;
const maxStatuses = 12;
const shownSample = 80;

/** @throws nothing: what is wrong with the bytes is part of the answer */
export function openResultsFile(
  bytes: Uint8Array,
  delimiter: string | null,
  onProgress?: (rows: number) => void,
): { ok: true; file: ResultsFile } | { ok: false; trouble: ResultsFileTrouble } {
  if (bytes.length > maxFileBytes) return { ok: false, trouble: 'too-large' };
  const { text, encoding } = decode(bytes);
  const parsed = parseTable(text, delimiter, onProgress);
  return parsed.ok ? { ok: true, file: { table: parsed.table, encoding } } : parsed;
}

/** @param hasHeadings found out where it is not given */
export function factsOf({ table, encoding }: ResultsFile, hasHeadings: boolean | null): FileFacts {
  const withHeadings = hasHeadings ?? looksLikeHeadings(table);
  const [first] = table.rows;
  const body = withHeadings ? table.rows.slice(1) : table.rows;
  const full = Array.from({ length: widthOf(table, withHeadings) }, (_, at) => ({
    heading: withHeadings ? (first?.cells[at]?.trim() ?? '') : '',
    samples: body.slice(0, guessFrom).flatMap(({ cells }) => cells[at]?.trim() || []),
  }));
  return {
    columns: full.map(({ heading, samples }) => ({
      heading: heading.slice(0, shownSample),
      samples: samples.slice(0, sampleCount).map((it) => it.slice(0, shownSample)),
    })),
    rows: body.length,
    delimiter: table.delimiter,
    encoding,
    hasHeadings: withHeadings,
    guess: guessColumns(full),
    brokenAt: table.brokenAt,
  };
}

/** A line with an address or a bare number in it is a result. */
function looksLikeHeadings({ rows: [first] }: Table): boolean {
  return !first?.cells.some((cell) => cell.includes('@') || /^\s*[\d.,]+\s*%?\s*$/.test(cell));
}

export function questionsOf(file: ResultsFile, hasHeadings: boolean, columns: Columns): Questions {
  const decimalMark = decimalMarkOf(
    (['score', 'maximum', 'percent'] as const).flatMap((kind) => cellsOf(file, hasHeadings, columns, kind)),
  );
  const dates = cellsOf(file, hasHeadings, columns, 'date');
  return {
    decimalMark,
    percentAs: percentAsOf(cellsOf(file, hasHeadings, columns, 'percent'), decimalMark === 'ask' ? '.' : decimalMark),
    dateOrder: dateOrderOf(dates),
    dateSample: dates.find((it) => dateOrderOf([it]) === 'ask')?.slice(0, shownSample) ?? null,
    names: namesToLookAt(cellsOf(file, hasHeadings, columns, 'fullName')),
    statuses: statusesOf(cellsOf(file, hasHeadings, columns, 'status')),
  };
}

/** The rows from one place on. */
export function readRows(file: ResultsFile, setup: Setup, from: number, count: number): ReadRow[] {
  const start = from + (setup.hasHeadings ? 1 : 0);
  const width = widthOf(file.table, setup.hasHeadings);
  return file.table.rows.slice(start, start + count).map((row) => readRow(row, setup, width));
}

/** As many columns as there are headings, or as most rows have: a row with more was cut in the wrong places. */
function widthOf({ rows }: Table, hasHeadings: boolean): number {
  const widths = rows.slice(hasHeadings ? 1 : 0, guessFrom).map(({ cells }) => filled(cells));
  const usual = widths.sort((a, b) => a - b)[Math.floor(widths.length / 2)] ?? 0;
  return hasHeadings ? Math.max(filled(rows[0]?.cells ?? []), usual) : usual;
}

function cellsOf({ table }: ResultsFile, hasHeadings: boolean, columns: Columns, kind: ColumnKind): string[] {
  const at = columns[kind];
  if (at === null) return [];
  return table.rows.slice(hasHeadings ? 1 : 0).flatMap(({ cells }) => cells[at]?.trim() || []);
}

/** Names of one word or of three and more are where a split goes wrong. */
function namesToLookAt(names: readonly string[]): string[] {
  const words = (name: string) => name.split(/\s+/).length;
  const hard = names.filter((it) => words(it) > 2 || it.includes(','));
  const single = names.filter((it) => words(it) === 1);
  const some = [...hard.slice(0, 3), ...single.slice(0, 1), ...names];
  return [...new Set(some)].slice(0, sampleCount).map((it) => it.slice(0, shownSample));
}

function statusesOf(cells: readonly string[]): Questions['statuses'] {
  const counts = new Map<string, { word: string; count: number }>();
  for (const cell of cells) {
    const key = plain(cell);
    const known = counts.get(key);
    if (known) known.count += 1;
    else counts.set(key, { word: cell.slice(0, shownSample), count: 1 });
  }
  return [...counts.values()]
    .sort((a, b) => b.count - a.count)
    .slice(0, maxStatuses)
    .map(({ word, count }) => ({ word, count, meaning: readStatus(word) }));
}
