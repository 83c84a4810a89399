import { z } from 'zod';
import { openDatabase } from '../settings/database.ts';
import { isOneQuiz, slugOf } from './pages.ts';

/**
 * What the editor showed of each quiz: its title and every id it was seen under. A rule is made in the editor and applied
 * in the player, and whether both show the same id is not known; ids seen together on one page are joined here.
 * Worker only; no personal data.
 */
export const registrationSchema = z.object({
  firstName: z.boolean().nullable(),
  lastName: z.boolean().nullable(),
  email: z.boolean().nullable(),
});
/** Whether a quiz asks for each of the details a badge needs; null where its Registration tab did not say. */
export type QuizRegistration = z.output<typeof registrationSchema>;

export const knownQuizSchema = z.object({
  key: z.string(),
  ids: z.array(z.string()),
  title: z.string(),
  seenAt: z.number(),
  registration: registrationSchema.nullable().default(null),
  /** Another public address than its own that the quiz's page showed last; a person says what it is. */
  shown: z.string().max(250).nullable().default(null),
  /** Addresses that its page shows and that a person said are other quizzes'. */
  notOurs: z.array(z.string().max(250)).max(50).default([]),
  /**
   * What its awards are counted under, where that is not its address: the one it had before, or a name of its own where
   * another quiz had that address before.
   */
  countedAs: z.string().max(250).nullable().default(null),
});
export type KnownQuiz = z.output<typeof knownQuizSchema>;

/**
 * Remembers ids that belong together.
 * @param registration what the Registration tab shows; left out where another tab is seen
 * @returns the quiz with all ids known for it; null where they belong to different quizzes, which happens while a
 *   client-rendered editor changes from one to another. Nothing is joined then.
 */
export async function rememberQuiz(
  ids: readonly string[],
  title: string,
  now: number,
  registration: QuizRegistration | null = null,
): Promise<KnownQuiz | null> {
  const db = await openDatabase();
  const tx = db.transaction('quizzes', 'readwrite');
  const known: KnownQuiz[] = [];
  for (const id of ids) {
    for (const stored of await tx.store.index('byId').getAll(id)) {
      const parsed = knownQuizSchema.safeParse(stored);
      if (parsed.success && !known.some((it) => it.key === parsed.data.key)) known.push(parsed.data);
    }
  }
  const joined: KnownQuiz = {
    key: known[0]?.key ?? crypto.randomUUID(),
    ids: [...new Set([...ids, ...known.flatMap((it) => it.ids)])],
    title: title || known.find((it) => it.title)?.title || '',
    seenAt: now,
    registration: registration ?? known.find((it) => it.registration)?.registration ?? null,
    shown: known.find((it) => it.shown)?.shown ?? null,
    notOurs: [...new Set(known.flatMap((it) => it.notOurs))].slice(-50),
    countedAs: known.find((it) => it.countedAs)?.countedAs ?? null,
  };
  const slug = slugOf(joined.ids);
  // An address that is used again: the awards of the quiz that had it before are not this one's.
  if (joined.countedAs === null && slug !== null && slugOf(known.flatMap((it) => it.ids)) === null)
    if (await tx.store.index('byCountedAs').count(slug)) joined.countedAs = `${slug}#${joined.key}`.slice(0, 250);
  if (!isOneQuiz(joined.ids)) {
    await tx.done;
    return null;
  }
  for (const it of known) if (it.key !== joined.key) await tx.store.delete(it.key);
  await tx.store.put(joined);
  await tx.done;
  return joined;
}

/** Every quiz that was seen or taught. */
export async function allKnownQuizzes(): Promise<KnownQuiz[]> {
  const db = await openDatabase();
  return (await db.getAll('quizzes')).flatMap((stored) => {
    const parsed = knownQuizSchema.safeParse(stored);
    return parsed.success ? [parsed.data] : [];
  });
}

/** The quizzes that have one of these ids, each once, in the order of the ids. */
export async function quizzesWith(ids: readonly string[]): Promise<KnownQuiz[]> {
  const db = await openDatabase();
  const found = new Map<string, KnownQuiz>();
  for (const id of ids)
    for (const stored of await db.getAllFromIndex('quizzes', 'byId', id)) {
      const { data } = knownQuizSchema.safeParse(stored);
      if (data) found.set(data.key, data);
    }
  return [...found.values()];
}

/** All ids known for a quiz, the given ones included; none where they belong to different quizzes. */
export async function allIdsOf(ids: readonly string[]): Promise<string[]> {
  const all = [...new Set([...ids, ...(await quizzesWith(ids)).flatMap((it) => it.ids)])];
  return isOneQuiz(all) ? all : [];
}

/** What the quiz with one of these ids asks its participants for; null where that was never seen. */
export async function registrationOf(ids: readonly string[]): Promise<QuizRegistration | null> {
  return (await quizzesWith(ids)).find((it) => it.registration)?.registration ?? null;
}
