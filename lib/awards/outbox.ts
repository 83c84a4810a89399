import {
  type Connection,
  changeHealth,
  noteAnswer,
  noteFailure,
  noteSuccess,
  readConnection,
  readHealth,
} from '../connection/connection.ts';
import { type CredlyClient, type CredlyFailure, certainlyNothingCreated, type IssuedBadge } from '../credly/index.ts';
import type { Award } from './award.ts';
import { readAwardSettings } from './award-settings.ts';
import { issueRequestOf } from './issue-request.ts';
import { allSendTimes, amendAward, awardsIn, getAward, moveAward, sendTimes } from './ledger.ts';

/**
 * Sends what the ledger holds as "waiting", one request at a time, and asks Credly about what went unanswered. It keeps
 * no state of its own: after any death of the worker it goes on from the ledger.
 */

/** At least so long between two requests that create something. */
export const paceMs = 350;
/** At most so many awards of one quiz leave in an hour; more wait, and the admin is told. */
export const maxAwardsPerQuizAndHour = 20;
const hourMs = 3_600_000;
const dayMs = 86_400_000;
/** When Credly is asked about an unanswered request: a slow one may still be at work, so not at once, and twice. */
const askAfterMs = [60_000, 300_000] as const;
/** When a question that failed is put again before a send: it creates nothing, and the circuit breaker keeps it from hammering. */
const askAgainMs = 5_000;
const maxAttempts = 5;
const firstRetryMs = 30_000;
const longestRetryMs = 3_600_000;
/** How long a template waits after Credly refused it for lack of rights. */
const permissionPauseMs = 600_000;

/** A due time that never comes: only a person moves this award on. */
export const never = Number.MAX_SAFE_INTEGER;

export interface OutboxDependencies {
  now(): number;
  sleep(ms: number): Promise<void>;
  random(): number;
  /** Null while disconnected, without consent, or paused: then nothing is sent or asked. */
  session(): Promise<{ client: CredlyClient; connection: Connection } | null>;
  /** Called after each change, so that interfaces can follow. */
  changed(): Promise<void>;
  /** Asks to be woken at a time, or not at all. */
  wakeAt(time: number | null): Promise<void>;
}

export interface Outbox {
  /** Does everything that is due. Calls that overlap queue up behind one lock, so nothing is sent twice. */
  drain(): Promise<void>;
  /** Gives up the request in flight (Disconnect); its award becomes unconfirmed. */
  abort(): void;
}

