import { beforeEach, describe, expect, it } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { z } from 'zod';
import { answerConsent, consentVersion, readConsent } from '../../../../lib/settings/consent.ts';
import { storedItem } from '../../../../lib/settings/stored-item.ts';
import { noon } from '../builders.ts';
import { emptyStorage } from '../storage.ts';

beforeEach(emptyStorage);

describe('a stored item', () => {
  const counter = storedItem('counter', z.number(), 0);

  it('is its fallback before it was set and after it was removed', async () => {
    expect(await counter.get()).toBe(0);
    await counter.set(3);
    expect(await counter.get()).toBe(3);
    await counter.remove();
    expect(await counter.get()).toBe(0);
  });

  it('reads as its fallback when it does not fit, and stays in place', async () => {
    await fakeBrowser.storage.local.set({ counter: { from: 'a newer version' } });
    expect(await counter.get()).toBe(0);
    expect(await fakeBrowser.storage.local.get('counter')).toEqual({ counter: { from: 'a newer version' } });
  });

  it('loses no change when many come at once', async () => {
    await Promise.all(Array.from({ length: 20 }, () => counter.update((it) => it + 1)));
    expect(await counter.get()).toBe(20);
  });

  it('is kept or forgotten with its area', async () => {
    await storedItem('passing', z.number(), 0, 'session').set(1);
    expect(await fakeBrowser.storage.local.get(null)).toEqual({});
    expect(await fakeBrowser.storage.session.get(null)).toEqual({ passing: 1 });
  });
});

describe('consent', () => {
  it('is none before it was asked for', async () => {
    expect(await readConsent()).toEqual({ state: 'none', at: null });
  });

  it.each(['agreed', 'declined'] as const)('is kept when it was %s', async (answer) => {
    await answerConsent(answer, noon);
    expect(await readConsent()).toEqual({ state: answer, at: noon });
  });

  it('to an older text asks again', async () => {
    await fakeBrowser.storage.local.set({ consent: { version: consentVersion - 1, answer: 'agreed', at: noon } });
    expect((await readConsent()).state).toBe('none');
  });
});
