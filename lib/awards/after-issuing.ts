import { agreedClient, changeHealth, noteSuccess, readHealth } from '../connection/connection.ts';
import { type CredlyFailure, type CredlyResult, certainlyNothingCreated, type IssuedBadge } from '../credly/index.ts';
import type { Award } from './award.ts';
import { isEmail, tidyEmail } from './earner.ts';
import { addAward, moveAward, noteAtCredly } from './ledger.ts';
import { awardsOfPersonAndQuiz, getAward } from './ledger-reads.ts';
import { atCredly } from './outbox/settle.ts';
import type { OutboxRun } from './outbox.ts';
import { keysOf, standingAward } from './retake.ts';

/** What an admin can do with a badge that was issued: look at its state, revoke it, correct the address of a pending one. */

/** Why it did not work; each has a sentence on the options page. */
export type AfterIssuingTrouble =
  | CredlyFailure['kind']
  /** Credly may or may not have done it. */
  | 'unanswered'
  | 'not-connected'
  /** The award is gone, or not in a state for this. */
  | 'not-possible'
  | 'not-pending'
  | 'email-malformed'
  | 'already-awarded';
export type AfterIssuing = { ok: true } | { ok: false; trouble: AfterIssuingTrouble };

type Line = Pick<OutboxRun, 'ask'>;

const failed = (trouble: AfterIssuingTrouble): AfterIssuing => ({ ok: false, trouble });

/** What Credly shows of a badge whose address was wrong. */
const correctionReason = 'The e-mail address was corrected.';

/** An award with a badge at Credly of which we know the id. */
type WithBadge = Award & { credly: NonNullable<Award['credly']> };

async function issuedAward(id: string): Promise<WithBadge | null> {
  const award = await getAward(id);
  const isIssued = award?.state === 'issued' || award?.state === 'already-issued';
  return award?.credly && isIssued ? (award as WithBadge) : null;
}

/** Reads the state at Credly anew. */
export async function refreshAward(line: Line, id: string, now: number): Promise<AfterIssuing> {
  const award = await issuedAward(id);
  if (!award) return failed('not-possible');
  const answer = await askFor(line, award);
  if (answer === null) return failed('not-connected');
  if (!answer.ok) return failed(answer.failure.kind);
  await noteState(award, answer.value, now);
  await noteSuccess(now);
  return { ok: true };
}

function askFor(line: Line, award: WithBadge): Promise<CredlyResult<IssuedBadge> | null> {
  return line
    .ask(
      award,
      ({ client }, signal) => client.getBadge(award.organizationId, award.credly.badgeId, signal),
      agreedClient,
    )
    .then((asked) => asked?.answer ?? null);
}

/** Keeps what Credly says of a badge; one that was revoked there is revoked here too. */
export async function noteState(award: Award, badge: IssuedBadge, now: number): Promise<void> {
  await noteAtCredly(award.id, atCredly(badge, now));
  if (badge.state === 'revoked' && (award.state === 'issued' || award.state === 'already-issued'))
    await moveAward(award.id, award.state, 'revoked', now, { reason: 'revoked-at-credly' });
}

/**
 * Revokes a badge at Credly. Its award stays, so a retake does not award again by itself.
 * @param why shown to the earner by Credly
 */
export async function revokeAward(line: Line, id: string, why: string, now: number): Promise<AfterIssuing> {
  const award = await issuedAward(id);
  if (!award) return failed('not-possible');
  const outcome = await revoke(line, award, why, false);
  if (outcome.ok) await moveAward(id, award.state, 'revoked', now, { reason: 'revoked-here', revocationReason: why });
  return outcome;
}

