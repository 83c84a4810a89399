import { z } from 'zod';
import { environments } from '../credly/environment.ts';
import { slugOf } from '../quiz-site/pages.ts';
import { maxHeadings } from '../quiz-site/placement.ts';
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

/** The site's own pass mark of a quiz: below it no range can award. */
export const passMarkSchema = z.object({ value: decimalSchema, unit: z.enum(thresholdUnits) });

/**
 * What earns what. Ranges and outcomes stand from the least to the best, with null where they earn nothing; under
 * "better result replaces" that order says what is better.
 * A range runs from its lower bound up to, not including, the next one's; the first bound is 0 and the last range
 * includes the maximum, so there are no gaps and no overlaps.
 */
export const awardForSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('passing-score'),
    threshold: decimalSchema,
    unit: z.enum(thresholdUnits),
    badge: ruleBadgeSchema,
  }),
  z.object({
    kind: z.literal('score-ranges'),
    unit: z.enum(thresholdUnits),
    ranges: z
      .array(z.object({ from: decimalSchema, badge: ruleBadgeSchema.nullable() }))
      .min(1)
      .max(50),
    passMark: passMarkSchema.nullable(),
    /** The most points of the quiz, where it takes them to hold the ranges against a mark in the other unit. */
    maximum: decimalSchema.optional(),
  }),
  z.object({
    kind: z.literal('outcomes'),
    outcomes: z
      .array(
        z.object({
          name: z.string().min(1).max(300),
          badge: ruleBadgeSchema.nullable(),
          /** Listed by the author's own word, whatever the editor's page shows. */
          kept: z.boolean().optional(),
        }),
      )
      .max(200),
  }),
]);
export type AwardFor = z.output<typeof awardForSchema>;

/** Languages of Credly's mail to the earner (credly-api.md 4.1). */
export const mailLanguages = ['en', 'fr', 'de', 'ko', 'ja', 'zh-CN', 'pt', 'es-ES', 'es-US', 'fr-CA', 'pt-BR'] as const;

/** What is sent besides the five required fields; by default nothing is. */
export const issueOptionsSchema = z.object({
  /** `template`: as the badge template says. `date`: `YYYY-MM-DD`, valid through that day. `months`: after the result. */
  expires: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('template') }),
    z.object({ kind: z.literal('never') }),
    z.object({ kind: z.literal('date'), date: z.iso.date() }),
    z.object({ kind: z.literal('months'), months: z.number().int().min(1).max(240) }),
  ]),
  /** Null: Credly's own default. */
  mailLanguage: z.enum(mailLanguages).nullable(),
  /** Credly's notification and its reminders are not sent. */
  suppressMail: z.boolean(),
  /** A public link, shown with the badge to everybody. */
  evidence: z.object({ name: z.string().min(1).max(200), url: z.url({ protocol: /^https?$/ }).max(2000) }).nullable(),
});
export type IssueOptions = z.output<typeof issueOptionsSchema>;
export const defaultIssueOptions: IssueOptions = {
  expires: { kind: 'template' },
  mailLanguage: null,
  suppressMail: false,
  evidence: null,
};

/** The author's words on the results block, plain text with `{badge}`, `{name}` and `{score}`; null for ours. */
export const blockTextSchema = z.object({
  heading: z.string().max(200).nullable(),
  text: z.string().max(1000).nullable(),
});
/** They as they are typed, perhaps too long yet. */
export const typedBlockTextSchema = z.object({ heading: z.string().max(4000), text: z.string().max(20_000) });
export type TypedBlockText = z.output<typeof typedBlockTextSchema>;
export type BlockText = z.output<typeof blockTextSchema>;

/** `better` (a better result replaces the lesser badge) needs an order, which a single passing score has not. */
export const retakePolicies = ['once', 'every', 'better'] as const;
export type RetakePolicy = (typeof retakePolicies)[number];

const blockHeading = z.string().max(200);
const blockIndex = z.number().int().min(0).max(500);

/**
 * Where the results block stands among the page's own blocks: by the headings above and below it. Earlier versions kept
 * the one above alone.
 */
export const placementSchema = z.union([
  z.object({
    above: z.array(blockHeading).max(maxHeadings),
    below: z.array(blockHeading).max(maxHeadings),
    index: blockIndex,
  }),
  z
    .object({ afterHeading: blockHeading.nullable(), index: blockIndex })
    .transform(({ afterHeading, index }) => ({ above: afterHeading === null ? [] : [afterHeading], below: [], index })),
]);
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
  /** The public address under which its awards were counted first; null: the one it has now. */
  awardedAs: z.string().max(250).nullable().default(null),
  awardFor: awardForSchema,
  placement: placementSchema.nullable(),
  /** Every award of this quiz waits for a person. */
  hold: z.boolean().default(false),
  /**
   * `once`: one badge per person and quiz. `every`: one for each passing attempt; only where the template allows several
   * badges per person. `better`: a better range or outcome replaces the lesser badge.
   */
  retake: z.enum(retakePolicies).default('once'),
  issue: issueOptionsSchema.default(defaultIssueOptions),
  block: blockTextSchema.default({ heading: null, text: null }),
  /** Set when the page shows its own Credly button: awarding stops until a person starts it again. */
  stopped: z.object({ reason: z.literal('own-credly-button'), at: z.number() }).nullable(),
  createdAt: z.number(),
  updatedAt: z.number(),
});
export type Rule = z.output<typeof ruleSchema>;

/** Which rule as it was at one time: whatever changes what is awarded raises its version. */
export const ruleStampSchema = z.object({ ruleId: z.string().max(100), version: z.number().int().min(1) });
export type RuleStamp = z.output<typeof ruleStampSchema>;

/** Whether a stored rule, or that there is none, is what somebody went by. */
export function isStill(rule: Pick<Rule, 'id' | 'version'> | null, stamp: RuleStamp | null): boolean {
  return rule === null ? stamp === null : rule.id === stamp?.ruleId && rule.version === stamp.version;
}

/** What tells the quiz's awards from those of others: the same after its public address has changed; null: not known. */
export function quizKeyOf({ awardedAs, quizIds }: Pick<Rule, 'awardedAs' | 'quizIds'>): string | null {
  return awardedAs ?? slugOf(quizIds);
}

/** The badges a rule can award, each once. */
export function badgesOf(rule: Pick<Rule, 'awardFor'>): RuleBadge[] {
  const { awardFor } = rule;
  const badges = rungsOf(awardFor).flatMap((it) => it ?? []);
  return [...new Map(badges.map((badge) => [badge.templateId, badge])).values()];
}

/** The badge (or null) of each range or outcome, from the least to the best. */
export function rungsOf(awardFor: AwardFor): (RuleBadge | null)[] {
  switch (awardFor.kind) {
    case 'passing-score':
      return [awardFor.badge];
    case 'score-ranges':
      return awardFor.ranges.map((it) => it.badge);
    case 'outcomes':
      return awardFor.outcomes.map((it) => it.badge);
  }
}
