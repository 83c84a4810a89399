import { type Connection, noteBusy, noteFailure, noteSuccess, noteTaken } from '../../connection/connection.ts';
import { type CredlyFailure, certainlyNothingCreated, type IssuedBadge } from '../../credly/index.ts';
import type { Award } from '../award.ts';
import { moveAward } from '../ledger.ts';
import { giveWayTo, noteGone } from './better-result.ts';
import { isLineTrouble, type OutboxRun, pause, pauseIfUnreadable, pauseTemplate } from './run.ts';
import { atCredly, isOurs } from './settle.ts';
import { askAfterMs, firstRetryMs, longestRetryMs, maxAttempts } from './times.ts';

/** What becomes of an award whose request did not end in a badge. */

/** What a failed request means for each award that it carried. Nothing was created but for `unconfirmed`. */
export type Verdict =
  | {
      kind: 'settled';
      state: 'already-issued' | 'failed';
      reason: string;
      sentence: string | null;
      found?: IssuedBadge;
    }
  /** A matter of the connection or of Credly: the award keeps its place, and the try does not count. */
  | { kind: 'back'; reason: string; sentence?: string | null; dueAt?: number }
  | { kind: 'retry'; retryAfterMs: number | null; counts: boolean }
  | { kind: 'unconfirmed'; reason: string; counts: boolean };

/**
 * Judges a failed request once, however many awards it carried: notes what it says of the line, and pauses what has to.
 * @param award the one that it carried, or any of a batch (which all have the same template)
 */
export async function judgeFailure(
  run: OutboxRun,
  failure: CredlyFailure,
  award: Award,
  connection: Connection,
): Promise<Verdict> {
  const now = run.deps.now();
  if (failure.kind === 'rate-limited') {
    // Said of all requests, so all wait, and the award is not to blame.
    return { kind: 'back', reason: 'credly-busy', dueAt: await noteBusy(now, failure.retryAfterMs) };
  }
  if (certainlyNothingCreated(failure)) await noteTaken(null);
  const isOpen = isLineTrouble(failure) && (await noteFailure(now));
  // While the circuit breaker is open the trouble is Credly's, not the award's.
  const counts = !isOpen;
  switch (failure.kind) {
    case 'already-has-badge':
      await noteSuccess(now);
      return { kind: 'settled', state: 'already-issued', reason: 'duplicate-at-credly', sentence: failure.sentence };
    case 'already-replaced':
      return judgeReplaced(run, failure, award);
    case 'rejected':
      await noteSuccess(now);
      return { kind: 'settled', state: 'failed', reason: 'refused-by-credly', sentence: failure.sentence };
    case 'token-refused':
      await pause(run, 'token-refused', connection);
      return { kind: 'back', reason: 'token-refused' };
    case 'forbidden':
    case 'not-found': {
      const reason = await pauseIfUnreadable(run, award);
      if (reason) return { kind: 'back', reason };
      if (failure.kind === 'not-found' && (await isReplacedBadgeGone(run, award))) {
        await noteGone(award, now);
        return { kind: 'back', reason: 'replaced-badge-gone' };
      }
      const dueAt = award.badge && (await pauseTemplate(run, award.badge.templateId, connection));
      return { kind: 'back', reason: 'no-permission', sentence: failure.sentence, ...(dueAt ? { dueAt } : {}) };
    }
    case 'server-error':
      // Credly answered, so the request is over. Where it forbids duplicates, asking and sending again is safe.
      if (!award.badge?.allowsDuplicates) return { kind: 'retry', retryAfterMs: failure.retryAfterMs, counts };
      return { kind: 'unconfirmed', reason: 'no-answer', counts };
    case 'not-credly':
      return { kind: 'unconfirmed', reason: 'answer-not-understood', counts };
    case 'aborted':
      return { kind: 'unconfirmed', reason: 'disconnected', counts };
    case 'unreachable':
    case 'timed-out':
      return { kind: 'unconfirmed', reason: 'no-answer', counts };
  }
}

/** Whether Credly says of the badge itself that it is gone: a 404 to the replacing alone may mean anything. */
async function isReplacedBadgeGone(run: OutboxRun, award: Award): Promise<boolean> {
  const { replacesBadgeId, organizationId } = award;
  if (!replacesBadgeId) return false;
  const asked = await run.ask(award, ({ client }, signal) => client.getBadge(organizationId, replacesBadgeId, signal));
  if (!asked) return false;
  return asked.answer.ok ? asked.answer.value.state === 'revoked' : asked.answer.failure.kind === 'not-found';
}

/** Somebody replaced that badge before: perhaps our own request, whose answer was lost. What stands there now tells. */
async function judgeReplaced(
  run: OutboxRun,
  { sentence, currentBadgeId }: Extract<CredlyFailure, { kind: 'already-replaced' }>,
  award: Award,
): Promise<Verdict> {
  const asked = currentBadgeId
    ? await run.ask(award, ({ client }, signal) => client.getBadge(award.organizationId, currentBadgeId, signal))
    : null;
  const found = asked?.answer.ok ? asked.answer.value : null;
  if (found && isOurs(found, award))
    return { kind: 'settled', state: 'already-issued', reason: 'found-at-credly', sentence: null, found };
  return { kind: 'settled', state: 'failed', reason: 'refused-by-credly', sentence };
}

/**
 * @param before the award as it was before this request: its tries, where this one does not count
 * @param sending as it stands in the ledger
 */
export async function applyVerdict(run: OutboxRun, verdict: Verdict, before: Award, sending: Award): Promise<void> {
  const now = run.deps.now();
  const { id } = sending;
  switch (verdict.kind) {
    case 'settled': {
      const { state, reason, sentence, found } = verdict;
      const credly = found ? { credly: atCredly(found, now) } : {};
      await moveAward(id, 'sending', state, now, { reason, credlySentence: sentence, ...credly });
      if (state === 'already-issued') await giveWayTo(sending, now);
      return;
    }
    case 'back': {
      const { reason, sentence, dueAt } = verdict;
      await moveAward(id, 'sending', 'waiting', now, {
        reason,
        attempts: before.attempts,
        ...(sentence === undefined ? {} : { credlySentence: sentence }),
        ...(dueAt === undefined ? {} : { dueAt }),
      });
      return;
    }
    case 'retry':
      await retryLater(run, sending, verdict.counts ? sending.attempts : before.attempts, verdict.retryAfterMs);
      return;
    case 'unconfirmed':
      await moveAward(id, 'sending', 'unconfirmed', now, {
        reason: verdict.reason,
        asked: 0,
        attempts: verdict.counts ? sending.attempts : before.attempts,
        dueAt: now + askAfterMs[0],
      });
  }
}

async function retryLater(
  run: OutboxRun,
  sending: Award,
  attempts: number,
  retryAfterMs: number | null,
): Promise<void> {
  const now = run.deps.now();
  if (attempts >= maxAttempts) {
    await moveAward(sending.id, 'sending', 'failed', now, { reason: 'too-many-attempts' });
    return;
  }
  const backoff = Math.min(firstRetryMs * 2 ** Math.max(0, attempts - 1), longestRetryMs);
  const jittered = backoff * (0.75 + run.deps.random() / 2);
  await moveAward(sending.id, 'sending', 'waiting', now, {
    reason: 'credly-busy',
    attempts,
    dueAt: now + Math.max(jittered, retryAfterMs ?? 0),
  });
}
