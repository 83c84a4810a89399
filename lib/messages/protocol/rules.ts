import { z } from 'zod';
import { decimalSchema } from '../../awards/result.ts';
import {
  type BlockText,
  type IssueOptions,
  issueOptionsSchema,
  type Placement,
  passMarkSchema,
  type RetakePolicy,
  type RuleStamp,
  retakePolicies,
  ruleStampSchema,
  thresholdUnits,
} from '../../awards/rule.ts';
import { from, options, quizRef, recordId } from './entry.ts';

/** Rules: what earns which badge. Drafts come from the editor; the options page changes how a saved rule awards. */

const templateId = z.string().min(1).max(100);

/** What earns what, with badges by their templates' ids alone. */
export const awardForDraftSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('passing-score'),
    threshold: decimalSchema.refine((it) => Number(it) >= 0),
    unit: z.enum(thresholdUnits),
    templateId,
  }),
  z.object({
    kind: z.literal('score-ranges'),
    unit: z.enum(thresholdUnits),
    /** Lower bounds, ascending from 0; each range runs up to, not including, the next. */
    ranges: z
      .array(z.object({ from: decimalSchema, templateId: templateId.nullable() }))
      .min(1)
      .max(50),
    passMark: passMarkSchema.nullable(),
    maximum: decimalSchema.refine((it) => Number(it) > 0).optional(),
  }),
  z.object({
    kind: z.literal('outcomes'),
    outcomes: z
      .array(
        z.object({
          name: z.string().trim().min(1).max(300),
          templateId: templateId.nullable(),
          kept: z.boolean().optional(),
        }),
      )
      .min(1)
      .max(200),
  }),
]);
export type AwardForDraft = z.output<typeof awardForDraftSchema>;

export const ruleOptionsSchema = z.object({
  hold: z.boolean(),
  retake: z.enum(retakePolicies),
  issue: issueOptionsSchema,
});

/** What the editor may ask to be saved; names and pictures of badges come from Credly, not from the page. */
export const ruleDraftSchema = z.object({
  quiz: quizRef,
  awardFor: awardForDraftSchema,
  /** How it awards, besides what for; left out, a saved rule keeps its own. */
  options: ruleOptionsSchema.optional(),
  /** The saved rule that the draft began from; null where the quiz had none. Any other that is there by now stays. */
  since: ruleStampSchema.nullable(),
});
export type RuleDraft = z.output<typeof ruleDraftSchema>;

export const ruleMessages = {
  'rule.options': from(
    options,
    z.object({ ruleId: recordId, hold: z.boolean(), retake: z.enum(retakePolicies) }),
  ).replies<null>(),
  'rule.resume': from(options, z.object({ ruleId: recordId })).replies<null>(),
} as const;

export interface BadgeView {
  templateId: string;
  name: string;
  imageUrl: string | null;
}

export type AwardForView =
  | { kind: 'passing-score'; threshold: string; unit: 'percent' | 'points'; badge: BadgeView }
  | {
      kind: 'score-ranges';
      unit: 'percent' | 'points';
      ranges: { from: string; badge: BadgeView | null }[];
      passMark: { value: string; unit: 'percent' | 'points' } | null;
      maximum?: string | undefined;
    }
  | { kind: 'outcomes'; outcomes: { name: string; badge: BadgeView | null; kept?: boolean | undefined }[] };

export type { BlockText, IssueOptions, Placement, RetakePolicy, RuleStamp };

export interface RuleView {
  id: string;
  version: number;
  quizTitle: string;
  awardFor: AwardForView;
  placement: Placement | null;
  stopped: { reason: 'own-credly-button'; at: number } | null;
  /** Every award of this quiz waits for a person. */
  hold: boolean;
  retake: RetakePolicy;
  issue: IssueOptions;
  /** Its fixed expiry date has passed: every badge of it would have expired already, so its results are held. */
  isExpired: boolean;
  block: BlockText;
  /** Every badge of it may be earned several times, so "every passing result" can be offered. */
  mayRepeat: boolean;
  /** Template ids of its badges that were archived or deleted in Credly, as far as is known. */
  archivedBadges: string[];
}

export interface QuizRuleView extends RuleView {
  organizationId: string;
  environment: 'production' | 'sandbox';
  /** Acts under the present connection. */
  active: boolean;
  joined: boolean;
}
