import { Refusal } from './answers.ts';

/** Decides whether a record passes one filter key. `value` is what stands after `::`. */
export type Criterion<T> = (item: T, value: string) => boolean;

/** A list's documented filter keys. */
export type Criteria<T> = Record<string, Criterion<T>>;

/** A list's sort keys and the value each one orders by. */
export type SortKeys<T> = Record<string, (item: T) => string | number>;

const collator = new Intl.Collator('en');

/** Commas inside a filter value mean "any of". */
function splitValues(value: string): string[] {
  return value.split(',').map((each) => each.trim());
}

/** Passes when one of the values equals the field, or one of its entries. */
export function anyOf<T>(read: (item: T) => string | null | readonly string[]): Criterion<T> {
  return (item, value) => {
    const field = read(item);
    const entries = Array.isArray(field) ? field : [field];
    return splitValues(value).some((wanted) => entries.includes(wanted));
  };
}

/** Passes when the value occurs in one of the texts, whatever the case. */
export function contains<T>(read: (item: T) => readonly string[]): Criterion<T> {
  return (item, value) => read(item).some((text) => text.toLowerCase().includes(value.toLowerCase()));
}

/** Like `contains`, but a value in double quotes has to be the whole text, letter for letter. */
export function containsOrIs<T>(read: (item: T) => string): Criterion<T> {
  const partly = contains<T>((item) => [read(item)]);
  return (item, value) => {
    const quoted = /^"(.*)"$/.exec(value);
    return quoted ? read(item) === quoted[1] : partly(item, value);
  };
}

/** `true` passes what is set, anything else what is not. */
export function flag<T>(read: (item: T) => boolean): Criterion<T> {
  return (item, value) => read(item) === (value === 'true');
}

/** Inclusive bounds on a moment, given as `YYYY-MM-DD`. */
export function dateRange<T>(name: string, read: (item: T) => string): Criteria<T> {
  return {
    [`${name}_min`]: (item, value) => read(item).slice(0, 10) >= value,
    [`${name}_max`]: (item, value) => read(item).slice(0, 10) <= value,
  };
}

/**
 * Applies `filter=key::value|key::value` (every part has to pass).
 * An unknown key is refused with 400: what Credly does with one is not documented, and a quietly ignored filter
 * would let a client's spelling mistake pass its tests.
 */
export function applyFilter<T>(items: readonly T[], filter: string | undefined, criteria: Criteria<T>): T[] {
  if (!filter) return [...items];
  const tests = filter.split('|').map((part) => {
    const at = part.indexOf('::');
    const key = at < 0 ? part : part.slice(0, at);
    const criterion = Object.hasOwn(criteria, key) ? criteria[key] : undefined;
    if (at < 0 || !criterion) throw new Refusal(400, `Unknown filter: ${key}`);
    return (item: T) => criterion(item, part.slice(at + 2));
  });
  return items.filter((item) => tests.every((test) => test(item)));
}

/** Applies `sort=key|-key`: earlier keys weigh more, `-` means descending, unknown keys are refused with 400. */
export function applySort<T>(items: readonly T[], sort: string | undefined, keys: SortKeys<T>): T[] {
  if (!sort) return [...items];
  const orders = sort.split('|').map((part) => {
    const direction = part.startsWith('-') ? -1 : 1;
    const key = part.replace(/^-/, '');
    const read = Object.hasOwn(keys, key) ? keys[key] : undefined;
    if (!read) throw new Refusal(400, `Unknown sort key: ${key}`);
    return (a: T, b: T) => direction * compare(read(a), read(b));
  });
  return [...items].sort((a, b) => {
    for (const order of orders) {
      const difference = order(a, b);
      if (difference !== 0) return difference;
    }
    return 0;
  });
}

function compare(a: string | number, b: string | number): number {
  return typeof a === 'number' && typeof b === 'number' ? a - b : collator.compare(String(a), String(b));
}
