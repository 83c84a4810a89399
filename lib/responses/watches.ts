import { z } from 'zod';
import { storedItem } from '../settings/stored-item.ts';
import { placeProblems, ways } from './read-place.ts';

/** Which quizzes' lists are read in the background, and how that goes. Off until a person asks for it, quiz by quiz. */

/**
 * `cannot`: no way to read the list was ever found. `no-place`: where the list is was never seen. Neither is tried again by
 * itself, nor is `signed-out` until the site is seen signed in.
 */
export const watchProblems = [...placeProblems, 'cannot', 'no-place'] as const;
export type WatchProblem = (typeof watchProblems)[number];

const countsSchema = z.object({
  rows: z.number().int(),
  /** Went to the ledger in this reading. */
  awarded: z.number().int(),
  held: z.number().int(),
  /** Pending or reviewed: the participant has not been told. */
  notFinal: z.number().int(),
  /** Qualify, and were on the list already when watching began. */
  left: z.number().int(),
  unclear: z.number().int(),
});
export type WatchCounts = z.output<typeof countsSchema>;

export const watchSchema = z.object({
  ruleId: z.string(),
  since: z.number(),
  known: z.object({ way: z.enum(ways), address: z.string().nullable() }).nullable(),
  /** Codes of results that were on the list when watching began; null before the first reading. */
  before: z.array(z.string()).nullable(),
  readAt: z.number().nullable(),
  counts: countsSchema.nullable(),
  /** Awards since watching began. */
  total: z.number().int(),
  isPaged: z.boolean(),
  /** Null: not by itself. */
  nextAt: z.number().nullable(),
  failures: z.number().int().min(0),
  problem: z.enum(watchProblems).nullable(),
});
export type Watch = z.output<typeof watchSchema>;

const watches = storedItem('watches', z.array(watchSchema), []);

export const allWatches = (): Promise<Watch[]> => watches.get();

export async function watchOf(ruleId: string): Promise<Watch | null> {
  return (await watches.get()).find((it) => it.ruleId === ruleId) ?? null;
}

/** Begins to watch; one that is there already stays as it is. */
export async function addWatch(ruleId: string, now: number): Promise<void> {
  await watches.update((all) =>
    all.some((it) => it.ruleId === ruleId)
      ? all
      : [
          ...all,
          {
            ruleId,
            since: now,
            known: null,
            before: null,
            readAt: null,
            counts: null,
            total: 0,
            isPaged: false,
            nextAt: now,
            failures: 0,
            problem: null,
          },
        ],
  );
}

export async function dropWatch(ruleId: string): Promise<void> {
  await watches.update((all) => all.filter((it) => it.ruleId !== ruleId));
}

/** Changes a watch, if it is still there. */
export async function changeWatch(ruleId: string, change: (watch: Watch) => Watch): Promise<void> {
  await watches.update((all) => all.map((it) => (it.ruleId === ruleId ? change(it) : it)));
}

/** Somebody is signed in at the site again: what stopped for that goes on soon. @returns whether anything did */
export async function resumeSignedOut(now: number): Promise<boolean> {
  const isStopped = (it: Watch) => it.problem === 'signed-out' && it.nextAt === null;
  if (!(await watches.get()).some(isStopped)) return false;
  await watches.update((all) => all.map((it) => (isStopped(it) ? { ...it, nextAt: now, failures: 0 } : it)));
  return true;
}
