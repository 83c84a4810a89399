import { beforeEach, describe, expect, it } from 'vitest';
import {
  chunkSize,
  dropExpiredTemplates,
  dropTemplates,
  goneAmong,
  keepAsBack,
  keepTemplates,
  keptTemplates,
  type ListCursor,
  notReadSince,
  readTemplatePage,
} from '../../../../lib/connection/template-list.ts';
import type { BadgeTemplate, CredlyClient } from '../../../../lib/credly/index.ts';
import { openDatabase } from '../../../../lib/settings/database.ts';
import { hourMs, minuteMs, noon } from '../builders.ts';
import { emptyStorage } from '../storage.ts';

const scope = { organizationId: 'org-1', environment: 'production' } as const;
const sandbox = { ...scope, environment: 'sandbox' } as const;
const dayMs = 24 * hourMs;

const template = (name: string, part: Partial<BadgeTemplate> = {}): BadgeTemplate => ({
  id: `id-${name}`,
  name,
  state: 'active',
  description: null,
  imageUrl: null,
  allowsDuplicates: false,
  skills: [],
  level: null,
  expiry: null,
  ...part,
});

/** Credly's list in pages of two; `fails` answers that page with 503. */
function credly(names: string[], fails = 0): Pick<CredlyClient, 'listActiveTemplates'> {
  return {
    async listActiveTemplates(_organization, page) {
      if (page === fails) return { ok: false, failure: { kind: 'server-error', status: 503, retryAfterMs: null } };
      const items = names.slice((page - 1) * 2, page * 2).map((name) => template(name));
      return { ok: true, value: { items, totalPages: Math.ceil(names.length / 2) || 1, totalCount: names.length } };
    },
  };
}

async function sweep(client: Pick<CredlyClient, 'listActiveTemplates'>, at: number, isCurrent = true) {
  let startedAt: number | null = null;
  for (let page = 1, pages = 1; page <= pages; page += 1) {
    const clock = { now: () => at + page, isCurrent: async () => isCurrent };
    const read: Awaited<ReturnType<typeof readTemplatePage>> = await readTemplatePage(
      client,
      scope,
      page,
      startedAt,
      clock,
    );
    if (!read.ok) return read.failure.kind;
    ({ startedAt, totalPages: pages } = read.value);
  }
  return 'whole';
}

async function keptNames(now: number, of: Parameters<typeof keptTemplates>[0] = scope): Promise<string[]> {
  const names: string[] = [];
  let after: ListCursor | null = null;
  do {
    const chunk: Awaited<ReturnType<typeof keptTemplates>> = await keptTemplates(of, after, now);
    expect(chunk.templates.length).toBeLessThanOrEqual(chunkSize);
    names.push(...chunk.templates.map((it) => it.name));
    after = chunk.next;
  } while (after);
  return names;
}

beforeEach(emptyStorage);

describe('the kept list', () => {
  it('comes by name, without regard to case and accents, in bounded chunks that lose none and repeat none', async () => {
    const names = Array.from({ length: 3 * chunkSize }, (_, index) => `Course ${String(index).padStart(4, '0')}`);
    await keepTemplates(
      scope,
      names.toReversed().map((name) => template(name)),
      noon,
    );
    // Many of one name, across the end of a chunk.
    const twins = Array.from({ length: 300 }, (_, index) => template('Élan', { id: `twin-${index}` }));
    await keepTemplates(scope, [...twins, template('zebra'), template('Delta')], noon);
    const kept = await keptNames(noon);
    expect(kept).toEqual([...names, 'Delta', ...twins.map(() => 'Élan'), 'zebra']);
  });

  it('keeps production and sandbox, and organizations, apart', async () => {
    await keepTemplates(scope, [template('One')], noon);
    await keepTemplates(sandbox, [template('Two')], noon);
    await keepTemplates({ ...scope, organizationId: 'org-10' }, [template('Three')], noon);
    expect(await keptNames(noon)).toEqual(['One']);
    expect(await keptNames(noon, sandbox)).toEqual(['Two']);
  });

  it('gives out nothing that is older than 30 days, and housekeeping removes it', async () => {
    await keepTemplates(scope, [template('Old')], noon);
    await keepTemplates(scope, [template('Newer')], noon + dayMs);
    expect(await keptNames(noon + 30 * dayMs)).toEqual(['Newer']);
    await dropExpiredTemplates(noon + 30 * dayMs);
    const db = await openDatabase();
    expect((await db.getAll('templates')).map((it) => it.id)).toEqual(['id-Newer']);
  });

  it('leaves out what a broken disk or an older version left behind', async () => {
    await keepTemplates(scope, [template('Good')], noon);
    const db = await openDatabase();
    const odd = { ...scope, id: 'odd', sortName: 'odd', readAt: noon };
    await db.put('templates', { ...odd, template: { name: 'no id' } });
    await db.put('templates', { ...odd, id: 'odder', template: 'text' });
    expect(await keptNames(noon)).toEqual(['Good']);
  });

  it('goes with Disconnect, that of other connections stays', async () => {
    await sweep(credly(['One']), noon);
    await keepTemplates(sandbox, [template('Two')], noon);
    await dropTemplates(scope);
    expect(await keptTemplates(scope, null, noon)).toEqual({ templates: [], next: null, readAt: null, isFresh: false });
    expect(await keptNames(noon, sandbox)).toEqual(['Two']);
  });
});

