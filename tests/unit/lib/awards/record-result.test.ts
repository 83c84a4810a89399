import { beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { credlyTime } from '../../../../lib/awards/award.ts';
import { awardsPage, getAward } from '../../../../lib/awards/ledger-reads.ts';
import { type ObservedResult, recordResult } from '../../../../lib/awards/record-result.ts';
import { noIdentity } from '../../../../lib/awards/result.ts';
import {
  identity,
  minuteMs,
  noon,
  observed,
  onlyReading,
  outcomes,
  provenance,
  reading,
  rule,
  ruleBadge,
} from '../builders.ts';
import { emptyStorage, storedText } from '../storage.ts';

beforeEach(emptyStorage);

const record = (part: Partial<ObservedResult> = {}, now = noon) => recordResult(observed(part), now);
const all = () => awardsPage(null, 100);

describe('a passing result', () => {
  it('becomes one award that waits to be sent', async () => {
    const observedAt = noon - 1500;
    const recorded = await record({ provenance: provenance({ observedAt, source: 'page-text' }) });
    expect(recorded).toMatchObject({ outcome: 'award', repeated: false });
    expect(await all()).toEqual([
      expect.objectContaining({
        id: recorded?.awardId,
        state: 'waiting',
        reason: null,
        earner: identity(),
        badge: ruleBadge(),
        organizationId: 'organization-1',
        environment: 'production',
        quizKey: 'food-safety-5f2a',
        issuedAt: credlyTime(observedAt),
        dueAt: noon,
        attempts: 0,
        provenance: provenance({ observedAt, source: 'page-text' }),
        history: [{ at: noon, state: 'waiting', reason: null }],
      }),
    ]);
  });

  it('keeps the address as typed, without white space around it', async () => {
    await record({ identity: identity({ email: ' Robin.Example@Example.COM ' }) });
    expect((await all())[0]?.earner?.email).toBe('Robin.Example@Example.COM');
  });

  it('awards nothing twice to one person, however the address is spelt', async () => {
    const before = await record();
    const again = await record({ identity: identity({ email: ' ROBIN@Example.com' }) }, noon + minuteMs);
    expect(again).toEqual({ outcome: 'award', awardId: before?.awardId, repeated: true });
    expect(await all()).toHaveLength(1);
  });

  it('becomes one award when it is told five times at once', async () => {
    const recorded = await Promise.all(Array.from({ length: 5 }, () => record()));
    expect(new Set(recorded.map((it) => it?.awardId)).size).toBe(1);
    expect(recorded.filter((it) => it?.repeated === false)).toHaveLength(1);
    expect(await all()).toHaveLength(1);
  });

  it.each<[string, Partial<ObservedResult>]>([
    ['person', { identity: identity({ email: 'kim@example.com' }) }],
    ['quiz', { quizKey: 'first-aid-77c1' }],
    ['organization', { rule: rule({ organizationId: 'organization-2' }) }],
    ['environment', { rule: rule({ environment: 'sandbox' }) }],
  ])('of another %s is another award', async (_what, part) => {
    await record();
    expect(await record(part)).toMatchObject({ repeated: false });
    expect(await all()).toHaveLength(2);
  });

  it('has an identity key that tells nothing of the person, and another in another installation', async () => {
    await record();
    const key = (await all())[0]?.identityKey;
    expect(key).toMatch(/^[0-9a-f]{64}$/);
    await emptyStorage();
    // Another worker: this one keeps the key of the installation that it was started in.
    vi.resetModules();
    const another = await import('../../../../lib/awards/identity-key.ts');
    const { rule, quizKey, identity } = observed();
    const keyThere = await another.identityKey({ ...rule, quizKey, email: identity.email ?? '' });
    expect(keyThere).toMatch(/^[0-9a-f]{64}$/);
    expect(keyThere).not.toBe(key);
    expect(JSON.stringify(await fakeBrowser.storage.local.get(null))).not.toContain('robin');
  });
});

describe('a result that did not pass', () => {
  const failing = {
    reading: reading({ score: '3', percent: '30', passed: false, attemptId: 'attempt-77' }),
    identity: identity(),
  };

  it('keeps quiz, score and time, and nothing of the person', async () => {
    expect(await record(failing)).toMatchObject({ outcome: 'not-passing', repeated: false });
    const [kept] = await all();
    expect(kept).toMatchObject({ state: 'not-passing', earner: null, badge: null, quizKey: 'food-safety-5f2a' });
    expect(kept?.identityKey).toBeUndefined();
    expect(kept?.result).toEqual(reading({ score: '3', percent: '30' }));
    expect(await storedText()).not.toMatch(/robin|example\.com|attempt-77/i);
  });

  it('does not stand in the way of the award that follows', async () => {
    await record(failing);
    expect(await record()).toMatchObject({ outcome: 'award', repeated: false });
  });

  it('takes no award back', async () => {
    const before = await record();
    await record(failing);
    expect((await getAward(before?.awardId ?? ''))?.state).toBe('waiting');
  });
});

describe('missing details', () => {
  it.each([
    ['first-name-missing', identity({ firstName: ' ' })],
    ['last-name-missing', identity({ lastName: null })],
    ['email-missing', identity({ email: null })],
    ['email-malformed', identity({ email: 'robin at example' })],
  ])('keep the award for a person: %s', async (reason, it) => {
    await record({ identity: it });
    expect(await all()).toEqual([expect.objectContaining({ state: 'needs-details', reason })]);
  });

  it('are completed by a second result of the same person', async () => {
    const before = await record({ identity: identity({ lastName: null }) });
    const again = await record({}, noon + minuteMs);
    expect(again).toEqual({ outcome: 'award', awardId: before?.awardId, repeated: true });
    expect(await all()).toEqual([
      expect.objectContaining({
        state: 'waiting',
        reason: 'details-completed',
        earner: identity(),
        dueAt: noon + minuteMs,
      }),
    ]);
  });

  it('stay missing when the second result has no more to say', async () => {
    await record({ identity: identity({ lastName: null }) });
    await record({ identity: identity({ firstName: null }) });
    expect(await all()).toEqual([expect.objectContaining({ state: 'needs-details', reason: 'last-name-missing' })]);
  });

  it('never merge two people without an address', async () => {
    await record({ identity: noIdentity });
    await record({ identity: noIdentity });
    expect(await all()).toHaveLength(2);
    expect((await all()).some((it) => it.identityKey !== undefined)).toBe(false);
  });
});

describe('a doubtful result', () => {
  it('is held with its reason, its badge and its earner', async () => {
    await record({ reading: reading({ passed: false }) });
    expect(await all()).toEqual([
      expect.objectContaining({ state: 'held', reason: 'contradicts-page', badge: ruleBadge(), earner: identity() }),
    ]);
  });

  it('is not released by a second result of the same person', async () => {
    await record({ reading: reading({ passed: false }) });
    await record();
    expect(await all()).toEqual([expect.objectContaining({ state: 'held' })]);
  });

  it('is held without a badge where none is known', async () => {
    await record({ rule: rule({ awardFor: outcomes({ Gold: ruleBadge() }) }), reading: reading() });
    expect(await all()).toEqual([expect.objectContaining({ state: 'held', reason: 'no-outcome', badge: null })]);
  });
});

it.each(['pending', 'partial', 'unknown'] as const)('a %s result leaves no trace', async (finality) => {
  expect(await record({ reading: onlyReading({ score: '9', maximum: '10', finality }) })).toBeNull();
  expect(await all()).toEqual([]);
});

describe('details that were missing', () => {
  const without = (part: Partial<ReturnType<typeof identity>>) => record({ identity: identity(part) });

  it('set the award going when the same person brings them, however the name is spelt', async () => {
    await without({ lastName: null, firstName: ' ROBIN ' });
    await record({}, noon + minuteMs);
    expect(await all()).toEqual([expect.objectContaining({ state: 'waiting', reason: 'details-completed' })]);
  });

  it('are put before a person when they come under another name', async () => {
    await without({ lastName: null, firstName: 'Kim' });
    await record({}, noon + minuteMs);
    expect(await all()).toEqual([expect.objectContaining({ state: 'held', reason: 'details-differ' })]);
  });
});
