import { beforeEach, describe, expect, it } from 'vitest';
import { act } from '../../../../lib/awards/admin-actions.ts';
import { amendAward } from '../../../../lib/awards/ledger.ts';
import { breakerThreshold, readHealth, saveConnection } from '../../../../lib/connection/connection.ts';
import type { CredlyFailure } from '../../../../lib/credly/index.ts';
import { hourMs, identity, minuteMs, noon, ruleBadge, secondMs } from '../builders.ts';
import { connection, type OutboxRig, outboxRig } from '../outbox-rig.ts';
import { emptyStorage } from '../storage.ts';

let rig: OutboxRig;

beforeEach(async () => {
  await emptyStorage();
  rig = await outboxRig();
});

const unreachable: CredlyFailure = { kind: 'unreachable' };
const busy: CredlyFailure = { kind: 'server-error', status: 503, retryAfterMs: null };
const repeatable = ruleBadge({ templateId: 'repeatable', allowsDuplicates: true });

/** So many awards with an earner each. */
async function queue(count: number) {
  const awards = [];
  for (let index = 0; index < count; index += 1) awards.push(await rig.queue({ createdAt: noon + index }));
  return awards;
}

describe('the circuit breaker', () => {
  it.each<CredlyFailure>([unreachable, busy, { kind: 'timed-out' }, { kind: 'not-credly', status: 200 }])(
    'opens after three failures in a row: $kind',
    async (failure) => {
      expect(breakerThreshold).toBe(3);
      const awards = await queue(5);
      rig.fail('issue', failure, 5);
      await rig.outbox.drain();
      expect(rig.posts()).toBe(3);
      expect(await readHealth()).toMatchObject({
        failuresInARow: 3,
        retryAt: rig.now + 30 * secondMs,
        unreachableSince: noon,
      });
      for (const it of awards.slice(3)) expect(await rig.state(it)).toEqual(it);
    },
  );

  it('lets no request out while it is open, and asks to be woken when it closes', async () => {
    await queue(5);
    rig.fail('issue', unreachable, 3);
    await rig.outbox.drain();
    const { retryAt } = await readHealth();
    expect(rig.wakeAt).toBe(retryAt);
    const before = rig.credly.requests.length;
    await rig.drainAt((retryAt ?? 0) - 1);
    expect(rig.credly.requests).toHaveLength(before);
    await rig.drainAt(retryAt ?? 0);
    expect(rig.credly.requests.length).toBeGreaterThan(before);
  });

  it('stays open for longer each time, up to a quarter of an hour, after one try each', async () => {
    await queue(9);
    rig.fail('issue', unreachable, 99);
    rig.fail('find', unreachable, 99);
    await rig.outbox.drain();
    const pauses = [];
    for (let count = 0; count < 8; count += 1) {
      const { retryAt } = await readHealth();
      pauses.push(((retryAt ?? 0) - rig.now) / secondMs);
      const before = rig.credly.requests.length;
      await rig.drainAt(retryAt ?? 0);
      expect(rig.credly.requests).toHaveLength(before + 1);
    }
    expect(pauses).toEqual([30, 60, 120, 240, 480, 900, 900, 900]);
  });

  it('closes when Credly answers, and everything goes on', async () => {
    const awards = await queue(5);
    rig.fail('issue', unreachable, 3);
    await rig.outbox.drain();
    await rig.drainAt((await readHealth()).retryAt ?? 0);
    expect(await readHealth()).toMatchObject({ failuresInARow: 0, retryAt: null, unreachableSince: null });
    for (const it of awards.slice(3)) expect((await rig.state(it)).state).toBe('issued');
  });

  it('is not opened by failures with an answer between them', async () => {
    await queue(5);
    rig.fail('issue', unreachable, 2);
    rig.credly.plan('issue', { failure: null, created: 'yes', lateMs: 0, tookMs: 0 });
    rig.fail('issue', unreachable, 2);
    await rig.outbox.drain();
    expect(rig.posts()).toBe(5);
    expect((await readHealth()).retryAt).toBeNull();
  });

  it.each<CredlyFailure>([
    { kind: 'forbidden', sentence: null },
    { kind: 'rejected', status: 422, sentence: null, errorIndex: null },
  ])('counts an answer of Credly’s own as an answer: $kind', async (answer) => {
    await queue(5);
    rig.fail('issue', unreachable, 2);
    rig.fail('issue', answer);
    rig.fail('issue', unreachable, 2);
    await rig.outbox.drain();
    expect(rig.posts()).toBe(5);
    expect(await readHealth()).toMatchObject({ failuresInARow: 2, retryAt: null });
  });

  it('is closed by a new token', async () => {
    await queue(5);
    rig.fail('issue', unreachable, 3);
    await rig.outbox.drain();
    await saveConnection(connection({ token: 'token-of-tomorrow' }));
    expect((await readHealth()).retryAt).toBeNull();
  });
});

