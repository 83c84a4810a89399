import 'fake-indexeddb/auto';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Award } from '../../../../lib/awards/award.ts';
import { defaultAwardSettings, saveAwardSettings } from '../../../../lib/awards/award-settings.ts';
import { changeHealth, readHealth } from '../../../../lib/connection/connection.ts';
import type { CredlyFailure } from '../../../../lib/credly/index.ts';
import { hourMs, identity, minuteMs, noon, ruleBadge, secondMs } from '../builders.ts';
import { type OutboxRig, outboxRig } from '../outbox-rig.ts';
import { emptyStorage } from '../storage.ts';

let rig: OutboxRig;
beforeEach(async () => {
  await emptyStorage();
  rig = await outboxRig();
});

const badge = ruleBadge();
/** So many people of one class, each of a quiz of their own so that no cap holds them. */
async function queueClass(count: number, part: Partial<Award> = {}): Promise<Award[]> {
  const awards: Award[] = [];
  for (let index = 0; index < count; index += 1)
    awards.push(
      await rig.queue({
        badge,
        createdAt: noon + index,
        quizKey: `quiz-${index}`,
        earner: identity({ email: `p${index}@example.com` }),
        ...part,
      }),
    );
  return awards;
}
const kinds = () => rig.credly.requests.map(({ kind }) => kind);
const states = async (awards: Award[]) => Promise.all(awards.map(async (it) => (await rig.state(it)).state));

describe('many awards of one template', () => {
  it('go together, at most 50 in one request', async () => {
    const awards = await queueClass(60);
    await rig.outbox.drain();
    expect(rig.credly.requests.map((it) => it.requests.length)).toEqual([50, 10]);
    expect(new Set(await states(awards))).toEqual(new Set(['issued']));
    expect(rig.credly.badges).toHaveLength(60);
  });

  it('go one by one while they are few, and where the template allows duplicates', async () => {
    await queueClass(4);
    await rig.outbox.drain();
    rig = await outboxRig(true);
    await queueClass(8, { badge: ruleBadge({ templateId: 'repeatable', allowsDuplicates: true }) });
    await rig.outbox.drain();
    expect(kinds()).not.toContain('batch');
  });

  it('leave somebody out who is in the batch already', async () => {
    const awards = await queueClass(6, { earner: identity({ email: 'same@example.com' }) });
    await rig.outbox.drain();
    expect(kinds()).not.toContain('batch');
    expect((await states(awards)).sort()).toEqual([
      'already-issued',
      'already-issued',
      'already-issued',
      'already-issued',
      'already-issued',
      'issued',
    ]);
  });

  it('are as many as the caps let go', async () => {
    await saveAwardSettings({ ...defaultAwardSettings, maxPerDay: 7 });
    const awards = await queueClass(12);
    await rig.outbox.drain();
    expect((await states(awards)).filter((it) => it === 'issued')).toHaveLength(7);
    expect((await rig.state(awards[11] ?? { id: '' })).reason).toBe('cap-reached');
  });

  it('are asked about one by one after a refusal, and the refused one keeps Credly’s sentence', async () => {
    rig.credly.issuedElsewhere('production', 'p2@example.com', badge.templateId, '2026-01-01 00:00:00 +0000');
    const awards = await queueClass(6);
    await rig.outbox.drain();
    const oneByOne = Array.from({ length: 4 }, () => ['find', 'issue']).flat();
    expect(kinds()).toEqual(['batch', 'find', 'template', 'issue', ...oneByOne]);
    expect(await rig.state(awards[2] ?? { id: '' })).toMatchObject({
      state: 'already-issued',
      credlySentence: 'User already has this badge',
    });
    expect((await states(awards)).filter((it) => it === 'issued')).toHaveLength(5);
  });

  it('are unconfirmed after a missing answer, and found again without a second badge', async () => {
    rig.credly.plan('batch', { failure: { kind: 'timed-out' }, created: 'yes', lateMs: 0, tookMs: 0 });
    const awards = await queueClass(6);
    await rig.outbox.drain();
    expect(new Set(await states(awards))).toEqual(new Set(['unconfirmed']));
    await rig.drainAt(noon + 2 * minuteMs);
    expect(new Set(await states(awards))).toEqual(new Set(['issued']));
    expect(rig.credly.badges).toHaveLength(6);
    expect(rig.posts()).toBe(0);
  });

  it('wait together when the template is refused to this token, and only that template', async () => {
    rig.fail('batch', { kind: 'forbidden', sentence: 'Not yours' });
    const awards = await queueClass(6);
    const other = await rig.queue();
    await rig.outbox.drain();
    expect(await rig.state(awards[0] ?? { id: '' })).toMatchObject({
      state: 'waiting',
      reason: 'no-permission',
      attempts: 0,
    });
    expect((await rig.state(other)).state).toBe('issued');
    expect(Object.keys((await readHealth()).pausedTemplates)).toEqual([badge.templateId]);
    const late = await rig.queue({ badge });
    await rig.drainAt(rig.now + secondMs);
    expect(await rig.state(late)).toMatchObject({ reason: 'no-permission', attempts: 0 });
    await rig.drainAt(noon + 11 * minuteMs);
    expect(new Set(await states([...awards, late]))).toEqual(new Set(['issued']));
  });
});

