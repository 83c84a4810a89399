import { z } from 'zod';
import { retakePolicies, ruleStampSchema, thresholdUnits } from './rule.ts';

/** What an author has typed in the dialog, not yet checked: kept by the worker, so that a reload or a sign-out loses nothing. */

/** A number as it was typed, perhaps half of one. */
const typed = z.string().max(40);
const shortText = z.string().max(300);
const draftBadge = z
  .object({ id: z.string().min(1).max(100), name: shortText, imageUrl: z.string().max(2000).nullable() })
  .nullable();

export const awardDraftSchema = z.object({
  /** The saved rule that it began from; null where the quiz had none. */
  since: ruleStampSchema.nullable().default(null),
  kind: z.enum(['passing-score', 'score-ranges', 'outcomes']),
  /** For the passing score, and for every chosen outcome without a badge of its own. */
  badge: draftBadge,
  threshold: typed,
  unit: z.enum(thresholdUnits),
  /** By their lower bounds, the least first. */
  ranges: z.array(z.object({ from: typed, badge: draftBadge })).max(50),
  rangeUnit: z.enum(thresholdUnits),
  /** The quiz's own passing score, from the page or typed; empty where there is none. */
  passMark: z.object({ value: typed, unit: z.enum(thresholdUnits) }),
  /** The most points of the quiz, typed where it takes them and the page does not show them. */
  maximum: typed.default(''),
  outcomes: z
    .array(
      z.object({
        name: shortText,
        chosen: z.boolean(),
        badge: draftBadge,
        /** Typed or kept by the author, whatever the page shows. */
        confirmed: z.boolean(),
      }),
    )
    .max(200),
  /** An outcome that is still being typed; Save adds it. */
  newOutcome: shortText.default(''),
  expires: z.object({ kind: z.enum(['template', 'never', 'date', 'months']), date: typed, months: typed }),
  /** A language tag of Credly's list; empty for Credly's own default. */
  mailLanguage: z.string().max(20),
  suppressMail: z.boolean(),
  /** Both empty: no evidence. */
  evidence: z.object({ name: z.string().max(200), url: z.string().max(2000) }),
  retake: z.enum(retakePolicies),
  hold: z.boolean(),
  /** What was typed under "Try it"; empty where the dialog's own suggestion stands. */
  tried: z
    .object({ score: typed.nullable(), maximum: typed, outcome: shortText, email: z.string().max(320) })
    .default({ score: null, maximum: '', outcome: '', email: '' }),
});
export type AwardDraft = z.output<typeof awardDraftSchema>;
