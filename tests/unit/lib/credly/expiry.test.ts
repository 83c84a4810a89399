import fc from 'fast-check';
import { expect, it } from 'vitest';
import { readExpiry } from '../../../../lib/credly/expiry.ts';

const read = (at: unknown, type: unknown = null, date: unknown = null) =>
  readExpiry({ default_expires_at: at, default_expires_at_type: type, default_expires_at_date: date });

it('nothing in all three fields is no expiry; fields that are missing say nothing', () => {
  expect(read(null)).toEqual({ kind: 'never' });
  expect(read(null, 'never')).toEqual({ kind: 'never' });
  expect(readExpiry({})).toBeNull();
});

it.each([
  ['2027-05-01', null, null],
  ['2027-05-01T00:00:00.000Z', null, null],
  [null, 'date', '2027-05-01'],
  ['2027-05-01 00:00:00 +0000', 'fixed', '2027-05-01'],
])('%s, %s, %s is a date', (at, type, date) => {
  expect(read(at, type, date)).toEqual({ kind: 'date', date: '2027-05-01' });
});

it.each([
  [2, 'years', { kind: 'after', count: 2, unit: 'year' }],
  ['18', 'Months', { kind: 'after', count: 18, unit: 'month' }],
  [1, 'week', { kind: 'after', count: 1, unit: 'week' }],
])('%s %s is a period', (at, type, expiry) => {
  expect(read(at, type)).toEqual(expiry);
});

it.each([
  [null, 'years', null],
  [2, null, null],
  [2, 'fortnights', null],
  [0, 'years', null],
  [1.5, 'years', null],
  ['soon', null, null],
  ['2027-99-99', null, null],
  [2, 'years', '2027-05-01'],
  [{}, [], 7],
])('%s, %s, %s is not certain', (at, type, date) => {
  expect(read(at, type, date)).toBeNull();
});

it('never throws, whatever Credly says', () => {
  fc.assert(
    fc.property(fc.anything(), fc.anything(), fc.anything(), (at, type, date) => {
      read(at, type, date);
    }),
  );
});
