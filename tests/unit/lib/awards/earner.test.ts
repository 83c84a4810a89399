import { describe, expect, it } from 'vitest';
import { earnerProblems, isEmail, shortenEmail, tidyIdentity } from '../../../../lib/awards/earner.ts';
import { noIdentity } from '../../../../lib/awards/result.ts';
import { identity } from '../builders.ts';

describe('an earner', () => {
  it('is trimmed, and keeps names and address as typed', () => {
    expect(tidyIdentity({ firstName: ' Ro  bin\n', lastName: 'van Example ', email: ' Robin@Example.COM ' })).toEqual({
      firstName: 'Ro  bin',
      lastName: 'van Example',
      email: 'Robin@Example.COM',
    });
  });

  it('loses what nobody sees: marks of direction that come with a paste, but not the joiners of a script', () => {
    expect(
      tidyIdentity({ firstName: '\u202bنام\u200cها\u202c', lastName: '\u200b', email: '\u200eada@example.com\u2069' }),
    ).toEqual({ firstName: 'نام\u200cها', lastName: null, email: 'ada@example.com' });
    for (const blank of ['\u3164', '\u2800', '\u115f', '\u034f', '\u180b', '\ufe0f', '\u{e0100}'])
      expect(tidyIdentity({ firstName: blank, lastName: `L${blank}`, email: `ada${blank}@example.com` })).toMatchObject(
        {
          firstName: null,
          email: 'ada@example.com',
        },
      );
    expect(tidyIdentity({ firstName: '\u200d', lastName: '\u00ad\0', email: '\ufeff' })).toEqual(noIdentity);
  });

  it('takes a blank field for a missing one', () => {
    expect(tidyIdentity({ firstName: ' ', lastName: '\t', email: '' })).toEqual(noIdentity);
  });

  it('is complete with first name, last name and address', () => {
    expect(earnerProblems(identity())).toEqual([]);
  });

  it.each([
    ['first-name-missing', identity({ firstName: null })],
    ['last-name-missing', identity({ lastName: null })],
    ['email-missing', identity({ email: null })],
    ['email-malformed', identity({ email: 'robin' })],
  ])('%s', (problem, it) => {
    expect(earnerProblems(it)).toEqual([problem]);
  });

  it('names everything that is missing at once', () => {
    expect(earnerProblems(noIdentity)).toEqual(['first-name-missing', 'last-name-missing', 'email-missing']);
  });
});

describe('an address', () => {
  it.each(['robin@example.com', "o'neil+quiz@mail.example.co.uk", 'käthe@exämple.de', 'a@b.c', 'x.y_z-1@sub.example'])(
    '%s can be sent',
    (email) => {
      expect(isEmail(email)).toBe(true);
    },
  );

  it.each([
    '',
    'robin',
    '@example.com',
    'robin@',
    'robin@localhost',
    'robin@example..com',
    'robin@.example.com',
    'robin@example.com.',
    'robin@-example.com',
    'robin@example-.com',
    'robin@home@example.com',
    'robin example@example.com',
    'robin@example.com, kim@example.com',
    'robin@example.com\nbcc:kim@example.com',
    '<robin@example.com>',
    '\u200erobin@example.com',
    'robin\0@example.com',
    'robin\u0007@example.com',
    `${'r'.repeat(250)}@example.com`,
  ])('%j cannot', (email) => {
    expect(isEmail(email)).toBe(false);
  });

  it('with a "|" cannot, since Credly could not be asked about it', () => {
    expect(isEmail('robin|kim@example.com')).toBe(false);
  });

  it.each([
    ['robin@example.com', 'r...@example.com'],
    ['😀smile@example.com', '😀...@example.com'],
    ['r@example.com', 'r...@example.com'],
    ['nonsense', '...'],
    ['@example.com', '...'],
  ])('%s is shown as %s', (email, shown) => {
    expect(shortenEmail(email)).toBe(shown);
  });
});
