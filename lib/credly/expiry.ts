/** When badges of a template expire unless the issuer says otherwise. */
export type Expiry =
  | { kind: 'never' }
  /** `YYYY-MM-DD` */
  | { kind: 'date'; date: string }
  | { kind: 'after'; count: number; unit: ExpiryUnit };

export const expiryUnits = ['day', 'week', 'month', 'year'] as const;
export type ExpiryUnit = (typeof expiryUnits)[number];

const maxCount = 10_000;

/**
 * Reads a template's three `default_expires_at...` fields (credly-api.md 3.4). Their values are not documented, so only
 * what can be read in one way is: a date, a count with a unit of time, or nothing at all in all three of them.
 * @returns null where it is not certain
 */
export function readExpiry(template: {
  default_expires_at?: unknown;
  default_expires_at_date?: unknown;
  default_expires_at_type?: unknown;
}): Expiry | null {
  const { default_expires_at: at, default_expires_at_date: day, default_expires_at_type: type } = template;
  if (at === null && (day ?? null) === null && isNothing(type)) return { kind: 'never' };
  const date = dateOf(day) ?? dateOf(at);
  const after = periodOf(at, type);
  // Two that say different things are none that is certain.
  if (date && after) return null;
  return date ? { kind: 'date', date } : after;
}

function isNothing(type: unknown): boolean {
  return type === null || type === undefined || (typeof type === 'string' && /^(never|none|)$/i.test(type.trim()));
}

function dateOf(value: unknown): string | null {
  const date = typeof value === 'string' ? /^\d{4}-\d\d-\d\d(?=$|[T ])/.exec(value)?.[0] : undefined;
  return date && !Number.isNaN(Date.parse(date)) ? date : null;
}

function periodOf(value: unknown, type: unknown): Expiry | null {
  const count = typeof value === 'string' && /^\d{1,5}$/.test(value) ? Number(value) : value;
  if (typeof count !== 'number' || !Number.isInteger(count) || count < 1 || count > maxCount) return null;
  const word = typeof type === 'string' ? type.trim().toLowerCase().replace(/s$/, '') : '';
  const unit = expiryUnits.find((it) => it === word);
  return unit ? { kind: 'after', count, unit } : null;
}
