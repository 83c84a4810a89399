import type { IssueRequest } from '../credly/index.ts';
import { type Award, credlyTime } from './award.ts';
import type { IssueOptions } from './rule.ts';

/**
 * What is sent to Credly for an award: the five required fields, and nothing else unless its rule says so.
 * @returns null while one of the five is missing
 */
export function issueRequestOf({
  earner,
  badge,
  issuedAt,
  rule,
  provenance,
}: Pick<Award, 'earner' | 'badge' | 'issuedAt'> & {
  rule: Pick<Award['rule'], 'issue'>;
  provenance: Pick<Award['provenance'], 'observedAt'>;
}): IssueRequest | null {
  if (!earner?.email || !earner.firstName || !earner.lastName || !badge) return null;
  const { expires, mailLanguage, suppressMail, evidence } = rule.issue;
  const expiresAt = expiryOf(expires, provenance.observedAt);
  return {
    recipient_email: earner.email,
    issued_to_first_name: earner.firstName,
    issued_to_last_name: earner.lastName,
    badge_template_id: badge.templateId,
    issued_at: issuedAt,
    ...(expiresAt === null ? {} : { expires_at: expiresAt }),
    ...(mailLanguage ? { locale: mailLanguage } : {}),
    ...(suppressMail ? { suppress_badge_notification_email: true } : {}),
    ...(evidence ? { evidence: [{ type: 'UrlEvidence', name: evidence.name, value: evidence.url }] } : {}),
  };
}

/**
 * Whether a badge issued now would have expired already: a date that has passed, or months after an old result. Such a
 * badge is never sent.
 */
export function isExpiredAtBirth({ expires }: IssueOptions, resultAt: number, now: number): boolean {
  const expiresAt = expiryOf(expires, resultAt);
  return typeof expiresAt === 'string' && Date.parse(expiresAt.replace(' +0000', 'Z').replace(' ', 'T')) <= now;
}

/** Credly's `expires_at`; null where the template decides. */
function expiryOf(expires: IssueOptions['expires'], resultAt: number): string | false | null {
  switch (expires.kind) {
    case 'template':
      return null;
    case 'never':
      return false;
    case 'date':
      return `${expires.date} 23:59:59 +0000`;
    case 'months':
      return credlyTime(addMonths(resultAt, expires.months));
  }
}

/** The same day and time so many months later; the last day of the month where it is shorter. */
function addMonths(time: number, months: number): number {
  const start = new Date(time);
  const moved = new Date(time);
  moved.setUTCDate(1);
  moved.setUTCMonth(start.getUTCMonth() + months);
  const daysInMonth = new Date(Date.UTC(moved.getUTCFullYear(), moved.getUTCMonth() + 1, 0)).getUTCDate();
  moved.setUTCDate(Math.min(start.getUTCDate(), daysInMonth));
  return moved.getTime();
}