describe('a reading of Credly', () => {
  it('keeps every page, and is fresh for minutes', async () => {
    expect(await sweep(credly(['A', 'B', 'C', 'D', 'E']), noon)).toBe('whole');
    expect(await keptNames(noon + minuteMs)).toEqual(['A', 'B', 'C', 'D', 'E']);
    expect((await keptTemplates(scope, null, noon + minuteMs)).isFresh).toBe(true);
    expect((await keptTemplates(scope, null, noon + 10 * minuteMs)).isFresh).toBe(false);
    expect((await keptTemplates(sandbox, null, noon + minuteMs)).readAt).toBeNull();
  });

  it('takes away what it has not seen, and says that it is gone', async () => {
    await sweep(credly(['A', 'B', 'C']), noon);
    await sweep(credly(['A', 'C']), noon + hourMs);
    expect(await keptNames(noon + hourMs)).toEqual(['A', 'C']);
    expect(await goneAmong(scope, ['id-A', 'id-B', 'never seen'])).toEqual(['id-B']);
  });

  it('keeps all that is there when a page fails', async () => {
    await sweep(credly(['A', 'B', 'C', 'D']), noon);
    expect(await sweep(credly(['A', 'D', 'E', 'F'], 2), noon + hourMs)).toBe('server-error');
    expect(await keptNames(noon + hourMs)).toEqual(['A', 'B', 'C', 'D']);
    expect(await goneAmong(scope, ['id-B', 'id-C'])).toEqual([]);
  });

  it('calls nothing gone that may only have moved between its pages', async () => {
    await sweep(credly(['A', 'B', 'C', 'D']), noon);
    // "A" goes away between the two pages, and "C" moves to the page that was read already.
    const first = credly(['A', 'B', 'C', 'D']);
    const second = credly(['B', 'C', 'D', 'E']);
    const moving: Pick<CredlyClient, 'listActiveTemplates'> = {
      listActiveTemplates: (id, page) => (page === 1 ? first : second).listActiveTemplates(id, page),
    };
    const shifted: Pick<CredlyClient, 'listActiveTemplates'> = {
      async listActiveTemplates(id, page) {
        const answer = await moving.listActiveTemplates(id, page);
        if (page === 2 && answer.ok) answer.value.items = answer.value.items.filter((it) => it.name !== 'D');
        return answer;
      },
    };
    await sweep(shifted, noon + hourMs);
    expect(await goneAmong(scope, ['id-C', 'id-D'])).toEqual([]);
    expect(await keptNames(noon + hourMs)).toContain('D');
  });

  it('puts nothing back after a Disconnect in the middle', async () => {
    expect(await sweep(credly(['A']), noon, false)).toBe('aborted');
    expect(await keptNames(noon)).toEqual([]);
  });
});

it('an archived template that Credly still shows by its id is known as gone, until it is active again', async () => {
  await keepTemplates(scope, [template('A'), template('B')], noon);
  await keepTemplates(scope, [template('A', { state: 'archived' })], noon + hourMs);
  expect(await keptNames(noon + hourMs)).toEqual(['B']);
  expect(await goneAmong(scope, ['id-A', 'id-B'])).toEqual(['id-A']);
  expect(await notReadSince(scope, ['id-A', 'id-B', 'id-C'], noon + minuteMs)).toEqual(['id-B', 'id-C']);
  await keepTemplates(scope, [template('A')], noon + 2 * hourMs);
  expect(await goneAmong(scope, ['id-A'])).toEqual([]);
});

it('a template that Credly has back is no longer kept as gone, and the list is read anew', async () => {
  await sweep(credly(['A', 'B']), noon);
  await sweep(credly(['A']), noon + minuteMs);
  expect(await goneAmong(scope, ['id-A', 'id-B'])).toEqual(['id-B']);
  expect((await keptTemplates(scope, null, noon + 2 * minuteMs)).isFresh).toBe(true);
  await keepAsBack(scope, ['id-A']);
  expect((await keptTemplates(scope, null, noon + 2 * minuteMs)).isFresh, 'nothing has changed').toBe(true);
  await keepAsBack(scope, ['id-A', 'id-B']);
  expect(await goneAmong(scope, ['id-A', 'id-B'])).toEqual([]);
  expect((await keptTemplates(scope, null, noon + 2 * minuteMs)).isFresh).toBe(false);
});
