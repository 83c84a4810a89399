import { emptyReading, type Identity, type ResultReading } from '../awards/result.ts';
import { simplify } from './fields.ts';
import type { ColumnKind } from './names.ts';
import type { SiteProfile } from './profile.ts';
import { compileTemplate, matchTemplate, type Places, prepareLine, type Template } from './text-template.ts';
import { asBoolean, asDecimal } from './values.ts';

/** One response of a list, out of what its cells or fields say. */

export const rowStatuses = ['final', 'reviewed', 'pending', 'partial'] as const;
/** `reviewed`: the score is set, and the participant has not been told. */
export type RowStatus = (typeof rowStatuses)[number];

export interface ListRow {
  identity: Identity;
  /** Its finality is what the status says: only `final` rows are final. */
  reading: ResultReading;
  status: RowStatus;
  /** When it was handed in (ms since 1970), where that is said plainly. */
  at: number | null;
}

type Value = string | number | boolean;
export type CellValues = Partial<Record<ColumnKind, Value | undefined>> & { completed?: boolean };

/** A profile's words and templates in the form in which they are compared. */
export interface Cells {
  nothing: ReadonlySet<string>;
  statuses: Record<RowStatus, ReadonlySet<string>>;
  scores: readonly Template[];
  units: readonly string[];
  passed: ReadonlySet<string>;
  notPassed: ReadonlySet<string>;
}

const known = new WeakMap<SiteProfile['responseList'], Cells>();

export function compileCells(list: SiteProfile['responseList'], { texts }: SiteProfile['results']): Cells {
  const done = known.get(list);
  if (done) return done;
  const set = (words: readonly string[]) => new Set(words.map(simplify));
  const { final, reviewed, pending, partial } = list.statuses;
  const cells: Cells = {
    nothing: new Set(list.nothing.map((it) => it.trim().toLowerCase())),
    statuses: { final: set(final), reviewed: set(reviewed), pending: set(pending), partial: set(partial) },
    scores: list.scores.map(compileTemplate).filter((it) => it !== null),
    units: texts.units.map((it) => it.toLowerCase()),
    passed: set(texts.passed),
    notPassed: set(texts.notPassed),
  };
  known.set(list, cells);
  return cells;
}

const only = (text: string): Template => compileTemplate(text) ?? [];
const aScore = only('{score}');
const aMaximum = only('{maximum}');
const aPercent = only('{percent}');

/** @returns null where a value cannot be read, or two of them disagree: such a row is not certain */
export function rowOf(cells: Cells, given: CellValues): ListRow | null {
  const said = (kind: ColumnKind): Value | null => {
    const value = given[kind];
    if (value === undefined || (typeof value === 'string' && isNothing(cells, value))) return null;
    return typeof value === 'string' ? value.trim() : value;
  };
  const status = statusOf(cells, said('status'), given.completed);
  const numbers = numbersOf(cells, said);
  const passed = passedOf(cells, said('passed'));
  const identity = identityOf(said);
  if (!status || !numbers || passed === undefined || !identity) return null;
  const attempt = said('attemptId');
  const reading: ResultReading = {
    ...emptyReading,
    ...numbers,
    passed,
    finality: status === 'final' ? 'final' : status === 'partial' ? 'partial' : 'pending',
    attemptId: attempt !== null && /^[\w-]{1,100}$/.test(String(attempt)) ? String(attempt) : null,
  };
  return { identity, reading, status, at: timeOf(said('date')) };
}

function isNothing({ nothing }: Cells, text: string): boolean {
  const word = text.trim().toLowerCase();
  return word === '' || nothing.has(word);
}

function statusOf({ statuses }: Cells, said: Value | null, completed: boolean | undefined): RowStatus | null {
  if (said === null) return completed === undefined ? null : completed ? 'final' : 'partial';
  const word = simplify(String(said));
  const meant = rowStatuses.filter((it) => statuses[it].has(word));
  return meant.length === 1 && meant[0] ? meant[0] : null;
}

type Said = (kind: ColumnKind) => Value | null;
type Numbers = Pick<ResultReading, 'score' | 'maximum' | 'percent' | 'outcome'>;

