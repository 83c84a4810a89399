import Big from 'big.js';
import { sameOutcomeKey } from './decide.ts';
import { type AwardFor, badgesOf } from './rule.ts';

/** Why a rule cannot be saved. The dialog says it better and earlier; this is the worker's own word on what a page sent. */
export type RuleFault =
  | 'awards-nothing'
  | 'threshold-impossible'
  | 'bounds-not-ascending'
  | 'bound-impossible'
  | 'badge-below-pass-mark'
  | 'outcome-doubled';

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

function rangesFault({ ranges, unit, passMark }: Extract<AwardFor, { kind: 'score-ranges' }>): RuleFault | null {
  const bounds = ranges.map(({ from }) => Big(from));
  if (!bounds[0]?.eq(0)) return 'bounds-not-ascending';
  if (bounds.some((bound, index) => index > 0 && bound.lte(bounds[index - 1] ?? 0))) return 'bounds-not-ascending';
  if (ranges.some(({ from }) => !isPossible(from, unit))) return 'bound-impossible';
  // In another unit it takes the quiz's maximum to tell; such results are put before a person when they come.
  if (passMark?.unit !== unit) return null;
  const mark = Big(passMark.value);
  const isBelow = ranges.some(({ badge }, index) => badge && bounds[index]?.lt(mark));
  return isBelow ? 'badge-below-pass-mark' : null;
}

function isPossible(value: string, unit: 'percent' | 'points'): boolean {
  const number = Big(value);
  return number.gte(0) && (unit === 'points' || number.lte(100));
}
