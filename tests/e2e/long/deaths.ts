import type { RecordedRequest } from '../../credly-server/index.ts';
import { attemptBlock } from '../flows/with-rule.ts';
import type { Harness } from '../harness.ts';

/** People who take a quiz to its end while the worker is killed. */

/** Rounds for each window in which the worker is killed; more by the variable. */
export const rounds = Number(process.env.DEATH_ROUNDS ?? 5);

export interface Person {
  firstName: string;
  lastName: string;
  email: string;
}

export const person = (window: string, round: number): Person => ({
  firstName: `P${round}`,
  lastName: window,
  email: `${window.toLowerCase()}-${round}@example.com`,
});

/** Opens the quiz and answers up to the last step, so that the result falls when `finish` is called. */
export async function nearlyDone(
  harness: Harness,
  who: Person,
): Promise<{ finish(): Promise<void>; close(): Promise<void> }> {
  const quiz = harness.site.quiz('scored');
  const { page, player } = await harness.participant();
  await player.open(quiz);
  await player.register(who);
  return {
    finish: () => player.answer(harness.answersFor(quiz, { correct: 5 })),
    /** Once the participant has been told something: a tab that is closed before that was never seen to the end. */
    close: async () => {
      await attemptBlock(page).waitFor({ timeout: 20_000 });
      await page.close();
    },
  };
}

/** The requests that asked for a person's badge, in the order of arrival. */
export function postsOf({ credly }: Harness, { email }: Person): RecordedRequest[] {
  return credly.posts().filter((it) => (it.body as { recipient_email?: string }).recipient_email === email);
}

/** In which window a kill fell, by what Credly has seen so far. */
export function windowOf(
  post: RecordedRequest | undefined,
): 'before the request' | 'between request and answer' | 'after the answer' {
  if (!post) return 'before the request';
  return post.answeredAt === undefined ? 'between request and answer' : 'after the answer';
}
