import type { MessageId } from '../i18n.ts';
import type { AfterIssuingTrouble } from './model.ts';

/** Why something that was asked of an issued badge did not work, and what to do. */
export const afterIssuingWords: Readonly<Record<AfterIssuingTrouble, MessageId>> = {
  'token-refused': 'after_trouble_token',
  forbidden: 'after_trouble_forbidden',
  'not-found': 'after_trouble_not_found',
  'already-has-badge': 'after_trouble_refused',
  'already-replaced': 'after_trouble_refused',
  rejected: 'after_trouble_refused',
  'rate-limited': 'after_trouble_busy',
  'server-error': 'after_trouble_busy',
  unreachable: 'after_trouble_unreachable',
  'timed-out': 'after_trouble_unreachable',
  aborted: 'after_trouble_unreachable',
  'not-credly': 'after_trouble_unreachable',
  unanswered: 'after_trouble_unanswered',
  'not-connected': 'after_other_connection',
  'not-possible': 'after_trouble_moved_on',
  'not-pending': 'after_not_pending',
  'email-malformed': 'details_email_malformed',
  'already-awarded': 'after_trouble_already_awarded',
  'no-answer': 'failed_nothing_changed',
};
