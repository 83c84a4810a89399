import { beforeEach, describe, expect, it } from 'vitest';
import { maxResultsPerPersonAndDay, noteSighting, tooQuickMs } from '../../../../lib/awards/guards.ts';
import { awardsPage } from '../../../../lib/awards/ledger-reads.ts';
import { type ObservedResult, recordResult } from '../../../../lib/awards/record-result.ts';
import { openDatabase } from '../../../../lib/settings/database.ts';
import { hourMs, identity, minuteMs, noon, observed, rule, secondMs } from '../builders.ts';
import { emptyStorage, storedText } from '../storage.ts';

beforeEach(emptyStorage);

const dayMs = 24 * hourMs;
const sightings = async () => (await openDatabase()).getAll('sightings');

/** A result of a quiz of its own, so that only the person repeats. */
const record = (quiz: number, now: number, part: Partial<ObservedResult> = {}) =>
  recordResult(observed({ quizKey: `quiz-${quiz}`, ...part }), now);
const latest = async () => (await awardsPage(null, 1))[0];

describe('results of one person', () => {
  it('are held from the sixth in a day on', async () => {
    expect(maxResultsPerPersonAndDay).toBe(5);
    for (let quiz = 1; quiz <= 5; quiz += 1) {
      await record(quiz, noon + quiz * minuteMs);
      expect(await latest()).toMatchObject({ quizKey: `quiz-${quiz}`, state: 'waiting' });
    }
    await record(6, noon + 6 * minuteMs);
    expect(await latest()).toMatchObject({ state: 'held', reason: 'too-many-results', earner: identity() });
  });

  it('are counted over a day that moves along', async () => {
    for (let quiz = 1; quiz <= 5; quiz += 1) await record(quiz, noon + quiz * minuteMs);
    await record(6, noon + minuteMs + dayMs + 1);
    expect(await latest()).toMatchObject({ state: 'waiting' });
    await record(7, noon + 2 * minuteMs + dayMs - 1);
    expect(await latest()).toMatchObject({ state: 'held', reason: 'too-many-results' });
  });

  it('are held when they follow within seconds', async () => {
    expect(tooQuickMs).toBe(20 * secondMs);
    await record(1, noon);
    await record(2, noon + tooQuickMs - 1);
    expect(await latest()).toMatchObject({ state: 'held', reason: 'too-quick' });
    await record(3, noon + 2 * tooQuickMs - 1);
    expect(await latest()).toMatchObject({ state: 'waiting' });
  });

  it('are known by the address in any case', async () => {
    await record(1, noon);
    await record(2, noon + secondMs, { identity: identity({ email: ' ROBIN@Example.COM' }) });
    expect(await latest()).toMatchObject({ state: 'held', reason: 'too-quick' });
  });

  it('do not count for another person, nor under another connection', async () => {
    await record(1, noon);
    await record(2, noon + 1, { identity: identity({ email: 'kim@example.com' }) });
    expect(await latest()).toMatchObject({ state: 'waiting' });
    await record(3, noon + 2, { rule: rule({ environment: 'sandbox' }) });
    expect(await latest()).toMatchObject({ state: 'waiting' });
  });

  it('are not judged where the address is unknown', async () => {
    for (let quiz = 1; quiz <= 7; quiz += 1) await record(quiz, noon + quiz, { identity: identity({ email: null }) });
    expect((await awardsPage(null, 9)).map((it) => it.state)).toEqual(Array.from({ length: 7 }, () => 'needs-details'));
    expect(await sightings()).toEqual([]);
  });

  it('let one through when two come at the same moment', async () => {
    await Promise.all([record(1, noon), record(2, noon)]);
    expect((await awardsPage(null, 2)).map((it) => it.state).sort()).toEqual(['held', 'waiting']);
  });
});

describe('what is kept of a sighting', () => {
  it('is a keyed hash and a time, and no address', async () => {
    await record(1, noon);
    expect(await sightings()).toEqual([{ person: expect.stringMatching(/^[0-9a-f]{64}$/), at: noon }]);
    await (await openDatabase()).clear('awards');
    expect(await storedText()).not.toMatch(/robin|example\.com/i);
  });

  it('goes after a day, whoever comes next', async () => {
    await noteSighting('one', noon);
    await noteSighting('two', noon + minuteMs);
    await noteSighting('three', noon + dayMs);
    expect((await sightings()).map((it) => it.person)).toEqual(['two', 'three']);
  });

  it('is nothing at all of a result that did not pass', async () => {
    const failing = observed();
    await record(1, noon, { reading: { ...failing.reading, score: '2' } });
    expect(await sightings()).toEqual([]);
  });
});
