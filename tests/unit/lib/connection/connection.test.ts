import { beforeEach, describe, expect, it } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import {
  changeHealth,
  connectedClient,
  noteFailure,
  noteSuccess,
  readConnection,
  readHealth,
  removeConnection,
  saveConnection,
  tokenDaysLeft,
} from '../../../../lib/connection/connection.ts';
import { hourMs, noon, secondMs } from '../builders.ts';
import { connection, outboxRig } from '../outbox-rig.ts';
import { emptyStorage } from '../storage.ts';

beforeEach(emptyStorage);

const dayMs = 24 * hourMs;
const otherToken = connection({ token: 'token-of-tomorrow' });

describe('saving a connection', () => {
  it('with a new token for the same organization and environment lets a paused queue go on', async () => {
    const rig = await outboxRig();
    const award = await rig.queue();
    rig.fail('issue', { kind: 'token-refused' });
    await rig.outbox.drain();
    expect((await readHealth()).paused?.reason).toBe('token-refused');
    await saveConnection(otherToken, true);
    expect(await readHealth()).toMatchObject({ paused: null, queueHeld: false });
    await rig.outbox.drain();
    expect((await rig.state(award)).state).toBe('issued');
  });

  it.each([
    ['after a disconnect', removeConnection, otherToken],
    ['of another organization', async () => undefined, connection({ organizationId: 'organization-2' })],
    ['of the other environment', async () => undefined, connection({ environment: 'sandbox' })],
  ])('%s holds what waits until a person says so', async (_what, before, next) => {
    const rig = await outboxRig();
    const award = await rig.queue({ organizationId: next.organizationId, environment: next.environment });
    await before();
    await saveConnection(next, true);
    expect((await readHealth()).queueHeld).toBe(true);
    await rig.outbox.drain();
    expect(rig.credly.requests).toEqual([]);
    await changeHealth({ queueHeld: false });
    await rig.outbox.drain();
    expect((await rig.state(award)).state).toBe('issued');
  });

  it('holds nothing where nothing waits', async () => {
    await saveConnection(connection(), false);
    expect((await readHealth()).queueHeld).toBe(false);
  });

  it('with a new token does not release a queue that is held', async () => {
    await saveConnection(connection(), true);
    await saveConnection(otherToken, true);
    expect((await readHealth()).queueHeld).toBe(true);
  });

  it('holds the queue before the connection can be used', async () => {
    const seen: unknown[] = [];
    const watch = async () => {
      if (await readConnection()) seen.push((await readHealth()).queueHeld);
    };
    const { local } = fakeBrowser.storage;
    const set = local.set;
    local.set = async (items: Record<string, unknown>) => {
      await (set as (it: unknown) => Promise<void>).call(local, items);
      await watch();
    };
    await saveConnection(connection(), true);
    local.set = set;
    expect(seen).not.toContain(false);
  });

  it('keeps what it learnt when a late answer is noted at the same moment', async () => {
    for (let round = 0; round < 20; round += 1) {
      await emptyStorage();
      await Promise.all([noteFailure(noon), noteSuccess(noon), saveConnection(connection(), true), noteSuccess(noon)]);
      expect((await readHealth()).queueHeld).toBe(true);
    }
  });
});

it('a client and the connection it works under come from one reading', async () => {
  await saveConnection(connection());
  const { local } = fakeBrowser.storage;
  const get = local.get;
  let readings = 0;
  local.get = async (keys?: unknown) => {
    const items = await (get as (it: unknown) => Promise<Record<string, unknown>>).call(local, keys);
    if (keys === 'connection') {
      readings += 1;
      // Somebody else connects to the other environment right behind the first reading.
      if (readings === 1) await local.set({ connection: connection({ environment: 'sandbox' }) });
    }
    return items;
  };
  const session = await connectedClient();
  local.get = get;
  expect(session?.connection.environment).toBe('production');
});

describe('failures in a row', () => {
  it('say since when, and for how long nothing is tried', async () => {
    const pauses = [];
    for (let count = 0; count < 9; count += 1) {
      const isOpen = await noteFailure(noon + count);
      const { retryAt, unreachableSince } = await readHealth();
      expect(isOpen).toBe(retryAt !== null);
      expect(unreachableSince).toBe(noon);
      pauses.push(retryAt === null ? null : (retryAt - noon - count) / secondMs);
    }
    expect(pauses).toEqual([null, null, 30, 60, 120, 240, 480, 900, 900]);
  });

  it('are over with a success', async () => {
    for (let count = 0; count < 4; count += 1) await noteFailure(noon);
    await noteSuccess(noon + 1);
    expect(await readHealth()).toMatchObject({
      lastSuccessAt: noon + 1,
      unreachableSince: null,
      failuresInARow: 0,
      retryAt: null,
    });
    expect(await noteFailure(noon + 2)).toBe(false);
  });
});

describe('the days a token has left', () => {
  const left = (tokenExpiresAt: number | null, now: number) =>
    tokenDaysLeft({ tokenExpiresAt, tokenEnteredAt: noon }, now);

  it('count to the end Credly named', () => {
    expect(left(noon + 30 * dayMs, noon)).toBe(30);
    expect(left(noon + 30 * dayMs, noon + 1)).toBe(29);
    expect(left(noon + dayMs, noon + dayMs - 1)).toBe(0);
  });

  it('count 180 days from the day it was entered where Credly named none', () => {
    expect(left(null, noon)).toBe(180);
    expect(left(null, noon + 177 * dayMs)).toBe(3);
  });

  it('are negative when it is dead', () => {
    expect(left(noon, noon + 1)).toBe(-1);
  });
});
