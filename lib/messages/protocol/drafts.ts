import { z } from 'zod';
import { type AwardDraft, awardDraftSchema } from '../../awards/award-draft.ts';
import type { HoldReason } from '../../awards/decide.ts';
import { decimalSchema } from '../../awards/result.ts';
import { passMarkSchema, type TypedBlockText, typedBlockTextSchema } from '../../awards/rule.ts';
import type { CredlyTrouble } from './editor.ts';
import { authors, editor, from, quizIds, quizRef } from './entry.ts';
import { awardForDraftSchema, type RuleView, ruleOptionsSchema } from './rules.ts';

/** What the dialog asks of the worker while a rule is being written. */

const trial = z.object({
  awardFor: awardForDraftSchema,
  options: ruleOptionsSchema,
  /** The result that is tried. */
  reading: z.object({
    score: decimalSchema.nullable(),
    maximum: decimalSchema.nullable(),
    percent: decimalSchema.nullable(),
    outcome: z.string().max(300).nullable(),
    /** The quiz's own passing score, which result pages judge by. */
    passMark: passMarkSchema.nullable().default(null),
  }),
});

export const draftMessages = {
  /** Keeps what was typed until it is saved or dropped, or the browser closes. */
  'draft.keep': from(editor, z.object({ quizIds, draft: awardDraftSchema })).replies<null>(),
  'draft.drop': from(editor, z.object({ quizIds })).replies<null>(),
  /** The same for the words of the results block. */
  'words.keep': from(editor, z.object({ quizIds, words: typedBlockTextSchema })).replies<null>(),
  'words.drop': from(editor, z.object({ quizIds })).replies<null>(),
  /** What the engine would do with a result under a draft. Nothing is written and nothing is sent. */
  'rule.try': from(authors, trial).replies<TrialView>(),
  /** Issues a real badge of the sandbox, marked as a test. Refused in production. */
  'rule.test': from(
    authors,
    trial.extend({ quiz: quizRef, email: z.string().trim().min(3).max(320) }),
  ).replies<TestReply>(),
  /** The rules of other quizzes under the present connection, to be copied from. */
  'rules.others': from(authors, z.object({ quizIds })).replies<{ rules: RuleView[] }>(),
} as const;

export type { AwardDraft, TypedBlockText };
export type TrialReading = z.output<typeof trial>['reading'];

export interface TrialView {
  decision: 'award' | 'hold' | 'not-passing' | 'no-result';
  reason: HoldReason | null;
  /** The badge that would be awarded, at once or after a person's word; null for none. */
  templateId: string | null;
  /** Every field that would go to Credly for the sample participant; null where nothing would. */
  request: { field: string; value: string }[] | null;
}

export type TestReply =
  | { ok: true }
  | {
      ok: false;
      trouble: CredlyTrouble | 'template-gone' | 'draft-refused' | 'not-sandbox' | 'email-malformed' | 'no-badge';
    };
