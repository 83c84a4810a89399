import { currentSchema, profileSchema, type SiteProfile } from './profile.ts';

type Document = Record<string, unknown>;

/** Makes a document of one schema version one of the next. */
export type Upgrade = (document: Document) => Document;

/** The first is for documents of version 1. A step that was published is never changed, only followed by others. */
const upgrades: readonly Upgrade[] = [];

export type ReadProfile =
  | { ok: true; profile: SiteProfile }
  /** `newer`: made by a later version of the extension. `where`: the part that does not fit, as a path. */
  | { ok: false; problem: 'not-a-profile' | 'newer' | 'unfit'; where: string };

/** Reads a profile from a file or from storage: brings it up to the present form, then checks every part of it. */
export function readProfile(document: unknown): ReadProfile {
  const schema = (document as Document | null)?.schema;
  if (typeof schema !== 'number' || !Number.isInteger(schema) || schema < 1)
    return { ok: false, problem: 'not-a-profile', where: 'schema' };
  if (schema > currentSchema) return { ok: false, problem: 'newer', where: 'schema' };
  const parsed = profileSchema.safeParse(upgrade(document as Document, schema, upgrades));
  if (parsed.success) return { ok: true, profile: parsed.data };
  return { ok: false, problem: 'unfit', where: parsed.error.issues[0]?.path.join('.') ?? '' };
}

/** Takes every step from a schema version on; each says which version it has made. */
export function upgrade(document: Document, from: number, steps: readonly Upgrade[]): Document {
  return steps.slice(from - 1).reduce((it, step, index) => ({ ...step(it), schema: from + index + 1 }), document);
}
