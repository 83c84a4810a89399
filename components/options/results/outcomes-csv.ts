import { type MessageId, type Translate, withoutIsolates } from '../../i18n.ts';
import { reasonSentence } from '../../reason-sentence.ts';
import { stateWord } from '../../ui/status-chip.tsx';
import { csvText } from '../awards-csv.ts';
import type { ImportOutcome, LeftReason } from './model.ts';

const leftWords: Readonly<Record<LeftReason, MessageId>> = {
  award: 'results_left_not_chosen',
  held: 'results_left_not_chosen',
  'needs-details': 'results_left_not_chosen',
  'not-chosen': 'results_left_not_chosen',
  'above-limit': 'results_left_above_limit',
  already: 'results_kind_already',
  twice: 'results_kind_twice',
  'not-passing': 'state_not_passing',
  'no-result': 'results_kind_not_final',
  pending: 'results_not_final_pending',
  partial: 'results_not_final_partial',
  unclear: 'results_not_final_unknown',
  unreadable: 'results_kind_unreadable',
  stopped: 'results_left_stopped',
  erased: 'reason_erased',
};

const headings: readonly MessageId[] = [
  'results_line',
  'csv_first_name',
  'csv_last_name',
  'csv_email',
  'results_csv_outcome',
  'csv_reason',
  'csv_badge',
  'results_csv_link',
];

/** What became of each row of an imported file, in its order. Rows that were left have their line alone, and no name. */
export function outcomesCsv(outcomes: readonly ImportOutcome[], say: Translate): string {
  const t = withoutIsolates(say);
  return csvText([headings.map((id) => t(id)), ...outcomes.map((it) => [String(it.line), ...cellsOf(it, t)])]);
}

function cellsOf(outcome: ImportOutcome, t: Translate): string[] {
  const without = (words: string) => ['', '', '', words, '', '', ''];
  if (outcome.kind === 'left') return without(t(leftWords[outcome.reason]));
  if (outcome.kind === 'to-record') return without(t('state_waiting'));
  const { award, isOwn } = outcome;
  if (!award) return without(t('results_left_erased'));
  const words = [reasonSentence(t, award.reason), award.credlySentence && t('award_credly_says', award.credlySentence)];
  const state = t(stateWord(award.state));
  return [
    award.firstName ?? '',
    award.lastName ?? '',
    award.email ?? '',
    isOwn ? state : t('results_csv_before', state),
    words.filter(Boolean).join(' '),
    award.badge ?? '',
    award.acceptUrl ?? '',
  ];
}

/** `results-outcome-2026-03-03.csv`, by the reader's day. */
export function outcomesFileName(fileName: string, now: Date): string {
  const two = (value: number) => String(value).padStart(2, '0');
  const base =
    fileName
      .replace(/\.[^.]*$/, '')
      .replace(/[^\p{L}\p{N}._ -]/gu, '_')
      .slice(0, 80) || 'results';
  return `${base}-outcome-${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}.csv`;
}
