import { beforeEach, describe, expect, it } from 'vitest';
import { addAward, amendAward, ForbiddenTransitionError, moveAward } from '../../../../lib/awards/ledger.ts';
import { awardsIn, awardsPage, countByState, getAward, sentSince } from '../../../../lib/awards/ledger-reads.ts';
import { awardStates, mayMove } from '../../../../lib/awards/states.ts';
import { award, hourMs, minuteMs, noon } from '../builders.ts';
import { emptyStorage, putRaw } from '../storage.ts';

beforeEach(emptyStorage);

describe('moving an award', () => {
  it('changes the state and records when and why', async () => {
    const { award: added } = await addAward(award());
    const moved = await moveAward(added.id, 'waiting', 'held', noon + minuteMs, { reason: 'contradicts-page' });
    expect(moved).toEqual({
      ...added,
      state: 'held',
      reason: 'contradicts-page',
      updatedAt: noon + minuteMs,
      touchedAt: expect.any(Number),
      history: [...added.history, { at: noon + minuteMs, state: 'held', reason: 'contradicts-page' }],
    });
    expect(await getAward(added.id)).toEqual(moved);
  });

  it('drops the reason of the state before', async () => {
    const { award: added } = await addAward(award({ state: 'held', reason: 'contradicts-page' }));
    expect((await moveAward(added.id, 'held', 'waiting', noon))?.reason).toBeNull();
  });

  const forbidden = awardStates.flatMap((from) =>
    awardStates.filter((to) => !mayMove(from, to)).map((to): [typeof from, typeof to] => [from, to]),
  );
  it.each(forbidden)('from %s to %s is refused, and nothing is written', async (from, to) => {
    const { award: added } = await addAward(award({ state: from }));
    await expect(moveAward(added.id, from, to, noon + 1)).rejects.toBeInstanceOf(ForbiddenTransitionError);
    expect(await getAward(added.id)).toEqual(added);
  });

  it('gives null and writes nothing when somebody else was first', async () => {
    const { award: added } = await addAward(award());
    await moveAward(added.id, 'waiting', 'cancelled', noon + 1);
    expect(await moveAward(added.id, 'waiting', 'sending', noon + 2)).toBeNull();
    expect(await amendAward(added.id, 'waiting', noon + 2, { dueAt: 0 })).toBeNull();
    expect(await getAward(added.id)).toMatchObject({ state: 'cancelled', updatedAt: noon + 1, dueAt: noon });
  });

  it('lets one of two win', async () => {
    const { award: added } = await addAward(award());
    const moves = await Promise.all([1, 2, 3].map((it) => moveAward(added.id, 'waiting', 'sending', noon + it)));
    expect(moves.filter((it) => it !== null)).toHaveLength(1);
    expect((await getAward(added.id))?.history).toHaveLength(2);
  });

  it('gives null for an award that is gone', async () => {
    expect(await moveAward('no-such-award', 'waiting', 'sending', noon)).toBeNull();
  });

  it('is not needed to change a field', async () => {
    const { award: added } = await addAward(award());
    await amendAward(added.id, 'waiting', noon + 1, { dueAt: noon + hourMs, reason: 'cap-reached' });
    expect(await getAward(added.id)).toEqual({
      ...added,
      dueAt: noon + hourMs,
      reason: 'cap-reached',
      updatedAt: noon + 1,
      touchedAt: expect.any(Number),
    });
  });
});

describe('one award an identity', () => {
  it('gives back the first one', async () => {
    const { award: before } = await addAward(award({ identityKey: 'same' }));
    expect(await addAward(award({ identityKey: 'same' }))).toEqual({ award: before, added: false });
    expect(await awardsPage(null, 9)).toHaveLength(1);
  });

  it('holds when many are added at once', async () => {
    const added = await Promise.all(Array.from({ length: 20 }, () => addAward(award({ identityKey: 'same' }))));
    expect(added.filter((it) => it.added)).toHaveLength(1);
    expect(new Set(added.map((it) => it.award.id)).size).toBe(1);
    expect(await awardsPage(null, 99)).toHaveLength(1);
  });

  it('leaves awards without an identity alone', async () => {
    await addAward(award());
    expect((await addAward(award())).added).toBe(true);
  });

  it('keeps a result for a person when a damaged record stands under its identity', async () => {
    await putRaw('awards', { id: 'damaged', identityKey: 'taken', state: 'issued', createdAt: noon, quizKey: 'quiz' });
    const { award: kept, added } = await addAward(award({ id: 'new', state: 'waiting', identityKey: 'taken' }));
    expect(added).toBe(true);
    expect(kept).toMatchObject({ id: 'new', state: 'held', reason: 'damaged-record' });
    expect(await getAward('new')).toEqual(kept);
  });
});

describe('reading the ledger', () => {
  it('skips damaged records', async () => {
    const { award: whole } = await addAward(award({ createdAt: noon }));
    await putRaw('awards', { id: 'damaged', state: 'waiting', createdAt: noon + 1, quizKey: 'food-safety-5f2a' });
    await putRaw('awards', { ...award({ id: 'odd-state' }), state: 'teleported', createdAt: noon + 2 });
    expect(await awardsIn('waiting')).toEqual([whole]);
    expect(await awardsPage(null, 1)).toEqual([whole]);
    expect(await getAward('damaged')).toBeNull();
    expect(await moveAward('damaged', 'waiting', 'sending', noon)).toBeNull();
  });

  it('lists the newest first, no more than asked for', async () => {
    for (const minute of [2, 1, 3]) await addAward(award({ id: `${minute}`, createdAt: noon + minute * minuteMs }));
    expect((await awardsPage(null, 2)).map((it) => it.id)).toEqual(['3', '2']);
  });

  it('counts by state', async () => {
    for (const state of ['held', 'held', 'failed', 'issued'] as const) await addAward(award({ state }));
    expect(await countByState(['held', 'failed'])).toBe(3);
  });

  it('tells when requests of one quiz left, oldest first', async () => {
    for (const sentAt of [noon + 2, noon + 1, noon - hourMs]) await addAward(award({ state: 'issued', sentAt }));
    await addAward(award({ state: 'issued', sentAt: noon, quizKey: 'first-aid-77c1' }));
    await addAward(award());
    const scope = { organizationId: 'organization-1', environment: 'production', quizKey: 'food-safety-5f2a' } as const;
    const sent = await sentSince(scope, noon);
    expect([sent.count, await sent.nth(0), await sent.nth(1), await sent.nth(2)]).toEqual([
      2,
      noon + 1,
      noon + 2,
      null,
    ]);
  });
});
