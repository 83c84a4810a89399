import { isRestorable } from '@/lib/awards/admin-actions.ts';
import type { Award } from '@/lib/awards/award.ts';
import { type EarnerProblem, shortenEmail } from '@/lib/awards/earner.ts';
import { isExpiredAtBirth, issueRequestOf } from '@/lib/awards/issue-request.ts';
import type { ResultReading } from '@/lib/awards/result.ts';
import { badgesOf, type Rule, type RuleBadge } from '@/lib/awards/rule.ts';
import { belongsTo, type Connection, type ConnectionHealth } from '@/lib/connection/connection.ts';
import type { CredlyFailure } from '@/lib/credly/index.ts';
import type {
  AttemptView,
  AwardForView,
  AwardRow,
  BadgeView,
  CredlyTrouble,
  QuizRuleView,
  ReceiptView,
  RuleView,
} from '@/lib/messages/protocol.ts';
import { slugOf } from '@/lib/quiz-site/pages.ts';

/** What leaves the worker: stored records cut down to what an interface shows. No credentials, no whole answers. */

const badgeView = ({ templateId, name, imageUrl }: RuleBadge): BadgeView => ({ templateId, name, imageUrl });

/** @param archivedBadges templates of the rule that can no longer be issued */
export function ruleView(rule: Rule, archivedBadges: string[] = []): RuleView {
  const { id, version, quizTitle, placement, stopped, hold, retake, issue, block } = rule;
  const mayRepeat = badgesOf(rule).every((it) => it.allowsDuplicates);
  const awardFor = awardForView(rule.awardFor);
  const isExpired = isExpiredAtBirth(issue, Date.now(), Date.now());
  return {
    id,
    version,
    quizTitle,
    placement,
    stopped,
    hold,
    retake,
    issue,
    block,
    isExpired,
    mayRepeat,
    awardFor,
    archivedBadges,
  };
}

function awardForView(awardFor: Rule['awardFor']): AwardForView {
  switch (awardFor.kind) {
    case 'passing-score':
      return { ...awardFor, badge: badgeView(awardFor.badge) };
    case 'score-ranges':
      return {
        ...awardFor,
        ranges: awardFor.ranges.map(({ from, badge }) => ({ from, badge: badge && badgeView(badge) })),
      };
    case 'outcomes':
      return {
        kind: 'outcomes',
        outcomes: awardFor.outcomes.map((it) => ({ ...it, badge: it.badge && badgeView(it.badge) })),
      };
  }
}

export function quizRuleView(rule: Rule, connection: Connection | null, archivedBadges: string[] = []): QuizRuleView {
  return {
    ...ruleView(rule, archivedBadges),
    organizationId: rule.organizationId,
    environment: rule.environment,
    active: belongsTo(rule, connection),
    joined: slugOf(rule.quizIds) !== null,
  };
}

export function awardRow(award: Award, connection: Connection | null): AwardRow {
  const active = belongsTo(award, connection);
  return {
    id: award.id,
    isTest: award.isTest,
    state: award.state,
    reason: award.reason,
    credlySentence: award.credlySentence,
    participant: award.earner,
    badge: award.badge && badgeView(award.badge),
    quizTitle: award.quizTitle,
    environment: award.environment,
    active,
    score: award.result.score,
    maximum: award.result.maximum,
    percent: award.result.percent,
    outcome: award.result.outcome,
    createdAt: award.createdAt,
    updatedAt: award.updatedAt,
    acceptUrl: award.state === 'revoked' ? null : (award.credly?.acceptUrl ?? null),
    corrects: award.corrects !== undefined,
    credlyState: award.credly?.state ?? null,
    actions: active ? actionsOf(award).filter((it) => !award.isTest || it !== 'set-details') : [],
  };
}

export function receiptView(award: Award, connection: Connection | null, health: ConnectionHealth): ReceiptView {
  const { rule, provenance, result, history, attempts, credly } = award;
  return {
    row: awardRow(award, connection),
    rule: { version: rule.version, awardFor: awardForView(rule.awardFor) },
    provenance,
    passedOnPage: result.passed,
    attemptId: result.attemptId,
    history,
    sent: sentView(award),
    attempts,
    sentAt: award.sentAt ?? null,
    ...afterIssuing(award, connection, health),
    revocationReason: award.revocationReason ?? null,
    credly,
  };
}

function sentView(award: Award): ReceiptView['sent'] {
  const request = issueRequestOf(award);
  return (
    request && {
      firstName: request.issued_to_first_name,
      lastName: request.issued_to_last_name,
      email: request.recipient_email,
      templateId: request.badge_template_id,
      issuedAt: request.issued_at,
      expiresAt: request.expires_at ?? null,
      mailLanguage: request.locale ?? null,
      suppressMail: request.suppress_badge_notification_email === true,
      evidenceUrl: request.evidence?.[0]?.value ?? null,
      replacesBadgeId: award.replacesBadgeId ?? null,
    }
  );
}

function afterIssuing(
  award: Award,
  connection: Connection | null,
  { refused }: ConnectionHealth,
): Pick<ReceiptView, 'revoke' | 'correctEmail'> {
  const isIssued = award.state === 'issued' || award.state === 'already-issued';
  if (!award.credly || !isIssued) return { revoke: null, correctEmail: null };
  const revoke = !belongsTo(award, connection)
    ? 'other-connection'
    : refused.includes('revoke')
      ? 'refused-by-token'
      : 'yes';
  if (award.state !== 'issued' || !award.earner || award.isTest) return { revoke, correctEmail: null };
  return { revoke, correctEmail: revoke === 'yes' && award.credly.state !== 'pending' ? 'not-pending' : revoke };
}

function actionsOf(award: Award): AwardRow['actions'] {
  switch (award.state) {
    case 'needs-details':
      return ['set-details', 'dismiss'];
    case 'held':
      return award.badge ? ['approve', 'dismiss'] : ['dismiss'];
    case 'failed':
      return ['try-again', 'set-details', 'dismiss'];
    case 'unconfirmed':
      return ['check-again', 'send-anyway', 'dismiss'];
    case 'waiting':
      return ['dismiss'];
    case 'cancelled':
      return isRestorable(award) ? ['restore'] : [];
    default:
      return [];
  }
}

/** What the attempt itself knows, which its award may not: that can have been there before, and be somebody else's. */
interface OwnOfAttempt {
  repeated: boolean;
  name: string | null;
  reading: ResultReading;
  missing: EarnerProblem[];
  isStalled: boolean;
}

export function attemptView(award: Award, { repeated, name, reading, missing, isStalled }: OwnOfAttempt): AttemptView {
  const { score, maximum, percent, outcome } = reading;
  return {
    kind: 'award',
    state: award.state,
    badge: award.badge && badgeView(award.badge),
    shortEmail: award.earner?.email ? shortenEmail(award.earner.email) : null,
    earnerKnown: award.credly?.earnerKnown ?? null,
    mailSuppressed: award.rule.issue.suppressMail,
    repeated,
    alreadyAwarded: award.state === 'cancelled' && award.reason === 'already-awarded',
    name,
    result: { score, maximum, percent, outcome },
    missing,
    isStalled,
  };
}

export function troubleOf(failure: CredlyFailure): CredlyTrouble {
  switch (failure.kind) {
    case 'token-refused':
    case 'forbidden':
    case 'not-found':
    case 'timed-out':
    case 'not-credly':
      return failure.kind;
    case 'rate-limited':
    case 'server-error':
      return 'busy';
    case 'unreachable':
    case 'aborted':
      return 'unreachable';
    default:
      return 'not-credly';
  }
}
