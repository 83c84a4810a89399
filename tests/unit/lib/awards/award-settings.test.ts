import { beforeEach, describe, expect, it } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import {
  type AwardSettings,
  defaultAwardSettings,
  readAwardSettings,
  saveAwardSettings,
} from '../../../../lib/awards/award-settings.ts';
import { moveAward } from '../../../../lib/awards/ledger.ts';
import { awardsPage } from '../../../../lib/awards/ledger-reads.ts';
import { type ObservedResult, recordResult } from '../../../../lib/awards/record-result.ts';
import {
  hourMs,
  identity,
  minuteMs,
  noon,
  observed,
  onlyReading,
  passingScore,
  provenance,
  reading,
  rule,
  ruleBadge,
  secondMs,
} from '../builders.ts';
import { type OutboxRig, outboxRig } from '../outbox-rig.ts';
import { emptyStorage, storedText } from '../storage.ts';

let rig: OutboxRig;

beforeEach(async () => {
  await emptyStorage();
  rig = await outboxRig();
});

const dayMs = 24 * hourMs;
const save = (part: Partial<AwardSettings>) => saveAwardSettings({ ...defaultAwardSettings, ...part });
const record = (part: Partial<ObservedResult> = {}, now = noon) => recordResult(observed(part), now);
const latest = async () => (await awardsPage(null, 1))[0];
const all = () => awardsPage(null, 99);

describe('the settings', () => {
  it('hold nothing and delay nothing until an admin says so', async () => {
    expect(await readAwardSettings()).toEqual({
      holdAll: false,
      undoMinutes: 0,
      maxPerDay: 1000,
      maxPerQuizAndDay: 300,
      retentionDays: 90,
    });
  });

  it.each([
    { undoMinutes: 61 },
    { undoMinutes: -1 },
    { maxPerDay: 0 },
    { maxPerQuizAndDay: 0.5 },
    { retentionDays: 31 },
    { holdAll: 'yes' },
  ])('that make no sense read as the defaults: %o', async (part) => {
    await fakeBrowser.storage.local.set({ 'award-settings': { ...defaultAwardSettings, ...part } });
    expect(await readAwardSettings()).toEqual(defaultAwardSettings);
  });
});

describe('hold for review', () => {
  it('of everything holds a passing result with all it needs to be approved', async () => {
    await save({ holdAll: true });
    await record();
    expect(await latest()).toMatchObject({
      state: 'held',
      reason: 'hold-for-review',
      earner: identity(),
      badge: ruleBadge(),
    });
  });

  it('of one quiz holds the results of that quiz', async () => {
    await record({ rule: rule({ hold: true }) });
    expect(await latest()).toMatchObject({ state: 'held', reason: 'hold-for-review' });
    await record({ quizKey: 'first-aid-77c1' }, noon + minuteMs);
    expect((await all()).map((it) => it.state).sort()).toEqual(['held', 'waiting']);
  });

  it('says the greater doubt where there is one', async () => {
    await save({ holdAll: true });
    await record({ reading: reading({ passed: false }) });
    expect(await latest()).toMatchObject({ state: 'held', reason: 'contradicts-page' });
  });

  it('holds an incomplete result too, and sends nothing', async () => {
    await save({ holdAll: true });
    await record({ identity: identity({ lastName: null }) });
    await record({ identity: identity({ email: 'kim@example.com' }) });
    await rig.outbox.drain();
    expect((await all()).map((it) => it.state)).toEqual(['held', 'held']);
    expect(rig.credly.requests).toEqual([]);
  });

  it('changes nothing for results that do not pass or are none', async () => {
    await save({ holdAll: true });
    await record({ reading: reading({ score: '1' }) });
    expect(await record({ reading: onlyReading({ score: '9', finality: 'pending' }) })).toBeNull();
    expect(await all()).toEqual([expect.objectContaining({ state: 'not-passing', earner: null })]);
    expect(await storedText()).not.toMatch(/robin/i);
  });
});

describe('the undo time', () => {
  it('delays the sending by so much', async () => {
    await save({ undoMinutes: 10 });
    await record();
    await rig.drainAt(noon + 10 * minuteMs - 1);
    expect(rig.credly.requests).toEqual([]);
    expect(rig.wakeAt).toBe(noon + 10 * minuteMs);
    await rig.drainAt(noon + 10 * minuteMs);
    expect(await latest()).toMatchObject({ state: 'issued' });
  });

  it('lets an admin dismiss it until then', async () => {
    await save({ undoMinutes: 60 });
    const recorded = await record();
    await moveAward(recorded?.awardId ?? '', 'waiting', 'cancelled', noon + 59 * minuteMs, { reason: 'dismissed' });
    await rig.drainAt(noon + 61 * minuteMs);
    expect(rig.credly.requests).toEqual([]);
  });

  it('also counts from the moment in which missing details were completed', async () => {
    await save({ undoMinutes: 10 });
    await record({ identity: identity({ lastName: null }) });
    await record({}, noon + minuteMs);
    expect(await latest()).toMatchObject({ state: 'waiting', dueAt: noon + 11 * minuteMs });
  });
});

