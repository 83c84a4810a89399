import 'fake-indexeddb/auto';
import { beforeEach, describe, expect, it } from 'vitest';
import { act } from '../../../../lib/awards/admin-actions.ts';
import { correctEmail, finishCorrection, refreshAward, revokeAward } from '../../../../lib/awards/after-issuing.ts';
import type { Award } from '../../../../lib/awards/award.ts';
import { awardsPage, getAward } from '../../../../lib/awards/ledger-reads.ts';
import { recordResult } from '../../../../lib/awards/record-result.ts';
import { refreshStates, refreshStatesDaily } from '../../../../lib/awards/refresh-states.ts';
import { changeHealth, readHealth, removeConnection } from '../../../../lib/connection/connection.ts';
import { answerConsent } from '../../../../lib/settings/consent.ts';
import { hourMs, identity, minuteMs, noon, observed } from '../builders.ts';
import { type OutboxRig, outboxRig } from '../outbox-rig.ts';
import { emptyStorage } from '../storage.ts';

let rig: OutboxRig;
let issued: Award;
beforeEach(async () => {
  await emptyStorage();
  rig = await outboxRig();
  const recorded = await recordResult(observed(), noon);
  await rig.outbox.drain();
  issued = await rig.state({ id: recorded?.awardId ?? '' });
  expect(issued.state).toBe('issued');
});

const later = noon + minuteMs;
/** What a person asks goes to the model as well. */
const line = () => ({ ask: rig.ask });

describe('the state at Credly', () => {
  it('is read anew', async () => {
    setState('accepted');
    expect(await refreshAward(line(), issued.id, later)).toEqual({ ok: true });
    expect((await rig.state(issued)).credly).toMatchObject({ state: 'accepted', refreshedAt: later });
  });

  it('of all that changed lately is read from one list', async () => {
    setState('accepted');
    const scope = { organizationId: 'organization-1', environment: 'production' } as const;
    expect(await refreshStates(line(), scope, later)).toEqual({ ok: true, changed: 1 });
    expect((await rig.state(issued)).credly?.state).toBe('accepted');
  });

  it('is asked for once a day, and again the next hour after a failure', async () => {
    const scope = { organizationId: 'organization-1', environment: 'production' } as const;
    const asked = () => rig.credly.requests.filter(({ kind }) => kind === 'changed').length;
    rig.fail('changed', { kind: 'unreachable' });
    await refreshStatesDaily(line(), scope, later);
    await refreshStatesDaily(line(), scope, later + hourMs);
    expect(asked()).toBe(2);
    await refreshStatesDaily(line(), scope, later + 2 * hourMs);
    expect(asked()).toBe(2);
    await refreshStatesDaily(line(), scope, later + 26 * hourMs);
    expect(asked()).toBe(3);
  });

  it('of a list that is longer than what is read in one go is read to its end, hour by hour', async () => {
    const scope = { organizationId: 'organization-1', environment: 'production' } as const;
    // Ours is behind two thousand others.
    const [ours] = rig.credly.badges.splice(0);
    for (let count = 0; count < 2000; count += 1)
      rig.credly.issuedElsewhere('production', `other${count}@example.com`, 'template-1', '2026-03-03 11:00:00 +0000');
    if (ours) rig.credly.badges.push({ ...ours, state: 'accepted' });
    const pages = () => rig.credly.requests.filter(({ kind }) => kind === 'changed').length;
    await refreshStatesDaily(line(), scope, later);
    expect(pages()).toBe(20);
    expect((await rig.state(issued)).credly?.state).toBe('pending');
    await refreshStatesDaily(line(), scope, later + hourMs);
    await refreshStatesDaily(line(), scope, later + 2 * hourMs);
    expect(pages()).toBe(41);
    expect((await rig.state(issued)).credly?.state).toBe('accepted');
    await refreshStatesDaily(line(), scope, later + 3 * hourMs);
    expect(pages()).toBe(41);
    await refreshStatesDaily(line(), scope, later + 25 * hourMs);
    expect(pages()).toBeGreaterThan(41);
  });

  it('of a long list begins with what changed last where a person asks', async () => {
    const scope = { organizationId: 'organization-1', environment: 'production' } as const;
    for (let count = 0; count < 1100; count += 1)
      rig.credly.issuedElsewhere('production', `other${count}@example.com`, 'template-1', '2026-03-03 11:00:00 +0000');
    await refreshStatesDaily(line(), scope, later);
    setState('accepted');
    expect(await refreshStates(line(), scope, later + minuteMs)).toEqual({ ok: true, changed: 1 });
  });

  it('is asked for again although the last time was noted by a clock that ran ahead', async () => {
    const scope = { organizationId: 'organization-1', environment: 'production' } as const;
    await refreshStatesDaily(line(), scope, later + 9000 * hourMs);
    setState('accepted');
    await refreshStatesDaily(line(), scope, later);
    expect((await rig.state(issued)).credly?.state).toBe('accepted');
  });

  it('is not asked for by itself while Credly rests, and too many requests make it rest', async () => {
    const scope = { organizationId: 'organization-1', environment: 'production' } as const;
    rig.fail('changed', { kind: 'rate-limited', retryAfterMs: 10 * minuteMs });
    await refreshStatesDaily(line(), scope, later);
    expect((await readHealth()).retryAt).toBe(later + 10 * minuteMs);
    const before = rig.credly.requests.length;
    await refreshStatesDaily(line(), scope, later + minuteMs);
    expect(rig.credly.requests).toHaveLength(before);
  });

  it('makes an award revoked that was revoked there', async () => {
    setState('revoked');
    await refreshAward(line(), issued.id, later);
    expect(await rig.state(issued)).toMatchObject({ state: 'revoked', reason: 'revoked-at-credly' });
  });

  it.each([
    ['disconnected', () => removeConnection()],
    ['consent was withdrawn', () => answerConsent('declined', later)],
    ['awarding is paused', () => changeHealth({ paused: { reason: 'token-refused', since: later } })],
  ])('is not asked for while %s', async (_what, stop) => {
    await stop();
    const before = rig.credly.requests.length;
    expect(await refreshAward(line(), issued.id, later)).toEqual({ ok: false, trouble: 'not-connected' });
    expect(rig.credly.requests).toHaveLength(before);
  });
});

