import { noteTaken } from '../../connection/connection.ts';
import type { IssuedBadge } from '../../credly/index.ts';
import type { Award } from '../award.ts';
import { moveAward, noteAtCredly } from '../ledger.ts';
import { awardsOfPersonAndQuiz } from '../ledger-reads.ts';
import { giveWayTo, noteReplaced } from './better-result.ts';
import type { OutboxRun } from './run.ts';

/** A badge exists at Credly for this award: that is written, and with it what it replaced. */
export async function settle(
  run: OutboxRun,
  award: Award,
  state: 'issued' | 'already-issued',
  badge: IssuedBadge,
  reason: string | null,
): Promise<void> {
  const now = run.deps.now();
  const credly = atCredly(badge, now);
  const settled = await moveAward(award.id, award.state, state, now, { reason, credlySentence: null, credly });
  // A person gave it up while Credly was asked: that stands, and so does the badge, which is told with the award.
  if (!settled) await noteAtCredly(award.id, credly);
  if (award.replacesBadgeId && award.personAndQuiz)
    await noteReplaced(award.replacesBadgeId, await awardsOfPersonAndQuiz(award.personAndQuiz), now);
  await giveWayTo(award, now);
  await noteTaken(now);
}

/** What we keep of Credly's answer: not the whole of it. */
export function atCredly(badge: IssuedBadge, now: number): NonNullable<Award['credly']> {
  return {
    badgeId: badge.id,
    state: badge.state,
    acceptUrl: badge.acceptUrl,
    badgeUrl: badge.badgeUrl,
    earnerKnown: badge.earnerKnown,
    refreshedAt: now,
  };
}

/** Earner and template, as far as the answer names them; one of them it has to name. The filter is asked for, not trusted. */
export function isOurs({ recipientEmail, templateId }: IssuedBadge, { earner, badge }: Award): boolean {
  if (recipientEmail === null && templateId === null) return false;
  const sameEarner = recipientEmail === null || recipientEmail.toLowerCase() === earner?.email?.toLowerCase();
  return sameEarner && (templateId === null || templateId === badge?.templateId);
}

/** Whether a badge was issued for the very second of this award's result. */
export function isOfThisResult(badge: IssuedBadge, award: Award): boolean {
  return (
    badge.issuedAt !== null &&
    Math.floor(parseTime(badge.issuedAt) / 1000) === Math.floor(parseTime(award.issuedAt) / 1000)
  );
}

/** Credly answers in ISO; we send `YYYY-MM-DD HH:MM:SS +0000`. @returns ms since 1970, or NaN */
export function parseTime(text: string): number {
  return Date.parse(text.replace(/^(\d{4}-\d\d-\d\d) (\d\d:\d\d:\d\d) \+0000$/, '$1T$2Z'));
}
