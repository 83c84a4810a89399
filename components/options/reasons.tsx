import { type MessageId, useTranslate } from '../i18n.ts';

/**
 * Why an award is where it is: the values the worker writes. A value that is not listed here has no sentence, and nothing
 * is shown for it.
 */
export const reasonSentences = {
  'contradicts-page': 'reason_contradicts_page',
  'contradicts-pass-mark': 'reason_contradicts_pass_mark',
  'points-without-maximum': 'reason_points_without_maximum',
  'percent-without-points': 'reason_percent_without_points',
  'numbers-disagree': 'reason_numbers_disagree',
  'impossible-score': 'reason_impossible_score',
  'no-score': 'reason_no_score',
  'no-outcome': 'reason_no_outcome',
  'unknown-outcome': 'reason_unknown_outcome',
  'own-credly-button': 'reason_own_credly_button',
  'expired-at-birth': 'reason_expired_at_birth',
  'address-changed': 'reason_address_changed',
  'first-name-missing': 'reason_first_name_missing',
  'last-name-missing': 'reason_last_name_missing',
  'email-missing': 'reason_email_missing',
  'email-malformed': 'reason_email_malformed',
  'cap-reached': 'reason_cap_reached',
  'hold-for-review': 'reason_hold_for_review',
  'too-many-results': 'reason_too_many_results',
  'too-quick': 'reason_too_quick',
  'possible-duplicate': 'reason_possible_duplicate',
  erased: 'reason_erased',
  'already-awarded': 'reason_already_awarded',
  'damaged-record': 'reason_damaged_record',
  'credly-unreachable': 'reason_credly_unreachable',
  'credly-busy': 'reason_credly_busy',
  'token-refused': 'reason_token_refused',
  'organization-unreadable': 'reason_organization_unreadable',
  'no-permission': 'reason_no_permission',
  'worker-died': 'reason_worker_died',
  'no-answer': 'reason_no_answer',
  'not-found-at-credly': 'reason_not_found_at_credly',
  'found-at-credly': 'reason_found_at_credly',
  'duplicate-at-credly': 'reason_duplicate_at_credly',
  'refused-by-credly': 'reason_refused_by_credly',
  'answer-not-understood': 'reason_answer_not_understood',
  approved: 'reason_approved',
  dismissed: 'reason_dismissed',
  'details-completed': 'reason_details_completed',
  'details-differ': 'reason_details_differ',
  'tried-again': 'reason_tried_again',
  'sent-anyway': 'reason_sent_anyway',
  'checked-again': 'reason_checked_again',
  'too-many-attempts': 'reason_too_many_attempts',
  'template-unavailable': 'reason_template_unavailable',
  disconnected: 'reason_disconnected',
  restored: 'reason_restored',
  'better-exists': 'reason_better_exists',
  'better-result': 'reason_better_result',
  'waits-for-lesser': 'reason_waits_for_lesser',
  'waits-for-better': 'reason_waits_for_better',
  'lesser-unclear': 'reason_lesser_unclear',
  'replaced-by-better': 'reason_replaced_by_better',
  'gone-at-credly': 'reason_gone_at_credly',
  'replaced-badge-gone': 'reason_replaced_badge_gone',
  'possible-duplicate-at-credly': 'reason_possible_duplicate_at_credly',
  'template-allows-duplicates': 'reason_template_allows_duplicates',
  'batch-refused': 'reason_batch_refused',
  'revoked-here': 'reason_revoked_here',
  'revoked-at-credly': 'reason_revoked_at_credly',
  'email-corrected': 'reason_email_corrected',
  'waits-for-revoke': 'reason_waits_for_revoke',
  'not-revoked': 'reason_not_revoked',
  'test-badge': 'reason_test_badge',
  'import-paused': 'reason_import_paused',
} as const satisfies Record<string, MessageId>;

/** The message id of a reason's sentence, or null where there is none. */
export function reasonMessage(reason: string | null): MessageId | null {
  return reason !== null && Object.hasOwn(reasonSentences, reason)
    ? reasonSentences[reason as keyof typeof reasonSentences]
    : null;
}

/** The sentence of a reason; nothing for one we have no sentence for. */
export function Reason({ reason }: { reason: string | null }) {
  const t = useTranslate();
  const id = reasonMessage(reason);
  return id && <p class="options-reason">{t(id)}</p>;
}
