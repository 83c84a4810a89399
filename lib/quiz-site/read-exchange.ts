import { emptyReading, type Finality, type Identity, noIdentity, type ResultReading } from '../awards/result.ts';
import type { SiteProfile } from './profile.ts';

/**
 * Reads one request of a player page, and its answer, by the names a profile gives. Everything here is page data: it may
 * be huge, deep, contradictory or hostile. What is ambiguous is left unread.
 */

/** Enough for a real form or result; beyond it the rest is not looked at. */
const maxDepth = 12;
const maxFields = 4000;

export interface ExchangeText {
  requestType: string;
  requestText: string;
  responseText: string;
}

export interface ExchangeReading {
  identity: Identity;
  /** Null where neither request nor answer speaks of a result. */
  result: ResultReading | null;
}

interface Field {
  /** The object that holds it, as a path. */
  group: string;
  depth: number;
  /** Letters and digits only, lower case. */
  name: string;
  value: string | number | boolean;
}

export function readExchange(profile: Pick<SiteProfile, 'results'>, exchange: ExchangeText): ExchangeReading {
  const request = fieldsOf(exchange.requestText, exchange.requestType);
  const answer = fieldsOf(exchange.responseText, '');
  return { identity: readIdentity(profile, request), result: readResult(profile, answer) };
}

/** Names and address, from what the participant sent. Two different values for one field: none. */
function readIdentity(profile: Pick<SiteProfile, 'results'>, fields: Field[]): Identity {
  const { firstName, lastName, email } = profile.results.fields;
  const only = (names: readonly string[], maxLength: number): string | null => {
    const wanted = new Set(names.map(simplify));
    const values = fields.filter((it) => wanted.has(it.name) && typeof it.value === 'string' && it.value.trim() !== '');
    const distinct = new Set(values.map((it) => String(it.value).trim()));
    const [value] = distinct;
    return distinct.size === 1 && value !== undefined && value.length <= maxLength ? String(values[0]?.value) : null;
  };
  return fields.length === 0
    ? noIdentity
    : { firstName: only(firstName, 200), lastName: only(lastName, 200), email: only(email, 320) };
}

/**
 * The result an answer tells: from the one shallowest object that holds result fields. Two such objects at the same
 * depth that differ are no result.
 */
function readResult(profile: Pick<SiteProfile, 'results'>, fields: Field[]): ResultReading | null {
  const { results } = profile;
  const kinds = {
    score: set(results.fields.score),
    maximum: set(results.fields.maximum),
    percent: set(results.fields.percent),
    passed: set(results.fields.passed),
    passMark: set(results.fields.passMark),
    passMarkUnit: set(results.fields.passMarkUnit),
    outcome: set(results.fields.outcome),
  };
  const tells = (it: Field) =>
    kinds.score.has(it.name) ||
    kinds.percent.has(it.name) ||
    (kinds.outcome.has(it.name) && typeof it.value === 'string');
  const telling = fields.filter(tells);
  const shallowest = Math.min(...telling.map((it) => it.depth));
  const groups = [...new Set(telling.filter((it) => it.depth === shallowest).map((it) => it.group))];
  const readings = groups.map((group) => {
    const own = fields.filter((it) => it.group === group);
    return {
      ...emptyReading,
      score: only(own, kinds.score, asDecimal),
      maximum: only(own, kinds.maximum, asDecimal),
      percent: only(own, kinds.percent, asPercent),
      passed: only(own, kinds.passed, asBoolean),
      passMark: passMarkOf(own, kinds.passMark, kinds.passMarkUnit),
      outcome: only(own, kinds.outcome, (it) => (typeof it === 'string' && it.trim() ? it.trim().slice(0, 300) : null)),
      finality: finalityOf(profile, fields, group),
      attemptId: attemptIdOf(profile, fields, group),
    };
  });
  const [reading, ...others] = readings;
  if (!reading || others.some((it) => JSON.stringify(it) !== JSON.stringify(reading))) return null;
  return reading;
}

/** Evidence from the result's own object and the ones around it. Doubt always wins over "final". */
function finalityOf(profile: Pick<SiteProfile, 'results'>, fields: Field[], group: string): Finality {
  const { results } = profile;
  const status = set(results.fields.status);
  const completed = set(results.fields.completed);
  const around = fields.filter((it) => group === it.group || group.startsWith(`${it.group}/`) || it.group === '');
  const evidence = new Set<Finality>();
  for (const field of around) {
    if (status.has(field.name) && typeof field.value === 'string') {
      const word = simplify(field.value);
      if (set(results.finality.final).has(word)) evidence.add('final');
      if (set(results.finality.pending).has(word)) evidence.add('pending');
      if (set(results.finality.partial).has(word)) evidence.add('partial');
    }
    if (completed.has(field.name)) {
      const value = asBoolean(field.value);
      if (value !== null) evidence.add(value ? 'final' : 'partial');
    }
    // A flag named like a state: `pending_review: true`.
    if (field.value === true && set(results.finality.pending).has(field.name)) evidence.add('pending');
    if (field.value === true && set(results.finality.partial).has(field.name)) evidence.add('partial');
  }
  for (const doubt of ['pending', 'partial', 'final'] as const) if (evidence.has(doubt)) return doubt;
  return 'unknown';
}

