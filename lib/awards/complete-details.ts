import type { Award } from './award.ts';
import { readAwardSettings } from './award-settings.ts';
import { type EarnerProblem, earnerProblems, isEmail, tidyIdentity } from './earner.ts';
import { amendAward, moveAward } from './ledger.ts';
import { awardsOfPersonAndQuiz, getAward } from './ledger-reads.ts';
import type { Identity } from './result.ts';
import { keysOf, standingAward } from './retake.ts';
import { getRule } from './rules-store.ts';

/** States whose name and e-mail a person may complete or correct. */
const open = ['needs-details', 'failed'] as const;

/**
 * Completes or corrects the earner of an award and lets it go on its way. Somebody who has an award for this quiz already
 * gets no second one: then this one is cancelled, with the reason.
 * @param by what a participant completes in a page is the page's word: it is held where such results are
 * @returns what is wrong with the details; empty when they were taken
 */
export async function completeDetails(
  id: string,
  details: Identity,
  now: number,
  by: 'admin' | 'participant' = 'admin',
): Promise<EarnerProblem[]> {
  const award = await getAward(id);
  const earner = tidyIdentity(details);
  const problems = earnerProblems(earner);
  // A test badge gets no identity: it would count as the person's badge for the quiz.
  const state = award?.isTest ? undefined : open.find((it) => it === award?.state);
  if (!award || !state || problems.length > 0 || !earner.email || !isEmail(earner.email)) return problems;
  if (by === 'participant' && state !== 'needs-details') return problems;

  const { attemptId } = award.result;
  const { observedAt } = award.provenance;
  const { retake } = award.rule;
  const keys = await keysOf({ ...award, email: earner.email, retake, attemptId, observedAt });
  // What an admin dismissed stands in a participant's way, but not in an admin's own.
  const counts = (it: Award) => by === 'participant' || !wasNeverSent(it);
  const same = (await awardsOfPersonAndQuiz(keys.personAndQuiz)).find(
    (it) => it.id !== id && it.identityKey === keys.identity,
  );
  const isTaken = (await standingAward(keys, award, counts)) ?? (same && counts(same) ? same : null);
  if (isTaken) {
    await moveAward(id, state, 'cancelled', now, { earner, reason: 'already-awarded' });
    return [];
  }
  // One award at most stands under an identity; the dismissed one cannot be taken back any more.
  if (same) await amendAward(same.id, 'cancelled', now, { identityKey: undefined, reason: 'already-awarded' });
  const { holdAll, undoMinutes } = await readAwardSettings();
  const isHeld = by === 'participant' && (holdAll || (await getRule(award.rule.id))?.hold !== false);
  const change = { earner, identityKey: keys.identity, personAndQuiz: keys.personAndQuiz };
  if (isHeld && state === 'needs-details')
    await moveAward(id, state, 'held', now, { ...change, reason: 'hold-for-review' });
  else
    await moveAward(id, state, 'waiting', now, {
      ...change,
      reason: 'details-completed',
      dueAt: by === 'participant' ? now + undoMinutes * 60_000 : now,
    });
  return [];
}

/** Given up before anything left for it: nobody got a badge by it. */
function wasNeverSent({ state, sentAt, credly }: Award): boolean {
  return state === 'cancelled' && sentAt === undefined && credly === null;
}
