import { compareDecimals, isDecimal } from './decimal.ts';
import {
  type AwardDraft,
  type DraftBadge,
  hasTypedOutcome,
  outcomeKey,
  type QuizOnPage,
  rungsOf,
  withTypedOutcome,
} from './draft.ts';
import { asksMaximum, isMaximum, markIn, maximumOf, maximumOnPage, sideOf } from './ranges.ts';

/** Where something is wrong: the name of a field, with its row's number where there are several. */
export type FieldName =
  | 'badge'
  | 'threshold'
  | 'pass-mark'
  | 'maximum'
  | 'new-outcome'
  | 'expires-date'
  | 'expires-months'
  | 'evidence-name'
  | 'evidence-url'
  | `range-${number}`
  | `range-badge-${number}`
  | `outcome-${number}`
  | `outcome-badge-${number}`;

export type ProblemKind =
  | 'badge-missing'
  | 'badge-gone'
  | 'threshold-missing'
  | 'threshold-not-a-number'
  | 'threshold-over-100'
  | 'threshold-over-maximum'
  | 'range-missing'
  | 'range-not-a-number'
  | 'range-over-100'
  | 'range-over-maximum'
  | 'range-doubled'
  | 'range-out-of-order'
  | 'range-below-mark'
  | 'range-straddles-mark'
  | 'range-straddles-inexact'
  | 'no-range'
  | 'mark-not-a-number'
  | 'mark-too-high'
  | 'maximum-missing'
  | 'no-outcome'
  | 'outcome-doubled'
  | 'outcome-gone'
  | 'outcome-known'
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

/** Whether a badge was archived or removed in Credly, as far as is known. */
export type IsGone = (badge: DraftBadge) => boolean;

/**
 * What is wrong, in the order of the fields. Empty exactly when the draft can be saved: then its rule decides every
 * score, and each once.
 * @param today `YYYY-MM-DD`
 */
export function draftProblems(
  draft: AwardDraft,
  quiz: QuizOnPage,
  today: string,
  isGone: IsGone = () => false,
): DraftProblem[] {
  return [...awardForProblems(draft, quiz, isGone), ...optionProblems(draft, today)];
}

function awardForProblems(draft: AwardDraft, quiz: QuizOnPage, isGone: IsGone): DraftProblem[] {
  switch (draft.kind) {
    case 'passing-score':
      return [...badgeProblem('badge', draft.badge, isGone), ...thresholdProblems(draft, quiz)];
    case 'score-ranges':
      return rangesProblems(draft, quiz, isGone);
    case 'outcomes':
      return outcomesProblems(draft, quiz, isGone);
  }
}

function badgeProblem(field: FieldName, badge: DraftBadge | null, isGone: IsGone): DraftProblem[] {
  if (!badge) return [{ field, kind: 'badge-missing' }];
  return isGone(badge) ? [{ field, kind: 'badge-gone', about: badge.name }] : [];
}

function thresholdProblems({ threshold, unit }: AwardDraft, quiz: QuizOnPage): DraftProblem[] {
  const field = 'threshold';
  if (threshold.trim() === '') return [{ field, kind: 'threshold-missing' }];
  if (!isDecimal(threshold)) return [{ field, kind: 'threshold-not-a-number' }];
  const most = mostOf(unit, maximumOnPage(quiz));
  if (most === null || compareDecimals(threshold, most) <= 0) return [];
  return [{ field, kind: unit === 'percent' ? 'threshold-over-100' : 'threshold-over-maximum', about: most }];
}

/** The highest score there is; null where that is not known. */
const mostOf = (unit: AwardDraft['unit'], maximum: string | null) => (unit === 'percent' ? '100' : maximum);

