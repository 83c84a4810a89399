import Big from 'big.js';
import type { ResultReading } from './result.ts';
import { type Rule, type RuleBadge, thresholdUnits } from './rule.ts';

/** Why a result is put before a person instead of being decided. Each has a sentence in `_locales`. */
export const holdReasons = [
  'contradicts-page',
  'contradicts-pass-mark',
  'points-without-maximum',
  'percent-without-points',
  'numbers-disagree',
  'impossible-score',
  'no-score',
  'no-outcome',
  'unknown-outcome',
  'own-credly-button',
] as const;
export type HoldReason = (typeof holdReasons)[number];

export type Decision =
  /** Pending, partial or unclear: not a result, so nothing is recorded. */
  | { kind: 'no-result' }
  | { kind: 'not-passing' }
  /** `rank`: which range or outcome, counted from the least; 0 for a passing score. */
  | { kind: 'award'; badge: RuleBadge; rank: number }
  /** `badge` is what would be awarded if a person approves; null where that is not known either. */
  | { kind: 'hold'; reason: HoldReason; badge: RuleBadge | null; rank: number };

/**
 * The author's rule on an observed result. Pure and total: every reading has exactly one decision, and whatever is
 * doubtful goes to a person. All arithmetic is exact decimal.
 */
export function decide(rule: Pick<Rule, 'awardFor' | 'stopped'>, reading: ResultReading): Decision {
  if (reading.finality !== 'final') return { kind: 'no-result' };
  const decision = decideBy(rule.awardFor, reading);
  if (decision.kind === 'award' && rule.stopped)
    return { kind: 'hold', reason: rule.stopped.reason, badge: decision.badge, rank: decision.rank };
  return decision;
}

function decideBy(awardFor: Rule['awardFor'], reading: ResultReading): Decision {
  switch (awardFor.kind) {
    case 'passing-score':
      return decideScore(awardFor, reading);
    case 'score-ranges':
      return decideRange(awardFor, reading);
    case 'outcomes':
      return decideOutcome(awardFor, reading);
  }
}

interface Numbers {
  score: Big | null;
  maximum: Big | null;
  percent: Big | null;
}

/** The reading's numbers, or why they cannot be decided on. */
function readNumbers(reading: ResultReading): Numbers | HoldReason {
  const numbers = { score: big(reading.score), maximum: big(reading.maximum), percent: big(reading.percent) };
  if (!numbers.score && !numbers.percent) return 'no-score';
  if (isImpossible(numbers)) return 'impossible-score';
  return disagree(numbers) ? 'numbers-disagree' : numbers;
}

/** Why the page's own verdict or mark speaks against ours; null where nothing does. */
function contradiction(passes: boolean, reading: ResultReading, numbers: Numbers): HoldReason | null {
  if (reading.passed !== null && reading.passed !== passes) return 'contradicts-page';
  if (!reading.passMark) return null;
  const { value, unit } = reading.passMark;
  // A mark without a unit contradicts only if it does so either way.
  const verdicts = (unit ? [unit] : thresholdUnits).map((it) => reaches(Big(value), it, numbers));
  return verdicts.every((it) => it !== null && it !== passes) ? 'contradicts-pass-mark' : null;
}

const missingFor = (unit: 'percent' | 'points'): HoldReason =>
  unit === 'percent' ? 'points-without-maximum' : 'percent-without-points';

function decideScore(rule: Extract<Rule['awardFor'], { kind: 'passing-score' }>, reading: ResultReading): Decision {
  const hold = (reason: HoldReason): Decision => ({ kind: 'hold', reason, badge: rule.badge, rank: 0 });
  const numbers = readNumbers(reading);
  if (typeof numbers === 'string') return hold(numbers);
  const passes = reaches(Big(rule.threshold), rule.unit, numbers);
  if (passes === null) return hold(missingFor(rule.unit));
  const reason = contradiction(passes, reading, numbers);
  if (reason) return hold(reason);
  return passes ? { kind: 'award', badge: rule.badge, rank: 0 } : { kind: 'not-passing' };
}

/** The highest range whose lower bound is reached. A badge below the quiz's own pass mark is put before a person. */
function decideRange(rule: Extract<Rule['awardFor'], { kind: 'score-ranges' }>, reading: ResultReading): Decision {
  const hold = (reason: HoldReason, badge: RuleBadge | null = null, rank = 0): Decision => ({
    kind: 'hold',
    reason,
    badge,
    rank,
  });
  const numbers = readNumbers(reading);
  if (typeof numbers === 'string') return hold(numbers);
  // Order is taken from the bounds, not from where they stand in a stored document.
  const ranges = [...rule.ranges].sort((a, b) => Big(a.from).cmp(Big(b.from)));
  const reached = ranges.map(({ from }) => reaches(Big(from), rule.unit, numbers));
  if (reached.includes(null)) return hold(missingFor(rule.unit));
  const rank = reached.lastIndexOf(true);
  const badge = ranges[rank]?.badge ?? null;
  const passes = rule.passMark ? reaches(Big(rule.passMark.value), rule.passMark.unit, numbers) : null;
  if (badge && passes === false) return hold('contradicts-pass-mark', badge, rank);
  // A range without a badge may lie above the pass mark, so only a badge can contradict the page.
  const reason = badge ? contradiction(true, reading, numbers) : null;
  if (reason) return hold(reason, badge, rank);
  return badge ? { kind: 'award', badge, rank } : { kind: 'not-passing' };
}

function decideOutcome(rule: Extract<Rule['awardFor'], { kind: 'outcomes' }>, reading: ResultReading): Decision {
  if (reading.outcome === null) return { kind: 'hold', reason: 'no-outcome', badge: null, rank: 0 };
  const key = sameOutcomeKey(reading.outcome);
  const rank = rule.outcomes.findIndex((it) => sameOutcomeKey(it.name) === key);
  // The rule lists every outcome of the quiz: one that it does not know was added or renamed since.
  if (rank < 0) return { kind: 'hold', reason: 'unknown-outcome', badge: null, rank: 0 };
  const badge = rule.outcomes[rank]?.badge ?? null;
  if (badge && reading.passed === false) return { kind: 'hold', reason: 'contradicts-page', badge, rank };
  return badge ? { kind: 'award', badge, rank } : { kind: 'not-passing' };
}

/** Outcomes are the same when they differ only in case and white space. */
export function sameOutcomeKey(name: string): string {
  return name.normalize('NFKC').replace(/\s+/g, ' ').trim().toLowerCase();
}

/** Null where the numbers at hand do not answer the question. */
function reaches(threshold: Big, unit: 'percent' | 'points', { score, maximum, percent }: Numbers): boolean | null {
  if (unit === 'points') return score ? score.gte(threshold) : null;
  // Cross-multiplied, so that 2 of 3 is exactly two thirds.
  if (score && maximum) return score.times(100).gte(threshold.times(maximum));
  return percent ? percent.gte(threshold) : null;
}

function isImpossible({ score, maximum, percent }: Numbers): boolean {
  if (score?.lt(0) || percent?.lt(0) || percent?.gt(100)) return true;
  if (!maximum) return false;
  return maximum.lte(0) || Boolean(score?.gt(maximum));
}

/** A page may round its percentage to a whole number; more than one percent apart is a contradiction. */
function disagree({ score, maximum, percent }: Numbers): boolean {
  if (!score || !maximum || !percent) return false;
  return score.times(100).minus(percent.times(maximum)).abs().gte(maximum);
}

function big(value: string | null): Big | null {
  return value === null ? null : Big(value);
}
