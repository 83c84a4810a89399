import { z } from 'zod';
import type { BadgeTemplate, CredlyClient, CredlyFailure } from '../credly/index.ts';
import { environments } from '../credly/index.ts';
import { openDatabase } from '../settings/database.ts';
import { storedItem } from '../settings/stored-item.ts';

/**
 * The badge templates that a connection can issue, kept so that an author can choose at once while Credly is read anew.
 * Here, beside the credentials, because the list lives and dies with them: Disconnect drops it, and another organization
 * or environment has another one.
 */

export interface Scope {
  organizationId: string;
  environment: 'production' | 'sandbox';
}

/** Credly's terms: nothing of its API is kept longer (credly-api.md 9). */
export const keptDays = 30;
const keptMs = keptDays * 86_400_000;

/** A whole list younger than this is not read again by itself. */
const freshMs = 5 * 60_000;

/** As many in one message: some hundred kilobytes, far below what a message may hold. */
export const chunkSize = 250;

const keptTemplateSchema = z.object({
  id: z.string().min(1).max(100),
  name: z.string().max(300),
  state: z.literal('active'),
  description: z.string().max(2000).nullable(),
  imageUrl: z.string().max(2000).nullable(),
  allowsDuplicates: z.boolean(),
  skills: z.array(z.string().max(100)).max(30),
  level: z.string().max(60).nullable(),
  expiry: z
    .discriminatedUnion('kind', [
      z.object({ kind: z.literal('never') }),
      z.object({ kind: z.literal('date'), date: z.string().max(10) }),
      z.object({ kind: z.literal('after'), count: z.number().int(), unit: z.enum(['day', 'week', 'month', 'year']) }),
    ])
    .nullable(),
}) satisfies z.ZodType<BadgeTemplate & { state: 'active' }>;

/** A template or, where it was archived or deleted, null. */
const recordSchema = z.object({ readAt: z.number(), template: keptTemplateSchema.nullable() });

/** The last time that every page was read. */
const sweepItem = storedItem(
  'template-sweep',
  z.object({ organizationId: z.string(), environment: z.enum(environments), finishedAt: z.number() }).nullable(),
  null,
);

/** Where the next chunk begins: behind this one. */
export interface ListCursor {
  sortName: string;
  id: string;
}

export interface KeptChunk {
  templates: BadgeTemplate[];
  next: ListCursor | null;
  /** When Credly's whole list was last read; null where it never was, or not for this connection. */
  readAt: number | null;
  isFresh: boolean;
}

/** What is kept for a connection, by name, a chunk at a time. What is too old or cannot be read is left out. */
export async function keptTemplates(scope: Scope, after: ListCursor | null, now: number): Promise<KeptChunk> {
  const db = await openDatabase();
  const { environment, organizationId } = scope;
  const range = after
    ? IDBKeyRange.bound([environment, organizationId, after.sortName, after.id], endOf(scope), true)
    : IDBKeyRange.bound([environment, organizationId], endOf(scope));
  const records = await db.getAllFromIndex('templates', 'byName', range, chunkSize);
  const last = records.length === chunkSize ? records.at(-1) : undefined;
  const readAt = await lastSweep(scope);
  return {
    templates: records.flatMap((it) => readRecord(it, now)?.template ?? []),
    next: last?.sortName === undefined ? null : { sortName: last.sortName, id: last.id },
    readAt: readAt !== null && now - readAt < keptMs ? readAt : null,
    isFresh: readAt !== null && now - readAt < freshMs,
  };
}

export interface ReadPage {
  templates: BadgeTemplate[];
  totalPages: number;
  totalCount: number;
  /** Names this reading: given back with the next page. */
  startedAt: number;
}

/**
 * Reads one page of Credly's list and keeps it. With the last page the reading is whole: what it has not seen can no
 * longer be issued.
 * @param startedAt of the reading that this page belongs to; null for the first page
 * @param isCurrent whether the connection still is the one that was asked under
 */
export async function readTemplatePage(
  client: Pick<CredlyClient, 'listActiveTemplates'>,
  scope: Scope,
  page: number,
  startedAt: number | null,
  clock: { now(): number; isCurrent(): Promise<boolean> },
): Promise<{ ok: true; value: ReadPage } | { ok: false; failure: CredlyFailure }> {
  const begun = Math.min(startedAt ?? clock.now(), clock.now());
  const answer = await client.listActiveTemplates(scope.organizationId, page);
  if (!answer.ok) return answer;
  // Disconnected in the meantime: nothing may come back into what was dropped.
  if (!(await clock.isCurrent())) return { ok: false, failure: { kind: 'aborted' } };
  const { items, totalPages, totalCount } = answer.value;
  const now = clock.now();
  await keepTemplates(scope, items, now);
  if (page >= totalPages && (page === 1 || startedAt !== null)) await finishSweep(scope, begun, totalCount, now);
  return { ok: true, value: { templates: items, totalPages, totalCount, startedAt: begun } };
}

