import Papa, { type ParseConfig, type ParseResult, type Parser } from 'papaparse';
import { maxCell, maxColumns, maxRows } from './setup.ts';

/** A file's text as rows of cells. */

/** What usually stands between cells. */
export const delimiters = [',', ';', '\t', '|'] as const;
export type Delimiter = (typeof delimiters)[number];

export interface Table {
  /** Lines with something in them. */
  rows: TableRow[];
  delimiter: string;
  /** The line with a quotation mark that is never closed, or with text behind a closing one. */
  brokenAt: number | null;
}

export interface TableRow {
  /** As spreadsheets count. */
  line: number;
  cells: string[];
}

export type TableTrouble = 'empty' | 'too-many-rows' | 'too-many-columns' | 'not-text';

/** Characters that are parsed in one go, between two words on how far it is. */
const chunkSize = 1_000_000;
/** So many lines are looked at to find the delimiter. */
const headLines = 20;

/**
 * @param delimiter found out where it is not given
 * @param onProgress hears how many rows there are so far
 */
export function parseTable(
  text: string,
  delimiter: string | null = null,
  onProgress: (rows: number) => void = () => undefined,
): { ok: true; table: Table } | { ok: false; trouble: TableTrouble } {
  // Spreadsheets and databases write no zero characters; pictures and archives do.
  if (text.slice(0, 100_000).includes('\0')) return { ok: false, trouble: 'not-text' };
  const { body, declared, skipped } = withoutSepLine(text);
  const separator = delimiter ?? declared ?? guessDelimiter(body);
  const rows: TableRow[] = [];
  let line = skipped;
  let brokenAt: number | null = null;
  let trouble: TableTrouble | null = null;
  // The types know chunks of files only; the parser takes them of text too.
  const config = {
    delimiter: separator,
    chunkSize,
    chunk: ({ data, errors }: ParseResult<string[]>, parser: Pick<Parser, 'abort'>) => {
      const broken = errors.find(({ type }) => type === 'Quotes');
      if (broken) brokenAt ??= line + (broken.row ?? 0) + 1;
      for (const cells of data) {
        line += 1;
        if (cells.every((cell) => cell.trim() === '')) continue;
        if (cells.length > maxColumns) trouble = 'too-many-columns';
        // The line of headings is none of them.
        else if (rows.length > maxRows) trouble = 'too-many-rows';
        else rows.push({ line, cells: cells.map(capped) });
        if (trouble) return parser.abort();
      }
      onProgress(rows.length);
    },
  };
  Papa.parse(body, config as ParseConfig<string[]>);
  if (trouble) return { ok: false, trouble };
  if (rows.length === 0) return { ok: false, trouble: 'empty' };
  return { ok: true, table: { rows, delimiter: separator, brokenAt } };
}

/** The first line `sep=;`, which tells Excel the delimiter. */
function withoutSepLine(text: string): { body: string; declared: string | null; skipped: number } {
  const [whole, declared] = /^"?sep=(.)"?\r?\n/i.exec(text) ?? [];
  return whole && declared
    ? { body: text.slice(whole.length), declared, skipped: 1 }
    : { body: text, declared: null, skipped: 0 };
}

function guessDelimiter(text: string): string {
  const { meta } = Papa.parse(text.slice(0, 200_000), { preview: headLines, delimitersToGuess: [...delimiters] });
  return meta.delimiter;
}

/** One character more than is taken, so that it shows that there was more. Copied, so that the file's text can go. */
function capped(cell: string): string {
  return cell.length > maxCell ? cell.slice(0, maxCell + 1) : cell;
}

/** Up to and including the last cell with something in it: spreadsheets add empty ones. */
export function filled(cells: readonly string[]): number {
  return cells.findLastIndex((cell) => cell.trim() !== '') + 1;
}
