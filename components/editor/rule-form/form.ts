import { useMemo, useState } from 'preact/hooks';
import { type MessageId, type Translate, useTranslate } from '../../i18n.ts';
import type { TemplateList } from '../badge-combobox.tsx';
import { badgesGoneFrom } from '../badge-gone.ts';
import type { AwardDraft, QuizOnPage } from '../draft/draft.ts';
import { type DraftProblem, draftProblems, type FieldName, type IsGone, type ProblemKind } from '../draft/problems.ts';

/** The dialog's fields as their parts see them: what is typed, what is wrong with it, and how it is changed. */
export interface DraftForm {
  draft: AwardDraft;
  quiz: QuizOnPage;
  list: TemplateList;
  onRefresh: () => void;
  isGone: IsGone;
  /** Changes what was typed. @param left fields that were decided by this, such as a row whose badge was chosen */
  change: (part: Partial<AwardDraft>, ...left: FieldName[]) => void;
  /** What is wrong with a field that was left, or with any field after Save; null while it is fine or being typed in. */
  problemOf: (...fields: FieldName[]) => { text: string; kind: ProblemKind; about: string | undefined } | null;
  /** The field was left: now it is checked. */
  leave: (...fields: FieldName[]) => void;
}

const problemTexts: Record<ProblemKind, MessageId> = {
  'badge-missing': 'editor_problem_badge',
  'badge-gone': 'picker_archived',
  'threshold-missing': 'editor_problem_threshold_missing',
  'threshold-not-a-number': 'editor_problem_threshold_number',
  'threshold-over-100': 'editor_problem_threshold_over',
  'threshold-over-maximum': 'draft_problem_over_maximum',
  'range-missing': 'draft_problem_range_missing',
  'range-not-a-number': 'editor_problem_threshold_number',
  'range-over-100': 'editor_problem_threshold_over',
  'range-over-maximum': 'draft_problem_over_maximum',
  'range-doubled': 'draft_problem_range_doubled',
  'range-out-of-order': 'draft_problem_range_order',
  'range-below-mark': 'draft_problem_range_below',
  'range-straddles-mark': 'draft_problem_range_straddles',
  'range-straddles-inexact': 'draft_problem_range_inexact',
  'no-range': 'draft_problem_no_range',
  'mark-not-a-number': 'editor_problem_threshold_number',
  'mark-too-high': 'draft_problem_mark_too_high',
  'maximum-missing': 'draft_problem_maximum',
  'no-outcome': 'editor_problem_outcome',
  'outcome-doubled': 'draft_problem_outcome_doubled',
  'outcome-gone': 'draft_problem_outcome_gone',
  'outcome-known': 'draft_problem_outcome_known',
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
  // A day lasts until its end in UTC: so Credly is told.
  const today = new Date().toISOString().slice(0, 10);
  const isGone = useMemo(() => badgesGoneFrom(list), [list]);
  const problemsOf = (it: AwardDraft) => draftProblems(it, quiz, today, isGone);
  const problems = problemsOf(draft);

  const form: DraftForm = {
    draft,
    quiz,
    list,
    onRefresh,
    isGone,
    change(part, ...left) {
      const changed = { ...draft, ...part };
      // A score that was tried in one unit is none in the other.
      if (part.kind ?? part.unit ?? part.rangeUnit) changed.tried = { ...changed.tried, score: null };
      const found = problemsOf(changed);
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