describe('the cap of an hour', () => {
  it('holds what pages told, and not what a person approved', async () => {
    const told = [];
    for (let index = 0; index < 22; index += 1) told.push(await rig.queue());
    const approved = await rig.queue({ approvedAt: noon, createdAt: noon + 1 });
    await rig.outbox.drain();
    expect((await states(told)).filter((it) => it === 'waiting')).toHaveLength(2);
    expect((await rig.state(approved)).state).toBe('issued');
    await rig.drainAt(noon + 2 * hourMs);
    expect(new Set(await states(told))).toEqual(new Set(['issued']));
  });
});

describe('where a template allows duplicates', () => {
  it('Credly is asked before the first request, and a stranger’s badge of the same time is put before a person', async () => {
    rig = await outboxRig(true);
    const repeatable = ruleBadge({ templateId: 'repeatable', allowsDuplicates: true });
    rig.credly.issuedElsewhere('production', 'p@example.com', 'repeatable', '2026-03-03 11:00:00 +0000');
    const stranger = await rig.queue({ badge: repeatable, earner: identity({ email: 'p@example.com' }) });
    const free = await rig.queue({ badge: repeatable, createdAt: noon + 1 });
    await rig.outbox.drain();
    expect(await rig.state(stranger)).toMatchObject({ state: 'held', reason: 'possible-duplicate-at-credly' });
    expect((await rig.state(free)).state).toBe('issued');
    expect(kinds()).toEqual(['find', 'find', 'issue']);
  });

  it.each<CredlyFailure>([
    { kind: 'rate-limited', retryAfterMs: null },
    { kind: 'forbidden', sentence: null },
    { kind: 'token-refused' },
  ])('a stranger’s badge is looked for again before a request is repeated: $kind', async (failure) => {
    rig = await outboxRig(true);
    const repeatable = ruleBadge({ templateId: 'repeatable', allowsDuplicates: true });
    const refused = await rig.queue({ badge: repeatable, earner: identity({ email: 'p@example.com' }) });
    rig.fail('issue', failure);
    await rig.outbox.drain();
    expect((await rig.state(refused)).state).toBe('waiting');
    rig.credly.issuedElsewhere('production', 'p@example.com', 'repeatable', '2026-03-03 12:01:00 +0000');
    await changeHealth({ paused: null });
    await rig.drainAt(noon + 15 * minuteMs);
    expect(await rig.state(refused)).toMatchObject({ state: 'held', reason: 'possible-duplicate-at-credly' });
    expect(rig.posts()).toBe(1);
  });
});
