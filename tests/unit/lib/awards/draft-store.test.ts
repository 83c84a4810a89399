import { beforeEach, describe, expect, it } from 'vitest';
import type { AwardDraft } from '../../../../lib/awards/award-draft.ts';
import { awardDrafts, wordsDrafts } from '../../../../lib/awards/draft-store.ts';
import { draftOf, quizOnPage } from '../../components/editor/builders.ts';
import { emptyStorage } from '../storage.ts';

beforeEach(emptyStorage);

const scope = { organizationId: 'organization-1', environment: 'production' } as const;
const typed = (threshold: string): AwardDraft => draftOf(quizOnPage(), { threshold });

it('keeps the words of a results block apart from the award that was begun', async () => {
  await awardDrafts.keep(['id:1'], scope, typed('7'));
  await wordsDrafts.keep(['id:1'], scope, { heading: 'Well done', text: '' });
  await awardDrafts.drop(['id:1'], scope);
  expect(await wordsDrafts.kept(['id:1'], scope)).toEqual({ heading: 'Well done', text: '' });
});

describe('a draft that was not saved', () => {
  it('comes back under any id of its quiz, as it was typed last', async () => {
    await awardDrafts.keep(['id:1'], scope, typed('7'));
    await awardDrafts.keep(['id:1', 'slug:food'], scope, typed('72'));
    expect((await awardDrafts.kept(['slug:food'], scope))?.threshold).toBe('72');
    expect(await awardDrafts.kept(['id:2'], scope)).toBeNull();
  });

  it('belongs to its connection', async () => {
    await awardDrafts.keep(['id:1'], scope, typed('7'));
    expect(await awardDrafts.kept(['id:1'], { ...scope, environment: 'sandbox' })).toBeNull();
  });

  it('is gone when it is dropped, and no other with it', async () => {
    await awardDrafts.keep(['id:1'], scope, typed('7'));
    await awardDrafts.keep(['id:2'], scope, typed('8'));
    await awardDrafts.drop(['id:1'], scope);
    expect(await awardDrafts.kept(['id:1'], scope)).toBeNull();
    expect((await awardDrafts.kept(['id:2'], scope))?.threshold).toBe('8');
  });

  it('gives way to newer ones, and is not kept beyond all measure', async () => {
    for (let quiz = 1; quiz <= 9; quiz += 1) await awardDrafts.keep([`id:${quiz}`], scope, typed(String(quiz)));
    expect(await awardDrafts.kept(['id:1'], scope)).toBeNull();
    expect((await awardDrafts.kept(['id:9'], scope))?.threshold).toBe('9');
    const row = { name: 'x'.repeat(300), chosen: true, confirmed: true };
    const badge = { id: 'gold', name: 'Gold', imageUrl: 'y'.repeat(2000) };
    const huge = { ...typed('1'), outcomes: Array.from({ length: 200 }, () => ({ ...row, badge })) };
    await awardDrafts.keep(['id:10'], scope, huge);
    expect(await awardDrafts.kept(['id:10'], scope)).toBeNull();
  });
});
