import { compareDecimals, hundredthOf, isDecimal, percentOf, tidyDecimal, timesDecimals } from './decimal.ts';
import type { AwardDraft, QuizOnPage, RangeRow, Unit } from './draft.ts';

/** The rows of "Score Ranges": each runs from its own bound up to, not including, the next one's. */

/** The quiz's own passing score, as scores of another count are held against it. */
export interface Mark {
  /** Negative, zero or positive, as a score lies below, at or above it. Multiplied crosswise, so that nothing is rounded. */
  compare: (score: string) => number;
  /** The mark as such a score; null where no decimal says it exactly. */
  score: string | null;
  /** It in words without a language, for sentences: "24", or "20/30" where no decimal says it. */
  words: string;
}

/**
 * @param unit what the scores are counted in
 * @param maximum the most points of the quiz; null where that is not known
 * @returns null where there is no mark, or it is counted in another unit and nobody knows how many points there are
 */
export function markIn(unit: Unit, { value, unit: own }: AwardDraft['passMark'], maximum: string | null): Mark | null {
  if (!isDecimal(value)) return null;
  const tidy = tidyDecimal(value);
  if (unit === own) return { compare: (score) => compareDecimals(score, value), score: tidy, words: tidy };
  if (maximum === null) return null;
  const isPercent = own === 'percent';
  const [left, right] = isPercent ? ['100', timesDecimals(value, maximum)] : [maximum, timesDecimals(value, '100')];
  const exact = isPercent ? hundredthOf(right) : percentOf(value, maximum);
  const score = exact !== null && isDecimal(exact) ? exact : null;
  const words = exact ?? `${tidy}/${maximum}`;
  return { compare: (it) => compareDecimals(timesDecimals(it, left), right), score, words };
}

/**
 * The most points of the quiz, where the page itself calls its ranges points and names no passing score beyond them. What
 * is only guessed keeps nothing from being saved.
 */
export function maximumOnPage({ ranges, passingScore }: QuizOnPage): string | null {
  const to = ranges.rows.at(-1)?.to ?? '';
  if (ranges.unit !== 'points' || !isMaximum(to)) return null;
  return passingScore?.unit === 'points' && compareDecimals(passingScore.value, to) > 0 ? null : to;
}

/** The most points of the quiz: as the page shows it, else as it was typed. */
export function maximumOf({ maximum }: Pick<AwardDraft, 'maximum'>, quiz: QuizOnPage): string | null {
  return maximumOnPage(quiz) ?? (isMaximum(maximum) ? tidyDecimal(maximum) : null);
}

export function isMaximum(text: string): boolean {
  return isDecimal(text) && compareDecimals(text, '0') > 0;
}

/** Whether ranges and passing score are counted differently, and only the author can say how many points there are. */
export function asksMaximum({ passMark, rangeUnit }: AwardDraft, quiz: QuizOnPage): boolean {
  return isDecimal(passMark.value) && passMark.unit !== rangeUnit && maximumOnPage(quiz) === null;
}

/** How a range lies to the passing score: `straddles` where a part of it passes and a part does not. */
export function sideOf(ranges: readonly RangeRow[], index: number, mark: Mark): 'below' | 'straddles' | 'passing' {
  const from = ranges[index]?.from ?? '';
  const to = ranges[index + 1]?.from;
  if (!isDecimal(from) || mark.compare(from) >= 0) return 'passing';
  const endsAbove = to === undefined || (isDecimal(to) && mark.compare(to) > 0);
  return endsAbove ? 'straddles' : 'below';
}

/** Cuts a range in two: the lower part awards nothing, the upper one keeps the badge. */
export function splitRange(ranges: readonly RangeRow[], index: number, at: string): RangeRow[] {
  return ranges.flatMap((row, place) =>
    place === index
      ? [
          { ...row, badge: null },
          { from: at, badge: row.badge },
        ]
      : [row],
  );
}

/** Takes a row away; its scores fall to the row below. The first row always stays, since every score is decided. */
export function removeRange(ranges: readonly RangeRow[], index: number): RangeRow[] {
  return index === 0 ? [...ranges] : ranges.filter((_, place) => place !== index);
}