function numbersOf(cells: Cells, said: Said): Numbers | null {
  const found: Record<keyof Numbers, string[]> = { score: [], maximum: [], percent: [], outcome: [] };
  const take = (places: Places | null): boolean => {
    for (const kind of ['score', 'maximum', 'percent', 'outcome'] as const)
      if (places?.[kind] !== undefined) found[kind].push(places[kind]);
    return places !== null;
  };
  const read = (kind: ColumnKind, templates: readonly Template[]): boolean => {
    const value = said(kind);
    return value === null || take(placesIn(value, templates, cells.units));
  };
  const isRead =
    read('score', [...cells.scores, aScore]) &&
    read('maximum', [aMaximum]) &&
    read('percent', [...cells.scores.filter((it) => it.length === 2), aPercent]);
  if (!isRead) return null;
  const result = said('result');
  // "Result" is a score, or the name of an outcome.
  if (
    result !== null &&
    !take(placesIn(result, cells.scores, cells.units)) &&
    !take(placesIn(result, [aScore], cells.units))
  )
    found.outcome.push(String(result).slice(0, 300));
  const outcome = said('outcome');
  if (outcome !== null) found.outcome.push(String(outcome).slice(0, 300));
  const agreed = Object.entries(found).map(([kind, values]) => [kind, [...new Set(values)]] as const);
  if (agreed.some(([, values]) => values.length > 1)) return null;
  return Object.fromEntries(agreed.map(([kind, values]) => [kind, values[0] ?? null])) as unknown as Numbers;
}

/** What a cell's number says; null where it is none, or where more numbers stand in it than are read. */
function placesIn(value: Value, templates: readonly Template[], units: readonly string[]): Places | null {
  if (typeof value === 'number') {
    const decimal = asDecimal(value);
    const place = templates.at(-1)?.find((it) => 'place' in it);
    return decimal !== null && place && 'place' in place ? { [place.place]: decimal } : null;
  }
  const text = String(value).replace(/\u00a0/g, ' ');
  const numbers = text.match(/\d+(?:[.,]\d+)*/g) ?? [];
  const line = { ...prepareLine(text), starts: [0] };
  for (const template of templates) {
    const places = matchTemplate(template, line, units);
    if (places && Object.keys(places).length === numbers.length) return places;
  }
  return null;
}

/** Undefined where it says something that is neither yes nor no. */
function passedOf({ passed, notPassed }: Cells, said: Value | null): boolean | null | undefined {
  if (said === null) return null;
  const word = simplify(String(said));
  if (notPassed.has(word)) return false;
  if (passed.has(word)) return true;
  return asBoolean(said) ?? undefined;
}

/** Name and address; null where the row holds two addresses. */
function identityOf(said: Said): Identity | null {
  const text = (kind: ColumnKind, max: number) => {
    const value = said(kind);
    return typeof value === 'string' && value.length <= max ? value : null;
  };
  const words = (text('name', 400) ?? '').split(/\s+/).map((it) => it.replace(/^[<(]+|[>),;]+$/g, ''));
  const addresses = new Set(words.filter((it) => it.includes('@')));
  const email = text('email', 320);
  if (email !== null) for (const it of email.split(/\s+/)) addresses.add(it);
  if (addresses.size > 1) return null;
  const [address = null] = addresses;
  const whole = nameOf(
    (text('name', 400) ?? '')
      .split(/\s+/)
      .filter((it) => !it.includes('@'))
      .join(' '),
  );
  return {
    firstName: text('firstName', 200) ?? whole.first,
    lastName: text('lastName', 200) ?? whole.last,
    email: address,
  };
}

/** "Ada Lovelace" and "Lovelace, Ada" are plain; where a longer name is to be divided would be a guess. */
function nameOf(text: string): { first: string | null; last: string | null } {
  const [before, behind, ...more] = text.split(',').map((it) => it.trim());
  if (before && behind && more.length === 0) return { first: behind, last: before };
  const [first, last, ...others] = text.trim().split(/\s+/);
  return first && last && others.length === 0 && !text.includes(',') ? { first, last } : { first: null, last: null };
}

const earliest = Date.UTC(2000, 0, 1);

/** A time as machines write it, or with its month in words, or with dots between day, month and year; "3/4/2026" could be two days. */
function timeOf(said: Value | null): number | null {
  const at = typeof said === 'number' ? (said < 1e11 ? said * 1000 : said) : momentOf(String(said ?? ''));
  return at !== null && Number.isFinite(at) && at >= earliest ? at : null;
}

function momentOf(text: string): number | null {
  if (/^\d{4}-\d\d-\d\d([T ]\d\d:\d\d(:\d\d(\.\d+)?)?( ?(Z|UTC|[+-]\d\d:?\d\d))?)?$/.test(text)) {
    const [date = '', ...time] = text.replace('UTC', 'Z').split(/[T ]/);
    // A day alone is that day here, not at Greenwich.
    return Date.parse(`${date}T${time.length > 0 ? time.join('') : '00:00'}`);
  }
  const dotted = /^(\d{1,2})\.(\d{1,2})\.(\d{4})(?:,? (\d{1,2}):(\d\d))?/.exec(text);
  if (dotted) {
    const [, day, month, year, hour = 0, minute = 0] = dotted;
    return new Date(Number(year), Number(month) - 1, Number(day), Number(hour), Number(minute)).getTime();
  }
  return /\b(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)/i.test(text) && /\d{4}/.test(text)
    ? Date.parse(text)
    : null;
}
