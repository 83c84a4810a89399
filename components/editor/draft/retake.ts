import type { RetakePolicy } from '@/lib/messages/client.ts';
import type { AwardDraft } from './draft.ts';

/**
 * What can be chosen for a retake: a badge for each result only where Credly lets a person have several, a better badge
 * in place of a lesser one only where the rule says what is better.
 */
export function retakeChoices({ kind }: Pick<AwardDraft, 'kind'>, mayRepeat: boolean): RetakePolicy[] {
  const choices: RetakePolicy[] = ['once'];
  if (mayRepeat) choices.push('every');
  if (kind !== 'passing-score') choices.push('better');
  return choices;
}

/** What was chosen, where it can still be chosen; else one badge a person. */
export function retakeOf(draft: Pick<AwardDraft, 'kind' | 'retake'>, mayRepeat: boolean): RetakePolicy {
  return retakeChoices(draft, mayRepeat).includes(draft.retake) ? draft.retake : 'once';
}
