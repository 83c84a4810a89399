import type { Field } from './fields.ts';

/** What single values of page data mean. Whatever could mean two things means nothing. */

type Value = Field['value'];

/** A decimal as text, exact; null for anything else, also for "1,000" and "8,5". */
export function asDecimal(value: Value): string | null {
  const text = typeof value === 'boolean' ? '' : String(value).trim();
  return /^-?\d{1,12}(\.\d{1,20})?$/.test(text) ? text : null;
}

export function asPercent(value: Value): string | null {
  return asDecimal(typeof value === 'string' ? value.trim().replace(/\s?%$/, '') : value);
}

export function asBoolean(value: Value): boolean | null {
  if (typeof value === 'boolean') return value;
  const text = String(value).trim().toLowerCase();
  if (['true', 'yes', 'passed', '1'].includes(text)) return true;
  if (['false', 'no', 'failed', '0', 'not_passed'].includes(text)) return false;
  return null;
}

export function asName(value: Value): string | null {
  return typeof value === 'string' && value.trim() ? value.trim().slice(0, 300) : null;
}

/** The one value that all fields agree on, or null. */
export function only<T>(fields: readonly Field[], read: (value: Value) => T | null): T | null {
  const values = new Set(fields.map((it) => read(it.value)));
  values.delete(null);
  const [value] = values;
  return values.size === 1 && value !== undefined ? value : null;
}
