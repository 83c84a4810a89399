import type { AwardForView, BadgeView } from '@/lib/messages/client';
import type { Translate } from './i18n.ts';

/** One line of what a rule awards: for what, in words, and which badge (null for none). */
export interface RuleRow {
  condition: string;
  badge: BadgeView | null;
}

/** Every line of a rule, from the least to the best. */
export function ruleRows(awardFor: AwardForView, t: Translate): RuleRow[] {
  switch (awardFor.kind) {
    case 'passing-score': {
      const words = awardFor.unit === 'percent' ? 'rule_percent_or_more' : 'rule_points_or_more';
      return [{ condition: t(words, awardFor.threshold), badge: awardFor.badge }];
    }
    case 'score-ranges':
      return awardFor.ranges.map(({ from, badge }, index) => {
        const next = awardFor.ranges[index + 1]?.from;
        const percent = awardFor.unit === 'percent';
        const condition =
          next === undefined
            ? t(percent ? 'rule_percent_or_more' : 'rule_points_or_more', from)
            : t(percent ? 'rule_percent_range' : 'rule_points_range', from, next);
        return { condition, badge };
      });
    case 'outcomes':
      return awardFor.outcomes.map(({ name, badge }) => ({ condition: t('rule_outcome', name), badge }));
  }
}

/** Each badge of a rule once. */
export function badgesIn({ awardFor }: { awardFor: AwardForView }): BadgeView[] {
  const badges = ruleRows(awardFor, () => '').flatMap((it) => it.badge ?? []);
  return [...new Map(badges.map((badge) => [badge.templateId, badge])).values()];
}
