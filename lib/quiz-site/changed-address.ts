import { openDatabase } from '../settings/database.ts';
import { allIdsOf, allKnownQuizzes, type KnownQuiz, knownQuizSchema } from './known-quizzes.ts';
import { slugOf, withSlug } from './pages.ts';

/**
 * A publisher may change a quiz's public address, and a page may show another quiz's. What is seen does not tell the two
 * apart, so a quiz goes by the number in its editor, and what its page shows instead of its known address is kept as a
 * question for a person. Worker only; no personal data.
 */

/** All ids of the quiz that an editor's page speaks of: where its public address contradicts them, those of its number. */
export async function idsOfPage(quizIds: readonly string[]): Promise<string[]> {
  const number = quizIds.filter((id) => !id.startsWith('slug:'));
  const all = await allIdsOf(quizIds);
  if (all.length === 0) return allIdsOf(number);
  // An address that no quiz has yet, and that one may have changed to.
  const isNew = number.length === 0 && (await knownQuiz(quizIds)) === null;
  const asked = isNew ? (await allKnownQuizzes()).find((it) => it.shown === slugOf(quizIds)) : undefined;
  return asked?.ids ?? all;
}

/** Whether the public address of the quiz with these ids has changed: what a person has not answered yet, or null. */
export async function addressQuestion(quizIds: readonly string[]): Promise<{ from: string; to: string } | null> {
  const quiz = await knownQuiz(quizIds);
  const from = quiz && slugOf(quiz.ids);
  return quiz?.shown && from !== null ? { from, to: quiz.shown } : null;
}

/** Keeps the question, unless it was answered. @returns whether it is a new one */
export async function askAboutAddress(quizIds: readonly string[], slug: string): Promise<boolean> {
  let isNew = false;
  await changeQuiz(quizIds, (quiz) => {
    isNew = quiz.shown !== slug && !quiz.notOurs.includes(slug);
    return isNew ? { ...quiz, shown: slug } : quiz;
  });
  return isNew;
}

/** The address is another quiz's, by a person's word: it is not asked about again. */
export async function refuseAddress(quizIds: readonly string[], slug: string): Promise<void> {
  await changeQuiz(quizIds, (quiz) => ({
    ...quiz,
    shown: null,
    notOurs: [...quiz.notOurs.filter((it) => it !== slug), slug].slice(-50),
  }));
}

/** The quiz has this public address, and no other quiz has. @returns all ids of the quiz */
export async function giveAddress(quizIds: readonly string[], slug: string): Promise<string[]> {
  const db = await openDatabase();
  const tx = db.transaction('quizzes', 'readwrite');
  const number = quizIds.filter((id) => !id.startsWith('slug:'));
  let ids = withSlug(number, slug);
  for (const stored of await tx.store.getAll()) {
    const parsed = knownQuizSchema.safeParse(stored);
    if (!parsed.success) continue;
    const quiz = parsed.data;
    if (quiz.ids.some((id) => number.includes(id))) {
      ids = withSlug(quiz.ids, slug);
      await tx.store.put({ ...quiz, ids, shown: null, notOurs: quiz.notOurs.filter((it) => it !== slug) });
    } else if (quiz.ids.includes(`slug:${slug}`)) {
      const left = quiz.ids.filter((id) => id !== `slug:${slug}`);
      if (left.length > 0) await tx.store.put({ ...quiz, ids: left });
      else await tx.store.delete(quiz.key);
    }
  }
  await tx.done;
  return ids;
}

async function knownQuiz(quizIds: readonly string[]): Promise<KnownQuiz | null> {
  const db = await openDatabase();
  for (const id of quizIds) {
    const parsed = knownQuizSchema.safeParse(await db.getFromIndex('quizzes', 'byId', id));
    if (parsed.success) return parsed.data;
  }
  return null;
}

async function changeQuiz(quizIds: readonly string[], change: (quiz: KnownQuiz) => KnownQuiz): Promise<void> {
  const db = await openDatabase();
  const tx = db.transaction('quizzes', 'readwrite');
  for (const id of quizIds) {
    const parsed = knownQuizSchema.safeParse(await tx.store.index('byId').get(id));
    if (!parsed.success) continue;
    await tx.store.put(change(parsed.data));
    break;
  }
  await tx.done;
}