async function revoke(line: Line, award: WithBadge, why: string, suppressMail: boolean): Promise<AfterIssuing> {
  const asked = await line.ask(
    award,
    ({ client }, signal) =>
      client.revokeBadge(award.organizationId, award.credly.badgeId, why, { suppressMail }, signal),
    agreedClient,
  );
  if (!asked) return failed('not-connected');
  if (asked.answer.ok) return { ok: true };
  const { failure } = asked.answer;
  if (failure.kind === 'forbidden') {
    const { refused } = await readHealth();
    await changeHealth({ refused: [...new Set([...refused, 'revoke' as const])] });
  }
  return failed(certainlyNothingCreated(failure) ? failure.kind : 'unanswered');
}

/**
 * Corrects the address of a pending badge: the old one is revoked without a mail, then a new award goes out. The new award
 * is written first and held until the old badge is gone, so that nothing is lost if the browser closes in between.
 */
export async function correctEmail(line: Line, id: string, typed: string, now: number): Promise<AfterIssuing> {
  const award = await issuedAward(id);
  const email = tidyEmail(typed);
  // A test badge gets no identity: it would count as the person's badge for the quiz.
  if (!award?.earner || award.state !== 'issued' || award.isTest) return failed('not-possible');
  if (!isEmail(email)) return failed('email-malformed');
  const present = await askFor(line, award);
  if (present === null) return failed('not-connected');
  if (!present.ok) return failed(present.failure.kind);
  await noteState(award, present.value, now);
  if (present.value.state !== 'pending') return failed('not-pending');

  const corrected = await addCorrected(award, email, now);
  if (!corrected) return failed('already-awarded');
  const outcome = await revoke(line, award, correctionReason, true);
  if (outcome.ok) {
    await moveAward(id, 'issued', 'revoked', now, { reason: 'email-corrected' });
    await moveAward(corrected.id, 'held', 'waiting', now, { reason: 'email-corrected', dueAt: now, approvedAt: now });
  } else if (outcome.trouble !== 'unanswered')
    // The new address stays free: nothing was sent to it, so a result of its own, or another correction, is not the second.
    await moveAward(corrected.id, 'held', 'cancelled', now, {
      reason: 'not-revoked',
      identityKey: undefined,
      personAndQuiz: undefined,
    });
  return outcome;
}

/**
 * The badge that an award corrects is revoked, where that is not done: its request went unanswered, or the browser was closed.
 * @returns whether the corrected award may leave now
 */
export async function finishCorrection(line: Line, { state, corrects }: Award, now: number): Promise<boolean> {
  const former = corrects === undefined || state !== 'held' ? null : await issuedAward(corrects);
  if (!former) return true;
  const present = await askFor(line, former);
  if (!present?.ok) return false;
  await noteState(former, present.value, now);
  if (present.value.state === 'revoked') return true;
  if (present.value.state !== 'pending') return false;
  if (!(await revoke(line, former, correctionReason, true)).ok) return false;
  await moveAward(former.id, 'issued', 'revoked', now, { reason: 'email-corrected' });
  return true;
}

async function addCorrected(award: WithBadge, email: string, now: number): Promise<Award | null> {
  const { attemptId } = award.result;
  const { observedAt } = award.provenance;
  const keys = await keysOf({ ...award, email, retake: award.rule.retake, attemptId, observedAt });
  const others = await awardsOfPersonAndQuiz(keys.personAndQuiz);
  if ((await standingAward(keys, award)) || others.some((it) => it.identityKey === keys.identity)) return null;
  const { sentAt: _sent, replacesBadgeId: _replaces, approvedAt: _approved, credly: _credly, ...kept } = award;
  const reason = 'waits-for-revoke';
  const corrected: Award = {
    ...kept,
    id: crypto.randomUUID(),
    identityKey: keys.identity,
    personAndQuiz: keys.personAndQuiz,
    earner: award.earner && { ...award.earner, email },
    state: 'held',
    reason,
    credlySentence: null,
    history: [{ at: now, state: 'held', reason }],
    createdAt: now,
    updatedAt: now,
    dueAt: now,
    attempts: 0,
    asked: 0,
    credly: null,
    corrects: award.id,
  };
  const { added } = await addAward(corrected);
  return added ? corrected : null;
}
