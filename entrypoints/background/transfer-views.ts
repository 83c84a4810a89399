import type { Rule } from '@/lib/awards/rule.ts';
import type { BadgeTemplate } from '@/lib/credly/index.ts';
import type { ImportPreview, ProductionPreview, RuleContent } from '@/lib/messages/protocol.ts';
import type { BadgeMatch } from '@/lib/transfer/move-to-production.ts';
import type { ImportPlan } from '@/lib/transfer/plan-import.ts';
import { ruleView } from './views.ts';

interface Scope {
  organizationId: string;
  environment: string;
}

const isOf = (rule: Scope, scope: Scope | null): boolean =>
  rule.organizationId === scope?.organizationId && rule.environment === scope.environment;

/** @param scope the connection under which the rules would act */
export function importPreview({ rows, refused }: ImportPlan, scope: Scope | null): ImportPreview {
  return {
    rows: rows.map(({ position, status, mine, theirs, changes }) => ({
      position,
      quizTitle: theirs.quizTitle,
      organizationId: theirs.organizationId,
      environment: theirs.environment,
      active: isOf(theirs, scope),
      status,
      theirs: contentOf(theirs),
      mine: mine && contentOf(mine),
      mineStamp: mine && { ruleId: mine.id, version: mine.version },
      changes,
    })),
    refused,
  };
}

function contentOf(rule: Rule): RuleContent {
  const { awardFor, hold, retake, issue, block, placement, isExpired } = ruleView(rule);
  return { awardFor, hold, retake, issue, block, placement, isExpired };
}

export function productionPreview(
  matches: readonly BadgeMatch[],
  templates: readonly BadgeTemplate[],
  rules: readonly { rule: Rule; hasProductionRule: boolean }[],
): ProductionPreview {
  return {
    badges: matches.map(({ sandbox: { templateId, name, imageUrl }, kind, candidates }) => ({
      sandbox: { templateId, name, imageUrl },
      match: kind,
      candidates: candidates.map((it) => it.id),
    })),
    templates: templates.map(({ id, name }) => ({ id, name })),
    rules: rules.map(({ rule, hasProductionRule }) => ({
      ruleId: rule.id,
      version: rule.version,
      quizTitle: rule.quizTitle,
      awardFor: ruleView(rule).awardFor,
      hasProductionRule,
    })),
  };
}
