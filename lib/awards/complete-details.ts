import { type EarnerProblem, earnerProblems, isEmail, tidyIdentity } from './earner.ts';
import { attemptIdentityKey, identityKey } from './identity-key.ts';
import { awardsOfPersonAndQuiz, getAward, moveAward } from './ledger.ts';
import type { Identity } from './result.ts';
import { getRule } from './rules-store.ts';

/** States whose name and e-mail a person may complete or correct. */
const open = ['needs-details', 'failed'] as const;

/**
 * Completes or corrects the earner of an award and lets it go on its way. Somebody who has an award for this quiz already
 * gets no second one: then this one is cancelled, with the reason.
 * @returns what is wrong with the details; empty when they were taken
 */
export async function completeDetails(id: string, details: Identity, now: number): Promise<EarnerProblem[]> {
  const award = await getAward(id);
  const earner = tidyIdentity(details);
  const problems = earnerProblems(earner);
  // A test badge gets no identity: it would count as the person's badge for the quiz.
  const state = award?.isTest ? undefined : open.find((it) => it === award?.state);
  if (!award || !state || problems.length > 0 || !earner.email || !isEmail(earner.email)) return problems;

  const personAndQuiz = await identityKey({ ...award, email: earner.email });
  const everyAttempt = (await getRule(award.rule.id))?.retake === 'every' && award.badge?.allowsDuplicates === true;
  const attempt = award.result.attemptId ?? `at:${award.provenance.observedAt}`;
  const identity =
    everyAttempt && award.badge
      ? await attemptIdentityKey(personAndQuiz, award.badge.templateId, attempt)
      : personAndQuiz;
  const others = (await awardsOfPersonAndQuiz(personAndQuiz)).filter((it) => it.id !== id);
  const isTaken = everyAttempt ? others.some((it) => it.identityKey === identity) : others.length > 0;
  if (isTaken) await moveAward(id, state, 'cancelled', now, { earner, reason: 'already-awarded' });
  else
    await moveAward(id, state, 'waiting', now, {
      earner,
      identityKey: identity,
      personAndQuiz,
      reason: 'details-completed',
      dueAt: now,
    });
  return [];
}
