import { beforeEach, describe, expect, it } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import {
  type Attempt,
  type AttemptPlace,
  changeAttempt,
  forgetTab,
  identityLifeMs,
  isSameResult,
  newAttempt,
  readAttempt,
  startAttempt,
  usableIdentity,
  withIdentity,
} from '../../../../lib/awards/attempts.ts';
import { noIdentity } from '../../../../lib/awards/result.ts';
import { hourMs, identity, noon, onlyReading, reading } from '../builders.ts';
import { emptyStorage } from '../storage.ts';

beforeEach(emptyStorage);

const place = (part: Partial<AttemptPlace> = {}): AttemptPlace => ({
  tabId: 7,
  frameId: 0,
  slug: 'food-safety-5f2a',
  ...part,
});
const registered = (at = noon) => withIdentity(newAttempt(noon), identity(), at);
const decided = (attempt: Attempt): Attempt => ({
  ...attempt,
  decided: { reading: reading(), awardId: 'award-1', outcome: 'award', repeated: false, at: noon, name: 'Ada' },
});

describe('an attempt', () => {
  it('keeps the identity of the registration page for the page that shows the score', async () => {
    await startAttempt(place(), noon);
    await changeAttempt(place(), noon, (it) => withIdentity(it, identity(), noon));
    const later = await changeAttempt(place(), noon + hourMs, (it) => it);
    expect(usableIdentity(later, noon + hourMs)).toEqual(identity());
    expect(later.submitted).toBe(true);
  });

  it('begins anew with a new load of the player', async () => {
    await changeAttempt(place(), noon, () => registered());
    await startAttempt(place(), noon + 1);
    expect(await readAttempt(place())).toEqual(newAttempt(noon + 1));
  });

  it('knows nobody before a registration', () => {
    expect(usableIdentity(newAttempt(noon), noon)).toEqual(noIdentity);
  });

  it('adds up fields that a site asks for one by one', () => {
    const parts = [
      { firstName: 'Robin', lastName: null, email: null },
      { firstName: null, lastName: 'Example', email: null },
      { firstName: null, lastName: null, email: 'robin@example.com' },
    ];
    const attempt = parts.reduce((it, part) => withIdentity(it, part, noon), newAttempt(noon));
    expect(usableIdentity(attempt, noon)).toEqual(identity());
  });

  it('starts over for another address, without the names of the person before', () => {
    const other = { firstName: null, lastName: null, email: 'kim@example.com' };
    const attempt = withIdentity(registered(), other, noon + 1);
    expect(attempt.identity).toEqual(other);
    expect(attempt.startedAt).toBe(noon + 1);
  });

  it('goes on for the same address in another spelling', () => {
    const same = { firstName: null, lastName: null, email: ' Robin@Example.COM' };
    expect(withIdentity(registered(), same, noon + 1).identity).toEqual(identity({ email: ' Robin@Example.COM' }));
  });

  it('uses an identity up with its final result', () => {
    expect(usableIdentity(decided(registered()), noon)).toEqual(noIdentity);
  });

  it('takes a registration after the final result for a new person, even with the same address', () => {
    const next = withIdentity(
      decided(registered()),
      { firstName: null, lastName: null, email: 'robin@example.com' },
      noon,
    );
    expect(next.decided).toBeNull();
    expect(next.identity).toEqual({ firstName: null, lastName: null, email: 'robin@example.com' });
  });

  it('lets an identity go after four hours', () => {
    expect(identityLifeMs).toBe(4 * hourMs);
    const attempt = registered();
    expect(usableIdentity(attempt, noon + identityLifeMs)).toEqual(identity());
    expect(usableIdentity(attempt, noon + identityLifeMs + 1)).toEqual(noIdentity);
  });

  it('does not add a late part to an identity that has expired', () => {
    const late = withIdentity(
      registered(),
      identity({ firstName: 'Kim', lastName: null, email: null }),
      noon + 5 * hourMs,
    );
    expect(late.identity).toEqual({ firstName: 'Kim', lastName: null, email: null });
  });

  it('forgets a pending review of the person before', () => {
    const other = identity({ email: 'kim@example.com' });
    expect(withIdentity({ ...registered(), pending: true }, other, noon).pending).toBe(false);
  });
});

