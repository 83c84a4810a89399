import { moveQuiz } from '@/lib/awards/moved-quiz.ts';
import type { Rule } from '@/lib/awards/rule.ts';
import { rulesOf } from '@/lib/awards/rules-store.ts';
import type { AddressDoubt, MessageOf } from '@/lib/messages/protocol.ts';
import {
  addressQuestion,
  giveAddress,
  idsOfPage,
  isRefused,
  refuseAddress,
  settleAddress,
} from '@/lib/quiz-site/changed-address.ts';
import { allIdsOf, type KnownQuiz, type QuizRegistration, rememberQuiz } from '@/lib/quiz-site/known-quizzes.ts';
import { isOneQuiz, slugOf } from '@/lib/quiz-site/pages.ts';

/** Which quiz an editor's page speaks of, and what is odd about the public address that it shows. */
export interface PageQuiz {
  /** All ids known for it; none where the page shows two quizzes at once. */
  ids: string[];
  doubt: AddressDoubt | null;
  /** No rule is at stake: the address that the page shows is the quiz's, whatever was known. */
  isFree: boolean;
}

export async function quizOfPage(quizIds: readonly string[]): Promise<PageQuiz> {
  if (!isOneQuiz(quizIds)) return { ids: [], doubt: null, isFree: false };
  const ids = await idsOfPage(quizIds);
  const shown = slugOf(quizIds);
  const isKnown = (await allIdsOf(quizIds)).length > 0;
  const numbered = await allIdsOf(quizIds.filter((id) => !id.startsWith('slug:')));
  const hasRule = (await rulesOf(numbered)).length > 0;
  // Two that each have a rule are not joined, even where nothing else speaks against it.
  if (shown !== null && numbered.length > 0 && !numbered.includes(`slug:${shown}`) && (hasRule || !isKnown)) {
    const [other] = await othersWith(shown, numbered);
    if (other) return { ids: numbered, doubt: { kind: 'taken', title: other.quizTitle }, isFree: false };
  }
  const question = await addressQuestion(ids);
  if (isKnown || shown === null || ids.length === 0)
    return { ids, doubt: question && { kind: 'changed', ...question }, isFree: false };
  // What a person said stays said, also while there is no badge: a rule that was removed may come back.
  if (!hasRule) return { ids, doubt: null, isFree: !(await isRefused(ids, shown)) };
  // Asked only after `quiz.seen` has noted it, and not where it was answered.
  return { ids, doubt: question?.to === shown ? { kind: 'changed', ...question } : null, isFree: false };
}

/** The public address that the page shows, where another is known for its quiz, or a person said that it is another's. */
export function otherAddress(quizIds: readonly string[], { ids, isFree }: PageQuiz): string | null {
  const shown = slugOf(quizIds);
  return shown !== null && !isFree && !isOneQuiz([...new Set([...quizIds, ...ids])]) ? shown : null;
}

/** Remembers what the page shows of its quiz. @returns null where it is not certain which quiz that is */
export async function rememberPage(
  quizIds: readonly string[],
  quiz: PageQuiz,
  title: string,
  registration?: QuizRegistration,
): Promise<KnownQuiz | null> {
  const shown = slugOf(quizIds);
  if (quiz.ids.length === 0 || quiz.doubt?.kind === 'taken') return null;
  if (quiz.isFree && shown !== null) await giveAddress(quizIds, shown);
  const isOther = otherAddress(quizIds, quiz) !== null;
  const own = isOther ? quiz.ids.filter((id) => !id.startsWith('slug:')) : quizIds;
  const known = await rememberQuiz(own, title, Date.now(), registration);
  if (known && shown !== null && known.ids.includes(`slug:${shown}`)) await settleAddress(known.ids);
  return known;
}

/** A person's word on the address. @returns whether it could be followed */
export async function answerAddress({ quizIds, slug, is }: MessageOf<'quiz.address'>): Promise<boolean> {
  const ids = await idsOfPage(quizIds);
  const question = await addressQuestion(ids);
  if (question?.to !== slug) return false;
  if (is === 'not_ours') {
    await refuseAddress(ids, slug);
    return true;
  }
  if ((await othersWith(slug, ids)).length > 0) {
    // Saved for another quiz meanwhile: nothing is left to ask, and the editor says whose it is.
    await settleAddress(ids);
    return false;
  }
  await moveQuiz(ids, slug);
  return true;
}

/** Rules of other quizzes that go by this address. */
async function othersWith(slug: string, ownIds: readonly string[]): Promise<Rule[]> {
  const own = new Set((await rulesOf(ownIds)).map((it) => it.id));
  return (await rulesOf(await allIdsOf([`slug:${slug}`]))).filter((it) => !own.has(it.id));
}
