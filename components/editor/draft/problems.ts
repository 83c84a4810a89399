import { compareDecimals, isDecimal } from './decimal.ts';
import { type AwardDraft, badgeOfOutcome, outcomeKey, type QuizOnPage } from './draft.ts';
import { markAmongRanges, maximumOnPage, sideOf } from './ranges.ts';

/** Where something is wrong: the name of a field, with its row's number where there are several. */
export type FieldName =
  | 'badge'
  | 'threshold'
  | 'pass-mark'
  | 'new-outcome'
  | 'expires-date'
  | 'expires-months'
  | 'evidence-name'
  | 'evidence-url'
  | `range-${number}`
  | `range-badge-${number}`
  | `outcome-${number}`;

export type ProblemKind =
  | 'badge-missing'
  | 'threshold-missing'
  | 'threshold-not-a-number'
  | 'threshold-over-100'
  | 'range-missing'
  | 'range-not-a-number'
  | 'range-over-100'
  | 'range-doubled'
  | 'range-out-of-order'
  | 'range-below-mark'
  | 'range-straddles-mark'
  | 'no-range'
  | 'mark-not-a-number'
  | 'no-outcome'
  | 'outcome-doubled'
  | 'outcome-gone'
  | 'date-missing'
  | 'date-past'
  | 'months-not-a-number'
  | 'evidence-name-missing'
  | 'evidence-url-missing'
  | 'evidence-url-wrong';

export interface DraftProblem {
  field: FieldName;
  kind: ProblemKind;
  /** What the sentence is about: a bound, a passing score. */
  about?: string;
}

/**
 * What is wrong, in the order of the fields. Empty exactly when the draft can be saved: then its rule decides every
 * score, and each once.
 * @param today `YYYY-MM-DD`
 */
export function draftProblems(draft: AwardDraft, quiz: QuizOnPage, today: string): DraftProblem[] {
  return [...awardForProblems(draft, quiz), ...optionProblems(draft, today)];
}

function awardForProblems(draft: AwardDraft, quiz: QuizOnPage): DraftProblem[] {
  switch (draft.kind) {
    case 'passing-score':
      return [...badgeProblem(draft.badge === null), ...thresholdProblems(draft)];
    case 'score-ranges':
      return rangesProblems(draft, quiz);
    case 'outcomes':
      return outcomesProblems(draft, quiz);
  }
}

const badgeProblem = (isMissing: boolean): DraftProblem[] =>
  isMissing ? [{ field: 'badge', kind: 'badge-missing' }] : [];

function thresholdProblems({ threshold, unit }: AwardDraft): DraftProblem[] {
  const wrong = (kind: ProblemKind): DraftProblem[] => [{ field: 'threshold', kind }];
  if (threshold.trim() === '') return wrong('threshold-missing');
  if (!isDecimal(threshold)) return wrong('threshold-not-a-number');
  return unit === 'percent' && compareDecimals(threshold, '100') > 0 ? wrong('threshold-over-100') : [];
}

function rangesProblems(draft: AwardDraft, quiz: QuizOnPage): DraftProblem[] {
  const { ranges, rangeUnit, passMark } = draft;
  const problems: DraftProblem[] = [];
  const typedMark = passMark.value.trim();
  if (typedMark !== '' && !isDecimal(typedMark)) problems.push({ field: 'pass-mark', kind: 'mark-not-a-number' });
  const mark = markAmongRanges(draft, maximumOnPage(quiz));
  let highest = '0';
  for (const [index, { from, badge }] of ranges.entries()) {
    const field = `range-${index}` as const;
    const problem = index === 0 ? null : boundProblem(from, highest, rangeUnit);
    if (problem) problems.push({ field, kind: problem, about: highest });
    else if (badge && mark !== null) {
      const side = sideOf(ranges, index, mark);
      if (side === 'below') problems.push({ field, kind: 'range-below-mark', about: mark });
      if (side === 'straddles') problems.push({ field, kind: 'range-straddles-mark', about: mark });
    }
    if (isDecimal(from) && compareDecimals(from, highest) > 0) highest = from.trim();
  }
  if (!ranges.some((it) => it.badge)) problems.push({ field: `range-badge-${ranges.length - 1}`, kind: 'no-range' });
  return problems;
}

/** @param highest the greatest bound of the rows above */
function boundProblem(from: string, highest: string, unit: AwardDraft['unit']): ProblemKind | null {
  if (from.trim() === '') return 'range-missing';
  if (!isDecimal(from)) return 'range-not-a-number';
  if (unit === 'percent' && compareDecimals(from, '100') > 0) return 'range-over-100';
  const order = compareDecimals(from, highest);
  if (order === 0) return 'range-doubled';
  return order < 0 ? 'range-out-of-order' : null;
}

function outcomesProblems(draft: AwardDraft, quiz: QuizOnPage): DraftProblem[] {
  const { outcomes } = draft;
  const onPage = new Set(quiz.outcomes.map(outcomeKey));
  const needsBadge = outcomes.some((it) => it.chosen && badgeOfOutcome(draft, it) === null);
  const isNoneChosen = !outcomes.some((it) => it.chosen);
  const problems = badgeProblem(needsBadge || (isNoneChosen && draft.badge === null));
  const seen = new Set<string>();
  for (const [index, { name, chosen, confirmed }] of outcomes.entries()) {
    const key = outcomeKey(name);
    const field = `outcome-${index}` as const;
    if (seen.has(key)) problems.push({ field, kind: 'outcome-doubled' });
    else if (chosen && !confirmed && onPage.size > 0 && !onPage.has(key))
      problems.push({ field, kind: 'outcome-gone' });
    seen.add(key);
  }
  return isNoneChosen ? [...problems, { field: 'new-outcome', kind: 'no-outcome' }] : problems;
}

function optionProblems({ expires, evidence }: AwardDraft, today: string): DraftProblem[] {
  const problems: DraftProblem[] = [];
  if (expires.kind === 'date') {
    if (!/^\d{4}-\d\d-\d\d$/.test(expires.date)) problems.push({ field: 'expires-date', kind: 'date-missing' });
    else if (expires.date < today) problems.push({ field: 'expires-date', kind: 'date-past' });
  }
  const months = Number(expires.months);
  if (expires.kind === 'months' && !(/^\d{1,3}$/.test(expires.months.trim()) && months >= 1 && months <= 240))
    problems.push({ field: 'expires-months', kind: 'months-not-a-number' });
  const [name, url] = [evidence.name.trim(), evidence.url.trim()];
  if (url !== '' && name === '') problems.push({ field: 'evidence-name', kind: 'evidence-name-missing' });
  if (name !== '' && url === '') problems.push({ field: 'evidence-url', kind: 'evidence-url-missing' });
  if (url !== '' && !isHttpsLink(url)) problems.push({ field: 'evidence-url', kind: 'evidence-url-wrong' });
  return problems;
}

function isHttpsLink(text: string): boolean {
  return URL.canParse(text) && new URL(text).protocol === 'https:' && !/\s/.test(text);
}

/** Rows whose badge another row of the same rule has too: allowed, and said. By row number. */
export function sharedBadgeRows(draft: AwardDraft): Set<number> {
  const badges =
    draft.kind === 'score-ranges'
      ? draft.ranges.map((it) => it.badge?.id)
      : // Ticked outcomes with the badge above share it on purpose.
        draft.outcomes.map((it) => (it.chosen ? it.badge?.id : undefined));
  const shared = badges.flatMap((id, index) =>
    id !== undefined && badges.some((other, place) => other === id && place !== index) ? [index] : [],
  );
  return new Set(shared);
}
