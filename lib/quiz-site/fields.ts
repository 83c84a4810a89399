import type { BodyKind, FieldSource } from './profile.ts';

/**
 * Takes a request's or an answer's text apart into fields. The text is page data: it may be huge, deep or hostile. Nothing
 * of it ever becomes a key of one of our objects.
 */

/** Enough for a real form or result; beyond it the rest is not looked at. */
const maxDepth = 12;
const maxFields = 4000;
const maxPath = 1000;

export interface Field {
  /** The object that holds it, as a path: "/data/result", or "" for the outermost. */
  group: string;
  depth: number;
  /** Its name as it was written. */
  key: string;
  /** Letters and digits only, lower case. */
  name: string;
  value: string | number | boolean;
}

/** What kind of body a text is, however it is labelled. Null where there is none. */
export function bodyKind(text: string, type: string): BodyKind | null {
  const start = text.trimStart()[0];
  if (start === undefined) return null;
  if (start === '{' || start === '[') return 'json';
  if (type.includes('multipart/form-data')) return 'form-data';
  if (start !== '<' && !type.includes('json') && text.includes('=')) return 'urlencoded';
  return 'text';
}

/** JSON (however it is labelled) or form fields, flattened. Anything else has no fields. */
export function fieldsOf(text: string, type: string): Field[] {
  switch (bodyKind(text, type)) {
    case 'json':
      return jsonFields(text);
    case 'urlencoded':
    case 'form-data':
      return formFields(text);
    default:
      return [];
  }
}

function jsonFields(text: string): Field[] {
  try {
    return flattenFields(JSON.parse(text));
  } catch {
    return [];
  }
}

function formFields(text: string): Field[] {
  return [...new URLSearchParams(text.trim())].slice(0, maxFields).map(([key, value]) => {
    // `user[first_name]` and `user.first_name` are the field "first_name" in the group "user".
    const path = key.split(/[[\].]+/).filter((part) => part !== '');
    const own = path.at(-1) ?? '';
    const group = path.slice(0, -1).join('/');
    return { group: group && `/${group}`, depth: path.length, key: own, name: simplify(own), value };
  });
}

/** Every text, number and flag of a JSON value, down to a depth that no real form or result has. */
export function flattenFields(root: unknown): Field[] {
  const fields: Field[] = [];
  const queue: { value: unknown; path: string; depth: number }[] = [{ value: root, path: '', depth: 0 }];
  for (let item = queue.shift(); item && fields.length < maxFields; item = queue.shift()) {
    if (item.depth > maxDepth || typeof item.value !== 'object' || item.value === null) continue;
    for (const [key, value] of Object.entries(item.value)) {
      if (fields.length >= maxFields) break;
      if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean')
        fields.push({ group: item.path, depth: item.depth, key, name: simplify(key), value });
      else if (queue.length < maxFields) queue.push({ value, path: `${item.path}/${key}`, depth: item.depth + 1 });
    }
  }
  return fields;
}

/** A profile's field source in the form in which it is compared. */
export interface CompiledSource {
  names: ReadonlySet<string>;
  paths: readonly (readonly string[])[];
}

export function compileSource({ names, paths }: FieldSource): CompiledSource {
  return { names: new Set(names.map(simplify)), paths: paths.map((it) => it.split('/').slice(1)) };
}

/** Whether the field stands at one of the source's exact places. */
export function isAtPath({ paths }: CompiledSource, field: Field): boolean {
  if (paths.length === 0) return false;
  const place = [...field.group.split('/').slice(1), field.key];
  return paths.some((path) => path.length === place.length && path.every((it, at) => it === '*' || it === place[at]));
}

/** The fields of a source: those at its exact places, else those of its names within `own`. */
export function fieldsFor(source: CompiledSource, all: readonly Field[], own: readonly Field[] = all): Field[] {
  const exact = source.paths.length > 0 ? all.filter((it) => isAtPath(source, it)) : [];
  return exact.length > 0 ? exact : own.filter((it) => source.names.has(it.name));
}

/** The words in a path of names: "/bestOfAll/user_stats" has five. */
export function wordsOf(path: string): string[] {
  return path
    .slice(0, maxPath)
    .replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '');
}

export function simplify(name: string): string {
  return name.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
}
