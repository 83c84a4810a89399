import { describe, expect, it } from 'vitest';
import type { AwardFor } from '../../../../lib/awards/rule.ts';
import { type RuleFault, ruleFault } from '../../../../lib/awards/rule-faults.ts';
import { outcomes, passingScore, ruleBadge, scoreRanges } from '../builders.ts';

const gold = ruleBadge({ templateId: 'gold' });
const ranges = (
  bounds: string[],
  passMark: string | null = null,
  unit: 'percent' | 'points' = 'percent',
): AwardFor => ({
  kind: 'score-ranges',
  unit,
  ranges: bounds.map((from, index) => ({ from, badge: index === bounds.length - 1 ? gold : null })),
  passMark: passMark === null ? null : { value: passMark, unit: 'percent' },
});

describe('a rule is refused', () => {
  it.each<[string, AwardFor, RuleFault]>([
    ['without any badge', scoreRanges({ '0': null, '80': null }), 'awards-nothing'],
    ['with outcomes that award nothing', outcomes({ Builder: null }), 'awards-nothing'],
    ['with a passing score over 100 percent', passingScore('100.000001'), 'threshold-impossible'],
    ['whose ranges do not begin at 0', ranges(['1', '80']), 'bounds-not-ascending'],
    ['whose bounds go down', ranges(['0', '80', '60']), 'bounds-not-ascending'],
    ['with a doubled bound', ranges(['0', '80', '80.0']), 'bounds-not-ascending'],
    ['with a bound below 0', ranges(['-1', '0']), 'bounds-not-ascending'],
    ['with a bound over 100 percent', ranges(['0', '101']), 'bound-impossible'],
    ['with a badge for a range below the passing score', ranges(['0', '50'], '60'), 'badge-below-pass-mark'],
    ['with a badge just below the passing score', ranges(['0', '59.999999'], '60'), 'badge-below-pass-mark'],
    ['with a passing score over 100 percent', ranges(['0', '100'], '150'), 'mark-impossible'],
    [
      'with points below a passing score in percent, where it says how many there are',
      { ...ranges(['0', '23.9'], '80', 'points'), maximum: '30' } as AwardFor,
      'badge-below-pass-mark',
    ],
    [
      'with percents below a passing score in points',
      { ...ranges(['0', '79.9']), passMark: { value: '24', unit: 'points' }, maximum: '30' } as AwardFor,
      'badge-below-pass-mark',
    ],
    [
      'with more points than there are',
      { ...ranges(['0', '31'], null, 'points'), maximum: '30' } as AwardFor,
      'bound-impossible',
    ],
    [
      'with an outcome twice',
      {
        kind: 'outcomes',
        outcomes: [
          { name: 'Builder', badge: gold },
          { name: ' BUILDER', badge: null },
        ],
      },
      'outcome-doubled',
    ],
  ])('%s', (_what, awardFor, fault) => {
    expect(ruleFault(awardFor)).toBe(fault);
  });
});

describe('a rule is taken', () => {
  it.each<[string, AwardFor]>([
    ['for a passing score', passingScore('80')],
    ['for any number of points', passingScore('5000', 'points')],
    ['with ranges from 0 upwards', ranges(['0', '60', '80.5'])],
    ['with a range for the maximum alone', ranges(['0', '100'])],
    ['with a badge from the passing score on', ranges(['0', '60.0'], '60')],
    ['with points whose passing score is a percentage', ranges(['0', '5'], '60', 'points')],
    ['with points from that passing score on', { ...ranges(['0', '24'], '80', 'points'), maximum: '30' } as AwardFor],
    [
      'with percents from a passing score in points on',
      { ...ranges(['0', '80']), passMark: { value: '24', unit: 'points' }, maximum: '30' } as AwardFor,
    ],
    ['with an outcome that has a badge and one that has none', outcomes({ Builder: gold, Explorer: null })],
  ])('%s', (_what, awardFor) => {
    expect(ruleFault(awardFor)).toBeNull();
  });
});
