import type { RuleView } from '@/lib/messages/client.ts';
import { type AwardDraft, kindsOf, outcomeKey, type QuizOnPage, startDraft } from './draft.ts';

/** "Copy from another quiz". */

/** Why a rule of another quiz cannot award for this one: its kind does not fit, or not one outcome is the same. */
export type Unfit = 'kind' | 'outcomes';

export function unfitness({ awardFor }: RuleView, quiz: QuizOnPage): Unfit | null {
  if (!kindsOf(quiz.type).includes(awardFor.kind)) return 'kind';
  if (awardFor.kind !== 'outcomes' || quiz.outcomes.length === 0) return null;
  const own = new Set(quiz.outcomes.map(outcomeKey));
  return awardFor.outcomes.some((it) => own.has(outcomeKey(it.name))) ? null : 'outcomes';
}

/**
 * Another quiz's rule in place of what is typed. What belongs to this quiz stays, from its page or as typed: its outcomes,
 * its passing score with the unit that it is counted in, how many points it has, and which saved rule is replaced.
 */
export function copyRule(draft: AwardDraft, quiz: QuizOnPage, other: RuleView): AwardDraft {
  const copied = startDraft(quiz, other);
  const own = new Set(quiz.outcomes.map(outcomeKey));
  const outcomes = own.size > 0 ? copied.outcomes.filter((it) => own.has(outcomeKey(it.name))) : copied.outcomes;
  const { since, threshold, unit, passMark, maximum, newOutcome, tried } = draft;
  return {
    ...copied,
    since,
    ...(threshold.trim() === '' ? {} : { threshold, unit }),
    outcomes,
    passMark: passMark.value.trim() === '' ? { value: '', unit: copied.rangeUnit } : passMark,
    maximum,
    newOutcome,
    tried,
  };
}

/** Whether the other rule has a passing score that copying leaves where it is, since this quiz has one of its own. */
export function keepsOwnScore({ threshold, unit }: AwardDraft, { awardFor }: RuleView): boolean {
  if (awardFor.kind !== 'passing-score' || threshold.trim() === '') return false;
  return awardFor.threshold !== threshold.trim() || awardFor.unit !== unit;
}
