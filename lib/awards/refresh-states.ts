import { z } from 'zod';
import { agreedClient } from '../connection/connection.ts';
import type { CredlyFailure } from '../credly/index.ts';
import { storedItem } from '../settings/stored-item.ts';
import { noteState } from './after-issuing.ts';
import { awardsOfBadge } from './ledger-reads.ts';
import type { OutboxRun } from './outbox.ts';
import type { RuleScope } from './rules-store.ts';

/**
 * States at Credly (pending, accepted, rejected, revoked) of what was issued lately, once a day and on demand. Credly's
 * list is read by what changed last, so the cost is that of the changes and not of the awards.
 */

const dayMs = 86_400_000;
/** How far back the first refresh looks; a later one goes back to the one before, and a little over. */
const firstLookMs = 30 * dayMs;
const overlapMs = 3_600_000;
/** 50 badges a page. */
const maxPages = 20;

const last = storedItem(
  'states-refreshed',
  z.object({ at: z.number(), organizationId: z.string(), environment: z.string() }).nullable(),
  null,
);

/** @returns when states were last refreshed under this connection, or null */
export async function lastRefresh(scope: RuleScope): Promise<number | null> {
  const stored = await last.get();
  return stored?.organizationId === scope.organizationId && stored.environment === scope.environment ? stored.at : null;
}

export type Refreshed = { ok: true; changed: number } | { ok: false; trouble: CredlyFailure['kind'] | 'not-connected' };

export async function refreshStates(line: Pick<OutboxRun, 'ask'>, scope: RuleScope, now: number): Promise<Refreshed> {
  const before = await lastRefresh(scope);
  const since = before === null ? now - firstLookMs : before - overlapMs;
  let changed = 0;
  for (let page = 1, pages = 1; page <= Math.min(pages, maxPages); page += 1) {
    const asked = await line.ask(
      scope,
      ({ client }, signal) => client.listLatelyChanged(scope.organizationId, page, signal),
      agreedClient,
    );
    if (!asked) return { ok: false, trouble: 'not-connected' };
    if (!asked.answer.ok) return { ok: false, trouble: asked.answer.failure.kind };
    const { items, totalPages } = asked.answer.value;
    pages = totalPages;
    let isOld = items.length === 0;
    for (const badge of items) {
      isOld ||= badge.stateUpdatedAt !== null && Date.parse(badge.stateUpdatedAt) < since;
      for (const award of await awardsOfBadge(badge.id)) {
        if (award.credly?.state !== badge.state) changed += 1;
        await noteState(award, badge, now);
      }
    }
    if (isOld) break;
  }
  const { organizationId, environment } = scope;
  await last.set({ at: now, organizationId, environment });
  return { ok: true, changed };
}

/** Once a day; a failure is left to the next hour. */
export async function refreshStatesDaily(line: Pick<OutboxRun, 'ask'>, scope: RuleScope, now: number): Promise<void> {
  const before = await lastRefresh(scope);
  if (before === null || now - before >= dayMs) await refreshStates(line, scope, now);
}