describe('the place of an attempt', () => {
  it.each([
    ['another tab', place({ tabId: 8 })],
    ['another frame', place({ frameId: 3 })],
    ['another quiz', place({ slug: 'first-aid-77c1' })],
  ])('%s knows nothing of it', async (_what, other) => {
    await changeAttempt(place(), noon, () => registered());
    expect(await readAttempt(other)).toBeNull();
  });

  it('loses no piece when two arrive at once', async () => {
    await Promise.all([
      changeAttempt(place(), noon, (it) => withIdentity(it, identity({ email: null }), noon)),
      changeAttempt(place(), noon, (it) => ({ ...it, pending: true })),
      changeAttempt(place(), noon, (it) => withIdentity(it, { ...noIdentity, email: 'robin@example.com' }, noon)),
    ]);
    expect(await readAttempt(place())).toMatchObject({ identity: identity(), pending: true });
  });

  it('is cleared with its tab, and only with its own', async () => {
    for (const tabId of [7, 77]) await startAttempt(place({ tabId }), noon);
    await startAttempt(place({ frameId: 2 }), noon);
    await forgetTab(7);
    expect(await readAttempt(place())).toBeNull();
    expect(await readAttempt(place({ frameId: 2 }))).toBeNull();
    expect(await readAttempt(place({ tabId: 77 }))).not.toBeNull();
  });

  it('never touches the disk', async () => {
    await changeAttempt(place(), noon, () => registered());
    expect(JSON.stringify(await fakeBrowser.storage.local.get(null))).not.toContain('robin');
  });

  it('reads what does not fit as no attempt', async () => {
    await startAttempt(place(), noon);
    const [key = ''] = Object.keys(await fakeBrowser.storage.session.get(null));
    await fakeBrowser.storage.session.set({ [key]: { identity: 'robin@example.com' } });
    expect(await readAttempt(place())).toBeNull();
  });
});

describe('a result told twice', () => {
  it.each([
    ['the very same', reading(), reading(), true],
    ['without its maximum', reading(), onlyReading({ score: '8' }), true],
    ['read from the text as a percentage', reading(), onlyReading({ percent: '80' }), true],
    ['another score', reading(), reading({ score: '9' }), false],
    ['another maximum', reading(), reading({ maximum: '20' }), false],
    ['another outcome', onlyReading({ outcome: 'Gold' }), onlyReading({ outcome: 'Silver' }), false],
    ['one attempt of the site', reading({ attemptId: 'a' }), reading({ attemptId: 'a', score: '9' }), true],
    ['two attempts of the site', reading({ attemptId: 'a' }), reading({ attemptId: 'b' }), false],
    ['an attempt that only one of them names', reading({ attemptId: 'a' }), reading(), true],
  ])('%s', (_what, before, after, same) => {
    expect(isSameResult(before, after)).toBe(same);
    expect(isSameResult(after, before)).toBe(same);
  });

  it('is another one when only percentages are known and they differ', () => {
    expect(isSameResult(onlyReading({ percent: '40' }), onlyReading({ percent: '90' }))).toBe(false);
  });
});

describe('registrations that belong to different people', () => {
  const ada = { firstName: 'Ada', lastName: 'Lovelace', email: 'ada@example.com' };

  it('never puts one person’s name to another’s address', () => {
    const first = withIdentity(newAttempt(0), ada, 1);
    const second = withIdentity(first, { firstName: 'Grace', lastName: 'Hopper', email: null }, 2);
    expect(second.identity).toEqual({ firstName: 'Grace', lastName: 'Hopper', email: null });
  });

  it('does not let a form on the result page count as a submitted quiz', () => {
    const attempt = decided(withIdentity(newAttempt(0), ada, 1));
    expect(withIdentity(attempt, { ...ada, email: 'colleague@example.com' }, 3).submitted).toBe(false);
  });
});
