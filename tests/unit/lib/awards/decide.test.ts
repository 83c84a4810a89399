import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decide, type HoldReason, holdReasons } from '../../../../lib/awards/decide.ts';
import { finalitySchema, type ResultReading } from '../../../../lib/awards/result.ts';
import { type AwardFor, thresholdUnits } from '../../../../lib/awards/rule.ts';
import { onlyReading, outcomes, passingScore, reading, ruleBadge, scoreRanges, stopped } from '../builders.ts';

type Case = [what: string, awardFor: AwardFor, reading: ResultReading];

const live = (awardFor: AwardFor) => ({ awardFor, stopped: null });
const badge = ruleBadge();
const gold = ruleBadge({ templateId: 'gold', name: 'Gold' });
const silver = ruleBadge({ templateId: 'silver', name: 'Silver' });

describe('a passing score', () => {
  it.each<[string, AwardFor, ResultReading, 'award' | 'not-passing']>([
    ['8 of 10 at 80 %', passingScore('80'), reading(), 'award'],
    ['7.9 of 10 at 80 %', passingScore('80'), reading({ score: '7.9' }), 'not-passing'],
    ['8 of 10 just above 80 %', passingScore('80.000001'), reading(), 'not-passing'],
    ['79.9999 % at 80 %', passingScore('80'), onlyReading({ percent: '79.9999' }), 'not-passing'],
    ['80 % at 80 %', passingScore('80'), onlyReading({ percent: '80' }), 'award'],
    ['2 of 3 at 66.666666 %', passingScore('66.666666'), reading({ score: '2', maximum: '3' }), 'award'],
    ['2 of 3 at 66.666667 %', passingScore('66.666667'), reading({ score: '2', maximum: '3' }), 'not-passing'],
    ['8 points at 8 points', passingScore('8', 'points'), onlyReading({ score: '8' }), 'award'],
    ['7.999999 points at 8 points', passingScore('8', 'points'), onlyReading({ score: '7.999999' }), 'not-passing'],
    ['0.3 of 1 at 30 %', passingScore('30'), reading({ score: '0.3', maximum: '1' }), 'award'],
    ['0 of 10 at 0 %', passingScore('0'), reading({ score: '0' }), 'award'],
  ])('%s', (_what, awardFor, result, kind) => {
    expect(decide(live(awardFor), result)).toEqual(kind === 'award' ? { kind, badge, rank: 0 } : { kind });
  });

  it('agrees with the page where the page gives a verdict and a mark of its own', () => {
    const agreeing = reading({ passed: true, passMark: { value: '70', unit: 'percent' }, percent: '80' });
    expect(decide(live(passingScore('80')), agreeing)).toEqual({ kind: 'award', badge, rank: 0 });
  });

  it('takes a mark without a unit for whichever unit agrees', () => {
    const seven = { value: '7', unit: null };
    expect(decide(live(passingScore('80')), reading({ passMark: seven })).kind).toBe('award');
    expect(decide(live(passingScore('80')), reading({ score: '5', passMark: seven })).kind).toBe('not-passing');
  });

  it('takes a percentage that the page rounded to a whole number for the same', () => {
    const rounded = reading({ score: '2', maximum: '3', percent: '67' });
    expect(decide(live(passingScore('60')), rounded).kind).toBe('award');
  });
});

describe('outcomes', () => {
  const awardFor = outcomes({ Bronze: null, 'Silver  Star': silver, Gold: gold });

  it('award the badge of the outcome that was reached, whatever its case, width and white space', () => {
    expect(decide(live(awardFor), onlyReading({ outcome: ' silver star' }))).toEqual({
      kind: 'award',
      badge: silver,
      rank: 1,
    });
    expect(decide(live(awardFor), onlyReading({ outcome: 'ＧＯＬＤ' }))).toEqual({
      kind: 'award',
      badge: gold,
      rank: 2,
    });
  });

  it('award nothing for an outcome without a badge', () => {
    expect(decide(live(awardFor), onlyReading({ outcome: 'bronze' }))).toEqual({ kind: 'not-passing' });
  });
});