describe('tries while it is open', () => {
  it.each([
    ['without an answer', unreachable, 'unconfirmed'],
    ['with a 503', busy, 'waiting'],
  ] as const)('are not counted: %s', async (_what, failure, state) => {
    const [first, , third] = await queue(3);
    rig.fail('issue', failure, 3);
    await rig.outbox.drain();
    expect(await rig.state(first ?? { id: '' })).toMatchObject({ state, attempts: 1 });
    expect(await rig.state(third ?? { id: '' })).toMatchObject({ state, attempts: 0 });
  });

  it('never fail an award, however long Credly is dead', async () => {
    const award = await rig.queue();
    rig.fail('issue', busy, 50);
    rig.fail('find', busy, 50);
    for (let count = 0; count < 20; count += 1) await rig.drainAt(Math.max(rig.now, rig.wakeAt ?? 0));
    expect(await rig.state(award)).toMatchObject({ state: 'waiting' });
    expect((await rig.state(award)).attempts).toBeLessThan(breakerThreshold);
  });

  it('are preceded by a question all the same', async () => {
    await queue(2);
    const third = await rig.queue({ createdAt: noon + 9, earner: identity() });
    rig.fail('issue', busy, 2);
    rig.credly.plan('issue', { failure: busy, created: 'yes', lateMs: 0, tookMs: 0 });
    await rig.outbox.drain();
    await rig.drainAt(noon + 10 * minuteMs);
    expect(await rig.state(third)).toMatchObject({ state: 'issued', reason: 'found-at-credly' });
  });
});

describe('too many requests (429)', () => {
  const tooMany = (retryAfterMs: number | null = null): CredlyFailure => ({ kind: 'rate-limited', retryAfterMs });

  it('rest the whole line for as long as Credly asks, and count for no award', async () => {
    const awards = await queue(3);
    rig.fail('issue', tooMany(10 * minuteMs));
    await rig.outbox.drain();
    expect(rig.posts()).toBe(1);
    expect(await readHealth()).toMatchObject({ retryAt: noon + 10 * minuteMs, unreachableSince: null });
    expect(rig.wakeAt).toBe(noon + 10 * minuteMs);
    await rig.drainAt(noon + 10 * minuteMs - 1);
    expect(rig.credly.requests).toHaveLength(1);
    await rig.drainAt(noon + 10 * minuteMs);
    for (const it of awards) expect(await rig.state(it)).toMatchObject({ state: 'issued', attempts: 1 });
  });

  it('rest it for longer each time where Credly does not say how long, and never fail an award', async () => {
    const award = await rig.queue();
    rig.fail('issue', tooMany(), 8);
    const pauses = [];
    for (let count = 0; count < 8; count += 1) {
      await rig.drainAt((await readHealth()).retryAt ?? rig.now);
      pauses.push((((await readHealth()).retryAt ?? 0) - rig.now) / secondMs);
      expect(await rig.state(award)).toMatchObject({ state: 'waiting', attempts: 0 });
    }
    expect(pauses).toEqual([30, 60, 120, 240, 480, 900, 900, 900]);
    await rig.drainAt((await readHealth()).retryAt ?? 0);
    expect((await rig.state(award)).state).toBe('issued');
  });

  it('to a batch rest the line, too', async () => {
    const badge = ruleBadge({ templateId: 'class' });
    for (let index = 0; index < 6; index += 1) await rig.queue({ badge });
    const other = await rig.queue();
    rig.fail('batch', tooMany());
    await rig.outbox.drain();
    expect(rig.credly.requests.map(({ kind }) => kind)).toEqual(['batch']);
    expect(await rig.state(other)).toEqual(other);
  });

  it('to a question rest the line, too', async () => {
    await rig.queue({ state: 'unconfirmed', sentAt: noon - minuteMs });
    const other = await rig.queue();
    rig.fail('find', tooMany(10 * minuteMs));
    await rig.outbox.drain();
    expect(rig.credly.requests.map(({ kind }) => kind)).toEqual(['find']);
    expect((await readHealth()).retryAt).toBe(noon + 10 * minuteMs);
    expect(await rig.state(other)).toEqual(other);
  });
});

describe('asking again by hand', () => {
  it.each([
    ['forbids', ruleBadge()],
    ['allows', repeatable],
  ])('does not use up the questions to come, where the template %s duplicates', async (_what, badge) => {
    rig = await outboxRig(badge.allowsDuplicates);
    const award = await rig.queue({ badge });
    rig.credly.plan('issue', { failure: unreachable, created: 'late', lateMs: 50 * secondMs, tookMs: 0 });
    await rig.outbox.drain();
    for (const seconds of [1, 2, 3]) {
      await amendAward(award.id, 'unconfirmed', rig.now, { reason: 'checked-again', dueAt: rig.now });
      await rig.drainAt(noon + seconds * secondMs);
      expect((await rig.state(award)).state).toBe('unconfirmed');
    }
    rig.now = noon + 61 * secondMs;
    rig.credly.commitLate();
    await rig.outbox.drain();
    expect(await rig.state(award)).toMatchObject({ state: 'issued', reason: 'found-at-credly' });
    expect(rig.posts()).toBe(1);
  });
});

