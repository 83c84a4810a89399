import type { RuleView } from '@/lib/messages/client.ts';
import { type AwardDraft, kindsOf, outcomeKey, type QuizOnPage, startDraft } from './draft.ts';

/** "Copy from another quiz". */

/** Whether a rule of another quiz can award for this one: its kind fits, and some outcome is the same. */
export function fitsQuiz({ awardFor }: RuleView, quiz: QuizOnPage): boolean {
  if (!kindsOf(quiz.type).includes(awardFor.kind)) return false;
  if (awardFor.kind !== 'outcomes' || quiz.outcomes.length === 0) return true;
  const own = new Set(quiz.outcomes.map(outcomeKey));
  return awardFor.outcomes.some((it) => own.has(outcomeKey(it.name)));
}

/**
 * Another quiz's rule in place of what is typed. What belongs to this quiz stays: its outcomes, its passing score, and which
 * saved rule it takes the place of.
 */
export function copyRule(draft: AwardDraft, quiz: QuizOnPage, other: RuleView): AwardDraft {
  const copied = startDraft(quiz, other);
  const own = new Set(quiz.outcomes.map(outcomeKey));
  const outcomes = own.size > 0 ? copied.outcomes.filter((it) => own.has(outcomeKey(it.name))) : copied.outcomes;
  return { ...copied, outcomes, passMark: draft.passMark, since: draft.since };
}
