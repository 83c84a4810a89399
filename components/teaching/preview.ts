import type { TeachingView } from '@/lib/messages/client.ts';
import type { MessageId, Translate } from '../i18n.ts';

type Preview = NonNullable<TeachingView['preview']>;

/** "Ada Lovelace (ada@example.com), 8 of 10 = 80 %, final" */
export function previewSentence(t: Translate, { identity, result }: Preview): string {
  const { firstName, lastName, email } = identity;
  const name = [firstName, lastName].filter(Boolean).join(' ') || t('teach_no_name');
  const person = `${name} (${email ?? t('teach_no_email')})`;
  if (!result) return `${person}, ${t('teach_no_result')}`;
  const finality = t(result.finality === 'final' ? 'teach_final' : 'teach_not_final');
  return [person, scoreOf(t, result), result.outcome, finality].filter(Boolean).join(', ');
}

function scoreOf(t: Translate, { score, maximum, percent }: NonNullable<Preview['result']>): string {
  const part =
    score !== null && maximum !== null && Number(maximum) > 0 ? (Number(score) / Number(maximum)) * 100 : null;
  const shown = percent ?? (part === null ? null : String(Math.round(part * 10) / 10));
  if (score !== null && maximum !== null) return t('teach_score_of', score, maximum, shown ?? '');
  if (shown !== null) return `${shown} %`;
  return score === null ? '' : t('teach_points', score);
}

/** What is still missing for an award, in a sentence; null where nothing is. */
export function problemOf({ identity, result, doubt }: Preview): MessageId | null {
  if (doubt === 'two-results') return 'teach_problem_two_results';
  if (!result) return 'teach_problem_no_result';
  if (result.finality === 'pending' || result.finality === 'partial') return 'teach_problem_not_the_end';
  if (result.finality !== 'final') return 'teach_problem_finality';
  if (result.score === null && result.percent === null && result.outcome === null) return 'teach_problem_no_result';
  if (!identity.email) return 'teach_problem_no_email';
  if (!identity.firstName || !identity.lastName) return 'teach_problem_no_name';
  return null;
}
