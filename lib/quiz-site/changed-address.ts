import { openDatabase } from '../settings/database.ts';
import { allIdsOf, type KnownQuiz, knownQuizSchema, quizzesWith } from './known-quizzes.ts';
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
  const slug = slugOf(quizIds);
  if (number.length > 0 || slug === null || (await knownQuiz(quizIds))) return all;
  const db = await openDatabase();
  return knownQuizSchema.safeParse(await db.getFromIndex('quizzes', 'byShown', slug)).data?.ids ?? all;
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

/** Whether a person has said that this address is another quiz's. */
export async function isRefused(quizIds: readonly string[], slug: string): Promise<boolean> {
  return (await knownQuiz(quizIds))?.notOurs.includes(slug) ?? false;
}

/** The address is another quiz's, by a person's word: it is not asked about again. */
export async function refuseAddress(quizIds: readonly string[], slug: string): Promise<void> {
  await changeQuiz(quizIds, (quiz) => ({
    ...quiz,
    shown: null,
    notOurs: [...quiz.notOurs.filter((it) => it !== slug), slug].slice(-50),
  }));
}

/** The page shows the address that is known: the question is settled. */
export async function settleAddress(quizIds: readonly string[]): Promise<void> {
  await changeQuiz(quizIds, (quiz) => (quiz.shown === null ? quiz : { ...quiz, shown: null }));
}

/** What a quiz's awards are counted under, where that is not its address; null too for a quiz that is not known. */
export async function countedAs(quizIds: readonly string[]): Promise<string | null> {
  return (await knownQuiz(quizIds))?.countedAs ?? null;
}

/** Takes over what the awards of a quiz are counted under from where its rule comes from, unless it is known here. */
export async function countAs(quizIds: readonly string[], name: string): Promise<void> {
  await changeQuiz(quizIds, (quiz) => ({ ...quiz, countedAs: quiz.countedAs ?? name }));
}

/**
 * The quiz has this public address, and no other quiz has. Its awards go on being counted as before.
 * @returns all ids of the quiz
 */
export async function giveAddress(quizIds: readonly string[], slug: string): Promise<string[]> {
  const db = await openDatabase();
  const tx = db.transaction('quizzes', 'readwrite');
  const number = quizIds.filter((id) => !id.startsWith('slug:'));
  const all = (await tx.store.getAll()).flatMap((stored) => {
    const { data } = knownQuizSchema.safeParse(stored);
    return data ? [data] : [];
  });
  const own = all.find((it) => it.ids.some((id) => number.includes(id)));
  for (const quiz of all) {
    if (quiz === own || !quiz.ids.includes(`slug:${slug}`)) continue;
    const ids = quiz.ids.filter((id) => id !== `slug:${slug}`);
    if (ids.length > 0) await tx.store.put({ ...quiz, ids, countedAs: quiz.countedAs ?? slug });
    else await tx.store.delete(quiz.key);
  }
  const ids = withSlug(own?.ids ?? number, slug);
  if (own) {
    const before = slugOf(own.ids);
    const notOurs = own.notOurs.filter((it) => it !== slug);
    const counted = own.countedAs ?? (before === slug ? null : before);
    await tx.store.put({ ...own, ids, shown: null, notOurs, countedAs: counted });
  }
  await tx.done;
  return ids;
}

async function knownQuiz(quizIds: readonly string[]): Promise<KnownQuiz | null> {
  return (await quizzesWith(quizIds))[0] ?? null;
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