describe('score ranges', () => {
  const awardFor = scoreRanges({ '0': null, '60.5': silver, '90': gold });

  it.each<[string, ResultReading, 'gold' | 'silver' | null]>([
    ['60.4999 %', onlyReading({ percent: '60.4999' }), null],
    ['60.5 %', onlyReading({ percent: '60.5' }), 'silver'],
    ['8 of 10', reading(), 'silver'],
    ['89.999999 %', onlyReading({ percent: '89.999999' }), 'silver'],
    ['9 of 10', reading({ score: '9' }), 'gold'],
    ['the maximum', reading({ score: '10' }), 'gold'],
    ['nothing at all right', reading({ score: '0' }), null],
  ])('%s falls into one range', (_what, result, templateId) => {
    const decision = decide(live(awardFor), result);
    expect(decision.kind === 'award' ? decision.badge.templateId : null).toBe(templateId);
  });

  it('say which range was reached, so that a better one can be told', () => {
    expect(decide(live(awardFor), reading({ score: '9' }))).toEqual({ kind: 'award', badge: gold, rank: 2 });
  });

  it('in points need no maximum', () => {
    const inPoints: AwardFor = { ...scoreRanges({ '0': null, '8': silver }), unit: 'points' } as AwardFor;
    expect(decide(live(inPoints), onlyReading({ score: '8' })).kind).toBe('award');
  });

  it('pass over a verdict of the page on a range without a badge', () => {
    expect(decide(live(awardFor), reading({ score: '5', passed: true })).kind).toBe('not-passing');
  });

  it('award alike in whatever order their rows stand', () => {
    const rows = [
      ['0', null],
      ['20', silver],
      ['50.5', null],
      ['75', gold],
      ['100', silver],
    ] as const;
    fc.assert(
      fc.property(
        fc.shuffledSubarray([...rows], { minLength: rows.length }),
        fc.integer({ min: 0, max: 1000 }),
        (shuffled, tenths) => {
          const result = onlyReading({ percent: String(tenths / 10) });
          const inOrder = scoreRanges({});
          if (inOrder.kind !== 'score-ranges') return;
          const withRows = (list: readonly (readonly [string, typeof gold | null])[]) => ({
            ...inOrder,
            ranges: list.map(([from, badge]) => ({ from, badge })),
          });
          expect(decide(live(withRows(shuffled)), result)).toEqual(decide(live(withRows(rows)), result));
        },
      ),
    );
  });
});

describe('what is doubtful', () => {
  const examples: Record<Exclude<HoldReason, 'own-credly-button'>, Case[]> = {
    'contradicts-page': [
      ['passes here, failed on the page', passingScore('80'), reading({ passed: false })],
      ['fails here, passed on the page', passingScore('80'), reading({ score: '7', passed: true })],
      [
        'an outcome that the page calls failed',
        outcomes({ Gold: gold }),
        onlyReading({ outcome: 'Gold', passed: false }),
      ],
    ],
    'contradicts-pass-mark': [
      ['below the page’s mark', passingScore('80'), reading({ passMark: { value: '90', unit: 'percent' } })],
      [
        'a badge for a range below the quiz’s own mark',
        scoreRanges({ '0': null, '60': gold }, '85'),
        reading({ passMark: null }),
      ],
      ['a mark in points', passingScore('80'), reading({ passMark: { value: '9', unit: 'points' } })],
      [
        'a mark that contradicts in either unit',
        passingScore('10'),
        reading({ passMark: { value: '85', unit: null } }),
      ],
      [
        'above the page’s mark',
        passingScore('80'),
        reading({ score: '7', passMark: { value: '60', unit: 'percent' } }),
      ],
    ],
    'points-without-maximum': [['points for a rule in percent', passingScore('80'), onlyReading({ score: '80' })]],
    'percent-without-points': [
      ['a percentage for a rule in points', passingScore('8', 'points'), onlyReading({ percent: '80' })],
    ],
    'numbers-disagree': [['8 of 10 called 60 %', passingScore('80'), reading({ percent: '60' })]],
    'impossible-score': [
      ['more than the maximum', passingScore('80'), reading({ score: '11' })],
      ['below zero', passingScore('80'), reading({ score: '-1' })],
      ['out of nothing', passingScore('80'), reading({ score: '0', maximum: '0' })],
      ['101 %', passingScore('80'), onlyReading({ percent: '101' })],
      ['a negative percentage', passingScore('80'), onlyReading({ percent: '-1' })],
    ],
    'no-score': [
      ['nothing at all', passingScore('80'), onlyReading({})],
      ['a verdict alone', passingScore('80'), onlyReading({ passed: true })],
      ['an outcome for a scored rule', passingScore('80'), onlyReading({ outcome: 'Gold' })],
    ],
    'unknown-outcome': [
      ['an outcome the rule does not list', outcomes({ Gold: gold }), onlyReading({ outcome: 'Platinum' })],
      ['one that only begins alike', outcomes({ Gold: gold }), onlyReading({ outcome: 'Gold star' })],
    ],
    'no-outcome': [['a score for an outcome rule', outcomes({ Gold: gold }), reading()]],
  };

  it.each(Object.entries(examples).flatMap(([reason, cases]) => cases.map((it): [string, ...Case] => [reason, ...it])))(
    'is held as %s: %s',
    (reason, _what, awardFor, result) => {
      const held = awardFor.kind === 'passing-score' ? awardFor.badge : reason.endsWith('-outcome') ? null : gold;
      expect(decide(live(awardFor), result)).toMatchObject({ kind: 'hold', reason, badge: held });
    },
  );

  it('is held when the page has a Credly button of its own, with the badge that would have been awarded', () => {
    expect(decide({ awardFor: passingScore('80'), stopped }, reading())).toEqual({
      kind: 'hold',
      reason: 'own-credly-button',
      badge,
      rank: 0,
    });
  });

  it('stays a failure under a stopped rule when it failed', () => {
    expect(decide({ awardFor: passingScore('80'), stopped }, reading({ score: '1' }))).toEqual({ kind: 'not-passing' });
  });

  it('has an example for every reason', () => {
    expect([...Object.keys(examples), 'own-credly-button'].sort()).toEqual([...holdReasons].sort());
  });
});

