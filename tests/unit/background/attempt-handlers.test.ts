import { beforeEach, describe, expect, it, vi } from 'vitest';
import { attemptHandlers } from '../../../entrypoints/background/attempt-handlers.ts';
import { awardHandlers } from '../../../entrypoints/background/award-handlers.ts';
import { playerHandlers } from '../../../entrypoints/background/player-handlers.ts';
import type { Worker } from '../../../entrypoints/background/worker.ts';
import { changeAttempt, forgetExpiredAttempts, identityLifeMs, withIdentity } from '../../../lib/awards/attempts.ts';
import { addAward, amendAward, moveAward } from '../../../lib/awards/ledger.ts';
import { awardsPage } from '../../../lib/awards/ledger-reads.ts';
import { never } from '../../../lib/awards/outbox.ts';
import { type Identity, noIdentity } from '../../../lib/awards/result.ts';
import { putRule } from '../../../lib/awards/rules-store.ts';
import { changeHealth, saveConnection } from '../../../lib/connection/connection.ts';
import type { AttemptView } from '../../../lib/messages/protocol.ts';
import type { Sender } from '../../../lib/messages/server.ts';
import { answerConsent } from '../../../lib/settings/consent.ts';
import { award, identity, noon, reading, rule } from '../lib/builders.ts';
import { connection } from '../lib/outbox-rig.ts';
import { emptyStorage, storedText } from '../lib/storage.ts';

// The registration of content scripts is the browser's.
vi.mock('../../../entrypoints/background/observing.ts', () => ({ isObserving: async () => true }));

const worker = { changed: async () => undefined, outbox: { async drain() {} } } as unknown as Worker;
const handlers = { ...playerHandlers(worker), ...attemptHandlers(worker), ...awardHandlers(worker) };

const slug = 'food-safety-5f2a';
/** A participant's page: each tab is an attempt of its own. */
const pageOf = (tabId: number): Sender => ({
  role: 'player',
  url: new URL(`https://app.credspark.com/assessments/${slug}/assessment_responses/17`),
  tabId,
  frameId: 0,
  ownerFrameId: 0,
  documentId: `document-${tabId}`,
});

beforeEach(async () => {
  await emptyStorage();
  await answerConsent('agreed', noon);
  await saveConnection(connection());
  await putRule(rule());
});

it('an award that only the organizer can set going is not on its way', async () => {
  const page = await pass(1, identity());
  expect(await stateOf(page)).toMatchObject({ state: 'waiting', isStalled: false });
  await changeHealth({ paused: { reason: 'token-refused', since: noon } });
  expect(await stateOf(page)).toMatchObject({ state: 'waiting', isStalled: true });
  await changeHealth({ paused: null, queueHeld: true });
  expect(await stateOf(page)).toMatchObject({ state: 'waiting', isStalled: true });
  await changeHealth({ queueHeld: false });
  const [{ id } = { id: '' }] = await ledger();
  await moveAward(id, 'waiting', 'sending', noon);
  await moveAward(id, 'sending', 'unconfirmed', noon, { dueAt: noon + 60_000 });
  expect(await stateOf(page)).toMatchObject({ state: 'unconfirmed', isStalled: false });
  await amendAward(id, 'unconfirmed', noon, { dueAt: never });
  expect(await stateOf(page)).toMatchObject({ state: 'unconfirmed', isStalled: true });
});

it('details of signs that nobody sees are missing, and an address is one with its invisible marks', async () => {
  await pass(1, identity({ email: 'ada@example.com' }));
  const page = await pass(2, {});
  expect((await complete(page, { firstName: '\u200b', lastName: 'L', email: 'ada@example.com' })).problems).toEqual([
    'first-name-missing',
  ]);
  await complete(page, { firstName: 'Ada', lastName: 'L', email: '\u200eada@example.com' });
  expect(await stateOf(page)).toMatchObject({ state: 'cancelled', alreadyAwarded: true });
});

/** Somebody registers, as far as they want to, and passes. */
async function pass(tabId: number, earner: Partial<Identity>): Promise<Sender> {
  const page = pageOf(tabId);
  const now = Date.now();
  await changeAttempt({ tabId, frameId: 0, slug }, now, (it) => ({
    ...withIdentity(it, { ...noIdentity, ...earner }, now),
    submitted: true,
  }));
  await handlers['attempt.page-result']({ reading: reading() }, page);
  return page;
}
const complete = (page: Sender, details: Partial<Identity>) =>
  handlers['attempt.details']({ details: { ...noIdentity, ...details } }, page);
async function stateOf(page: Sender): Promise<Extract<AttemptView, { kind: 'award' }>> {
  const view = await handlers['attempt.state']({}, page);
  if (view.kind !== 'award') throw new Error(`The attempt is ${view.kind}.`);
  return view;
}
const ledger = () => awardsPage(null, 10);