function attemptIdOf(profile: Pick<SiteProfile, 'results'>, fields: Field[], group: string): string | null {
  const named = fields.filter((it) => set(profile.results.fields.attemptId).has(it.name));
  const own = fields.filter((it) => it.group === group && it.name === 'id');
  const values = new Set((named.length > 0 ? named : own).map((it) => String(it.value)));
  const [value] = values;
  return values.size === 1 && value !== undefined && /^[\w-]{1,100}$/.test(value) ? value : null;
}

function passMarkOf(
  fields: Field[],
  names: ReadonlySet<string>,
  unitNames: ReadonlySet<string>,
): ResultReading['passMark'] {
  const value = only(fields, names, asPercent);
  if (value === null) return null;
  const said = only(fields, unitNames, (it) => (it === 'percent' || it === 'points' ? it : null));
  const marked = fields.some(
    (it) => names.has(it.name) && (it.name.includes('percent') || String(it.value).includes('%')),
  );
  return { value, unit: said ?? (marked ? 'percent' : null) };
}

/** The one value that all fields of a kind agree on, or null. */
function only<T>(fields: Field[], names: ReadonlySet<string>, read: (value: Field['value']) => T | null): T | null {
  const values = new Set(fields.filter((it) => names.has(it.name)).map((it) => read(it.value)));
  values.delete(null);
  const [value] = values;
  return values.size === 1 && value !== undefined ? value : null;
}

/** A decimal as text, exact; null for anything else, also for "1,000" and "8,5", which can mean two things. */
function asDecimal(value: Field['value']): string | null {
  const text = typeof value === 'boolean' ? '' : String(value).trim();
  return /^-?\d{1,12}(\.\d{1,6})?$/.test(text) ? text : null;
}

function asPercent(value: Field['value']): string | null {
  return asDecimal(typeof value === 'string' ? value.trim().replace(/\s?%$/, '') : value);
}

function asBoolean(value: Field['value']): boolean | null {
  if (typeof value === 'boolean') return value;
  const text = String(value).trim().toLowerCase();
  if (['true', 'yes', 'passed', '1'].includes(text)) return true;
  if (['false', 'no', 'failed', '0', 'not_passed'].includes(text)) return false;
  return null;
}

/** JSON (however it is labelled) or urlencoded text, flattened. Anything else has no fields. */
function fieldsOf(text: string, type: string): Field[] {
  const trimmed = text.trim();
  if (trimmed === '' || trimmed.startsWith('<')) return [];
  if (trimmed.startsWith('{') || trimmed.startsWith('[')) {
    try {
      return flatten(JSON.parse(trimmed));
    } catch {
      return [];
    }
  }
  if (!type.includes('json') && trimmed.includes('='))
    return [...new URLSearchParams(trimmed)].slice(0, maxFields).map(formField);
  return [];
}

/** `user[first_name]` is the field "firstname" in the group "user". */
function formField([key, value]: [string, string]): Field {
  const path = key.split(/[[\].]+/).filter((part) => part !== '');
  return { group: path.slice(0, -1).join('/'), depth: path.length, name: simplify(path.at(-1) ?? ''), value };
}

function flatten(root: unknown): Field[] {
  const fields: Field[] = [];
  const queue: { value: unknown; path: string; depth: number }[] = [{ value: root, path: '', depth: 0 }];
  for (let item = queue.shift(); item && fields.length < maxFields; item = queue.shift()) {
    if (item.depth > maxDepth || typeof item.value !== 'object' || item.value === null) continue;
    for (const [key, value] of Object.entries(item.value)) {
      if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean')
        fields.push({ group: item.path, depth: item.depth, name: simplify(key), value });
      else if (queue.length < maxFields)
        queue.push({ value, path: item.path ? `${item.path}/${key}` : key, depth: item.depth + 1 });
    }
  }
  return fields;
}

function simplify(name: string): string {
  return name.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
}

function set(names: readonly string[]): ReadonlySet<string> {
  return new Set(names.map(simplify));
}