describe('for every rule and every reading', () => {
  const decimal = fc.stringMatching(/^-?\d{1,12}(\.\d{1,6})?$/);
  // Small numbers meet each other; wide ones find what overflows.
  const number = fc.oneof(fc.integer({ min: -2, max: 110 }).map(String), decimal);
  const maybe = <T>(it: fc.Arbitrary<T>) => fc.option(it, { nil: null });
  const anyReading: fc.Arbitrary<ResultReading> = fc.record({
    score: maybe(number),
    maximum: maybe(number),
    percent: maybe(number),
    passed: maybe(fc.boolean()),
    passMark: maybe(fc.record({ value: number, unit: maybe(fc.constantFrom(...thresholdUnits)) })),
    outcome: maybe(fc.oneof(fc.constantFrom('Gold', 'gold ', '__proto__', ''), fc.string())),
    finality: fc.constantFrom(...finalitySchema.options),
    attemptId: maybe(fc.string()),
  });
  const anyAwardFor: fc.Arbitrary<AwardFor> = fc.oneof(
    fc.tuple(number, fc.constantFrom(...thresholdUnits)).map(([threshold, unit]) => passingScore(threshold, unit)),
    fc.constant(outcomes({ Gold: gold, Bronze: null })),
    fc.array(fc.tuple(number, fc.constantFrom(null, gold, silver)), { minLength: 1, maxLength: 6 }).chain((rows) =>
      fc.record({
        kind: fc.constant('score-ranges' as const),
        unit: fc.constantFrom(...thresholdUnits),
        ranges: fc.constant(rows.map(([from, badge]) => ({ from, badge }))),
        passMark: maybe(fc.record({ value: number, unit: fc.constantFrom(...thresholdUnits) })),
      }),
    ),
    fc.constant(outcomes({})),
  );
  const anyRule = fc.record({ awardFor: anyAwardFor, stopped: fc.constantFrom(null, stopped) });
  const runs = { numRuns: 1500 };

  it('there is exactly one decision, and never an error', () => {
    fc.assert(
      fc.property(anyRule, anyReading, (rule, it) => {
        const decision = decide(rule, it);
        expect(['no-result', 'not-passing', 'award', 'hold']).toContain(decision.kind);
        if (decision.kind === 'hold') expect(holdReasons).toContain(decision.reason);
        expect(decide(rule, it)).toEqual(decision);
      }),
      runs,
    );
  });

  it('what is not final is no result', () => {
    fc.assert(
      fc.property(anyRule, anyReading, (rule, it) => {
        if (it.finality !== 'final') expect(decide(rule, it)).toEqual({ kind: 'no-result' });
      }),
      runs,
    );
  });

  it('a stopped rule awards nothing', () => {
    fc.assert(
      fc.property(anyAwardFor, anyReading, (awardFor, it) => {
        expect(decide({ awardFor, stopped }, { ...it, finality: 'final' }).kind).not.toBe('award');
      }),
      runs,
    );
  });

  it('nothing is awarded that the page calls failed, and no score fails that the page calls passed', () => {
    fc.assert(
      fc.property(anyRule, anyReading, (rule, it) => {
        expect(decide(rule, { ...it, finality: 'final', passed: false }).kind).not.toBe('award');
        if (rule.awardFor.kind === 'passing-score')
          expect(decide(rule, { ...it, finality: 'final', passed: true }).kind).not.toBe('not-passing');
      }),
      runs,
    );
  });

  it('k of n is held against p percent exactly', () => {
    const millionths = 1_000_000n;
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 1000 }).chain((n) => fc.tuple(fc.integer({ min: 0, max: n }), fc.constant(n))),
        fc.bigInt({ min: 0n, max: 100n * millionths }),
        fc.integer({ min: -1, max: 1 }),
        ([k, n], random, nudge) => {
          // As often as not next to the very limit, where a float would slip.
          const limit = (BigInt(k) * 100n * millionths) / BigInt(n) + BigInt(nudge);
          for (const p of [random, limit < 0n ? 0n : limit]) {
            const threshold = `${p / millionths}.${String(p % millionths).padStart(6, '0')}`;
            const passes = BigInt(k) * 100n * millionths >= p * BigInt(n);
            expect(decide(live(passingScore(threshold)), reading({ score: `${k}`, maximum: `${n}` })).kind).toBe(
              passes ? 'award' : 'not-passing',
            );
          }
        },
      ),
      runs,
    );
  });
});
