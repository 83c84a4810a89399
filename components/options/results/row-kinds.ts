import type { MessageId } from '../../i18n.ts';
import type { Tone } from '../../ui/chip.tsx';
import type { IconName } from '../../ui/icons.tsx';
import type { PluralId } from '../../ui/language.ts';
import type { CheckedRow, LeftReason, RowProblem } from './model.ts';

/** What a row comes to, as the list shows, counts and filters it. */
export const rowKinds = [
  'award',
  'reviewed',
  'held',
  'needs-details',
  'already',
  'twice',
  'not-passing',
  'not-final',
  'unreadable',
] as const;
export type RowKind = (typeof rowKinds)[number];

export const kindLooks: Readonly<Record<RowKind, { tone: Tone; icon: IconName; word: MessageId }>> = {
  award: { tone: 'success', icon: 'medal', word: 'results_kind_award' },
  reviewed: { tone: 'info', icon: 'eye', word: 'results_kind_reviewed' },
  held: { tone: 'warning', icon: 'pause', word: 'state_held' },
  'needs-details': { tone: 'warning', icon: 'pencil', word: 'state_needs_details' },
  already: { tone: 'neutral', icon: 'check-double', word: 'results_kind_already' },
  twice: { tone: 'neutral', icon: 'minus', word: 'results_kind_twice' },
  'not-passing': { tone: 'neutral', icon: 'minus', word: 'state_not_passing' },
  'not-final': { tone: 'neutral', icon: 'clock', word: 'results_kind_not_final' },
  unreadable: { tone: 'danger', icon: 'alert', word: 'results_kind_unreadable' },
};

export function kindOf({ verdict, isReviewed }: CheckedRow): RowKind {
  switch (verdict) {
    case null:
      return 'unreadable';
    case 'no-result':
      return 'not-final';
    case 'award':
      return isReviewed ? 'reviewed' : 'award';
    default:
      return verdict;
  }
}

/** Whether a person can choose it at all: the others have nothing to award. */
export const isChoosable = (row: CheckedRow): boolean =>
  ['award', 'reviewed', 'held', 'needs-details'].includes(kindOf(row));

/** What is chosen until a person says otherwise: what certainly passes, and what waits for an approval anyway. */
export const isChosenAtFirst = (row: CheckedRow): boolean =>
  !row.isReviewed && (row.verdict === 'award' || (row.verdict === 'held' && row.reason === 'hold-for-review'));

/** How many rows are of each kind; only kinds that there are. */
export function countKinds(rows: readonly CheckedRow[]): [RowKind, number][] {
  const counts = new Map<RowKind, number>();
  for (const row of rows) counts.set(kindOf(row), (counts.get(kindOf(row)) ?? 0) + 1);
  return rowKinds.flatMap((kind) => {
    const count = counts.get(kind) ?? 0;
    return count > 0 ? [[kind, count] as [RowKind, number]] : [];
  });
}

/** The sentence of counts, in its order: words and numbers that are worth saying. */
export function summaryOf(rows: readonly CheckedRow[]): [PluralId, number][] {
  const counts = new Map(countKinds(rows));
  const of = (...kinds: RowKind[]) => kinds.reduce((sum, kind) => sum + (counts.get(kind) ?? 0), 0);
  const parts: [PluralId, number][] = [
    ['results_count_rows', rows.length],
    ['results_count_pass', of('award', 'reviewed', 'held', 'needs-details', 'already', 'twice')],
    ['results_count_details', of('needs-details')],
    ['results_count_already', of('already')],
    ['results_count_award', of('award')],
  ];
  return parts.filter(([id, count]) => count > 0 || id === 'results_count_rows' || id === 'results_count_award');
}

/** Why a row that is not awarded is left. */
export function leftReasonOf(row: CheckedRow, isChosen: boolean): LeftReason {
  if (isChoosable(row)) return isChosen ? 'above-limit' : 'not-chosen';
  if (row.verdict === null) return 'unreadable';
  if (row.verdict !== 'no-result') return row.verdict;
  const { finality } = row.reading;
  return finality === 'pending' || finality === 'partial' ? finality : 'unclear';
}

export const problemSentences: Readonly<Record<RowProblem, MessageId>> = {
  'too-many-cells': 'results_problem_cells',
  'cell-too-long': 'results_problem_long',
  'score-unreadable': 'results_problem_score',
  'maximum-unreadable': 'results_problem_maximum',
  'percent-unreadable': 'results_problem_percent',
  'passed-unclear': 'results_problem_passed',
  'date-unreadable': 'results_problem_date',
  'date-in-future': 'results_problem_future',
};

export const finalitySentences = {
  pending: 'results_not_final_pending',
  partial: 'results_not_final_partial',
  unknown: 'results_not_final_unknown',
} as const satisfies Record<string, MessageId>;