describe('a cap', () => {
  const people = (count: number) => Array.from({ length: count }, (_, index) => `${index}@example.com`);

  it('a day lets so many go out, of whatever quiz; more wait and say why', async () => {
    await save({ maxPerDay: 3 });
    for (const [index, email] of people(4).entries())
      await record({ identity: identity({ email }), quizKey: `quiz-${index}` }, noon + index);
    await rig.drainAt(noon + secondMs);
    expect(rig.posts()).toBe(3);
    expect(await latest()).toMatchObject({ state: 'waiting', reason: 'cap-reached', dueAt: noon + secondMs + dayMs });
    expect(rig.wakeAt).toBe(noon + secondMs + dayMs);
    await rig.drainAt(noon + secondMs + dayMs);
    expect(await latest()).toMatchObject({ state: 'issued' });
  });

  it('a quiz and day counts each quiz for itself', async () => {
    await save({ maxPerQuizAndDay: 2 });
    for (const [index, email] of people(3).entries()) await record({ identity: identity({ email }) }, noon + index);
    await record({ identity: identity({ email: 'kim@example.com' }), quizKey: 'first-aid-77c1' }, noon + 9);
    await rig.drainAt(noon + secondMs);
    expect((await all()).map((it) => [it.quizKey, it.state, it.reason])).toEqual([
      ['first-aid-77c1', 'issued', null],
      ['food-safety-5f2a', 'waiting', 'cap-reached'],
      ['food-safety-5f2a', 'issued', null],
      ['food-safety-5f2a', 'issued', null],
    ]);
  });

  it('does not count the award’s own first try against its second', async () => {
    await save({ maxPerDay: 1, maxPerQuizAndDay: 1 });
    await record();
    rig.fail('issue', { kind: 'rate-limited', retryAfterMs: null });
    await rig.outbox.drain();
    await rig.drainAt(noon + 30 * secondMs);
    expect(await latest()).toMatchObject({ state: 'issued' });
  });
});

describe('retake: every passing result', () => {
  const repeatable = ruleBadge({ allowsDuplicates: true });
  const every = rule({ retake: 'every', awardFor: passingScore('80', 'percent', repeatable) });
  const pass = (now: number, attemptId: string | null, part: Partial<ObservedResult> = {}) =>
    record({ rule: every, reading: reading({ attemptId }), provenance: provenance({ observedAt: now }), ...part }, now);

  beforeEach(async () => {
    rig = await outboxRig(true);
  });

  it('is a badge for each attempt that has an id, and one only', async () => {
    await pass(noon, 'a');
    await pass(noon + minuteMs, 'b');
    expect(await pass(noon + 2 * minuteMs, 'a')).toMatchObject({ repeated: true });
    await rig.drainAt(noon + 3 * minuteMs);
    expect((await all()).map((it) => it.state)).toEqual(['issued', 'issued']);
    expect(rig.credly.badges).toHaveLength(2);
  });

  it('holds a second one within a day as a possible duplicate where attempts have no id', async () => {
    await pass(noon, null);
    await pass(noon + dayMs - 1, null);
    expect(await latest()).toMatchObject({ state: 'held', reason: 'possible-duplicate' });
    await pass(noon + 2 * dayMs, null);
    expect(await latest()).toMatchObject({ state: 'waiting' });
  });

  it('is another matter for another person or quiz', async () => {
    await pass(noon, null);
    await pass(noon + minuteMs, null, { identity: identity({ email: 'kim@example.com' }) });
    await pass(noon + 2 * minuteMs, null, { quizKey: 'first-aid-77c1' });
    expect((await all()).map((it) => it.state)).toEqual(['waiting', 'waiting', 'waiting']);
  });

  it('means "once" where the template forbids a second badge', async () => {
    const once = { rule: rule({ retake: 'every' }) };
    const before = await pass(noon, 'a', once);
    expect(await pass(noon + 2 * dayMs, 'b', once)).toEqual({ ...before, repeated: true });
    expect(await all()).toHaveLength(1);
  });

  it('that is turned back to "once" gives no second badge to who has one', async () => {
    const before = await pass(noon, 'a');
    const again = await pass(noon + minuteMs, 'b', { rule: { ...every, retake: 'once' } });
    expect(again).toEqual({ ...before, repeated: true });
  });
});