export function createOutbox(deps: OutboxDependencies): Outbox {
  let inFlight: AbortController | null = null;
  // When the last request that creates something ended. Lost with the worker, which takes longer to start than the pace.
  let lastSentAt: number | null = null;

  return {
    drain: () => navigator.locks.request('outbox', drain),
    abort: () => inFlight?.abort(),
  };

  async function drain(): Promise<void> {
    await recoverInterrupted();
    const seen = new Set<string>();
    for (;;) {
      if (await isBreakerOpen()) break;
      const due = (await dueAwards()).filter((award) => !seen.has(`${award.id}:${award.updatedAt}`));
      if (due.length === 0) break;
      // Should the worker die from here on, something has to wake it again.
      await deps.wakeAt(deps.now() + askAfterMs[0]);
      for (const { id } of due) {
        // Everything is read afresh for each request: connection, consent and award may have changed meanwhile.
        const session = await deps.session();
        if (!session) return deps.wakeAt(null);
        if (await isBreakerOpen()) break;
        const award = await getAward(id);
        if (!award || !belongsTo(award, session.connection)) continue;
        seen.add(`${award.id}:${award.updatedAt}`);
        if (award.state === 'unconfirmed') await ask(award);
        else if (award.state === 'waiting') await send(award);
        await deps.changed();
      }
    }
    await deps.wakeAt(await nextDueTime());
  }

  async function isBreakerOpen(): Promise<boolean> {
    const { retryAt } = await readHealth();
    return retryAt !== null && deps.now() < retryAt;
  }

  /** We hold the lock, so nobody is sending: whatever says so was interrupted, and Credly may or may not have it. */
  async function recoverInterrupted(): Promise<void> {
    for (const award of await awardsIn('sending'))
      await moveAward(award.id, 'sending', 'unconfirmed', deps.now(), {
        reason: 'worker-died',
        asked: 0,
        dueAt: (award.sentAt ?? deps.now()) + askAfterMs[0],
      });
  }

  async function dueAwards(): Promise<Award[]> {
    const session = await deps.session();
    if (!session) return [];
    const now = deps.now();
    const open = [...(await awardsIn('unconfirmed')), ...(await awardsIn('waiting'))];
    return open
      .filter((award) => award.dueAt <= now && belongsTo(award, session.connection))
      .sort((a, b) => a.createdAt - b.createdAt);
  }

  async function nextDueTime(): Promise<number | null> {
    const session = await deps.session();
    if (!session) return null;
    const open = [...(await awardsIn('unconfirmed')), ...(await awardsIn('waiting'))];
    const times = open.filter((it) => belongsTo(it, session.connection) && it.dueAt < never).map((it) => it.dueAt);
    const { retryAt } = await readHealth();
    return times.length > 0 ? Math.max(Math.min(...times), retryAt ?? 0) : null;
  }

  async function send(award: Award): Promise<void> {
    if (!issueRequestOf(award) || (await overCap(award))) return;
    if (award.sentAt !== undefined && (await settledAtCredly(award, 'waiting'))) return;

    if (lastSentAt !== null) await deps.sleep(Math.max(0, paceMs - (deps.now() - lastSentAt)));
    const sending = await moveAward(award.id, 'waiting', 'sending', deps.now(), {
      attempts: award.attempts + 1,
      sentAt: deps.now(),
    });
    // What leaves is what the ledger now holds: details may have been edited a moment ago.
    const request = sending && issueRequestOf(sending);
    if (!request) return;
    await deps.changed();

    inFlight = new AbortController();
    // Disconnect or withdrawn consent may have come while the award was written.
    const still = await deps.session();
    if (!still || !belongsTo(award, still.connection)) {
      await moveAward(award.id, 'sending', 'waiting', deps.now(), {
        attempts: award.attempts,
        sentAt: award.sentAt,
        reason: 'disconnected',
      });
      return;
    }
    const answer = await still.client.issueBadge(award.organizationId, request, inFlight.signal);
    inFlight = null;
    lastSentAt = deps.now();
    if (answer.ok) await settle(sending, 'issued', answer.value, null);
    else await takeFailure(sending, answer.failure, still.connection);
  }

  async function settle(
    award: Award,
    state: 'issued' | 'already-issued',
    badge: IssuedBadge,
    reason: string | null,
  ): Promise<void> {
    await moveAward(award.id, award.state, state, deps.now(), {
      reason,
      credlySentence: null,
      credly: {
        badgeId: badge.id,
        state: badge.state,
        acceptUrl: badge.acceptUrl,
        badgeUrl: badge.badgeUrl,
        earnerKnown: badge.earnerKnown,
      },
    });
    await noteSuccess(deps.now());
  }

  async function takeFailure(award: Award, failure: CredlyFailure, connection: Connection): Promise<void> {
    const now = deps.now();
    const isOpen = isLineTrouble(failure) && (await noteFailure(now));
    if (certainlyNothingCreated(failure)) await noteAnswer();
    // While the circuit breaker is open the trouble is Credly's, not the award's: no try is counted.
    const attempts = isOpen ? award.attempts - 1 : award.attempts;
    const move = (to: Award['state'], change: Parameters<typeof moveAward>[4]) =>
      moveAward(award.id, 'sending', to, now, change);
    switch (failure.kind) {
      case 'already-has-badge':
        await move('already-issued', { reason: 'duplicate-at-credly', credlySentence: failure.sentence });
        await noteSuccess(now);
        return;
      case 'rejected':
        await move('failed', { reason: 'refused-by-credly', credlySentence: failure.sentence });
        await noteSuccess(now);
        return;
      case 'token-refused':
        // A matter of the connection: the award keeps its place and no try is counted.
        await move('waiting', { reason: 'token-refused', attempts: award.attempts - 1 });
        await pause('token-refused', connection);
        return;
      case 'forbidden':
      case 'not-found': {
        const pausedFor = await pauseIfUnreadable(award);
        if (pausedFor) {
          await move('waiting', { reason: pausedFor, attempts: award.attempts - 1 });
        } else
          await move('waiting', {
            reason: 'no-permission',
            credlySentence: failure.sentence,
            attempts: award.attempts - 1,
            dueAt: now + permissionPauseMs,
          });
        return;
      }
      case 'rate-limited':
        await retryLater(award, failure.retryAfterMs, 'credly-busy');
        return;
      case 'server-error':
        // Credly answered, so the request is over. Where it forbids duplicates, asking and sending again is safe.
        if (!award.badge?.allowsDuplicates) {
          await retryLater({ ...award, attempts }, failure.retryAfterMs, 'credly-busy');
          return;
        }
        break;
      default:
    }
    if (certainlyNothingCreated(failure)) return;
    await move('unconfirmed', {
      reason:
        failure.kind === 'not-credly'
          ? 'answer-not-understood'
          : failure.kind === 'aborted'
            ? 'disconnected'
            : 'no-answer',
      asked: 0,
      attempts,
      dueAt: now + askAfterMs[0],
    });
  }

  async function retryLater(award: Award, retryAfterMs: number | null, reason: string): Promise<void> {
    const now = deps.now();
    if (award.attempts >= maxAttempts) {
      await moveAward(award.id, 'sending', 'failed', now, { reason: 'too-many-attempts' });
      return;
    }
    const backoff = Math.min(firstRetryMs * 2 ** Math.max(0, award.attempts - 1), longestRetryMs);
    const jittered = backoff * (0.75 + deps.random() / 2);
    await moveAward(award.id, 'sending', 'waiting', now, {
      reason,
      attempts: award.attempts,
      dueAt: now + Math.max(jittered, retryAfterMs ?? 0),
    });
  }

  /** Asks about an unanswered request. Absent twice: sent again where Credly itself stops doubles, else left to a person. */
  async function ask(award: Award): Promise<void> {
    if (await settledAtCredly(award, 'unconfirmed')) return;
    const now = deps.now();
    const asked = award.asked + 1;
    // A question in between ("Check again") replaces none of those that wait for a slow request.
    const since = now - (award.sentAt ?? now);
    const next = askAfterMs.find((ms, index) => index >= asked || ms > since);
    if (next !== undefined) {
      await amendAward(award.id, 'unconfirmed', now, { asked, dueAt: Math.max(now, (award.sentAt ?? now) + next) });
    } else if (award.badge?.allowsDuplicates) {
      await amendAward(award.id, 'unconfirmed', now, { asked, reason: 'not-found-at-credly', dueAt: never });
    } else if (award.attempts >= maxAttempts) {
      await moveAward(award.id, 'unconfirmed', 'waiting', now, {
        asked,
        reason: 'not-found-at-credly',
        dueAt: now + longestRetryMs,
      });
    } else {
      await moveAward(award.id, 'unconfirmed', 'waiting', now, { asked, reason: 'not-found-at-credly', dueAt: now });
    }
  }

  /**
   * Looks for our badge at Credly and settles the award if it is there. When Credly cannot be asked, that is settled too,
   * for now: the award is put off and nothing is sent.
   */
  async function settledAtCredly(award: Award, state: 'waiting' | 'unconfirmed'): Promise<boolean> {
    const { earner, badge } = award;
    if (!earner?.email || !badge) return true;
    // Disconnect or withdrawn consent may have come since the award was looked at.
    const still = await deps.session();
    if (!still || !belongsTo(award, still.connection)) return true;
    const answer = await still.client.findBadges(award.organizationId, earner.email, badge.templateId);
    const now = deps.now();
    if (!answer.ok) {
      const { failure } = answer;
      if (failure.kind === 'token-refused') await pause('token-refused', still.connection);
      if (failure.kind === 'forbidden' || failure.kind === 'not-found') await pauseIfUnreadable(award);
      if (isLineTrouble(failure)) await noteFailure(now);
      else await noteAnswer();
      const asked = 'retryAfterMs' in failure ? failure.retryAfterMs : null;
      const putOffMs = state === 'waiting' ? askAgainMs : askAfterMs[0];
      await amendAward(award.id, state, now, { dueAt: now + Math.max(putOffMs, asked ?? 0) });
      return true;
    }
    await noteSuccess(now);
    const own = answer.value.filter((it) => isOurs(it, award) && it.state !== 'revoked');
    const ours = own.find((it) => sameSecond(it.issuedAt, award.issuedAt));
    const found = ours ?? (badge.allowsDuplicates ? undefined : own[0]);
    if (!found) return false;
    if (state === 'waiting') {
      const sending = await moveAward(award.id, 'waiting', 'sending', now, { reason: 'found-at-credly' });
      if (sending) await settle(sending, ours ? 'issued' : 'already-issued', found, 'found-at-credly');
    } else await settle(award, ours ? 'issued' : 'already-issued', found, 'found-at-credly');
    return true;
  }

  /** After a 403 or 404: is it the organization as a whole? Then everything pauses. @returns why, or null */
  async function pauseIfUnreadable(award: Award) {
    const session = await deps.session();
    if (!session || !belongsTo(award, session.connection)) return null;
    const organization = await session.client.getOrganization(award.organizationId);
    if (organization.ok) return null;
    const { kind } = organization.failure;
    const reason =
      kind === 'token-refused'
        ? 'token-refused'
        : kind === 'forbidden' || kind === 'not-found'
          ? 'organization-unreadable'
          : null;
    if (reason) await pause(reason, session.connection);
    return reason;
  }

  /** A late word on a connection that was meanwhile replaced pauses nothing. */
  async function pause(reason: 'token-refused' | 'organization-unreadable', under: Connection): Promise<void> {
    const present = await readConnection();
    if (present?.connectedAt !== under.connectedAt || present.tokenLastFour !== under.tokenLastFour) return;
    await changeHealth({ paused: { reason, since: deps.now() } });
  }

  async function overCap(award: Award): Promise<boolean> {
    const now = deps.now();
    const { maxPerDay, maxPerQuizAndDay } = await readAwardSettings();
    const ofQuiz = await sendTimes(award.quizKey, now - dayMs, award.id);
    const free = Math.max(
      freeAt(
        ofQuiz.filter((at) => at > now - hourMs),
        maxAwardsPerQuizAndHour,
        hourMs,
      ),
      freeAt(ofQuiz, maxPerQuizAndDay, dayMs),
      freeAt(await allSendTimes(now - dayMs, award.id), maxPerDay, dayMs),
    );
    if (free === 0) return false;
    await amendAward(award.id, 'waiting', now, { reason: 'cap-reached', dueAt: free });
    return true;
  }
}

