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
  const names = namesOf(profile);
  const request = fieldsOf(exchange.requestText, exchange.requestType);
  const answer = fieldsOf(exchange.responseText, '');
  return { identity: readIdentity(names, request), result: readResult(names, answer) };
}

type Names = Record<
  keyof SiteProfile['results']['fields'] | keyof SiteProfile['results']['finality'],
  ReadonlySet<string>
>;

const compiled = new WeakMap<SiteProfile['results'], Names>();

/** A profile's names in the form in which they are compared; made once a profile. */
function namesOf({ results }: Pick<SiteProfile, 'results'>): Names {
  const known = compiled.get(results);
  if (known) return known;
  const entries = Object.entries({ ...results.fields, ...results.finality });
  const names = Object.fromEntries(
    entries.map(([kind, list]) => [kind, new Set(list.map(simplify))]),
  ) as unknown as Names;
  compiled.set(results, names);
  return names;
}

/** Names and address, from what the participant sent. Two different values for one field: none. */
function readIdentity(names: Names, fields: Field[]): Identity {
  const value = (kind: 'firstName' | 'lastName' | 'email', maxLength: number): string | null => {
    const typed = fields.filter(
      (it) => names[kind].has(it.name) && typeof it.value === 'string' && it.value.trim() !== '',
    );
    const distinct = new Set(typed.map((it) => String(it.value).trim()));
    const [first] = typed;
    return first && distinct.size === 1 && String(first.value).length <= maxLength ? String(first.value) : null;
  };
  if (fields.length === 0) return noIdentity;
  return { firstName: value('firstName', 200), lastName: value('lastName', 200), email: value('email', 320) };
}

/** More objects with results side by side are a list, not a result. */
const maxCandidates = 20;

/**
 * The result an answer tells: from the one shallowest object that holds result fields. Two such objects at the same
 * depth that differ are no result.
 */
function readResult(names: Names, fields: Field[]): ResultReading | null {
  const byGroup = new Map<string, Field[]>();
  let shallowest = Number.POSITIVE_INFINITY;
  const telling = new Set<string>();
  for (const field of fields) {
    const group = byGroup.get(field.group);
    if (group) group.push(field);
    else byGroup.set(field.group, [field]);
    if (!tellsResult(names, field) || field.depth > shallowest) continue;
    if (field.depth < shallowest) telling.clear();
    shallowest = field.depth;
    telling.add(field.group);
  }
  if (telling.size === 0 || telling.size > maxCandidates) return null;
  const readings = [...telling].map((group) => readGroup(names, fields, byGroup, group));
  const [reading, ...others] = readings;
  if (!reading || others.some((it) => JSON.stringify(it) !== JSON.stringify(reading))) return null;
  return reading;
}

function tellsResult(names: Names, { name, value }: Field): boolean {
  return names.score.has(name) || names.percent.has(name) || (names.outcome.has(name) && typeof value === 'string');
}

function readGroup(names: Names, fields: Field[], byGroup: ReadonlyMap<string, Field[]>, group: string): ResultReading {
  const own = byGroup.get(group) ?? [];
  return {
    ...emptyReading,
    score: only(own, names.score, asDecimal),
    maximum: only(own, names.maximum, asDecimal),
    percent: only(own, names.percent, asPercent),
    passed: only(own, names.passed, asBoolean),
    passMark: passMarkOf(own, names.passMark, names.passMarkUnit),
    outcome: only(own, names.outcome, (it) => (typeof it === 'string' && it.trim() ? it.trim().slice(0, 300) : null)),
    finality: finalityOf(names, fields, group),
    attemptId: attemptIdOf(names, fields, own),
  };
}

/**
 * Evidence from the result's own object and the ones around it, and for a pending review from the ones inside it too.
 * Doubt always wins over "final".
 */
function finalityOf(names: Names, fields: Field[], group: string): Finality {
  const evidence = new Set<Finality>();
  for (const { group: place, name, value } of fields) {
    const around = place === group || place === '' || group.startsWith(`${place}/`);
    const inside = group === '' || place.startsWith(`${group}/`);
    if (!around && !inside) continue;
    if (names.status.has(name) && typeof value === 'string') {
      const word = simplify(value);
      if (names.pending.has(word)) evidence.add('pending');
      if (around && names.final.has(word)) evidence.add('final');
      if (around && names.partial.has(word)) evidence.add('partial');
    }
    if (around && names.completed.has(name)) {
      const completed = asBoolean(value);
      if (completed !== null) evidence.add(completed ? 'final' : 'partial');
    }
    // A flag named like a state: `pending_review: true`.
    if (value === true && names.pending.has(name)) evidence.add('pending');
    if (around && value === true && names.partial.has(name)) evidence.add('partial');
  }
  for (const doubt of ['pending', 'partial', 'final'] as const) if (evidence.has(doubt)) return doubt;
  return 'unknown';
}

function attemptIdOf(names: Names, fields: Field[], own: Field[]): string | null {
  const named = fields.filter((it) => names.attemptId.has(it.name));
  const ids = named.length > 0 ? named : own.filter((it) => it.name === 'id');
  const values = new Set(ids.map((it) => String(it.value)));
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
  return /^-?\d{1,12}(\.\d{1,20})?$/.test(text) ? text : null;
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
      if (fields.length >= maxFields) break;
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
