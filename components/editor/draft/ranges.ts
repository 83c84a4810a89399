import { compareDecimals, hundredthOf, isDecimal, tidyDecimal, timesDecimals } from './decimal.ts';
import type { AwardDraft, QuizOnPage, RangeRow } from './draft.ts';

/** The rows of "Score Ranges": each runs from its own bound up to, not including, the next one's. */

/** The quiz's own passing score as a bound of the ranges; null where there is none, or its unit cannot be converted. */
export function markAmongRanges(
  draft: Pick<AwardDraft, 'passMark' | 'rangeUnit'>,
  maximum: string | null,
): string | null {
  const { value, unit } = draft.passMark;
  if (!isDecimal(value)) return null;
  if (unit === draft.rangeUnit) return tidyDecimal(value);
  // From percent to points only: the other way round need not end.
  return unit === 'percent' && maximum !== null ? hundredthOf(timesDecimals(value, maximum)) : null;
}

/** The most points of the quiz, where its ranges on the page say it. */
export function maximumOnPage({ ranges }: QuizOnPage): string | null {
  const to = ranges.rows.at(-1)?.to ?? null;
  return ranges.unit === 'percent' || to === null || !isDecimal(to) || compareDecimals(to, '0') === 0 ? null : to;
}

/** How a range lies to the passing score: `straddles` where a part of it passes and a part does not. */
export function sideOf(ranges: readonly RangeRow[], index: number, mark: string): 'below' | 'straddles' | 'passing' {
  const from = ranges[index]?.from ?? '';
  const to = ranges[index + 1]?.from;
  if (!isDecimal(from) || compareDecimals(from, mark) >= 0) return 'passing';
  const endsAbove = to === undefined || (isDecimal(to) && compareDecimals(to, mark) > 0);
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
