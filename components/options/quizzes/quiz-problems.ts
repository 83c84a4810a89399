import type { QuizRuleView } from '@/lib/messages/client';
import type { Translate } from '../../i18n.ts';
import { badgesIn } from '../../rule-rows.ts';
import { formatDate } from '../../ui/relative-time.tsx';
import type { BadgeCheck, QuizFacts } from './model.ts';

/** Why a quiz's badge cannot be issued although its rule is active, as sentences; none where nothing is known of. */
export function badgeProblems(
  t: Translate,
  rule: QuizRuleView,
  facts: QuizFacts | undefined,
  check: BadgeCheck | null,
  language: string,
): string[] {
  if (!rule.active) return [];
  // Until Credly is asked, what the picker learnt when it last read the list.
  const known = rule.archivedBadges.map((templateId) => ({ templateId, state: 'archived' }));
  const unusable = check?.ok ? check.unusable : known;
  const found = badgesIn(rule).flatMap(({ templateId, name }) => {
    const fact = unusable.find((it) => it.templateId === templateId);
    if (!fact) return [];
    return [t(fact.state === 'gone' ? 'quizzes_problem_gone' : 'quizzes_problem_archived', name)];
  });
  const { expires } = rule.issue;
  if (rule.isExpired && expires.kind === 'date')
    found.push(t('quizzes_problem_expired', formatDate(expires.date, language)));
  const reason = facts?.last?.reason;
  // What was asked just now is newer than the last award.
  if (reason === 'template-unavailable' && !check?.ok) found.push(t('quizzes_problem_template'));
  if (reason === 'no-permission') found.push(t('quizzes_problem_permission'));
  return found;
}

/** Title and badges of each quiz in one text, to search in. */
export function searchTextOf(rule: QuizRuleView): string {
  return [rule.quizTitle, ...badgesIn(rule).map((it) => it.name)].join('\n').toLocaleLowerCase();
}
