import 'fake-indexeddb/auto';
import { beforeEach, expect, it } from 'vitest';
import { act } from '../../../../lib/awards/admin-actions.ts';
import { getAward } from '../../../../lib/awards/ledger-reads.ts';
import { recordResult } from '../../../../lib/awards/record-result.ts';
import { minuteMs, noon, observed, provenance, reading, rule, ruleBadge, scoreRanges } from '../builders.ts';
import { type OutboxRig, outboxRig } from '../outbox-rig.ts';
import { emptyStorage } from '../storage.ts';

const bronze = ruleBadge({ templateId: 'bronze', name: 'Bronze' });
const gold = ruleBadge({ templateId: 'gold', name: 'Gold' });

let rig: OutboxRig;
beforeEach(async () => {
  await emptyStorage();
  rig = await outboxRig();
});

/** Robin's result with so many of ten points, at a time of its own; sent as far as that goes. */
async function result(score: string, at: number) {
  rig.now = at;
  const recorded = await recordResult(
    observed({
      rule: rule({ retake: 'better', awardFor: scoreRanges({ '0': null, '60': bronze, '90': gold }) }),
      reading: reading({ score }),
      provenance: provenance({ observedAt: at }),
    }),
    at,
  );
  await rig.outbox.drain();
  return { award: await getAward(recorded?.awardId ?? ''), repeated: recorded?.repeated };
}

it('a better result replaces the badge of the lesser one', async () => {
  const lesser = await result('7', noon);
  const better = await result('9.5', noon + minuteMs);
  expect(better.award).toMatchObject({ state: 'issued', badge: gold, replacesBadgeId: 'badge-1' });
  expect(await getAward(lesser.award?.id ?? '')).toMatchObject({ state: 'revoked', reason: 'replaced-by-better' });
  expect(rig.credly.badges.map((it) => it.replacedBy)).toEqual(['badge-2', null]);
});

it('a lesser result afterwards changes nothing', async () => {
  const better = await result('9.5', noon);
  const lesser = await result('7', noon + minuteMs);
  expect(lesser).toMatchObject({ repeated: true, award: { id: better.award?.id } });
  expect(rig.credly.badges).toHaveLength(1);
});

it('a better result waits for the answer to the lesser one’s request', async () => {
  rig.credly.plan('issue', { failure: { kind: 'timed-out' }, created: 'yes', lateMs: 0, tookMs: 0 });
  await result('7', noon);
  const better = await result('9.5', noon + 30_000);
  expect(better.award).toMatchObject({ state: 'waiting', reason: 'waits-for-lesser' });
  for (const minutes of [2, 4, 8, 12]) await rig.drainAt(noon + minutes * minuteMs);
  expect(await getAward(better.award?.id ?? '')).toMatchObject({ state: 'issued', replacesBadgeId: 'badge-1' });
});

/** Robin's lesser result, which a person has to approve. @returns its id */
async function heldLesser(): Promise<string> {
  const held = await recordResult(
    observed({
      rule: rule({ retake: 'better', hold: true, awardFor: scoreRanges({ '0': null, '60': bronze, '90': gold }) }),
      reading: reading({ score: '7' }),
    }),
    noon,
  );
  return held?.awardId ?? '';
}

it('a lesser award that was not sent yet gives way', async () => {
  rig.fail('issue', { kind: 'rate-limited', retryAfterMs: 600_000 });
  const held = await heldLesser();
  await result('9.5', noon + minuteMs);
  for (const minutes of [15, 30]) await rig.drainAt(noon + minutes * minuteMs);
  expect(await getAward(held)).toMatchObject({ state: 'cancelled', reason: 'better-result' });
  expect(rig.credly.badges.map((it) => it.request.badge_template_id)).toEqual(['gold']);
});

it('a lesser award that waits for approval stays when the better one fails', async () => {
  const held = await heldLesser();
  rig.fail('issue', { kind: 'rejected', status: 422, sentence: 'Archived', errorIndex: null });
  const better = await result('9.5', noon + minuteMs);
  expect(better.award?.state).toBe('failed');
  expect(await getAward(held)).toMatchObject({ state: 'held' });
});

it('a lesser award neither leaves nor is given up while the better one is unanswered', async () => {
  const held = await heldLesser();
  rig.fail('issue', { kind: 'timed-out' });
  const better = await result('9.5', noon + minuteMs);
  expect(better.award?.state).toBe('unconfirmed');
  const lesser = await getAward(held);
  if (lesser) await act(lesser, 'approve', rig.now);
  await rig.outbox.drain();
  expect(await getAward(held)).toMatchObject({ state: 'waiting', reason: 'waits-for-better' });
  expect(rig.credly.requests.filter(({ kind }) => kind === 'issue')).toHaveLength(1);
  rig.fail('issue', { kind: 'rejected', status: 422, sentence: 'Archived', errorIndex: null });
  for (const minutes of [2.5, 6.5, 13]) await rig.drainAt(noon + minutes * minuteMs);
  expect(await getAward(better.award?.id ?? '')).toMatchObject({ state: 'failed' });
  expect(await getAward(held)).toMatchObject({ state: 'issued' });
});

it('a lesser award gives way once the unanswered better one is found', async () => {
  const held = await heldLesser();
  rig.credly.plan('issue', { failure: { kind: 'timed-out' }, created: 'yes', lateMs: 0, tookMs: 0 });
  await result('9.5', noon + minuteMs);
  await rig.drainAt(noon + 3 * minuteMs);
  expect(await getAward(held)).toMatchObject({ state: 'cancelled', reason: 'better-result' });
});

it('a replace without an answer is looked up before it is repeated', async () => {
  await result('7', noon);
  rig.credly.plan('replace', { failure: { kind: 'timed-out' }, created: 'yes', lateMs: 0, tookMs: 0 });
  const better = await result('9.5', noon + minuteMs);
  expect(better.award?.state).toBe('unconfirmed');
  await rig.drainAt(noon + 3 * minuteMs);
  expect(await getAward(better.award?.id ?? '')).toMatchObject({ state: 'issued', reason: 'found-at-credly' });
  expect(rig.credly.requests.filter((it) => it.kind === 'replace')).toHaveLength(1);
});

it('a lesser badge that is gone at Credly lets the better one be issued plainly', async () => {
  await result('7', noon);
  rig.credly.badges.length = 0;
  const better = await result('9.5', noon + minuteMs);
  expect(better.award).toMatchObject({ state: 'issued', badge: gold });
  expect(rig.credly.requests.map(({ kind }) => kind)).toEqual([
    'issue',
    'replace',
    'organization',
    'badge',
    'find',
    'issue',
  ]);
});