describe('a participant who adds missing details', () => {
  it('sets the award of this attempt going, and nobody else’s', async () => {
    await addAward(award({ id: 'of-somebody-else', state: 'needs-details', earner: noIdentity }));
    const page = await pass(1, { firstName: 'Ada' });
    expect((await stateOf(page)).missing).toEqual(['last-name-missing', 'email-missing']);
    // An id in the message means nothing: which award it is, the worker knows.
    const message = { details: identity({ firstName: null }), awardId: 'of-somebody-else', id: 'of-somebody-else' };
    expect(await handlers['attempt.details'](message, page)).toEqual({ taken: true, problems: [] });
    expect(await stateOf(page)).toMatchObject({ state: 'waiting', missing: [], shortEmail: 'r...@example.com' });
    const awards = await ledger();
    expect(awards.find((it) => it.id === 'of-somebody-else')).toMatchObject({ state: 'needs-details' });
    expect(awards.find((it) => it.id !== 'of-somebody-else')?.earner).toEqual(identity({ firstName: 'Ada' }));
  });

  it('is told what is wrong, and nothing changes', async () => {
    const page = await pass(1, {});
    expect(await complete(page, { firstName: 'Ada Lovelace', email: 'ada@example' })).toEqual({
      taken: false,
      problems: ['last-name-missing', 'email-malformed'],
    });
    expect(await stateOf(page)).toMatchObject({ state: 'needs-details', shortEmail: null });
  });

  it('cannot replace an address or a name that is known', async () => {
    const page = await pass(1, { firstName: 'Ada', email: 'ada@example.com' });
    expect((await stateOf(page)).missing).toEqual(['last-name-missing']);
    await complete(page, { firstName: 'Eve', lastName: 'Lovelace', email: 'eve@example.com' });
    expect((await ledger())[0]?.earner).toEqual({
      firstName: 'Ada',
      lastName: 'Lovelace',
      email: 'ada@example.com',
    });
  });

  it('can correct an address that is none', async () => {
    const page = await pass(1, identity({ email: 'ada@' }));
    expect((await stateOf(page)).missing).toEqual(['email-malformed']);
    expect(await complete(page, { email: 'ada@example.com' })).toMatchObject({ taken: true });
    expect((await ledger())[0]).toMatchObject({ state: 'waiting', earner: { email: 'ada@example.com' } });
  });

  it('adds nothing to an award that was there before', async () => {
    await pass(1, { email: 'ada@example.com' });
    const other = await pass(2, { email: 'ada@example.com' });
    expect(await stateOf(other)).toMatchObject({ repeated: true, missing: [] });
    expect(await complete(other, { firstName: 'Eve', lastName: 'Else' })).toEqual({ taken: false, problems: [] });
    expect(await ledger()).toHaveLength(1);
    expect((await ledger())[0]).toMatchObject({ state: 'needs-details', earner: { firstName: null } });
  });

  it('has nothing to add without a result, twice, or once an admin has taken it in hand', async () => {
    expect(await complete(pageOf(9), identity())).toEqual({ taken: false, problems: [] });
    const page = await pass(1, {});
    await complete(page, identity());
    expect(await complete(page, identity({ email: 'eve@example.com' }))).toEqual({ taken: false, problems: [] });
    const held = await pass(2, {});
    const [latest] = await ledger();
    await handlers['awards.act']({ ids: [latest?.id ?? ''], action: 'dismiss' }, held);
    expect(await complete(held, identity({ email: 'grace@example.com' }))).toEqual({ taken: false, problems: [] });
  });

  it('waits for approval where results do', async () => {
    const page = await pass(1, {});
    await putRule(rule({ hold: true }));
    expect(await complete(page, identity())).toMatchObject({ taken: true });
    expect((await stateOf(page)).state).toBe('held');
  });

  it('is told when the same person has an award for this quiz', async () => {
    await pass(1, identity());
    const page = await pass(2, {});
    expect(await complete(page, identity())).toMatchObject({ taken: true });
    expect(await stateOf(page)).toMatchObject({ state: 'cancelled', alreadyAwarded: true });
  });
});

describe('the name on a result page', () => {
  it('is the one this attempt gave, and never that of an award which was there before', async () => {
    expect((await stateOf(await pass(1, identity({ firstName: 'Ada' })))).name).toBe('Ada');
    const repeat = await stateOf(await pass(2, { email: identity().email }));
    expect(repeat).toMatchObject({ repeated: true, name: null });
    expect(JSON.stringify(repeat)).not.toContain('Ada');
  });

  it('is one that was added on the page', async () => {
    const page = await pass(1, {});
    await complete(page, identity({ firstName: 'Grace' }));
    expect((await stateOf(page)).name).toBe('Grace');
  });

  it('is forgotten after four hours and when a participant is erased', async () => {
    const ada = identity({ firstName: 'Augusta' });
    await pass(1, ada);
    await handlers['participant.erase']({ email: ada.email ?? '' }, pageOf(1));
    expect(await storedText()).not.toContain('Augusta');
    await pass(2, identity({ firstName: 'Marguerite', email: 'other@example.com' }));
    await handlers['participant.erase']({ email: 'nobody@example.com' }, pageOf(1));
    expect((await stateOf(pageOf(2))).name).toBeNull();
    const page = await pass(3, identity({ firstName: 'Hedwig', email: 'third@example.com' }));
    await forgetExpiredAttempts(Date.now() + identityLifeMs - 1000);
    expect((await stateOf(page)).name).toBe('Hedwig');
    await forgetExpiredAttempts(Date.now() + identityLifeMs + 1000);
    expect((await stateOf(page)).name).toBeNull();
  });
});