describe('a question that Credly does not answer as it should', () => {
  it('gets the time it asks for', async () => {
    const award = await rig.queue({ state: 'unconfirmed', sentAt: noon - minuteMs });
    rig.fail('find', { kind: 'rate-limited', retryAfterMs: 30 * minuteMs });
    await rig.outbox.drain();
    expect((await rig.state(award)).dueAt).toBe(noon + 30 * minuteMs);
  });

  it.each<CredlyFailure>([
    { kind: 'forbidden', sentence: null },
    { kind: 'not-found', sentence: null },
  ])('pauses the template where the organization can be read: $kind', async (failure) => {
    rig = await outboxRig(true);
    const waiting = await rig.queue({ badge: repeatable });
    rig.fail('find', failure, 99);
    for (let seconds = 0; seconds < 120; seconds += 5) await rig.drainAt(noon + seconds * secondMs);
    expect(rig.credly.requests.map(({ kind }) => kind)).toEqual(['find', 'organization']);
    const until = (await readHealth()).pausedTemplates.repeatable ?? 0;
    expect(await rig.state(waiting)).toMatchObject({ state: 'waiting', reason: 'no-permission', dueAt: until });
    expect(until).toBeGreaterThanOrEqual(noon + 10 * minuteMs);
  });

  it('pauses the template for an unanswered award as well, which keeps its reason', async () => {
    const award = await rig.queue({ state: 'unconfirmed', reason: 'no-answer', sentAt: noon - minuteMs });
    rig.fail('find', { kind: 'forbidden', sentence: null }, 99);
    await rig.outbox.drain();
    expect(await rig.state(award)).toMatchObject({ state: 'unconfirmed', reason: 'no-answer' });
    expect((await rig.state(award)).dueAt).toBeGreaterThanOrEqual(noon + 10 * minuteMs);
  });

  it.each(['waiting', 'unconfirmed'] as const)('is put more and more rarely where it is refused: %s', async (state) => {
    await rig.queue({ state, sentAt: noon });
    rig.fail('find', { kind: 'rejected', status: 422, sentence: null, errorIndex: null }, 999);
    while (rig.now < noon + 6 * hourMs) await rig.drainAt(Math.max(rig.now + 1, rig.wakeAt ?? 0));
    expect(rig.credly.requests.length).toBeLessThan(20);
    expect(rig.posts()).toBe(0);
  });

  it('pauses nothing where the connection is another one by the time of the answer', async () => {
    await rig.queue({ state: 'unconfirmed', sentAt: noon - minuteMs });
    rig.fail('find', { kind: 'forbidden', sentence: null });
    rig.underway = async () => {
      const isAsked = rig.credly.requests.some(({ kind }) => kind === 'organization');
      if (isAsked) await saveConnection(connection({ token: 'token-of-tomorrow', connectedAt: noon + 1 }));
    };
    await rig.outbox.drain();
    expect((await readHealth()).pausedTemplates).toEqual({});
  });

  it('pauses the queue when the organization cannot be read', async () => {
    await rig.queue({ state: 'unconfirmed', sentAt: noon - minuteMs });
    rig.fail('find', { kind: 'forbidden', sentence: null });
    rig.fail('organization', { kind: 'forbidden', sentence: null });
    await rig.outbox.drain();
    expect((await readHealth()).paused?.reason).toBe('organization-unreadable');
  });
});

describe('an unanswered award that a person dismisses while Credly is asked', () => {
  it('stays dismissed, and names the badge that was found', async () => {
    const award = await rig.queue();
    rig.credly.plan('issue', { failure: unreachable, created: 'yes', lateMs: 0, tookMs: 0 });
    await rig.outbox.drain();
    rig.underway = async () => {
      const present = await rig.state(award);
      if (present.state === 'unconfirmed') await act(present, 'dismiss', rig.now);
    };
    await rig.drainAt(noon + minuteMs);
    const [badge] = rig.credly.badges;
    expect(await rig.state(award)).toMatchObject({ state: 'cancelled', credly: { badgeId: badge?.id } });
  });
});

describe('a new token while a request of the old one is under way', () => {
  it.each(['issue', 'find'] as const)('is not paused by the late refusal of the old one: %s', async (kind) => {
    await rig.queue(kind === 'issue' ? {} : { state: 'unconfirmed', sentAt: noon - minuteMs });
    rig.fail(kind, { kind: 'token-refused' });
    let replaced = false;
    rig.underway = async () => {
      const asked = rig.credly.requests.length > 0;
      if (asked && !replaced) await saveConnection(connection({ token: 'token-of-tomorrow', connectedAt: noon + 1 }));
      replaced = asked;
    };
    await rig.outbox.drain();
    expect(replaced).toBe(true);
    expect((await readHealth()).paused).toBeNull();
  });
});
