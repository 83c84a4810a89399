import { beforeEach, describe, expect, it } from 'vitest';
import type { Award } from '../../../../lib/awards/award.ts';
import { defaultAwardSettings, saveAwardSettings } from '../../../../lib/awards/award-settings.ts';
import { identityKey } from '../../../../lib/awards/identity-key.ts';
import { addAward, moveAward, noteAtCredly } from '../../../../lib/awards/ledger.ts';
import { awardsPage, getAward } from '../../../../lib/awards/ledger-reads.ts';
import { type ObservedResult, recordResult } from '../../../../lib/awards/record-result.ts';
import { eraseExpired, eraseParticipant } from '../../../../lib/awards/retention.ts';
import { type AwardState, mayMove } from '../../../../lib/awards/states.ts';
import {
  award,
  hourMs,
  identity,
  minuteMs,
  noon,
  observed,
  passingScore,
  reading,
  rule,
  ruleBadge,
} from '../builders.ts';
import { emptyStorage, storedText } from '../storage.ts';

beforeEach(emptyStorage);

const dayMs = 24 * hourMs;
const add = async (part: Partial<Award> = {}) => (await addAward(award({ earner: identity(), ...part }))).award;
const record = (part: Partial<ObservedResult> = {}, now = noon) => recordResult(observed(part), now);
const credly = {
  badgeId: 'badge-1',
  state: 'accepted',
  acceptUrl: 'https://www.credly.com/go/robin',
  badgeUrl: 'https://www.credly.com/badges/1',
  earnerKnown: true,
};

async function state(of: { id: string }): Promise<Award> {
  const found = await getAward(of.id);
  if (!found) throw new Error('The award is gone.');
  return found;
}

async function recordedAward(part: Partial<ObservedResult> = {}, now = noon): Promise<Award> {
  return state({ id: (await record(part, now))?.awardId ?? '' });
}

/** As far as a sent award comes. */
async function issue(it: Award, now = noon): Promise<Award> {
  await moveAward(it.id, 'waiting', 'sending', now);
  await moveAward(it.id, 'sending', 'issued', now, { credly });
  return state(it);
}

describe('after the retention time', () => {
  it.each<AwardState>(['issued', 'already-issued', 'cancelled', 'revoked'])(
    'name, address, links and Credly’s sentence of an award that is %s go; the rest stays',
    async (settled) => {
      const kept = await add({
        state: settled,
        identityKey: 'identity',
        personAndQuiz: 'person',
        credlySentence: 'robin@example.com already has this badge',
        credly,
      });
      expect(await eraseExpired(noon + 90 * dayMs)).toBe(0);
      expect(await eraseExpired(noon + 90 * dayMs + 1)).toBe(1);
      expect(await state(kept)).toEqual({
        ...kept,
        touchedAt: expect.any(Number),
        earner: null,
        credlySentence: null,
        credly: { ...credly, acceptUrl: null, badgeUrl: null },
      });
      expect(await storedText()).not.toMatch(/robin|Example/);
    },
  );

  it.each<AwardState>(['needs-details', 'held', 'waiting', 'sending', 'unconfirmed', 'failed'])(
    'an award that is %s is not touched, however old',
    async (open) => {
      const kept = await add({ state: open });
      expect(await eraseExpired(noon + 1000 * dayMs)).toBe(0);
      expect(await state(kept)).toEqual(kept);
    },
  );

  it('what Credly says later of an erased award brings no links to the person back', async () => {
    const kept = await add({ state: 'issued', credly });
    await eraseExpired(noon + 100 * dayMs);
    await noteAtCredly(kept.id, { ...credly, state: 'accepted' });
    expect((await state(kept)).credly).toEqual({ ...credly, state: 'accepted', acceptUrl: null, badgeUrl: null });
  });

  it('nothing is counted twice', async () => {
    await add({ state: 'issued' });
    expect(await eraseExpired(noon + 100 * dayMs)).toBe(1);
    expect(await eraseExpired(noon + 200 * dayMs)).toBe(0);
  });

  it.each([30, 90, 365] as const)('of %i days, as an admin chose', async (retentionDays) => {
    await saveAwardSettings({ ...defaultAwardSettings, retentionDays });
    await add({ state: 'issued' });
    expect(await eraseExpired(noon + retentionDays * dayMs)).toBe(0);
    expect(await eraseExpired(noon + retentionDays * dayMs + 1)).toBe(1);
  });

  it('a retake of an erased person sends nothing: the identity stands', async () => {
    const first = await issue(await recordedAward());
    await eraseExpired(noon + 91 * dayMs);
    const again = await record({}, noon + 92 * dayMs);
    expect(again).toEqual({ outcome: 'award', awardId: first.id, repeated: true });
    expect((await awardsPage(null, 9)).map((it) => it.state)).toEqual(['issued']);
    expect(await storedText()).not.toMatch(/robin/i);
  });
});

