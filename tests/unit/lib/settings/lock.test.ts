import { beforeEach, describe, expect, it } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { isLocked, lockNow, lockState, pinSchema, removeLock, setPin, unlock } from '../../../../lib/settings/lock.ts';
import { noon, secondMs } from '../builders.ts';

beforeEach(() => fakeBrowser.reset());

/** The browser is closed and started again. */
const restart = () => fakeBrowser.storage.session.clear();

describe('the lock', () => {
  it('is open until a PIN is set, and after that until it is locked', async () => {
    expect(await isLocked()).toBe(false);
    await setPin('2468');
    expect(await lockState(noon)).toEqual({ isSet: true, isLocked: false, retryAt: null });
    await lockNow();
    expect(await isLocked()).toBe(true);
    expect(await unlock('2468', noon)).toEqual({ isSet: true, isLocked: false, retryAt: null });
    expect(await isLocked()).toBe(false);
  });

  it('locks when the browser starts', async () => {
    await setPin('2468');
    await restart();
    expect(await isLocked()).toBe(true);
  });

  it('keeps no PIN, and of the same PIN never the same', async () => {
    const stored = async () => JSON.stringify(await fakeBrowser.storage.local.get(null));
    await setPin('97531');
    const first = await stored();
    await setPin('97531');
    expect(first).not.toContain('97531');
    expect(await stored()).not.toBe(first);
  });

  it('is gone after it was removed', async () => {
    await setPin('2468');
    await lockNow();
    await removeLock();
    expect(await lockState(noon)).toEqual({ isSet: false, isLocked: false, retryAt: null });
    expect(await unlock('2468', noon)).toMatchObject({ isSet: false, isLocked: false });
  });

  it.each(['123', '1234567890123', '12a4', '', '１２３４'])('"%s" is no PIN', (pin) => {
    expect(pinSchema.safeParse(pin).success).toBe(false);
  });
});

describe('wrong PINs', () => {
  beforeEach(async () => {
    await setPin('2468');
    await lockNow();
  });
  const fail = async (times: number, now: number) => {
    let state = await lockState(now);
    for (let n = 0; n < times; n += 1) state = await unlock('0000', now);
    return state;
  };

  it('make the next tries wait, twice as long each time, and the right PIN waits with them', async () => {
    expect(await fail(2, noon)).toMatchObject({ isLocked: true, retryAt: null });
    expect((await fail(1, noon)).retryAt).toBe(noon + 15 * secondMs);
    expect(await unlock('2468', noon + 14 * secondMs)).toMatchObject({ isLocked: true });
    expect((await fail(1, noon + 15 * secondMs)).retryAt).toBe(noon + 45 * secondMs);
    expect(await unlock('2468', noon + 45 * secondMs)).toMatchObject({ isLocked: false, retryAt: null });
  });

  it('wait also after a restart of the browser, but never longer than 15 minutes', async () => {
    let now = noon;
    for (let n = 0; n < 12; n += 1) now = (await fail(1, now)).retryAt ?? now;
    await restart();
    const { retryAt } = await lockState(now - secondMs);
    expect(retryAt).toBe(now);
    // A clock that was set back.
    expect((await lockState(noon)).retryAt).toBeLessThanOrEqual(noon + 900 * secondMs);
  });

  it('sent all at once are no more than the free ones', async () => {
    const guesses = Array.from({ length: 8 }, (_, n) => (n === 7 ? '2468' : `000${n}`));
    await Promise.all(guesses.map((pin) => unlock(pin, noon)));
    expect(await isLocked()).toBe(true);
  });
});
