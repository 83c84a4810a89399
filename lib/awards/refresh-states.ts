import { z } from 'zod';
import { agreedClient, noteBusy, readHealth, restUntil } from '../connection/connection.ts';
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
/** 50 badges a page. So many pages are read in one go. */
const maxPages = 20;

const markSchema = z.object({
  /** Everything that changed before was read; null while there was no whole refresh yet. */
  at: z.number().nullable(),
  organizationId: z.string(),
  environment: z.string(),
  /** A refresh that did not get to its end: where it goes on, how far back, and when it began. */
  rest: z.object({ page: z.number().int(), since: z.number(), startedAt: z.number() }).nullable().default(null),
});
type Mark = z.output<typeof markSchema>;
const markItem = storedItem('states-refreshed', markSchema.nullable(), null);

async function readMark({ organizationId, environment }: RuleScope, now: number): Promise<Mark> {
  const stored = await markItem.get();
  const isOwn = stored?.organizationId === organizationId && stored.environment === environment;
  // A mark that is still to come was made by a clock that ran ahead.
  const isAhead = Math.max(stored?.at ?? 0, stored?.rest?.startedAt ?? 0) > now;
  return isOwn && !isAhead ? stored : { at: null, organizationId, environment, rest: null };
}

export type Refreshed = { ok: true; changed: number } | { ok: false; trouble: CredlyFailure['kind'] | 'not-connected' };

/** @param goesOn with what a former one left, instead of beginning with what changed last */
export async function refreshStates(
  line: Pick<OutboxRun, 'ask'>,
  scope: RuleScope,
  now: number,
  goesOn = false,
): Promise<Refreshed> {
  const mark = await readMark(scope, now);
  const whole = { page: 1, since: mark.at === null ? now - firstLookMs : mark.at - overlapMs, startedAt: now };
  const { page: first, since, startedAt } = (goesOn ? mark.rest : null) ?? whole;
  let changed = 0;
  let page = first;
  for (let pages = first, isOld = false; page <= pages && !isOld; page += 1) {
    if (page >= first + maxPages) {
      // What changes meanwhile moves the others to later pages: going on at the same one misses none of them.
      if (goesOn || !mark.rest) await markItem.set({ ...mark, rest: { page, since, startedAt } });
      return { ok: true, changed };
    }
    const asked = await line.ask(
      scope,
      ({ client }, signal) => client.listLatelyChanged(scope.organizationId, page, signal),
      agreedClient,
    );
    if (!asked) return { ok: false, trouble: 'not-connected' };
    if (!asked.answer.ok) {
      const { failure } = asked.answer;
      if (failure.kind === 'rate-limited') await noteBusy(now, failure.retryAfterMs);
      return { ok: false, trouble: failure.kind };
    }
    const { items, totalPages } = asked.answer.value;
    pages = totalPages;
    isOld = items.length === 0;
    for (const badge of items) {
      isOld ||= badge.stateUpdatedAt !== null && Date.parse(badge.stateUpdatedAt) < since;
      for (const award of await awardsOfBadge(badge.id)) {
        if (award.credly?.state !== badge.state) changed += 1;
        await noteState(award, badge, now);
      }
    }
  }
  await markItem.set({ ...mark, at: startedAt, rest: null });
  return { ok: true, changed };
}

/** Once a day; a failure, and what is left of a long list, to the next hour. */
export async function refreshStatesDaily(line: Pick<OutboxRun, 'ask'>, scope: RuleScope, now: number): Promise<void> {
  // Nobody waits for it: it comes in its turn when the line works again.
  if (restUntil((await readHealth()).retryAt, now) !== null) return;
  const { at, rest } = await readMark(scope, now);
  if (rest || at === null || now - at >= dayMs) await refreshStates(line, scope, now, true);
}
