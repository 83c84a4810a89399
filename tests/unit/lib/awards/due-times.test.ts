import { beforeEach, describe, expect, it } from 'vitest';
import { defaultAwardSettings, saveAwardSettings } from '../../../../lib/awards/award-settings.ts';
import { changeHealth, readHealth } from '../../../../lib/connection/connection.ts';
import type { CredlyFailure } from '../../../../lib/credly/index.ts';
import { hourMs, minuteMs, noon, ruleBadge } from '../builders.ts';
import { type OutboxRig, outboxRig } from '../outbox-rig.ts';
import { emptyStorage } from '../storage.ts';

const nextYear = noon + 365 * 24 * hourMs;
let rig: OutboxRig;
beforeEach(async () => {
  await emptyStorage();
  rig = await outboxRig();
});

describe('after a clock that was a year ahead is set right', () => {
  it.each<[string, CredlyFailure]>([
    ['that is to be tried again', { kind: 'server-error', status: 503, retryAfterMs: null }],
    ['that waits for Credly', { kind: 'rate-limited', retryAfterMs: null }],
    ['whose template is paused', { kind: 'forbidden', sentence: null }],
    ['whose request went unanswered', { kind: 'timed-out' }],
  ])('an award goes on %s', async (_what, failure) => {
    const award = await rig.queue({ createdAt: nextYear, dueAt: nextYear });
    rig.fail('issue', failure);
    await rig.drainAt(nextYear);
    expect((await rig.state(award)).dueAt).toBeGreaterThan(nextYear);
    for (const minutes of [0, 1, 2, 10]) await rig.drainAt(noon + minutes * minuteMs);
    expect((await rig.state(award)).state).toBe('issued');
    expect(rig.credly.badges).toHaveLength(1);
  });

  it('an award goes on whose worker died while it was sent', async () => {
    const award = await rig.queue({ state: 'sending', sentAt: nextYear, attempts: 1 });
    for (const minutes of [0, 1, 6]) await rig.drainAt(noon + minutes * minuteMs);
    expect((await rig.state(award)).state).toBe('issued');
  });

  it('an award leaves at last that was to wait for its undo time', async () => {
    const award = await rig.queue({ dueAt: nextYear + hourMs });
    await rig.outbox.drain();
    expect((await rig.state(award)).state).toBe('issued');
  });

  it('the caps count nothing that left in the year to come', async () => {
    await saveAwardSettings({ ...defaultAwardSettings, maxPerDay: 20 });
    for (let count = 0; count < 20; count += 1) await rig.queue({ state: 'issued', sentAt: nextYear });
    const award = await rig.queue();
    await rig.outbox.drain();
    expect((await rig.state(award)).state).toBe('issued');
  });

  it.each([
    ['the circuit breaker', { retryAt: nextYear, failuresInARow: 3, unreachableSince: nextYear }],
    ['a paused template', { pausedTemplates: { 'template-1': nextYear } }],
  ])('%s holds nothing', async (_what, health) => {
    await changeHealth(health);
    const award = await rig.queue();
    await rig.outbox.drain();
    expect((await rig.state(award)).state).toBe('issued');
  });
});

it('a cap still counts what left some minutes ahead of a clock that was set back a little', async () => {
  for (let count = 0; count < 20; count += 1) await rig.queue({ state: 'issued', sentAt: noon + 5 * minuteMs });
  const award = await rig.queue();
  await rig.outbox.drain();
  expect(await rig.state(award)).toMatchObject({ state: 'waiting', reason: 'cap-reached' });
});

it('an award that a cap holds for most of a day keeps its time, and so does what rests for an hour', async () => {
  const capped = await rig.queue({ reason: 'cap-reached', dueAt: noon + 23 * hourMs });
  const other = await rig.queue({ reason: 'credly-busy', dueAt: noon + hourMs });
  const paused = await rig.queue({ badge: ruleBadge({ templateId: 'paused' }) });
  await changeHealth({ pausedTemplates: { paused: noon + 10 * minuteMs } });
  await rig.outbox.drain();
  expect(rig.credly.requests).toEqual([]);
  expect((await rig.state(capped)).dueAt).toBe(noon + 23 * hourMs);
  expect((await rig.state(other)).dueAt).toBe(noon + hourMs);
  expect((await rig.state(paused)).dueAt).toBe(noon + 10 * minuteMs);
  expect((await readHealth()).pausedTemplates.paused).toBe(noon + 10 * minuteMs);
});
