import { beforeEach, describe, expect, it } from 'vitest';
import { allIdsOf, rememberQuiz } from '../../../../lib/quiz-site/known-quizzes.ts';
import { noon } from '../builders.ts';
import { emptyStorage, putRaw } from '../storage.ts';

beforeEach(emptyStorage);

describe('ids of a quiz', () => {
  it('seen together on one page belong together', async () => {
    await rememberQuiz(['id:4711', 'slug:food-safety-5f2a'], 'Food safety', noon);
    expect((await allIdsOf(['slug:food-safety-5f2a'])).sort()).toEqual(['id:4711', 'slug:food-safety-5f2a']);
  });

  it('are joined when a later page shows the link between them', async () => {
    const number = await rememberQuiz(['id:4711'], 'Food safety', noon);
    await rememberQuiz(['slug:food-safety-5f2a'], '', noon);
    const joined = await rememberQuiz(['id:4711', 'slug:food-safety-5f2a'], '', noon);
    expect(joined).toMatchObject({ key: number?.key, title: 'Food safety' });
    expect(await rememberQuiz(['slug:food-safety-5f2a'], '', noon)).toMatchObject({ key: number?.key });
  });

  it('of different quizzes stay apart', async () => {
    await rememberQuiz(['id:1', 'slug:one'], 'One', noon);
    await rememberQuiz(['id:2', 'slug:two'], 'Two', noon);
    expect(await allIdsOf(['slug:one'])).not.toContain('id:2');
  });

  it.each([
    ['two slugs', ['id:1', 'slug:two']],
    ['two numbers', ['id:2', 'slug:one']],
  ])('that would be of two quizzes are not joined: %s', async (_what, mixed) => {
    await rememberQuiz(['id:1', 'slug:one'], 'One', noon);
    expect(await rememberQuiz(mixed, 'Two', noon)).toBeNull();
    expect((await allIdsOf(['slug:one'])).sort()).toEqual(['id:1', 'slug:one']);
  });

  it('that belong to two quizzes lead to neither', async () => {
    await rememberQuiz(['id:1', 'slug:one'], 'One', noon);
    await rememberQuiz(['id:2', 'slug:two'], 'Two', noon);
    expect(await allIdsOf(['id:1', 'slug:two'])).toEqual([]);
  });

  it('are kept when two pages report at once', async () => {
    await Promise.all([
      rememberQuiz(['id:1', 'slug:one'], 'One', noon),
      rememberQuiz(['slug:one'], 'One', noon),
      rememberQuiz(['id:1'], 'One', noon),
    ]);
    expect((await allIdsOf(['id:1'])).sort()).toEqual(['id:1', 'slug:one']);
  });

  it('are what was asked for where nothing is known', async () => {
    expect(await allIdsOf(['slug:one'])).toEqual(['slug:one']);
  });

  it('come out of a store with damaged records', async () => {
    await putRaw('quizzes', { key: 'damaged', ids: ['id:1'], seenAt: 'yesterday' });
    await rememberQuiz(['id:1', 'slug:one'], 'One', noon);
    expect((await allIdsOf(['id:1'])).sort()).toEqual(['id:1', 'slug:one']);
  });
});
