import type { QuizRuleView } from '@/lib/messages/client';
import type { MessageId } from '../../i18n.ts';
import type { Columns, FileFacts, Questions, Setup } from './model.ts';

/** How a file is to be read, while a person still makes up their mind. Null: not answered yet. */
export interface Draft {
  ruleId: string;
  columns: Columns;
  decimalMark: Setup['decimalMark'] | null;
  percentAs: Setup['percentAs'] | null;
  dateOrder: 'day-first' | 'month-first' | null;
  nameSplit: NonNullable<Setup['nameSplit']> | null;
  dates: 'column' | 'one' | 'now';
  day: string;
  /** Every row of a file without a status is a final result, says a person. */
  allFinal: boolean;
}

export function draftOf(facts: FileFacts, ruleId: string): Draft {
  return {
    ruleId,
    columns: facts.guess,
    decimalMark: null,
    percentAs: null,
    dateOrder: null,
    nameSplit: null,
    dates: facts.guess.date === null ? 'now' : 'column',
    day: '',
    allFinal: false,
  };
}

/** Makes one column something else; what it was, and what was that, are free again. */
export function withColumn(columns: Columns, at: number, kind: keyof Columns | ''): Columns {
  const entries = Object.entries(columns).map(([name, column]) => [name, column === at ? null : column]);
  return { ...(Object.fromEntries(entries) as Columns), ...(kind === '' ? {} : { [kind]: at }) };
}

/** The full name has to be split: there is no other name. */
export const needsSplit = ({ fullName, firstName, lastName }: Columns): boolean =>
  fullName !== null && (firstName === null || lastName === null);

export type DraftField =
  | 'quiz'
  | 'columns'
  | 'decimalMark'
  | 'percentAs'
  | 'dateOrder'
  | 'nameSplit'
  | 'day'
  | 'allFinal';

/** What is still missing, field by field. */
export function problemsOf(
  draft: Draft,
  questions: Questions | null,
  rule: Pick<QuizRuleView, 'awardFor'> | null,
  today: string,
): Partial<Record<DraftField, MessageId>> {
  const { columns } = draft;
  const problems: Partial<Record<DraftField, MessageId>> = {};
  if (!rule) problems.quiz = 'results_missing_quiz';
  const isScored = columns.score !== null || columns.percent !== null;
  if (columns.email === null) problems.columns = 'results_missing_email';
  else if (columns.fullName === null && (columns.firstName === null || columns.lastName === null))
    problems.columns = 'results_missing_name';
  else if (rule?.awardFor.kind === 'outcomes' ? columns.outcome === null : !isScored)
    problems.columns = rule?.awardFor.kind === 'outcomes' ? 'results_missing_outcome' : 'results_missing_score';
  const answer = 'results_missing_answer';
  if (questions?.decimalMark === 'ask' && !draft.decimalMark) problems.decimalMark = answer;
  if (questions?.percentAs === 'ask' && !draft.percentAs) problems.percentAs = answer;
  if (draft.dates === 'column' && questions?.dateOrder === 'ask' && !draft.dateOrder) problems.dateOrder = answer;
  if (needsSplit(columns) && !draft.nameSplit) problems.nameSplit = answer;
  if (draft.dates === 'one' && !draft.day) problems.day = 'results_missing_day';
  if (draft.dates === 'one' && draft.day > today) problems.day = 'results_day_in_future';
  if (columns.status === null && !draft.allFinal) problems.allFinal = 'results_missing_final';
  return problems;
}

/** @param now one moment for all rows without a date of their own */
export function setupOf(draft: Draft, questions: Questions | null, hasHeadings: boolean, now: number): Setup {
  const known = <T extends string>(value: T | 'ask' | undefined): T | null =>
    value === undefined || value === 'ask' ? null : value;
  const order = draft.dateOrder ?? known(questions?.dateOrder) ?? 'day-first';
  return {
    hasHeadings,
    columns: draft.columns,
    decimalMark: draft.decimalMark ?? known(questions?.decimalMark) ?? '.',
    percentAs: draft.percentAs ?? known(questions?.percentAs) ?? 'percent',
    nameSplit: needsSplit(draft.columns) ? draft.nameSplit : null,
    dates:
      draft.dates === 'column'
        ? { kind: 'column', order }
        : draft.dates === 'one'
          ? { kind: 'one', day: draft.day }
          : { kind: 'now' },
    now,
  };
}
