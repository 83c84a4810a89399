import type { MessageId, Translate } from '../../i18n.ts';
import type { ImportTrouble } from './model.ts';

const sentences: Record<ImportTrouble, MessageId> = {
  'too-large': 'transfer_trouble_too_large',
  malformed: 'transfer_trouble_malformed',
  newer: 'transfer_trouble_newer',
  'another-file': 'transfer_trouble_another_rules',
  damaged: 'transfer_trouble_damaged',
  'wrong-passphrase': 'transfer_trouble_passphrase',
  'token-refused': 'transfer_trouble_token',
  forbidden: 'transfer_trouble_credly',
  'not-found': 'transfer_trouble_credly',
  busy: 'transfer_trouble_credly',
  unreachable: 'transfer_trouble_credly',
  'timed-out': 'transfer_trouble_credly',
  'not-credly': 'transfer_trouble_credly',
  disconnected: 'transfer_trouble_disconnected',
  'no-consent': 'transfer_trouble_no_consent',
  'no-answer': 'transfer_trouble_no_answer',
};

/** Why a file was not taken and what to do. @param wanted the kind of file that was asked for */
export function troubleSentence(t: Translate, trouble: ImportTrouble, wanted: 'rules' | 'setup'): string {
  if (trouble === 'another-file' && wanted === 'setup') return t('transfer_trouble_another_setup');
  return t(sentences[trouble]);
}
