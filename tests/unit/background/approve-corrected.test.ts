import { expect, it } from 'vitest';
import { awardHandlers } from '../../../entrypoints/background/award-handlers.ts';
import type { Award } from '../../../lib/awards/award.ts';
import { addAward } from '../../../lib/awards/ledger.ts';
import { defaultIssueOptions } from '../../../lib/awards/rule.ts';
import { award, identity } from '../lib/builders.ts';
import { outboxRig } from '../lib/outbox-rig.ts';
import { emptyStorage } from '../lib/storage.ts';

it('says why an award is not approved: its badge would have expired already', async () => {
  await emptyStorage();
  const rig = await outboxRig();
  const { rule } = award();
  const issue = { ...defaultIssueOptions, expires: { kind: 'date' as const, date: '2020-01-31' } };
  const held = award({ state: 'held', reason: 'expired-at-birth', rule: { ...rule, issue } });
  await addAward(held);
  const handlers = awardHandlers({ outbox: { ...rig.outbox, ask: rig.ask }, changed: async () => undefined });
  expect(await handlers['awards.act']({ ids: [held.id], action: 'approve' }, {} as never)).toEqual({
    changed: 0,
    unchanged: { expired: 1 },
  });
});

it('approving a corrected award, also with others, has the badge for the wrong address revoked first', async () => {
  await emptyStorage();
  const rig = await outboxRig();
  const wrong = await rig.queue({ earner: identity({ email: 'wrong@example.com' }) });
  await rig.outbox.drain();
  const hold = async (part: Partial<Award>) =>
    (await addAward(award({ state: 'held', reason: 'waits-for-revoke', ...part }))).award;
  const corrected = await hold({ earner: identity({ email: 'right@example.com' }), corrects: wrong.id });
  const other = await hold({ reason: 'hold-for-review' });
  const handlers = awardHandlers({ outbox: { ...rig.outbox, ask: rig.ask }, changed: async () => undefined });
  const approve = () => handlers['awards.act']({ ids: [corrected.id, other.id], action: 'approve' }, {} as never);

  rig.fail('revoke', { kind: 'timed-out' });
  expect(await approve()).toEqual({ changed: 1, unchanged: { 'not-revoked': 1 } });
  expect((await rig.state(corrected)).state).toBe('held');

  expect(await approve()).toEqual({ changed: 1, unchanged: { 'moved-on': 1 } });
  await rig.outbox.drain();
  expect((await rig.state(wrong)).state).toBe('revoked');
  expect((await rig.state(corrected)).state).toBe('issued');
  expect(rig.credly.badges.map((it) => [it.request.recipient_email, it.state]).slice(0, 1)).toEqual([
    ['wrong@example.com', 'revoked'],
  ]);
});
