import { beforeEach, describe, expect, it } from 'vitest';
import { act } from '../../../../lib/awards/admin-actions.ts';
import { never } from '../../../../lib/awards/outbox.ts';
import type { CredlyFailure } from '../../../../lib/credly/index.ts';
import { minuteMs, noon, ruleBadge } from '../builders.ts';
import { type OutboxRig, outboxRig } from '../outbox-rig.ts';
import { emptyStorage } from '../storage.ts';

const unanswered: CredlyFailure = { kind: 'timed-out' };
const busy: CredlyFailure = { kind: 'server-error', status: 503, retryAfterMs: null };
/** As it was when the rule was saved. */
const badge = ruleBadge({ allowsDuplicates: false });
const kinds = () => rig.credly.requests.map(({ kind }) => kind);

let rig: OutboxRig;
beforeEach(emptyStorage);

describe('a template that has come to allow several badges per person since the rule was saved', () => {
  beforeEach(async () => {
    rig = await outboxRig(true);
  });

  it('leaves an unanswered request to a person', async () => {
    const award = await rig.queue({ badge });
    rig.fail('issue', unanswered);
    for (const minutes of [0, 1, 5, 60, 600]) await rig.drainAt(noon + minutes * minuteMs);
    expect(await rig.state(award)).toMatchObject({
      state: 'unconfirmed',
      reason: 'not-found-at-credly',
      dueAt: never,
      badge: { allowsDuplicates: true },
    });
    expect(kinds()).toEqual(['issue', 'find', 'find', 'template']);
  });

  it('holds what was answered by a 503, until a person approves it', async () => {
    const award = await rig.queue({ badge });
    rig.fail('issue', busy);
    for (const minutes of [0, 1, 60]) await rig.drainAt(noon + minutes * minuteMs);
    expect(await rig.state(award)).toMatchObject({ state: 'held', reason: 'template-allows-duplicates' });
    expect(rig.posts()).toBe(1);
    await act(await rig.state(award), 'approve', rig.now);
    await rig.outbox.drain();
    expect((await rig.state(award)).state).toBe('issued');
  });

  it('does not matter where the request was clearly refused', async () => {
    const award = await rig.queue({ badge });
    rig.fail('issue', { kind: 'forbidden', sentence: null });
    for (const minutes of [0, 11]) await rig.drainAt(noon + minutes * minuteMs);
    expect((await rig.state(award)).state).toBe('issued');
    expect(kinds()).not.toContain('template');
  });
});

describe('before a request is repeated', () => {
  beforeEach(async () => {
    rig = await outboxRig();
  });

  it.each([
    ['unanswered', unanswered],
    ['answered by a 503', busy],
  ])('the template is asked for, and one that still forbids duplicates lets it go: %s', async (_what, failure) => {
    const award = await rig.queue({ badge });
    rig.fail('issue', failure);
    for (const minutes of [0, 1, 5]) await rig.drainAt(noon + minutes * minuteMs);
    expect((await rig.state(award)).state).toBe('issued');
    expect(kinds().filter((it) => it !== 'find')).toEqual(['issue', 'template', 'issue']);
  });

  it.each(['unanswered', 'answered by a 503'])(
    'nothing leaves while the template cannot be asked for: %s',
    async (what) => {
      const award = await rig.queue({ badge });
      rig.fail('issue', what === 'unanswered' ? unanswered : busy);
      rig.fail('template', { kind: 'unreachable' }, 2);
      for (const minutes of [0, 1, 5]) await rig.drainAt(noon + minutes * minuteMs);
      expect(rig.posts()).toBe(1);
      for (const minutes of [7, 9, 11]) await rig.drainAt(noon + minutes * minuteMs);
      expect((await rig.state(award)).state).toBe('issued');
    },
  );

  it('a template that is gone is left to Credly’s own refusal', async () => {
    const award = await rig.queue({ badge });
    rig.fail('issue', busy);
    rig.fail('template', { kind: 'not-found', sentence: null });
    await rig.outbox.drain();
    rig.fail('issue', { kind: 'rejected', status: 422, sentence: 'Invalid Badge Template', errorIndex: null });
    await rig.drainAt(noon + minuteMs);
    expect(await rig.state(award)).toMatchObject({ state: 'failed', credlySentence: 'Invalid Badge Template' });
  });
});