/** Keeps what Credly said of single templates, active ones only. */
export async function keepTemplates(scope: Scope, templates: readonly BadgeTemplate[], now: number): Promise<void> {
  const db = await openDatabase();
  const tx = db.transaction('templates', 'readwrite');
  for (const template of templates) {
    const record = { ...ofScope(scope), id: template.id, readAt: now };
    const isActive = template.state === 'active';
    void tx.store.put(
      isActive ? { ...record, sortName: sortName(template.name), template } : { ...record, template: null },
    );
  }
  await tx.done;
}

/** Credly said that a template is archived or no longer there. */
export async function keepAsGone(scope: Scope, id: string, now: number): Promise<void> {
  const db = await openDatabase();
  await db.put('templates', { ...ofScope(scope), id, readAt: now, template: null });
}

/** Credly said that these can be issued: what is kept of one as gone no longer holds, and the list is read anew. */
export async function keepAsBack(scope: Scope, ids: readonly string[]): Promise<void> {
  const back = await goneAmong(scope, ids);
  if (back.length === 0) return;
  const db = await openDatabase();
  for (const id of back) await db.delete('templates', [scope.environment, scope.organizationId, id]);
  await sweepItem.remove();
}

/** Which of these templates were archived or deleted, as far as is known. */
export async function goneAmong(scope: Scope, ids: readonly string[]): Promise<string[]> {
  const db = await openDatabase();
  const found = await Promise.all(ids.map((id) => db.get('templates', [scope.environment, scope.organizationId, id])));
  return ids.filter((_, index) => found[index]?.template === null);
}

/** Which of these templates Credly has not been asked about for so long. */
export async function notReadSince(scope: Scope, ids: readonly string[], time: number): Promise<string[]> {
  const db = await openDatabase();
  const found = await Promise.all(ids.map((id) => db.get('templates', [scope.environment, scope.organizationId, id])));
  return ids.filter((_, index) => (found[index]?.readAt ?? 0) < time);
}

/** Disconnect: nothing of that connection's list stays. */
export async function dropTemplates(scope: Scope): Promise<void> {
  const db = await openDatabase();
  const all = IDBKeyRange.bound([scope.environment, scope.organizationId], endOf(scope));
  await db.delete('templates', all);
  await sweepItem.remove();
}

/** Drops what is past its time, of any connection. */
export async function dropExpiredTemplates(now: number): Promise<void> {
  const db = await openDatabase();
  const tx = db.transaction('templates', 'readwrite');
  const old = await tx.store.index('byRead').getAllKeys(IDBKeyRange.upperBound(now - keptMs));
  for (const key of old) void tx.store.delete(key);
  await tx.done;
}

/**
 * The reading that began then is whole. A template that moved from page to page while it went on may have been missed:
 * only if as many were seen as Credly counts, the others are gone.
 */
async function finishSweep(scope: Scope, begun: number, totalCount: number, now: number): Promise<void> {
  const db = await openDatabase();
  const tx = db.transaction('templates', 'readwrite');
  const { environment, organizationId } = scope;
  const index = tx.store.index('byScopeRead');
  const seen = await index.count(IDBKeyRange.bound([environment, organizationId, begun], endOf(scope)));
  const others = IDBKeyRange.bound([environment, organizationId], [environment, organizationId, begun], false, true);
  if (seen >= totalCount)
    for (const { id, template } of await index.getAll(others))
      if (template !== null) void tx.store.put({ ...ofScope(scope), id, readAt: now, template: null });
  await tx.done;
  await sweepItem.set({ ...ofScope(scope), finishedAt: now });
}

async function lastSweep(scope: Scope): Promise<number | null> {
  const sweep = await sweepItem.get();
  const isOwn = sweep?.environment === scope.environment && sweep.organizationId === scope.organizationId;
  return isOwn ? sweep.finishedAt : null;
}

function readRecord(record: unknown, now: number): z.output<typeof recordSchema> | null {
  const parsed = recordSchema.safeParse(record);
  return parsed.success && now - parsed.data.readAt < keptMs ? parsed.data : null;
}

function ofScope({ environment, organizationId }: Scope): Scope {
  return { environment, organizationId };
}

/** Behind every key of a scope: an array sorts behind any text. */
function endOf({ environment, organizationId }: Scope): unknown[] {
  return [environment, organizationId, []];
}

/** The order of the list: by name, without regard to case and accents. */
function sortName(name: string): string {
  return name.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
}