describe('revoking', () => {
  it('keeps the reason, and a retake awards nothing', async () => {
    expect(await revokeAward(line(), issued.id, 'By mistake', later)).toEqual({ ok: true });
    expect(await rig.state(issued)).toMatchObject({ state: 'revoked', revocationReason: 'By mistake' });
    await recordResult(observed(), later);
    await rig.drainAt(later + minuteMs);
    expect(rig.posts()).toBe(1);
  });

  it('that Credly forbids to this token is remembered', async () => {
    rig.fail('revoke', { kind: 'forbidden', sentence: null });
    expect(await revokeAward(line(), issued.id, 'By mistake', later)).toEqual({ ok: false, trouble: 'forbidden' });
    expect((await readHealth()).refused).toEqual(['revoke']);
    expect((await rig.state(issued)).state).toBe('issued');
  });

  it('without an answer says that it may have happened', async () => {
    rig.fail('revoke', { kind: 'timed-out' });
    expect(await revokeAward(line(), issued.id, 'By mistake', later)).toEqual({ ok: false, trouble: 'unanswered' });
  });
});

describe('correcting the address', () => {
  const right = 'right@example.com';

  it('revokes the pending badge and issues a new one, each step in the ledger', async () => {
    expect(await correctEmail(line(), issued.id, ` ${right} `, later)).toEqual({ ok: true });
    await rig.drainAt(later + 1000);
    const [first, second] = await byAge();
    expect(first).toMatchObject({ state: 'revoked', reason: 'email-corrected' });
    expect(second).toMatchObject({ state: 'issued', corrects: issued.id, issuedAt: issued.issuedAt });
    expect(rig.credly.badges.map((it) => [it.request.recipient_email, it.state])).toEqual([
      [issued.earner?.email, 'revoked'],
      [right, 'pending'],
    ]);
  });

  it('is refused once the earner has accepted the badge', async () => {
    setState('accepted');
    expect(await correctEmail(line(), issued.id, right, later)).toEqual({ ok: false, trouble: 'not-pending' });
    expect(await awardsPage(null, 9)).toHaveLength(1);
  });

  it('is refused for an address that is none, or that has an award for the quiz', async () => {
    expect(await correctEmail(line(), issued.id, 'nowhere', later)).toEqual({ ok: false, trouble: 'email-malformed' });
    await recordResult(observed({ identity: identity({ email: right }) }), later);
    expect(await correctEmail(line(), issued.id, right, later)).toEqual({ ok: false, trouble: 'already-awarded' });
  });

  it('sends nothing to the new address when the old badge could not be revoked', async () => {
    rig.fail('revoke', { kind: 'forbidden', sentence: null });
    await correctEmail(line(), issued.id, right, later);
    await rig.drainAt(later + minuteMs);
    const [first, second] = await byAge();
    expect([first?.state, second?.state, second?.reason]).toEqual(['issued', 'cancelled', 'not-revoked']);
    expect(rig.posts()).toBe(1);
  });

  it('leaves the new address free when the old badge could not be revoked', async () => {
    rig.fail('revoke', { kind: 'forbidden', sentence: null });
    await correctEmail(line(), issued.id, right, later);
    const own = await recordResult(observed({ identity: identity({ email: right }) }), later + minuteMs);
    expect(own?.repeated).toBe(false);
    await rig.drainAt(later + 2 * minuteMs);
    expect(await rig.state({ id: own?.awardId ?? '' })).toMatchObject({ state: 'issued' });
  });

  it('is not approved while the badge for the wrong address stands', async () => {
    rig.fail('revoke', { kind: 'timed-out' });
    await correctEmail(line(), issued.id, right, later);
    const corrected = (await byAge())[1] ?? issued;
    expect(await act(corrected, 'approve', later)).toBe('not-revoked');
    await rig.drainAt(later + minuteMs);
    expect(rig.posts()).toBe(1);
  });

  it.each<[string, () => void, boolean, number]>([
    ['revokes the former badge first', () => undefined, true, 2],
    ['does not revoke again what is revoked at Credly', () => setState('revoked'), true, 1],
    ['is refused where the earner has accepted the former badge', () => setState('accepted'), false, 1],
    ['is refused where it cannot be revoked', () => rig.fail('revoke', { kind: 'timed-out' }), false, 2],
  ])('approved by hand %s', async (_what, prepare, mayGo, revokes) => {
    rig.fail('revoke', { kind: 'timed-out' });
    await correctEmail(line(), issued.id, right, later);
    const corrected = (await byAge())[1] ?? issued;
    prepare();
    expect(await finishCorrection(line(), corrected, later)).toBe(mayGo);
    expect(await act(corrected, 'approve', later)).toBe(mayGo ? 'done' : 'not-revoked');
    expect(rig.credly.requests.filter(({ kind }) => kind === 'revoke')).toHaveLength(revokes);
    await rig.drainAt(later + minuteMs);
    expect(rig.credly.badges.filter(({ state }) => state !== 'revoked')).toHaveLength(1);
  });

  it('without an answer keeps the new award for a person', async () => {
    rig.fail('revoke', { kind: 'timed-out' });
    await correctEmail(line(), issued.id, right, later);
    await rig.drainAt(later + minuteMs);
    const [, second] = await byAge();
    expect(second).toMatchObject({ state: 'held', reason: 'waits-for-revoke' });
  });
});

function setState(state: 'accepted' | 'revoked'): void {
  const [badge] = rig.credly.badges;
  if (badge) badge.state = state;
}

async function byAge(): Promise<(Award | null)[]> {
  const all = await awardsPage(null, 9);
  return Promise.all([...all].sort((a, b) => a.createdAt - b.createdAt).map((it) => getAward(it.id)));
}
