import { emptyReading, type Finality, type Identity, noIdentity, type ResultReading } from '../awards/result.ts';
import {
  bodyKind,
  type CompiledSource,
  compileSource,
  type Field,
  fieldsFor,
  fieldsOf,
  isAtPath,
  simplify,
  wordsOf,
} from './fields.ts';
import type { Doubt, FieldKind } from './names.ts';
import { matchPath } from './pages.ts';
import type { SiteProfile } from './profile.ts';
import { asBoolean, asDecimal, asName, asPercent, only } from './values.ts';

/**
 * Reads one request of a player page, and its answer, by the places and names a profile gives. What is ambiguous is no
 * result; the doubt is told instead.
 */

export interface ExchangeText {
  method: string;
  url: string;
  requestType: string;
  requestText: string;
  responseText: string;
}

export interface ExchangeReading {
  identity: Identity;
  /** Null where neither request nor answer speaks of a result, or what they say is in doubt. */
  result: ResultReading | null;
  doubt: Doubt | null;
}

const nothing: ExchangeReading = { identity: noIdentity, result: null, doubt: null };

export function readExchange(profile: Pick<SiteProfile, 'results'>, exchange: ExchangeText): ExchangeReading {
  const { results } = profile;
  if (!canTell(results.requests, exchange)) return nothing;
  const compiled = compile(results);
  const request = fieldsOf(exchange.requestText, exchange.requestType);
  const answer = fieldsOf(exchange.responseText, '');
  const isLast = saysLast(compiled, results.last.urls, request, exchange.url);
  const told = results.resultIn === 'request' ? request : answer;
  return { identity: readIdentity(compiled, request), ...readResult(compiled, told, isLast) };
}

type Results = SiteProfile['results'];

interface Compiled {
  sources: Record<FieldKind, CompiledSource>;
  words: Record<keyof Results['finality'], ReadonlySet<string>>;
  last: { names: ReadonlySet<string>; values: ReadonlySet<string> };
  notTheResult: ReadonlySet<string>;
}

const known = new WeakMap<Results, Compiled>();

/** A profile's names in the form in which they are compared; made once a profile. */
function compile(results: Results): Compiled {
  const done = known.get(results);
  if (done) return done;
  const set = (words: readonly string[]) => new Set(words.map(simplify));
  const map = <K extends string, V, R>(from: Record<K, V>, change: (it: V) => R) =>
    Object.fromEntries(Object.entries<V>(from).map(([key, it]) => [key, change(it)])) as Record<K, R>;
  const compiled: Compiled = {
    sources: map(results.fields, compileSource),
    words: map(results.finality, set),
    last: { names: set(results.last.names), values: set(results.last.values) },
    notTheResult: set(results.notTheResult),
  };
  known.set(results, compiled);
  return compiled;
}

function canTell(requests: Results['requests'], { method, url, requestText, requestType }: ExchangeText): boolean {
  const kind = bodyKind(requestText, requestType);
  const path = pathOf(url);
  return requests.some(
    (it) =>
      it.methods.some((allowed) => allowed === method) &&
      (kind === null || it.bodies.includes(kind)) &&
      (it.urls.length === 0 || it.urls.some((pattern) => matchPath(pattern, path))),
  );
}

const pathOf = (url: string) => (URL.canParse(url) ? new URL(url).pathname : url);

function saysLast({ last }: Compiled, urls: readonly string[], request: readonly Field[], url: string): boolean {
  const path = pathOf(url);
  return (
    urls.some((pattern) => matchPath(pattern, path)) ||
    request.some((it) => last.names.has(it.name) && last.values.has(simplify(String(it.value))))
  );
}

