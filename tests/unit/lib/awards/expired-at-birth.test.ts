import { beforeEach, describe, expect, it } from 'vitest';
import { act } from '../../../../lib/awards/admin-actions.ts';
import { getAward } from '../../../../lib/awards/ledger-reads.ts';
import { recordResult } from '../../../../lib/awards/record-result.ts';
import { defaultIssueOptions, type IssueOptions } from '../../../../lib/awards/rule.ts';
import { putRule } from '../../../../lib/awards/rules-store.ts';
import { identity, noon, observed, provenance, rule, ruleBadge } from '../builders.ts';
import { type OutboxRig, outboxRig } from '../outbox-rig.ts';
import { emptyStorage } from '../storage.ts';

const dayMs = 86_400_000;
const issue = (expires: IssueOptions['expires']): IssueOptions => ({ ...defaultIssueOptions, expires });
/** The day before `noon`, which is on 3 March 2026. */
const past = issue({ kind: 'date', date: '2026-03-02' });
const today = issue({ kind: 'date', date: '2026-03-03' });

beforeEach(emptyStorage);

async function recorded(part: Parameters<typeof observed>[0]) {
  const done = await recordResult(observed(part), noon);
  const award = done && (await getAward(done.awardId));
  if (!award) throw new Error('Nothing was recorded.');
  return award;
}

describe('a badge that would have expired already', () => {
  it.each<[string, IssueOptions, number]>([
    ['by a date that has passed', past, noon],
    ['so many months after an old result', issue({ kind: 'months', months: 12 }), noon - 400 * dayMs],
  ])('is held for a person: %s', async (_how, options, observedAt) => {
    const award = await recorded({ rule: rule({ issue: options }), provenance: provenance({ observedAt }) });
    expect(award).toMatchObject({ state: 'held', reason: 'expired-at-birth' });
  });

  it.each<[string, IssueOptions]>([
    ['through its last day', today],
    ['months after a result of now', issue({ kind: 'months', months: 12 })],
    ['never', issue({ kind: 'never' })],
  ])('is none that is still valid: %s', async (_how, options) => {
    expect(await recorded({ rule: rule({ issue: options }) })).toMatchObject({ state: 'waiting' });
  });

  it('goes out with the date that its quiz has by then, once a person approves, and not before', async () => {
    await putRule(rule({ issue: past }));
    const award = await recorded({ rule: rule({ issue: past }) });
    expect(await act(award, 'approve', noon)).toBe(false);
    expect(await getAward(award.id)).toMatchObject({ state: 'held' });
    await putRule(rule({ issue: issue({ kind: 'date', date: '2027-01-31' }), version: 2 }));
    expect(await act(award, 'approve', noon)).toBe(true);
    expect(await getAward(award.id)).toMatchObject({
      state: 'waiting',
      rule: { version: 1, issue: { expires: { kind: 'date', date: '2027-01-31' } } },
    });
  });
});

describe('a date that passes while awards wait', () => {
  let rig: OutboxRig;
  beforeEach(async () => {
    rig = await outboxRig();
  });
  const queue = (count: number) =>
    Promise.all(
      Array.from({ length: count }, (_, n) =>
        rig.queue({
          badge: ruleBadge(),
          quizKey: `quiz-${n}`,
          earner: identity({ email: `p${n}@example.com` }),
          rule: { id: 'rule-1', version: 1, awardFor: rule().awardFor, issue: today, retake: 'once' },
        }),
      ),
    );

  it.each([1, 6])('holds them: %i', async (count) => {
    const awards = await queue(count);
    await rig.drainAt(noon + dayMs);
    for (const it of awards) expect(await rig.state(it)).toMatchObject({ state: 'held', reason: 'expired-at-birth' });
    expect(rig.credly.badges).toEqual([]);
  });
});
