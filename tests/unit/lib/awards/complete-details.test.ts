import { beforeEach, describe, expect, it } from 'vitest';
import { act } from '../../../../lib/awards/admin-actions.ts';
import type { Award } from '../../../../lib/awards/award.ts';
import { completeDetails } from '../../../../lib/awards/complete-details.ts';
import { identityKey } from '../../../../lib/awards/identity-key.ts';
import { addAward } from '../../../../lib/awards/ledger.ts';
import { getAward } from '../../../../lib/awards/ledger-reads.ts';
import { award, identity, noon } from '../builders.ts';
import { emptyStorage } from '../storage.ts';

beforeEach(emptyStorage);

const waiting = award({ id: 'incomplete', state: 'needs-details', earner: identity({ lastName: null }) });

describe('completing the details of an award', () => {
  it('lets it go on its way under the identity of its earner', async () => {
    await addAward(waiting);
    expect(await completeDetails('incomplete', identity(), noon)).toEqual([]);
    const key = await identityKey({ ...waiting, email: identity().email ?? '' });
    expect(await getAward('incomplete')).toMatchObject({
      state: 'waiting',
      earner: identity(),
      identityKey: key,
      personAndQuiz: key,
      reason: 'details-completed',
    });
  });

  it('says what is missing and changes nothing', async () => {
    await addAward(waiting);
    expect(await completeDetails('incomplete', identity({ email: 'nowhere' }), noon)).toEqual(['email-malformed']);
    expect(await getAward('incomplete')).toMatchObject(waiting);
  });

  it('cancels it for somebody who has an award for this quiz already', async () => {
    const key = await identityKey({ ...waiting, email: identity().email ?? '' });
    await addAward(award({ id: 'first', state: 'issued', identityKey: key, personAndQuiz: key }));
    await addAward(waiting);
    expect(await completeDetails('incomplete', identity(), noon)).toEqual([]);
    expect(await getAward('incomplete')).toMatchObject({ state: 'cancelled', reason: 'already-awarded' });
    expect(await getAward('first')).toMatchObject({ state: 'issued' });
  });

  const dismissed = async (part: Partial<Award> = {}) => {
    const key = await identityKey({ ...waiting, email: identity().email ?? '' });
    const keys = { identityKey: key, personAndQuiz: key };
    await addAward(award({ id: 'dismissed', state: 'cancelled', reason: 'dismissed', ...keys, ...part }));
    await addAward(waiting);
  };

  it('lets it go where an earlier award of the person was dismissed, which cannot be taken back then', async () => {
    await dismissed();
    expect(await completeDetails('incomplete', identity(), noon)).toEqual([]);
    expect(await getAward('incomplete')).toMatchObject({ state: 'waiting', reason: 'details-completed' });
    const former = await getAward('dismissed');
    expect(former).toMatchObject({ state: 'cancelled', reason: 'already-awarded' });
    expect(former && (await act(former, 'restore', noon))).toBe('moved-on');
  });

  it('lets it go past a dismissed award from a time of another retake policy', async () => {
    await dismissed({ identityKey: 'under-another-policy' });
    await completeDetails('incomplete', identity(), noon);
    expect(await getAward('incomplete')).toMatchObject({ state: 'waiting' });
  });

  it.each<[string, Partial<Award>, 'admin' | 'participant']>([
    ['may have been sent', { sentAt: noon }, 'admin'],
    ['was dismissed, and the participant completes it', {}, 'participant'],
  ])('cancels it where an earlier award %s', async (_what, part, by) => {
    await dismissed(part);
    await completeDetails('incomplete', identity(), noon, by);
    expect(await getAward('incomplete')).toMatchObject({ state: 'cancelled', reason: 'already-awarded' });
  });

  it('leaves an award alone that is on its way', async () => {
    const sent = award({ id: 'sent', state: 'issued' });
    await addAward(sent);
    expect(await completeDetails('sent', identity(), noon)).toEqual([]);
    expect(await getAward('sent')).toMatchObject(sent);
  });
});
