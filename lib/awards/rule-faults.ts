import Big from 'big.js';
import { sameOutcomeKey } from './decide.ts';
import { type AwardFor, badgesOf } from './rule.ts';

/** Why a rule cannot be saved. The dialog says it better and earlier; this is the worker's own word on what a page sent. */
export type RuleFault =
  | 'awards-nothing'
  | 'threshold-impossible'
  | 'bounds-not-ascending'
  | 'bound-impossible'
  | 'mark-impossible'
  | 'badge-below-pass-mark'
  | 'outcome-doubled';

type Unit = 'percent' | 'points';

/** @returns null for a rule that decides every score or outcome exactly once and awards at least one badge */
export function ruleFault(awardFor: AwardFor): RuleFault | null {
  if (badgesOf({ awardFor }).length === 0) return 'awards-nothing';
  switch (awardFor.kind) {
    case 'passing-score':
      return isPossible(awardFor.threshold, awardFor.unit) ? null : 'threshold-impossible';
    case 'score-ranges':
      return rangesFault(awardFor);
    case 'outcomes': {
      const keys = awardFor.outcomes.map((it) => sameOutcomeKey(it.name));
      return new Set(keys).size === keys.length ? null : 'outcome-doubled';
    }
  }
}

/** Evidence is shown to everybody: only a link that nobody on the way can change is taken. */
export function isSecureLink(url: string): boolean {
  return URL.canParse(url) && new URL(url).protocol === 'https:';
}

function rangesFault({
  ranges,
  unit,
  passMark,
  maximum,
}: Extract<AwardFor, { kind: 'score-ranges' }>): RuleFault | null {
  const bounds = ranges.map(({ from }) => Big(from));
  if (!bounds[0]?.eq(0)) return 'bounds-not-ascending';
  if (bounds.some((bound, index) => index > 0 && bound.lte(bounds[index - 1] ?? 0))) return 'bounds-not-ascending';
  if (ranges.some(({ from }) => !isPossible(from, unit, maximum))) return 'bound-impossible';
  if (!passMark) return null;
  if (!isPossible(passMark.value, passMark.unit, maximum)) return 'mark-impossible';
  // In another unit it takes the quiz's maximum to tell; without it such results are put before a person when they come.
  if (passMark.unit !== unit && maximum === undefined) return null;
  const isBelow = ranges.some(({ badge, from }) => badge && isBelowMark(from, unit, passMark, maximum));
  return isBelow ? 'badge-below-pass-mark' : null;
}

/** Cross-multiplied, so that nothing is rounded. */
function isBelowMark(from: string, unit: Unit, mark: { value: string; unit: Unit }, maximum = '1'): boolean {
  if (unit === mark.unit) return Big(from).lt(mark.value);
  const [points, percent] = unit === 'points' ? [from, mark.value] : [mark.value, from];
  const difference = Big(points).times(100).cmp(Big(percent).times(maximum));
  return unit === 'points' ? difference < 0 : difference > 0;
}

/** @param maximum the most points of the quiz, where it is known */
function isPossible(value: string, unit: Unit, maximum?: string): boolean {
  const number = Big(value);
  const most = unit === 'percent' ? '100' : maximum;
  return number.gte(0) && (most === undefined || number.lte(most));
}
