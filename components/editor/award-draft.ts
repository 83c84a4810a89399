import type { AwardForView, RuleDraft, TemplateView } from '@/lib/messages/client.ts';

/** What an author has typed in the dialog, not yet checked. Kept apart from the dialog, so that nothing typed is lost. */
export interface AwardDraft {
  kind: 'passing-score' | 'outcomes';
  template: Pick<TemplateView, 'id' | 'name' | 'imageUrl'> | null;
  threshold: string;
  unit: 'percent' | 'points';
  outcomes: { name: string; chosen: boolean }[];
}

/** What the page shows of the quiz; null where it does not. */
export interface QuizOnPage {
  type: 'scored' | 'outcome' | null;
  passingScore: { value: string; unit: 'percent' | 'points' } | null;
  outcomes: string[];
}

/** A new draft: the saved rule first, then what the page shows. */
export function startDraft(quiz: QuizOnPage, saved: AwardForView | null): AwardDraft {
  const draft: AwardDraft = {
    kind: quiz.type === 'outcome' ? 'outcomes' : 'passing-score',
    template: null,
    threshold: quiz.passingScore?.value ?? '',
    unit: quiz.passingScore?.unit ?? 'percent',
    outcomes: quiz.outcomes.map((name) => ({ name, chosen: false })),
  };
  if (!saved || saved.kind === 'score-ranges') return draft;
  if (saved.kind === 'passing-score')
    return {
      ...draft,
      kind: quiz.type === null ? 'passing-score' : draft.kind,
      template: templateOf(saved.badge),
      threshold: saved.threshold,
      unit: saved.unit,
    };
  const badge = saved.outcomes.find((it) => it.badge)?.badge ?? null;
  const chosen = new Set(saved.outcomes.filter((it) => it.badge).map((it) => it.name));
  const names = [...new Set([...saved.outcomes.map((it) => it.name), ...quiz.outcomes])];
  return {
    ...draft,
    kind: quiz.type === null ? 'outcomes' : draft.kind,
    template: badge && templateOf(badge),
    outcomes: names.map((name) => ({ name, chosen: chosen.has(name) })),
  };
}

export type DraftProblem =
  | 'badge-missing'
  | 'threshold-missing'
  | 'threshold-not-a-number'
  | 'threshold-over-100'
  | 'no-outcome';

/** What is wrong, in the order of the fields; empty when the draft can be saved. */
export function draftProblems(draft: AwardDraft): DraftProblem[] {
  const problems: DraftProblem[] = [];
  if (!draft.template) problems.push('badge-missing');
  if (draft.kind === 'passing-score') {
    const threshold = draft.threshold.trim();
    if (threshold === '') problems.push('threshold-missing');
    else if (!/^\d{1,9}(\.\d{1,6})?$/.test(threshold)) problems.push('threshold-not-a-number');
    else if (draft.unit === 'percent' && Number(threshold) > 100) problems.push('threshold-over-100');
  } else if (!draft.outcomes.some((it) => it.chosen)) problems.push('no-outcome');
  return problems;
}

/** The draft as the worker takes it; null while it has problems. */
export function toAwardFor(draft: AwardDraft): RuleDraft['awardFor'] | null {
  const { template } = draft;
  if (!template || draftProblems(draft).length > 0) return null;
  if (draft.kind === 'passing-score')
    return { kind: 'passing-score', threshold: draft.threshold.trim(), unit: draft.unit, templateId: template.id };
  return {
    kind: 'outcomes',
    outcomes: draft.outcomes.map(({ name, chosen }) => ({ name, templateId: chosen ? template.id : null })),
  };
}

function templateOf(badge: { templateId: string; name: string; imageUrl: string | null }) {
  return { id: badge.templateId, name: badge.name, imageUrl: badge.imageUrl };
}
