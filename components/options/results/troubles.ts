import type { MessageId } from '../../i18n.ts';
import type { CheckTrouble, ResultsFileTrouble, StartTrouble } from './model.ts';

/** What went wrong, and what to do. */

export const fileTroubles: Readonly<Record<ResultsFileTrouble, MessageId>> = {
  'too-large': 'results_trouble_large',
  'too-many-rows': 'results_trouble_rows',
  'too-many-columns': 'results_trouble_columns',
  'not-text': 'results_trouble_not_text',
  empty: 'results_trouble_empty',
  unreadable: 'results_trouble_unreadable',
};

export const checkTroubles: Readonly<Record<CheckTrouble | StartTrouble, MessageId>> = {
  'no-consent': 'transfer_trouble_no_consent',
  disconnected: 'transfer_trouble_disconnected',
  'rule-gone': 'results_trouble_rule_gone',
  'rule-changed': 'results_trouble_rule_changed',
  'other-connection': 'results_trouble_other_connection',
  'not-joined': 'results_trouble_not_joined',
  'under-way': 'results_trouble_under_way',
  'no-answer': 'transfer_trouble_no_answer',
  cancelled: 'transfer_trouble_no_answer',
};
