import { useState } from 'preact/hooks';
import { type MessageId, type Translate, useTranslate } from '../../i18n.ts';
import type { TemplateList } from '../badge-combobox.tsx';
import type { AwardDraft, QuizOnPage } from '../draft/draft.ts';
import { type DraftProblem, draftProblems, type FieldName, type ProblemKind } from '../draft/problems.ts';

/** The dialog's fields as their parts see them: what is typed, what is wrong with it, and how it is changed. */
export interface DraftForm {
  draft: AwardDraft;
  quiz: QuizOnPage;
  list: TemplateList;
  onRefresh: () => void;
  /** Changes what was typed. @param left fields that were decided by this, such as a row whose badge was chosen */
  change: (part: Partial<AwardDraft>, ...left: FieldName[]) => void;
  /** What is wrong with a field that was left, or with any field after Save; null while it is fine or being typed in. */
  problemOf: (...fields: FieldName[]) => { text: string; kind: ProblemKind; about: string | undefined } | null;
  /** The field was left: now it is checked. */
  leave: (...fields: FieldName[]) => void;
}

const problemTexts: Record<ProblemKind, MessageId> = {
  'badge-missing': 'editor_problem_badge',
  'threshold-missing': 'editor_problem_threshold_missing',
  'threshold-not-a-number': 'editor_problem_threshold_number',
  'threshold-over-100': 'editor_problem_threshold_over',
  'range-missing': 'draft_problem_range_missing',
  'range-not-a-number': 'editor_problem_threshold_number',
  'range-over-100': 'editor_problem_threshold_over',
  'range-doubled': 'draft_problem_range_doubled',
  'range-out-of-order': 'draft_problem_range_order',
  'range-below-mark': 'draft_problem_range_below',
  'range-straddles-mark': 'draft_problem_range_straddles',
  'no-range': 'draft_problem_no_range',
  'mark-not-a-number': 'editor_problem_threshold_number',
  'no-outcome': 'editor_problem_outcome',
  'outcome-doubled': 'draft_problem_outcome_doubled',
  'outcome-gone': 'draft_problem_outcome_gone',
  'date-missing': 'draft_problem_date_missing',
  'date-past': 'draft_problem_date_past',
  'months-not-a-number': 'draft_problem_months',
  'evidence-name-missing': 'draft_problem_evidence_name',
  'evidence-url-missing': 'draft_problem_evidence_url',
  'evidence-url-wrong': 'draft_problem_evidence_https',
};

const keyOf = ({ field, kind }: DraftProblem) => `${field} ${kind}`;

export interface UsedForm {
  form: DraftForm;
  /** Everything that is wrong, shown or not. */
  problems: DraftProblem[];
  /** Shows everything that is wrong. */
  checkAll: () => void;
}

/** @param props what the dialog was given */
export function useDraftForm(
  props: Pick<DraftForm, 'draft' | 'quiz' | 'list' | 'onRefresh'> & { onDraft: (draft: AwardDraft) => void },
): UsedForm {
  const t = useTranslate();
  const { draft, quiz, list, onRefresh, onDraft } = props;
  /** Problems that are shown: those of fields that were left. */
  const [shown, setShown] = useState<ReadonlySet<string>>(new Set());
  const today = localDay(new Date());
  const problems = draftProblems(draft, quiz, today);

  const form: DraftForm = {
    draft,
    quiz,
    list,
    onRefresh,
    change(part, ...left) {
      const changed = { ...draft, ...part };
      const found = draftProblems(changed, quiz, today);
      // A mended field loses its error at once; a new error waits for leaving the field or Save.
      setShown(new Set(found.filter((it) => shown.has(keyOf(it)) || left.includes(it.field)).map(keyOf)));
      onDraft(changed);
    },
    problemOf(...fields) {
      const problem = problems.find((it) => fields.includes(it.field) && shown.has(keyOf(it)));
      return problem ? { text: sentenceOf(problem, t), kind: problem.kind, about: problem.about } : null;
    },
    leave(...fields) {
      const left = problems.filter((it) => fields.includes(it.field));
      setShown((before) => new Set([...before, ...left.map(keyOf)]));
    },
  };
  return { form, problems, checkAll: () => setShown(new Set(problems.map(keyOf))) };
}

function sentenceOf({ kind, about }: DraftProblem, t: Translate): string {
  return t(problemTexts[kind], about ?? '');
}

/** The reader's own day, `YYYY-MM-DD`. */
function localDay(date: Date): string {
  const two = (value: number) => String(value).padStart(2, '0');
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}