describe('erasing a participant', () => {
  it('takes person and identity out of everything of theirs, and of nobody else', async () => {
    const theirs = await issue(await recordedAward());
    const others = await recordedAward({ identity: identity({ firstName: 'Kim', email: 'kim@example.com' }) });
    expect(await eraseParticipant(' ROBIN@example.com ', noon + minuteMs)).toMatchObject({ erased: 1 });
    const erased = await state(theirs);
    expect(erased).toMatchObject({ state: 'issued', earner: null });
    expect(erased.identityKey).toBeUndefined();
    expect(erased.personAndQuiz).toBeUndefined();
    expect(await state(others)).toEqual(others);
    expect(await storedText()).not.toMatch(/robin/i);
  });

  it('also finds awards whose address the retention erased before; a retake may award again', async () => {
    const first = await issue(await recordedAward());
    await eraseExpired(noon + 91 * dayMs);
    expect(await eraseParticipant('robin@example.com', noon + 92 * dayMs)).toMatchObject({ erased: 1 });
    expect((await state(first)).identityKey).toBeUndefined();
    const again = await recordedAward({}, noon + 93 * dayMs);
    expect(again.id).not.toBe(first.id);
    expect(again.state).toBe('waiting');
  });

  it('finds every attempt under "every passing result"', async () => {
    const every = rule({
      retake: 'every',
      awardFor: passingScore('80', 'percent', ruleBadge({ allowsDuplicates: true })),
    });
    for (const [index, attemptId] of ['a', 'b'].entries())
      await issue(await recordedAward({ rule: every, reading: reading({ attemptId }) }, noon + index * minuteMs));
    await eraseExpired(noon + 91 * dayMs);
    expect(await eraseParticipant('robin@example.com', noon + 92 * dayMs)).toMatchObject({ erased: 2 });
  });

  it('finds an award whose only hash is its identity, as awards of older versions have it', async () => {
    const key = await identityKey({
      organizationId: 'organization-1',
      environment: 'production',
      quizKey: 'food-safety-5f2a',
      email: 'robin@example.com',
    });
    const old = await add({ state: 'issued', identityKey: key, earner: null });
    expect(await eraseParticipant('robin@example.com', noon + minuteMs)).toMatchObject({ erased: 1 });
    expect((await state(old)).identityKey).toBeUndefined();
    expect(await recordedAward({}, noon + hourMs)).toMatchObject({ state: 'waiting' });
  });

  it.each<AwardState>(['needs-details', 'held', 'waiting', 'failed'])(
    'cancels an award that is %s, by a step the table allows',
    async (open) => {
      const waiting = await add({ state: open });
      expect(mayMove(open, 'cancelled')).toBe(true);
      expect(await eraseParticipant('robin@example.com', noon + minuteMs)).toMatchObject({ erased: 1 });
      expect(await state(waiting)).toMatchObject({
        state: 'cancelled',
        reason: 'erased',
        earner: null,
        history: [{ state: open }, { at: noon + minuteMs, state: 'cancelled', reason: 'erased' }],
      });
    },
  );

  it.each<AwardState>(['sending', 'unconfirmed'])('leaves an award that is %s to its end', async (open) => {
    const underway = await add({ state: open });
    expect(await eraseParticipant('robin@example.com', noon + minuteMs)).toMatchObject({ erased: 0 });
    expect(await state(underway)).toEqual(underway);
  });

  it('leaves awards without an address alone', async () => {
    const nameless = await add({ state: 'needs-details', earner: identity({ email: null }) });
    expect(await eraseParticipant('robin@example.com', noon + minuteMs)).toMatchObject({ erased: 0 });
    expect(await state(nameless)).toEqual(nameless);
  });

  it('leaves an award alone that came under a new quiz in the meantime', async () => {
    await add();
    // Both are under way at once; the late one has no address, so nothing says that it is theirs.
    const [, late] = await Promise.all([
      eraseParticipant('robin@example.com', noon + minuteMs),
      add({ state: 'needs-details', earner: identity({ email: null }), quizKey: 'first-aid-77c1' }),
    ]);
    expect((await state(late)).state).toBe('needs-details');
  });
});
