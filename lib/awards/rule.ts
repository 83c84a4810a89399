import { z } from 'zod';
import { environments } from '../credly/environment.ts';
import { decimalSchema } from './result.ts';

/** The badge a rule awards. Name and picture are what Credly said when the rule was saved. */
export const ruleBadgeSchema = z.object({
  templateId: z.string().min(1).max(100),
  name: z.string().max(300),
  imageUrl: z.string().max(2000).nullable(),
  allowsDuplicates: z.boolean(),
});
export type RuleBadge = z.output<typeof ruleBadgeSchema>;

export const thresholdUnits = ['percent', 'points'] as const;

/** What earns what. `outcomes` lists every outcome of the quiz, with null where it earns nothing. */
export const awardForSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('passing-score'),
    threshold: decimalSchema,
    unit: z.enum(thresholdUnits),
    badge: ruleBadgeSchema,
  }),
  z.object({
    kind: z.literal('outcomes'),
    outcomes: z.array(z.object({ name: z.string().min(1).max(300), badge: ruleBadgeSchema.nullable() })).max(200),
  }),
]);
export type AwardFor = z.output<typeof awardForSchema>;

/** Where the results block stands among the page's own blocks: behind the one with this heading, else at this index. */
export const placementSchema = z.object({
  afterHeading: z.string().max(200).nullable(),
  index: z.number().int().min(0).max(500),
});
export type Placement = z.output<typeof placementSchema>;

export const ruleSchema = z.object({
  id: z.string(),
  /** Raised with each change; an award keeps the rule as it was. */
  version: z.number().int().min(1),
  organizationId: z.string(),
  environment: z.enum(environments),
  /** Every id the quiz was seen under, such as `slug:food-safety-5f2a` and `id:4711`. */
  quizIds: z.array(z.string().max(250)).min(1).max(20),
  quizTitle: z.string().max(300),
  awardFor: awardForSchema,
  placement: placementSchema.nullable(),
  /** Every award of this quiz waits for a person. */
  hold: z.boolean().default(false),
  /**
   * `once`: one badge per person and quiz. `every`: one for each passing attempt; only where the template allows several
   * badges per person.
   */
  retake: z.enum(['once', 'every']).default('once'),
  /** Set when the page shows its own Credly button: awarding stops until a person starts it again. */
  stopped: z.object({ reason: z.literal('own-credly-button'), at: z.number() }).nullable(),
  createdAt: z.number(),
  updatedAt: z.number(),
});
export type Rule = z.output<typeof ruleSchema>;

/** The badges a rule can award, each once. */
export function badgesOf(rule: Pick<Rule, 'awardFor'>): RuleBadge[] {
  const { awardFor } = rule;
  const badges =
    awardFor.kind === 'passing-score'
      ? [awardFor.badge]
      : awardFor.outcomes.flatMap((it) => (it.badge ? [it.badge] : []));
  return [...new Map(badges.map((badge) => [badge.templateId, badge])).values()];
}