/** Names and address, from what the participant sent. Two different values for one field: none. */
function readIdentity({ sources }: Compiled, fields: readonly Field[]): Identity {
  const value = (kind: 'firstName' | 'lastName' | 'email', maxLength: number): string | null => {
    const typed = fieldsFor(sources[kind], fields).filter(
      (it) => typeof it.value === 'string' && it.value.trim() !== '',
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
 * The result an answer tells: from the one shallowest object that holds result fields, or from the profile's exact places.
 * Two such objects at the same depth that differ are no result, and neither is one beside which another says something
 * else. What stands inside the object, or in a list beside it, are the parts of a result or other people's.
 */
function readResult(
  compiled: Compiled,
  fields: readonly Field[],
  isLast: boolean,
): Pick<ExchangeReading, 'result' | 'doubt'> {
  const { groups, rivals } = tellingGroups(
    compiled.sources,
    fields.filter((it) => !isOfSomethingElse(compiled, it)),
  );
  if (groups.length === 0 || groups.length > maxCandidates) return { result: null, doubt: null };
  const read = (group: string) => readGroup(compiled, fields, group, isLast);
  const [result, ...others] = groups.map(read);
  const isUnclear =
    !result ||
    rivals.length > maxCandidates ||
    others.some((it) => JSON.stringify(it) !== JSON.stringify(result)) ||
    rivals.map(read).some((it) => disagrees(result, it));
  if (isUnclear) return { result: null, doubt: 'two-results' };
  return { result, doubt: result.finality === 'unknown' ? 'finality-unclear' : null };
}

/** By the words in the names of the objects around it. Exact places of the profile are always the result's. */
function isOfSomethingElse({ notTheResult, sources }: Compiled, field: Field): boolean {
  if (field.group === '' || Object.values(sources).some((it) => isAtPath(it, field))) return false;
  return wordsOf(field.group).some((word) => notTheResult.has(word));
}

function disagrees(result: ResultReading, rival: ResultReading): boolean {
  const differ = (a: string | null, b: string | null) => a !== null && b !== null && a !== b;
  return (
    rival.finality !== result.finality ||
    (['score', 'maximum', 'percent', 'outcome'] as const).some((kind) => differ(result[kind], rival[kind]))
  );
}

/** The groups of the shallowest fields that tell a result, and deeper ones that are neither inside them nor in a list. */
function tellingGroups(sources: Compiled['sources'], fields: readonly Field[]): { groups: string[]; rivals: string[] } {
  const kinds = ['score', 'percent', 'outcome'] as const;
  const exact = fields.filter((it) => kinds.some((kind) => isAtPath(sources[kind], it)));
  if (exact[0]) return { groups: [exact[0].group], rivals: [] };
  const depths = new Map<string, number>();
  for (const { name, value, depth, group } of fields) {
    const tells =
      sources.score.names.has(name) ||
      sources.percent.names.has(name) ||
      (sources.outcome.names.has(name) && typeof value === 'string');
    if (tells) depths.set(group, depth);
  }
  const shallowest = Math.min(...depths.values());
  const groups = [...depths.keys()].filter((group) => depths.get(group) === shallowest);
  const isInside = (group: string) => groups.some((it) => it === '' || group === it || group.startsWith(`${it}/`));
  const isListed = (group: string) => /\/\d+(\/|$)/.test(group);
  const rivals = groups.length > maxCandidates ? [] : [...depths.keys()].filter((it) => !isInside(it) && !isListed(it));
  return { groups, rivals };
}

function readGroup(compiled: Compiled, fields: readonly Field[], group: string, isLast: boolean): ResultReading {
  const { sources } = compiled;
  const own = fields.filter((it) => it.group === group);
  const of = (kind: FieldKind) => fieldsFor(sources[kind], fields, own);
  return {
    ...emptyReading,
    score: only(of('score'), asDecimal),
    maximum: only(of('maximum'), asDecimal),
    percent: only(of('percent'), asPercent),
    passed: only(of('passed'), asBoolean),
    passMark: passMarkOf(of('passMark'), of('passMarkUnit')),
    outcome: only(of('outcome'), asName),
    finality: finalityOf(compiled, fields, group, isLast),
    attemptId: attemptIdOf(fieldsFor(sources.attemptId, fields), own),
  };
}

/**
 * Evidence from the result's own object and the ones around it, and for a pending review from the ones inside it too.
 * Doubt always wins over "final", and a word of state that nobody knows over the request's word that it was the last.
 */
function finalityOf({ sources, words }: Compiled, fields: readonly Field[], group: string, isLast: boolean): Finality {
  const evidence = new Set<Finality>();
  let hasUnknownState = false;
  for (const field of fields) {
    const { group: place, name, value } = field;
    const around = place === group || place === '' || group.startsWith(`${place}/`);
    const inside = group === '' || place.startsWith(`${group}/`);
    if (!around && !inside) continue;
    if (typeof value === 'string' && (sources.status.names.has(name) || isAtPath(sources.status, field))) {
      const word = simplify(value);
      if (words.pending.has(word)) evidence.add('pending');
      else if (around && words.final.has(word)) evidence.add('final');
      else if (around && words.partial.has(word)) evidence.add('partial');
      else if (around && !words.neutral.has(word)) hasUnknownState = true;
    }
    if (around && (sources.completed.names.has(name) || isAtPath(sources.completed, field))) {
      const completed = asBoolean(value);
      if (completed !== null) evidence.add(completed ? 'final' : 'partial');
    }
    // A flag named like a state: `pending_review: true`.
    if (value === true && words.pending.has(name)) evidence.add('pending');
    if (around && value === true && words.partial.has(name)) evidence.add('partial');
  }
  if (isLast && !hasUnknownState) evidence.add('final');
  for (const finality of ['pending', 'partial', 'final'] as const) if (evidence.has(finality)) return finality;
  return 'unknown';
}

function attemptIdOf(named: readonly Field[], own: readonly Field[]): string | null {
  const ids = named.length > 0 ? named : own.filter((it) => it.name === 'id');
  const values = new Set(ids.map((it) => String(it.value)));
  const [value] = values;
  return values.size === 1 && value !== undefined && /^[\w-]{1,100}$/.test(value) ? value : null;
}

function passMarkOf(marks: readonly Field[], units: readonly Field[]): ResultReading['passMark'] {
  const value = only(marks, asPercent);
  if (value === null) return null;
  const said = only(units, (it) => (it === 'percent' || it === 'points' ? it : null));
  const marked = marks.some((it) => it.name.includes('percent') || String(it.value).includes('%'));
  return { value, unit: said ?? (marked ? 'percent' : null) };
}
