import type { CredlyResult, IssuedBadge, IssueRequest } from '../../credly/index.ts';
import type { Award } from '../award.ts';
import { isExpiredAtBirth, issueRequestOf } from '../issue-request.ts';
import { moveAward } from '../ledger.ts';
import { mayLeave } from './ask.ts';
import { placeAmongResults } from './better-result.ts';
import { openCaps } from './caps.ts';
import { applyVerdict, judgeFailure } from './failure.ts';
import { type OutboxRun, putOffWithTemplate, type Session } from './run.ts';
import { settle } from './settle.ts';

/** Sends one award, if nothing stands in its way. It is "sending" in the ledger before its request leaves. */
export async function send(run: OutboxRun, award: Award): Promise<void> {
  if (!issueRequestOf(award)) {
    // No way leads here; should one come to exist, the award must not stay due for ever.
    await moveAward(award.id, 'waiting', 'held', run.deps.now(), { reason: 'damaged-record' });
    return;
  }
  // Its date may have passed while it waited.
  if (isExpiredAtBirth(award.rule.issue, award.provenance.observedAt, run.deps.now())) {
    await moveAward(award.id, 'waiting', 'held', run.deps.now(), { reason: 'expired-at-birth' });
    return;
  }
  if (await putOffWithTemplate(run, award)) return;
  const place = await placeAmongResults(award, run.deps.now());
  if (!place || (await (await openCaps(run)).putOff(award)) || !(await mayLeave(run, award))) return;

  let sending: Award | null = null;
  const asked = await run.ask(award, async (session, signal) => {
    // Written in the request's own turn, so that nothing is between the two but the request itself.
    sending = await markSending(run, award, place.replaces);
    const request = sending && issueRequestOf(sending);
    if (!sending || !request) return null;
    await run.deps.changed();
    // Disconnect or withdrawn consent may have come while the award was written.
    const still = await run.deps.session();
    if (still?.connection.connectedAt !== session.connection.connectedAt) return null;
    return post(session, sending, request, signal);
  });
  const sent = sending as Award | null;
  if (!sent) return;
  if (!asked?.answer) await takeBack(run, award, sent);
  else if (asked.answer.ok) await settle(run, sent, 'issued', asked.answer.value, null);
  else await applyVerdict(run, await judgeFailure(run, asked.answer.failure, sent, asked.connection), award, sent);
}

async function markSending(run: OutboxRun, award: Award, replaces: Award | null): Promise<Award | null> {
  const now = run.deps.now();
  const replacesBadgeId = replaces?.credly?.badgeId;
  return moveAward(award.id, 'waiting', 'sending', now, {
    attempts: award.attempts + 1,
    sentAt: now,
    // Set anew each time: the lesser badge may be gone since the last try.
    ...(replacesBadgeId || award.replacesBadgeId ? { replacesBadgeId } : {}),
  });
}

function post(
  { client }: Session,
  { organizationId, replacesBadgeId }: Award,
  request: IssueRequest,
  signal: AbortSignal,
): Promise<CredlyResult<IssuedBadge>> {
  return replacesBadgeId
    ? client.replaceBadge(organizationId, replacesBadgeId, request, signal)
    : client.issueBadge(organizationId, request, signal);
}

/** Nothing left after all: the award waits as before. */
async function takeBack(run: OutboxRun, before: Award, sending: Award): Promise<void> {
  await moveAward(sending.id, 'sending', 'waiting', run.deps.now(), {
    attempts: before.attempts,
    sentAt: before.sentAt,
    reason: 'disconnected',
  });
}
