import { noteTaken } from '../../connection/connection.ts';
import { type CredlyFailure, type IssuedBadge, type IssueRequest, maxBatch } from '../../credly/index.ts';
import type { Award } from '../award.ts';
import { isExpiredAtBirth, issueRequestOf } from '../issue-request.ts';
import { moveAwards } from '../ledger.ts';
import { openCaps } from './caps.ts';
import { applyVerdict, judgeFailure } from './failure.ts';
import { type OutboxRun, putOffWithTemplate } from './run.ts';
import { atCredly, isOurs } from './settle.ts';
import { askAfterMs } from './times.ts';

/** Many awards of one template in one request, where Credly itself stops doubles. */

/** Fewer than these go one by one. */
const batchFrom = 5;

/**
 * A template's worth of awards that can go together: never sent before, nothing to replace, each recipient once (two of the
 * same would be refused, and the whole batch with them).
 * @returns the largest such group, or null where none is worth a batch
 */
export function batchOf(due: readonly Award[], now: number): Award[] | null {
  const groups = new Map<string, Map<string, Award>>();
  for (const award of due) {
    const { badge, earner, sentAt, rule, state } = award;
    if (
      state !== 'waiting' ||
      !badge ||
      badge.allowsDuplicates ||
      !earner?.email ||
      sentAt !== undefined ||
      rule.retake === 'better'
    )
      continue;
    if (!issueRequestOf(award) || isExpiredAtBirth(rule.issue, award.provenance.observedAt, now)) continue;
    const group = groups.get(badge.templateId) ?? new Map<string, Award>();
    const recipient = earner.email.toLowerCase();
    if (!group.has(recipient)) group.set(recipient, award);
    groups.set(badge.templateId, group);
  }
  const [largest] = [...groups.values()].sort((a, b) => b.size - a.size);
  return largest && largest.size >= batchFrom ? [...largest.values()].slice(0, maxBatch) : null;
}

/** Sends awards of one template together, as many as the caps let go. */
export async function sendBatch(run: OutboxRun, group: readonly Award[]): Promise<void> {
  const awards: Award[] = [];
  const caps = await openCaps(run);
  for (const award of group)
    if (!(await putOffWithTemplate(run, award)) && !(await caps.putOff(award, awards))) awards.push(award);
  const [first] = awards;
  if (!first) return;

  let sending: Award[] = [];
  const asked = await run.ask(first, async (session, signal) => {
    const now = run.deps.now();
    const ids = awards.map(({ id }) => id);
    // One that was put off meanwhile, as by the pause of an import, stays.
    sending = await moveAwards(ids, 'waiting', 'sending', now, ({ attempts, dueAt }) =>
      dueAt > now ? null : { attempts: attempts + 1, sentAt: now },
    );
    const requests = sending.map(issueRequestOf).filter((it): it is IssueRequest => it !== null);
    if (requests.length === 0 || requests.length !== sending.length) return null;
    await run.deps.changed();
    const still = await run.deps.session();
    if (still?.connection.connectedAt !== session.connection.connectedAt) return null;
    return session.client.issueBadges(first.organizationId, requests, signal);
  });
  if (sending.length === 0) return;
  if (!asked?.answer) await takeBack(run, sending, 'disconnected');
  else if (asked.answer.ok) await settleAll(run, sending, asked.answer.value);
  else await takeFailure(run, awards, sending, asked.answer.failure, asked);
}

/**
 * One entry for each, in the same order; an entry that is not its award's says nothing about it. All are written at once.
 * There is nothing to replace and nothing that gives way: no batch carries awards of which a better one replaces the lesser.
 */
async function settleAll(run: OutboxRun, sending: Award[], badges: readonly (IssuedBadge | null)[]): Promise<void> {
  const now = run.deps.now();
  const issued = new Map<string, IssuedBadge>();
  for (const [index, award] of sending.entries()) {
    const badge = badges.length === sending.length ? badges[index] : null;
    if (badge && isOurs(badge, award)) issued.set(award.id, badge);
  }
  await moveAwards([...issued.keys()], 'sending', 'issued', now, ({ id }) => {
    const badge = issued.get(id);
    return { reason: null, credlySentence: null, ...(badge ? { credly: atCredly(badge, now) } : {}) };
  });
  const others = sending.filter(({ id }) => !issued.has(id)).map(({ id }) => id);
  await moveAwards(others, 'sending', 'unconfirmed', now, () => ({
    reason: 'answer-not-understood',
    asked: 0,
    dueAt: now + askAfterMs[0],
  }));
  await noteTaken(now);
}

/**
 * A refused item is settled by its own sentence. The others were most likely not issued, but that is not certain: they keep
 * the time of this request, so Credly is asked about each before it is sent again, one by one.
 */
async function takeFailure(
  run: OutboxRun,
  before: readonly Award[],
  sending: Award[],
  failure: CredlyFailure,
  { connection }: { connection: Parameters<typeof judgeFailure>[3] },
): Promise<void> {
  const [sample] = sending;
  if (!sample) return;
  const verdict = await judgeFailure(run, failure, sample, connection);
  if (verdict.kind === 'settled') {
    const index = 'errorIndex' in failure ? failure.errorIndex : null;
    const refused = index === null ? undefined : sending[index];
    if (refused) await applyVerdict(run, verdict, refused, refused);
    await takeBack(
      run,
      sending.filter((it) => it !== refused),
      'batch-refused',
    );
    return;
  }
  const former = new Map(before.map((it) => [it.id, it]));
  for (const award of sending) await applyVerdict(run, verdict, former.get(award.id) ?? award, award);
}

/** Back to waiting, uncounted. After a refusal the time of the request stays: it is what makes Credly be asked first. */
async function takeBack(run: OutboxRun, sending: readonly Award[], reason: 'disconnected' | 'batch-refused') {
  const ids = sending.map(({ id }) => id);
  await moveAwards(ids, 'sending', 'waiting', run.deps.now(), ({ attempts }) => ({
    reason,
    attempts: attempts - 1,
    ...(reason === 'disconnected' ? { sentAt: undefined } : {}),
  }));
}
