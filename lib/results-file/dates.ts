import type { DateOrder } from './setup.ts';

/** Dates as people and spreadsheets write them. Which of day and month stands first is asked where it is not certain. */

const monthNames = [
  ['jan', 'januar', 'january', 'enero', 'ene', 'jän', 'jänner'],
  ['feb', 'februar', 'february', 'febrero'],
  ['mar', 'march', 'märz', 'mär', 'mrz', 'marzo'],
  ['apr', 'april', 'abril', 'abr'],
  ['may', 'mai', 'mayo'],
  ['jun', 'june', 'juni', 'junio'],
  ['jul', 'july', 'juli', 'julio'],
  ['aug', 'august', 'agosto', 'ago'],
  ['sep', 'sept', 'september', 'septiembre', 'setiembre'],
  ['oct', 'october', 'okt', 'oktober', 'octubre'],
  ['nov', 'november', 'noviembre'],
  ['dec', 'december', 'dez', 'dezember', 'diciembre', 'dic'],
] as const;
const months = new Map<string, number>(monthNames.flatMap((names, at) => names.map((name) => [name, at + 1] as const)));

const time = String.raw`(?:(?:T|,?\s+(?:at |um )?)(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,]\d{1,9})?)?\s*([ap]\.?\s?m\.?|uhr)?\s*(z|utc|gmt|[+-]\d{2}:?\d{2})?)?`;
const yearFirst = new RegExp(String.raw`^(\d{4})([-/.])(\d{1,2})\2(\d{1,2})${time}$`, 'i');
const yearLast = new RegExp(String.raw`^(\d{1,2})([-/.])(\d{1,2})\2(\d{4}|\d{2})${time}$`, 'i');
const dayName = new RegExp(
  String.raw`^(?:\p{L}+\.?,?\s+)?(\d{1,2})[. -]+(?:de )?(\p{L}+)\.?[, -]+(?:de )?(\d{4}|\d{2})${time}$`,
  'iu',
);
const nameDay = new RegExp(
  String.raw`^(?:\p{L}+,\s+)?(\p{L}+)\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})${time}$`,
  'iu',
);
/** Longer ones are no date. */
const maxLength = 60;

interface Parts {
  year: number;
  month: number;
  day: number;
  clock: (string | undefined)[];
}

/** The order a date can only have; `either` where it depends, null where it does not matter or is no such date. */
function evidence(text: string): DateOrder | 'either' | null {
  const [, first, mark, second] = yearLast.exec(text.trim().slice(0, maxLength)) ?? [];
  // With dots, the day stands first wherever people write so.
  if (!first || !second || mark === '.' || Number(first) === Number(second)) return null;
  if (Number(first) > 12) return 'day-first';
  return Number(second) > 12 ? 'month-first' : 'either';
}

/** The order of a column's dates; `ask` where they do not say, or contradict each other. */
export function dateOrderOf(texts: Iterable<string>): DateOrder | 'ask' {
  const seen = new Set<DateOrder | 'either'>();
  for (const text of texts) {
    const order = evidence(text);
    if (order) seen.add(order);
  }
  if (seen.has('day-first') && seen.has('month-first')) return 'ask';
  if (seen.has('month-first')) return 'month-first';
  if (seen.has('day-first')) return 'day-first';
  return seen.has('either') ? 'ask' : 'day-first';
}

/**
 * When a result came about. A time without a zone is the reader's; a day without a time is its noon in UTC, which is that
 * day everywhere, or `now` where that noon is still to come.
 */
export function readDate(text: string, order: DateOrder, now: number): number | 'unreadable' | 'future' {
  const parts = partsOf(text.trim(), order);
  if (!parts || parts.year < 1990) return 'unreadable';
  const { year, month, day, clock } = parts;
  const date = new Date(Date.UTC(year, month - 1, day));
  // The 31st of February is none.
  if (date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day) return 'unreadable';
  if (clock[0] === undefined) {
    const today = new Date(now);
    if (date.getTime() > Date.UTC(today.getFullYear(), today.getMonth(), today.getDate())) return 'future';
    return Math.min(date.getTime() + 12 * 3_600_000, now);
  }
  const at = momentOf(parts);
  if (at === null) return 'unreadable';
  return at > now ? 'future' : at;
}

function partsOf(text: string, order: DateOrder): Parts | null {
  if (text.length > maxLength) return null;
  const iso = yearFirst.exec(text);
  if (iso) return { year: Number(iso[1]), month: Number(iso[3]), day: Number(iso[4]), clock: iso.slice(5) };
  const numbers = yearLast.exec(text);
  if (numbers) {
    const [, first, mark, second, year] = numbers;
    const dayFirst = mark === '.' || order === 'day-first';
    const [day, month] = dayFirst ? [first, second] : [second, first];
    return { year: fullYear(year), month: Number(month), day: Number(day), clock: numbers.slice(5) };
  }
  const named = dayName.exec(text);
  if (named) return withMonth(named[2], named[1], named[3], named.slice(4));
  const american = nameDay.exec(text);
  return american ? withMonth(american[1], american[2], american[3], american.slice(4)) : null;
}

function withMonth(name: string | undefined, day: string | undefined, year: string | undefined, clock: string[]) {
  const month = months.get((name ?? '').toLowerCase());
  return month === undefined ? null : { year: fullYear(year), month, day: Number(day), clock };
}

function fullYear(year: string | undefined): number {
  return year?.length === 2 ? 2000 + Number(year) : Number(year);
}

function momentOf({ year, month, day, clock }: Parts): number | null {
  const [hours, minutes, seconds, half, zone] = clock;
  const twelve = half !== undefined && /^[ap]/i.test(half);
  let hour = Number(hours);
  if (Number(minutes) > 59 || Number(seconds ?? 0) > 59 || hour > (twelve ? 12 : 23)) return null;
  if (twelve) hour = (hour % 12) + (/^p/i.test(half) ? 12 : 0);
  const rest = [hour, Number(minutes), Number(seconds ?? 0)] as const;
  if (zone === undefined) return new Date(year, month - 1, day, ...rest).getTime();
  const [, sign, zoneHours, zoneMinutes] = /^([+-])(\d{2}):?(\d{2})$/.exec(zone) ?? [];
  const offset = sign ? (sign === '-' ? -1 : 1) * (Number(zoneHours) * 60 + Number(zoneMinutes)) : 0;
  return Date.UTC(year, month - 1, day, ...rest) - offset * 60_000;
}
