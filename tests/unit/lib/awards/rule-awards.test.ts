import { beforeEach, describe, expect, it } from 'vitest';
import { addAward, moveAward } from '../../../../lib/awards/ledger.ts';
import { awardsOfRule } from '../../../../lib/awards/ledger-reads.ts';
import { removeRule, restoreRule } from '../../../../lib/awards/removed-rules.ts';
import { allRules, getRule, putRule } from '../../../../lib/awards/rules-store.ts';
import { award, minuteMs, noon, rule, secondMs } from '../builders.ts';
import { emptyStorage } from '../storage.ts';

beforeEach(emptyStorage);

describe('the awards of a rule', () => {
  const of = (ruleId: string, part: Parameters<typeof award>[0]) =>
    addAward(award({ ...part, rule: { ...award().rule, id: ruleId } }));

  it('are counted, and the newest is told with its state, reason and time', async () => {
    await of('mine', { state: 'issued', createdAt: noon });
    await of('mine', { state: 'held', reason: 'no-score', createdAt: noon + minuteMs });
    await of('mine', { state: 'issued', createdAt: noon + secondMs });
    await of('another', { state: 'failed', createdAt: noon + 2 * minuteMs });
    expect(await awardsOfRule('mine')).toEqual({
      count: 3,
      last: { state: 'held', reason: 'no-score', at: noon + minuteMs },
    });
  });

  it('are none of a rule without results, and of one that nobody passed', async () => {
    await of('hard', { state: 'not-passing', earner: null, createdAt: noon });
    for (const id of ['hard', 'unknown', '', 'har'])
      expect(await awardsOfRule(id), id).toEqual({ count: 0, last: null });
  });

  it('follow a change of state', async () => {
    const { award: waiting } = await of('mine', { state: 'waiting' });
    await moveAward(waiting.id, 'waiting', 'sending', noon + 1);
    expect(await awardsOfRule('mine')).toMatchObject({ count: 1, last: { state: 'sending' } });
  });
});

describe('a removed rule', () => {
  it('awards nothing and comes back as it was', async () => {
    const mine = rule({ version: 4, hold: true });
    await putRule(mine);
    await removeRule(mine.id);
    expect(await allRules()).toEqual([]);
    expect(await restoreRule(mine.id)).toBe('restored');
    expect(await getRule(mine.id)).toEqual(mine);
    expect(await restoreRule(mine.id)).toBe('gone');
  });

  it('does not come back over a newer one for the quiz, but beside one of another connection', async () => {
    await putRule(rule());
    await removeRule('rule-1');
    await putRule(rule({ id: 'sandbox', environment: 'sandbox' }));
    const newer = rule({ id: 'newer' });
    await putRule(newer);
    expect(await restoreRule('rule-1')).toBe('replaced');
    expect(await getRule('newer')).toEqual(newer);
    await removeRule('newer');
    expect(await restoreRule('rule-1')).toBe('restored');
  });
});
