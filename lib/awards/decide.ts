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
  'own-credly-button',
] as const;
export type HoldReason = (typeof holdReasons)[number];

export type Decision =
  /** Pending, partial or unclear: not a result, so nothing is recorded. */
  | { kind: 'no-result' }
  | { kind: 'not-passing' }
  | { kind: 'award'; badge: RuleBadge }
  /** `badge` is what would be awarded if a person approves; null where that is not known either. */
  | { kind: 'hold'; reason: HoldReason; badge: RuleBadge | null };

/**
 * The author's rule on an observed result. Pure and total: every reading has exactly one decision, and whatever is
 * doubtful goes to a person. All arithmetic is exact decimal.
 */
export function decide(rule: Pick<Rule, 'awardFor' | 'stopped'>, reading: ResultReading): Decision {
  if (reading.finality !== 'final') return { kind: 'no-result' };
  const decision =
    rule.awardFor.kind === 'passing-score'
      ? decideScore(rule.awardFor, reading)
      : decideOutcome(rule.awardFor, reading);
  if (decision.kind === 'award' && rule.stopped)
    return { kind: 'hold', reason: rule.stopped.reason, badge: decision.badge };
  return decision;
}

function decideScore(rule: Extract<Rule['awardFor'], { kind: 'passing-score' }>, reading: ResultReading): Decision {
  const hold = (reason: HoldReason): Decision => ({ kind: 'hold', reason, badge: rule.badge });
  const score = big(reading.score);
  const maximum = big(reading.maximum);
  const percent = big(reading.percent);
  if (!score && !percent) return hold('no-score');
  if (isImpossible(score, maximum, percent)) return hold('impossible-score');
  if (disagree(score, maximum, percent)) return hold('numbers-disagree');

  const passes = passesThreshold(Big(rule.threshold), rule.unit, score, maximum, percent);
  if (passes === null) return hold(rule.unit === 'percent' ? 'points-without-maximum' : 'percent-without-points');
  if (reading.passed !== null && reading.passed !== passes) return hold('contradicts-page');
  if (reading.passMark) {
    const { value, unit } = reading.passMark;
    // A mark without a unit contradicts only if it does so either way.
    const verdicts = (unit ? [unit] : thresholdUnits).map((it) =>
      passesThreshold(Big(value), it, score, maximum, percent),
    );
    if (verdicts.every((it) => it !== null && it !== passes)) return hold('contradicts-pass-mark');
  }
  return passes ? { kind: 'award', badge: rule.badge } : { kind: 'not-passing' };
}

function decideOutcome(rule: Extract<Rule['awardFor'], { kind: 'outcomes' }>, reading: ResultReading): Decision {
  if (reading.outcome === null) return { kind: 'hold', reason: 'no-outcome', badge: null };
  const reached = sameOutcomeKey(reading.outcome);
  const badge = rule.outcomes.find((it) => sameOutcomeKey(it.name) === reached)?.badge ?? null;
  if (badge && reading.passed === false) return { kind: 'hold', reason: 'contradicts-page', badge };
  return badge ? { kind: 'award', badge } : { kind: 'not-passing' };
}

/** Outcomes are the same when they differ only in case and white space. */
export function sameOutcomeKey(name: string): string {
  return name.normalize('NFKC').replace(/\s+/g, ' ').trim().toLowerCase();
}

/** Null where the numbers at hand do not answer the question. */
function passesThreshold(
  threshold: Big,
  unit: 'percent' | 'points',
  score: Big | null,
  maximum: Big | null,
  percent: Big | null,
): boolean | null {
  if (unit === 'points') return score ? score.gte(threshold) : null;
  // Cross-multiplied, so that 2 of 3 is exactly two thirds.
  if (score && maximum) return score.times(100).gte(threshold.times(maximum));
  return percent ? percent.gte(threshold) : null;
}

function isImpossible(score: Big | null, maximum: Big | null, percent: Big | null): boolean {
  if (score?.lt(0) || percent?.lt(0) || percent?.gt(100)) return true;
  if (!maximum) return false;
  return maximum.lte(0) || Boolean(score?.gt(maximum));
}

/** A page may round its percentage to a whole number; more than one percent apart is a contradiction. */
function disagree(score: Big | null, maximum: Big | null, percent: Big | null): boolean {
  if (!score || !maximum || !percent) return false;
  return score.times(100).minus(percent.times(maximum)).abs().gte(maximum);
}

function big(value: string | null): Big | null {
  return value === null ? null : Big(value);
}
