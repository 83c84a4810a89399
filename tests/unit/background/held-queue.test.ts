import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { connect } from '../../../entrypoints/background/connecting.ts';
import { connectionHandlers } from '../../../entrypoints/background/connection-handlers.ts';
import type { Worker } from '../../../entrypoints/background/worker.ts';
import type { Award } from '../../../lib/awards/award.ts';
import { addAward } from '../../../lib/awards/ledger.ts';
import { never } from '../../../lib/awards/outbox.ts';
import { changeHealth, readHealth } from '../../../lib/connection/connection.ts';
import { answerConsent } from '../../../lib/settings/consent.ts';
import { award, noon } from '../lib/builders.ts';
import { first, type StandIn, startStandIn, tokenOf } from '../lib/credly-stand-in.ts';
import { emptyStorage } from '../lib/storage.ts';

vi.mock('../../../entrypoints/background/observing.ts', () => ({ syncObserving: async () => undefined }));

const worker = {
  outbox: { drain: async () => undefined, abort: () => undefined, ask: async () => null },
  changed: async () => undefined,
} satisfies Worker;

let credly: StandIn;
beforeEach(async () => {
  await emptyStorage();
  credly = await startStandIn();
  await answerConsent('agreed', noon);
});
afterEach(() => credly.stop());

const organizationId = () => first(credly.production.organizations).id;
const reconnect = () =>
  connect(worker, { organizationId: organizationId(), token: tokenOf(credly.production), sandbox: false });
const queue = async () => (await connectionHandlers(worker)['options.state']({}, {} as never)).queue;

const unanswered: Partial<Award> = { state: 'unconfirmed', sentAt: noon };

it.each<[string, Partial<Award>]>([
  ['a waiting award', {}],
  ['an unanswered award, which may be sent again', unanswered],
])('after a reconnect %s holds the queue, and the page offers to let it go', async (_what, part) => {
  await addAward(award({ organizationId: organizationId(), ...part }));
  expect(await reconnect()).toEqual({ ok: true });
  expect((await readHealth()).queueHeld).toBe(true);
  expect(await queue()).toMatchObject({ state: 'held-after-reconnect', waiting: 1 });
});

it.each<[string, Partial<Award>]>([
  ['an issued one', { state: 'issued' }],
  ['an unanswered one that is left to a person', { ...unanswered, dueAt: never }],
])('after a reconnect nothing is held by %s', async (_what, part) => {
  await addAward(award({ organizationId: organizationId(), ...part }));
  await reconnect();
  expect((await readHealth()).queueHeld).toBe(false);
  expect((await queue()).state).toBe('idle');
});

it('says that Credly rests after too many requests, and until when', async () => {
  await reconnect();
  const retryAt = Date.now() + 60_000;
  await changeHealth({ retryAt });
  expect((await queue()).state).toBe('idle');
  await addAward(award({ organizationId: organizationId() }));
  expect(await queue()).toMatchObject({ state: 'busy', waiting: 1, retryAt });
});
