import { useMemo, useState } from 'preact/hooks';
import { type Snake, type Translate, useTranslate } from '../../i18n.ts';
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

/** These have the sentence of another one: a bound and a maximum are no other numbers than a passing score. */
type Shared = 'badge-gone' | 'mark-not-a-number' | `range-${'not-a-number' | 'over-100' | 'over-maximum'}`;
type OwnId = `draft_problem_${Snake<Exclude<ProblemKind, Shared>>}`;

/** What is wrong, as a sentence: its id follows the name of the problem. */
export function sentenceOf({ kind, about }: DraftProblem, t: Translate): string {
  const name = kind.replace(/^(mark|range)-(?=not|over)/, 'threshold-').replaceAll('-', '_');
  return t(kind === 'badge-gone' ? 'picker_archived' : (`draft_problem_${name}` as OwnId), about ?? '');
}
