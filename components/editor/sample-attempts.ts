import type { AttemptView, BadgeView, RuleView } from '@/lib/messages/client.ts';
import { badgesIn, ruleRows } from '../rule-rows.ts';

/** What participants can be shown, for an author to look at. */
export const previews = ['earned', 'not-earned', 'needs-details'] as const;
export type Preview = (typeof previews)[number];

/** The first name in previews. */
const sampleName = 'Ada';

/** The best badge of a rule: what a preview shows. */
export function sampleBadge(rule: RuleView): BadgeView | null {
  return badgesIn(rule).at(-1) ?? null;
}

/** A result of a participant who does not exist. */
export function sampleAttempt(rule: RuleView, preview: Preview): Exclude<AttemptView, { kind: 'none' }> {
  if (preview === 'not-earned') return { kind: 'not-passing' };
  const badge = sampleBadge(rule);
  const needsDetails = preview === 'needs-details';
  return {
    kind: 'award',
    state: needsDetails ? 'needs-details' : 'issued',
    badge,
    shortEmail: 'a...@example.com',
    earnerKnown: false,
    isStalled: false,
    mailSuppressed: rule.issue.suppressMail,
    repeated: false,
    alreadyAwarded: false,
    name: sampleName,
    result: sampleResult(rule, badge),
    missing: needsDetails ? ['last-name-missing', 'email-missing'] : [],
  };
}

/** The least that earns the badge: how much more there is to have is not known. */
function sampleResult({ awardFor }: RuleView, badge: BadgeView | null) {
  const none = { score: null, maximum: null, percent: null, outcome: null };
  const hasIt = (it: { badge: BadgeView | null }) => it.badge?.templateId === badge?.templateId;
  if (awardFor.kind === 'outcomes') return { ...none, outcome: awardFor.outcomes.find(hasIt)?.name ?? null };
  const least = awardFor.kind === 'passing-score' ? awardFor.threshold : (awardFor.ranges.find(hasIt)?.from ?? null);
  return awardFor.unit === 'points' ? { ...none, score: least } : { ...none, percent: least };
}

/** Several badges: participants see the one they earned. */
export const hasSeveralBadges = (rule: RuleView): boolean =>
  new Set(ruleRows(rule.awardFor, () => '').flatMap((it) => it.badge?.templateId ?? [])).size > 1;