/** When the next one may leave under a cap of so many in a window of time; 0 means now. @param sent oldest first */
function freeAt(sent: number[], max: number, windowMs: number): number {
  const oldest = sent.at(-max);
  return sent.length < max || oldest === undefined ? 0 : oldest + windowMs;
}

/** No answer of Credly's own about the request: the line, a proxy, or Credly as a whole. */
function isLineTrouble({ kind }: CredlyFailure): boolean {
  return kind === 'unreachable' || kind === 'timed-out' || kind === 'server-error' || kind === 'not-credly';
}

function belongsTo(award: Award, connection: Connection): boolean {
  return award.organizationId === connection.organizationId && award.environment === connection.environment;
}

/** Earner and template, as far as the answer names them; one of them it has to name. The filter is asked for, not trusted. */
function isOurs({ recipientEmail, templateId }: IssuedBadge, { earner, badge }: Award): boolean {
  if (recipientEmail === null && templateId === null) return false;
  const sameEarner = recipientEmail === null || recipientEmail.toLowerCase() === earner?.email?.toLowerCase();
  return sameEarner && (templateId === null || templateId === badge?.templateId);
}

function sameSecond(a: string | null, b: string): boolean {
  return a !== null && Math.floor(parseTime(a) / 1000) === Math.floor(parseTime(b) / 1000);
}

/** Credly answers in ISO; we send `YYYY-MM-DD HH:MM:SS +0000`. */
function parseTime(text: string): number {
  return Date.parse(text.replace(/^(\d{4}-\d\d-\d\d) (\d\d:\d\d:\d\d) \+0000$/, '$1T$2Z'));
}