function rangesProblems(draft: AwardDraft, quiz: QuizOnPage, isGone: IsGone): DraftProblem[] {
  const { ranges, rangeUnit, passMark } = draft;
  const maximum = maximumOf(draft, quiz);
  const asks = asksMaximum(draft, quiz);
  // One that is neither on the page nor in a field could not be mended.
  const reach = asks ? maximum : maximumOnPage(quiz);
  const wrongMark = markProblem(passMark, reach);
  const problems = wrongMark ? [wrongMark] : [];
  if (asks && !isMaximum(draft.maximum)) problems.push({ field: 'maximum', kind: 'maximum-missing' });
  const mark = wrongMark ? null : markIn(rangeUnit, passMark, maximum);
  const most = mostOf(rangeUnit, reach);
  let highest = '0';
  for (const [index, { from, badge }] of ranges.entries()) {
    const field = `range-${index}` as const;
    const problem = index === 0 ? null : boundProblem(from, highest, rangeUnit, most);
    if (problem) problems.push({ field, ...problem });
    else if (badge && mark) {
      const side = sideOf(ranges, index, mark);
      if (side === 'below') problems.push({ field, kind: 'range-below-mark', about: mark.words });
      if (side === 'straddles')
        problems.push({
          field,
          kind: mark.score === null ? 'range-straddles-inexact' : 'range-straddles-mark',
          about: mark.words,
        });
    }
    if (badge) problems.push(...badgeProblem(`range-badge-${index}`, badge, isGone));
    if (isDecimal(from) && compareDecimals(from, highest) > 0) highest = from.trim();
  }
  if (!ranges.some((it) => it.badge)) problems.push({ field: `range-badge-${ranges.length - 1}`, kind: 'no-range' });
  return problems;
}

/** A quiz's own passing score that is no number, or that no result can reach. */
function markProblem({ value, unit }: AwardDraft['passMark'], maximum: string | null): DraftProblem | null {
  const field = 'pass-mark';
  if (value.trim() === '') return null;
  if (!isDecimal(value)) return { field, kind: 'mark-not-a-number' };
  const most = mostOf(unit, maximum);
  if (most === null || compareDecimals(value, most) <= 0) return null;
  return { field, kind: 'mark-too-high', about: most };
}

/**
 * @param highest the greatest bound of the rows above
 * @param most the highest score there is, where that is known
 */
function boundProblem(
  from: string,
  highest: string,
  unit: AwardDraft['unit'],
  most: string | null,
): Omit<DraftProblem, 'field'> | null {
  if (from.trim() === '') return { kind: 'range-missing' };
  if (!isDecimal(from)) return { kind: 'range-not-a-number' };
  if (most !== null && compareDecimals(from, most) > 0)
    return { kind: unit === 'percent' ? 'range-over-100' : 'range-over-maximum', about: most };
  const order = compareDecimals(from, highest);
  if (order > 0) return null;
  return { kind: order === 0 ? 'range-doubled' : 'range-out-of-order', about: highest };
}

function outcomesProblems(draft: AwardDraft, quiz: QuizOnPage, isGone: IsGone): DraftProblem[] {
  const { outcomes } = withTypedOutcome(draft);
  const onPage = new Set(quiz.outcomes.map(outcomeKey));
  const isNoneChosen = !outcomes.some((it) => it.chosen);
  const needsBadge = isNoneChosen || outcomes.some((it) => it.chosen && it.badge === null);
  const problems = needsBadge ? badgeProblem('badge', draft.badge, isGone) : [];
  const seen = new Set<string>();
  for (const [index, { name, chosen, badge, confirmed }] of outcomes.entries()) {
    const key = outcomeKey(name);
    const field = `outcome-${index}` as const;
    if (seen.has(key)) problems.push({ field, kind: 'outcome-doubled' });
    else if (chosen && !confirmed && onPage.size > 0 && !onPage.has(key))
      problems.push({ field, kind: 'outcome-gone' });
    if (chosen && badge) problems.push(...badgeProblem(`outcome-badge-${index}`, badge, isGone));
    seen.add(key);
  }
  const field = 'new-outcome';
  if (draft.newOutcome.trim() !== '' && hasTypedOutcome(draft)) problems.push({ field, kind: 'outcome-known' });
  else if (isNoneChosen) problems.push({ field, kind: 'no-outcome' });
  return problems;
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
  const ids = rungsOf(draft).map((it) => it?.id);
  const isShared = (id: string | undefined) => id !== undefined && ids.indexOf(id) !== ids.lastIndexOf(id);
  return new Set(ids.flatMap((id, index) => (isShared(id) ? [index] : [])));
}
