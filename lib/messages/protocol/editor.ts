import { z } from 'zod';
import type { AwardDraft } from '../../awards/award-draft.ts';
import { blockTextSchema, placementSchema, type TypedBlockText } from '../../awards/rule.ts';
import { type QuizRegistration, registrationSchema } from '../../quiz-site/known-quizzes.ts';
import type { SiteProfile } from '../../quiz-site/profile.ts';
import type { ConsentView } from './connection.ts';
import { authors, editor, from, nothing, quizIds, quizRef, recordId } from './entry.ts';
import { type RuleView, ruleDraftSchema } from './rules.ts';

/** What the quiz editor asks of the worker. */

export const editorMessages = {
  /** The sentinel saw a word of an editor tab: bring the interface. */
  'editor.load': from(editor, nothing).replies<null>(),
  'editor.context': from(
    editor,
    z.object({ quizIds: z.array(z.string().min(1).max(250)).max(20) }),
  ).replies<EditorContext>(),
  /** What an editor tab shows of a quiz; joins ids seen together. */
  'quiz.seen': from(editor, quizRef.extend({ registration: registrationSchema.optional() })).replies<null>(),
  'rule.save': from(authors, ruleDraftSchema).replies<SaveRuleReply>(),
  /** Whether the public address that a quiz's page shows instead of the known one is the quiz's own; a person says it. */
  'quiz.address': from(
    authors,
    z.object({ quizIds, slug: z.string().min(1).max(250), is: z.enum(['ours', 'not_ours']) }),
  ).replies<{ done: boolean }>(),
  /** Gives the id of what was removed, for `rule.put-back`; null where nothing was. */
  'rule.remove': from(editor, z.object({ quizIds })).replies<{ removed: string | null }>(),
  /** Undoes a removal as long as the browser is open and the quiz has no other rule. */
  'rule.put-back': from(editor, z.object({ quizIds, ruleId: recordId })).replies<{ restored: boolean }>(),
  /** Null: where it stands by itself. */
  'rule.place': from(editor, z.object({ quizIds, placement: placementSchema.nullable() })).replies<{
    saved: boolean;
  }>(),
  /** The author's words on the results block; empty ones give way to ours. */
  'rule.words': from(editor, z.object({ quizIds, block: blockTextSchema })).replies<{ saved: boolean }>(),
  /** What an author can paste into a page of their own; null where the quiz has no rule. */
  'rule.snippet': from(editor, z.object({ quizIds })).replies<{ html: string | null }>(),
  /** The page shows its own "Award a Credly Badge": ours goes away and the rule stops. */
  'quiz.own-button-seen': from(editor, z.object({ quizIds })).replies<null>(),
  /** The page shows its own Credly card among the integrations. */
  'site.own-card-seen': from(editor, nothing).replies<null>(),
} as const;

export interface ConnectedView {
  organizationName: string;
  environment: 'production' | 'sandbox';
  /** `unknown` where Credly does not show the token's rights. */
  mayIssue: 'yes' | 'unknown';
  /** Why nothing is sent at the moment, or null. */
  paused: 'token-refused' | 'organization-unreadable' | null;
}

export interface EditorContext {
  profile: SiteProfile;
  consent: ConsentView;
  connection: ConnectedView | null;
  rule: RuleView | null;
  /** The quiz's public address is known, so results of its player find this rule. */
  joined: boolean;
  /** What is odd about its public address; null where nothing is. */
  address: AddressDoubt | null;
  /** What the quiz asks its participants for, as its Registration tab showed it last; null where that was never seen. */
  registration: QuizRegistration | null;
  /** What was typed for this quiz and neither saved nor cancelled. */
  keptDraft: AwardDraft | null;
  /** Words for its results block that were neither saved nor cancelled. */
  keptWords: TypedBlockText | null;
}

/** Where the page shows another public address than the one known, or one that is kept for a quiz with a rule of its own. */
export type AddressDoubt = { kind: 'changed'; from: string; to: string } | { kind: 'taken'; title: string };

/** Why Credly could not be asked; each has a sentence in the interface. */
export type CredlyTrouble =
  | 'token-refused'
  | 'forbidden'
  | 'not-found'
  | 'busy'
  | 'unreachable'
  | 'timed-out'
  | 'not-credly'
  | 'disconnected'
  | 'no-consent';

export type SaveRuleReply =
  | { ok: true; rule: RuleView; joined: boolean }
  | { ok: false; trouble: CredlyTrouble | 'template-gone' | 'quiz-unclear' | 'draft-refused' }
  /** The page's public address is that of another quiz with a rule, of this title. */
  | { ok: false; trouble: 'address-taken'; title: string }
  /** Saved or removed elsewhere since the draft was begun; with the rule as it is now, null where there is none. */
  | { ok: false; trouble: 'rule-changed'; rule: RuleView | null };
