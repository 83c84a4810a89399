import { badgesOf, type Rule, type RuleBadge } from '../awards/rule.ts';
import type { RuleScope } from '../awards/rules-store.ts';
import type { BadgeTemplate } from '../credly/index.ts';
import { withBadges } from './rules-file.ts';

/** Rules tried out in the sandbox, made anew for production: badges are found by name, since ids differ. Pure. */

/** A sandbox badge and the production badges of its name; `loose`: but for upper case and spaces. */
export interface BadgeMatch {
  sandbox: RuleBadge;
  kind: 'exact' | 'loose' | 'ambiguous' | 'missing';
  /** One for `exact` and `loose`, several for `ambiguous`. */
  candidates: BadgeTemplate[];
}

export function matchBadges(rules: readonly Rule[], templates: readonly BadgeTemplate[]): BadgeMatch[] {
  const exact = groupBy(templates, (it) => it.name);
  const loose = groupBy(templates, (it) => folded(it.name));
  const badges = new Map(rules.flatMap(badgesOf).map((badge) => [badge.templateId, badge]));
  return [...badges.values()].map((sandbox) => {
    const same = exact.get(sandbox.name) ?? [];
    const found = same.length > 0 ? same : (loose.get(folded(sandbox.name)) ?? []);
    if (found.length === 0) return { sandbox, kind: 'missing', candidates: [] };
    if (found.length > 1) return { sandbox, kind: 'ambiguous', candidates: found };
    return { sandbox, kind: same.length > 0 ? 'exact' : 'loose', candidates: found };
  });
}

/**
 * The rule under production.
 * @param chosen the production badge for each sandbox template; a template that is not in it is left out
 * @returns null where no badge is left
 */
export function movedRule(
  rule: Rule,
  chosen: ReadonlyMap<string, RuleBadge>,
  scope: RuleScope,
  id: string,
  now: number,
): Rule | null {
  const awardFor = withBadges(rule.awardFor, (badge): RuleBadge | null => chosen.get(badge.templateId) ?? null);
  if (!awardFor || badgesOf({ awardFor }).length === 0) return null;
  const { organizationId, environment } = scope;
  return {
    ...rule,
    id,
    version: 1,
    organizationId,
    environment,
    awardFor,
    stopped: null,
    createdAt: now,
    updatedAt: now,
  };
}

const folded = (name: string): string => name.normalize('NFKC').toLowerCase().replace(/\s+/g, '');

function groupBy<T>(items: readonly T[], keyOf: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group) group.push(item);
    else groups.set(key, [item]);
  }
  return groups;
}
