import Big from 'big.js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  compareDecimals,
  hundredthOf,
  isDecimal,
  percentOf,
  tidyDecimal,
  timesDecimals,
} from '../../../../components/editor/draft/decimal.ts';

const decimal = fc
  .tuple(fc.integer({ min: 0, max: 999_999_999 }), fc.stringMatching(/^\d{0,6}$/))
  .map(([whole, fraction]) => (fraction === '' ? String(whole) : `${whole}.${fraction}`));

describe('exact decimals', () => {
  it('are compared as big.js compares them', () => {
    fc.assert(
      fc.property(decimal, decimal, (a, b) => {
        expect(Math.sign(compareDecimals(a, b))).toBe(Big(a).cmp(Big(b)));
      }),
    );
  });

  it('are multiplied and divided by a hundred without rounding', () => {
    fc.assert(
      fc.property(decimal, decimal, (a, b) => {
        expect(timesDecimals(a, b)).toBe(Big(a).times(b).toFixed());
        expect(hundredthOf(a)).toBe(Big(a).times('0.01').toFixed());
      }),
    );
  });

  it('are said in percent of each other only where that is exact', () => {
    fc.assert(
      fc.property(
        decimal,
        decimal.filter((it) => Number(it) > 0),
        (part, whole) => {
          const percent = percentOf(part, whole);
          if (percent !== null) expect(Big(percent).times(whole).eq(Big(part).times(100))).toBe(true);
        },
      ),
    );
    expect([percentOf('24', '30'), percentOf('20', '30'), percentOf('1', '8'), percentOf('1', '0')]).toEqual([
      '80',
      null,
      '12.5',
      null,
    ]);
  });

  it('are told apart where floating point cannot', () => {
    expect(compareDecimals('80.000001', '80')).toBeGreaterThan(0);
    expect(compareDecimals('0.30', '0.3')).toBe(0);
    expect(timesDecimals('0.1', '3')).toBe('0.3');
  });

  it('lose white space and zeros that say nothing', () => {
    expect(['080.50', ' 7 ', '0', '0.0', '100'].map(tidyDecimal)).toEqual(['80.5', '7', '0', '0', '100']);
  });

  it.each(['', ' ', '-1', '8,5', '1e3', '.5', '5.', '80 %', '1234567890', '0.1234567'])(
    'do not include "%s"',
    (text) => {
      expect(isDecimal(text)).toBe(false);
    },
  );
});
