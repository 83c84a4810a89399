import { z } from 'zod';
import { type AwardAction, awardActions } from '../awards/admin-actions.ts';
import { type AwardSettings, awardSettingsSchema } from '../awards/award-settings.ts';
import type { EarnerProblem } from '../awards/earner.ts';
import { decimalSchema, identitySchema, resultReadingSchema } from '../awards/result.ts';
import { placementSchema, thresholdUnits } from '../awards/rule.ts';
import type { AwardState } from '../awards/states.ts';
import type { ConnectionCheck } from '../connection/check-connection.ts';
import type { SiteProfile } from '../quiz-site/profile.ts';

/**
 * Every message the worker answers: who may send it, what it must look like, what comes back. Types flow from here to
 * both sides; the schemas themselves stay in the worker (the client imports types only).
 *
 * Senders: `editor` - our content script in a page of a quiz site that is not a player; `player` - ... in a player page;
 * `site` - either; `extension-page` - options.html. The worker tells them apart by the browser's word (sender id, origin,
 * address), never by the message's.
 */
export type SenderRole = 'editor' | 'player' | 'extension-page';

const nothing = z.object({});
const shortText = z.string().max(300);
const quizIds = z.array(z.string().min(1).max(250)).min(1).max(20);

const quizRef = z.object({ quizIds, title: shortText });

/** What the editor may ask to be saved; names and pictures of badges come from Credly, not from the page. */
export const ruleDraftSchema = z.object({
  quiz: quizRef,
  awardFor: z.discriminatedUnion('kind', [
    z.object({
      kind: z.literal('passing-score'),
      threshold: decimalSchema.refine((it) => Number(it) >= 0),
      unit: z.enum(thresholdUnits),
      templateId: z.string().min(1).max(100),
    }),
    z.object({
      kind: z.literal('outcomes'),
      outcomes: z
        .array(z.object({ name: z.string().trim().min(1).max(300), templateId: z.string().min(1).max(100).nullable() }))
        .min(1)
        .max(200),
    }),
  ]),
});
export type RuleDraft = z.output<typeof ruleDraftSchema>;

/** One request and answer of a player page, as the page hook saw it. */
export const exchangeSchema = z.object({
  kind: z.enum(['exchange', 'form']),
  url: z.string().max(2000),
  method: z.string().max(10),
  requestType: z.string().max(200),
  requestText: z.string().max(1_000_000),
  status: z.number().int(),
  responseText: z.string().max(1_000_000),
});
export type ObservedExchange = z.output<typeof exchangeSchema>;

/** Things we look for in a page, by the name under which they are reported. */
export const anchorNames = ['button', 'results-block', 'integrations-card', 'result-page-block'] as const;
export type AnchorName = (typeof anchorNames)[number];

/** Where on the options page somebody can be led. */
export const optionsViews = ['integrations', 'activity', 'settings', 'consent'] as const;
export type OptionsView = (typeof optionsViews)[number];

/** One entry of the protocol: senders, schema, and (as a type only) the reply. */
const from = <S extends z.ZodType>(senders: readonly SenderRole[], schema: S) => ({
  replies: <R>() => ({ from: senders, schema, reply: undefined as R }),
});

const editor = ['editor'] as const;
const player = ['player'] as const;
const site = ['editor', 'player'] as const;
const options = ['extension-page'] as const;

export const protocol = {
  /** The first word of every page of a quiz site: says what is needed there, and starts an attempt on a player's start page. */
  'page.hello': from(
    site,
    z.object({ because: z.enum(['load', 'address', 'notice']), isWatched: z.boolean() }),
  ).replies<HelloReply>(),
  /** The sentinel saw a word of an editor tab: bring the interface. */
  'editor.load': from(editor, nothing).replies<null>(),
  'editor.context': from(
    editor,
    z.object({ quizIds: z.array(z.string().min(1).max(250)).max(20) }),
  ).replies<EditorContext>(),
  /** What an editor tab shows of a quiz; joins ids seen together. */
  'quiz.seen': from(editor, quizRef).replies<null>(),
  'templates.page': from(
    editor,
    z.object({ page: z.number().int().min(1).max(10_000), refresh: z.boolean() }),
  ).replies<TemplatesReply>(),
  'rule.save': from(editor, ruleDraftSchema).replies<SaveRuleReply>(),
  'rule.remove': from(editor, z.object({ quizIds })).replies<null>(),
  'rule.place': from(editor, z.object({ quizIds, placement: placementSchema })).replies<null>(),
  /** The page shows its own "Award a Credly Badge": ours goes away and the rule stops. */
  'quiz.own-button-seen': from(editor, z.object({ quizIds })).replies<null>(),
  /** The page shows its own Credly card among the integrations. */
  'site.own-card-seen': from(editor, nothing).replies<null>(),
  /** An anchor was not found (or was found again): kept for the options page. */
  'site.anchor': from(site, z.object({ anchor: z.enum(anchorNames), found: z.boolean() })).replies<null>(),
  'options.open': from(site, z.object({ view: z.enum(optionsViews) })).replies<null>(),
  'player.context': from(player, nothing).replies<PlayerContext>(),
  /** A request of the page, seen by the hook. */
  'attempt.exchange': from(player, exchangeSchema).replies<null>(),
  /** A result read from the page's text. */
  'attempt.page-result': from(player, z.object({ reading: resultReadingSchema })).replies<null>(),
  'attempt.state': from(player, nothing).replies<AttemptView>(),

  'options.state': from(options, nothing).replies<OptionsState>(),
  'consent.answer': from(options, z.object({ answer: z.enum(['agreed', 'declined']) })).replies<null>(),
  'connection.save': from(
    options,
    z.object({ organizationId: z.string().max(200), token: z.string().max(1000), sandbox: z.boolean() }),
  ).replies<ConnectionCheck>(),
  'connection.disconnect': from(options, nothing).replies<null>(),
  'rule.options': from(
    options,
    z.object({ ruleId: z.string().max(100), hold: z.boolean(), retake: z.enum(['once', 'every']) }),
  ).replies<null>(),
  /** After a reconnect: what waits may leave now. */
  'queue.release': from(options, nothing).replies<null>(),
  'awards.save-settings': from(options, awardSettingsSchema).replies<null>(),
  'awards.receipt': from(options, z.object({ id: z.string().max(100) })).replies<ReceiptView | null>(),
  /** Erases a participant by e-mail; a retake may award again. */
  'participant.erase': from(options, z.object({ email: z.string().trim().min(3).max(320) })).replies<{
    erased: number;
  }>(),
  'rule.resume': from(options, z.object({ ruleId: z.string().max(100) })).replies<null>(),
  'awards.list': from(options, nothing).replies<AwardsReply>(),
  'awards.act': from(
    options,
    z.object({ ids: z.array(z.string().max(100)).min(1).max(1000), action: z.enum(awardActions) }),
  ).replies<{ changed: number; unchanged: number }>(),
  'awards.set-details': from(options, z.object({ id: z.string().max(100), details: identitySchema })).replies<{
    problems: EarnerProblem[];
  }>(),
} as const;

export type Protocol = typeof protocol;
export type MessageType = keyof Protocol;
export type MessageOf<T extends MessageType> = z.input<Protocol[T]['schema']>;
export type ReplyOf<T extends MessageType> = Protocol[T]['reply'];

/** What travels back. A refusal says no more than its kind: the page's side must not learn from it. */
export type Envelope<T> = { ok: true; value: T } | { ok: false; error: 'refused' | 'failed' };

// ---- What comes back -----------------------------------------------------------------------------------------------

export type ConsentView = 'none' | 'agreed' | 'declined';

export interface HelloReply {
  /** Words that make the sentinel ask for the editor's interface; empty where none is wanted (players). */
  words: string[];
  /** Whether results are observed in this page: the sentinel passes on what the hook sees, or drops it. */
  observing: boolean;
}

export interface ConnectedView {
  organizationName: string;
  environment: 'production' | 'sandbox';
  /** Why nothing is sent at the moment, or null. */
  paused: 'token-refused' | 'organization-unreadable' | null;
}

export interface BadgeView {
  templateId: string;
  name: string;
  imageUrl: string | null;
}

export type AwardForView =
  | { kind: 'passing-score'; threshold: string; unit: 'percent' | 'points'; badge: BadgeView }
  | { kind: 'outcomes'; outcomes: { name: string; badge: BadgeView | null }[] };

export interface RuleView {
  id: string;
  quizTitle: string;
  awardFor: AwardForView;
  placement: { afterHeading: string | null; index: number } | null;
  stopped: { reason: 'own-credly-button'; at: number } | null;
  /** Every award of this quiz waits for a person. */
  hold: boolean;
  retake: 'once' | 'every';
}

export interface EditorContext {
  profile: SiteProfile;
  consent: ConsentView;
  connection: ConnectedView | null;
  rule: RuleView | null;
  /** The quiz's public address is known, so results of its player find this rule. */
  joined: boolean;
}

export interface TemplateView {
  id: string;
  name: string;
  description: string | null;
  imageUrl: string | null;
  skills: string[];
  level: string | null;
}

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

export type TemplatesReply =
  | { ok: true; templates: TemplateView[]; page: number; totalPages: number; totalCount: number }
  | { ok: false; trouble: CredlyTrouble };

export type SaveRuleReply =
  | { ok: true; rule: RuleView; joined: boolean }
  | { ok: false; trouble: CredlyTrouble | 'template-gone' | 'quiz-unclear' };

export interface PlayerContext {
  profile: SiteProfile;
  observing: boolean;
  /** The live rule of this quiz, as far as the results block needs it; null where there is none. */
  rule: { badges: BadgeView[]; placement: { afterHeading: string | null; index: number } | null } | null;
}

/** What happened to this attempt's result, in the words of the results block. No address or name but the shortened e-mail. */
export type AttemptView =
  | { kind: 'none' }
  | { kind: 'not-passing' }
  | {
      kind: 'award';
      state: AwardState;
      badge: BadgeView | null;
      shortEmail: string | null;
      /** False: Credly mails an invitation; true: the badge is in an existing account; null: not known (yet). */
      earnerKnown: boolean | null;
      /** This participant had been awarded before this attempt. */
      repeated: boolean;
    };

export type { AwardAction, AwardSettings };

export interface ConnectionView {
  organizationId: string;
  organizationName: string;
  organizationPhotoUrl: string | null;
  environment: 'production' | 'sandbox';
  tokenLastFour: string;
  mayIssue: 'yes' | 'unknown';
  /** The token may delete badges, which is never needed here. */
  mayDelete: boolean;
  tokenExpiresAt: number | null;
  tokenEnteredAt: number;
  connectedAt: number;
  lastSuccessAt: number | null;
  paused: { reason: 'token-refused' | 'organization-unreadable'; since: number } | null;
  unreachableSince: number | null;
}

export interface QuizRuleView extends RuleView {
  organizationId: string;
  environment: 'production' | 'sandbox';
  /** Acts under the present connection. */
  active: boolean;
  joined: boolean;
}

export interface OptionsState {
  consent: { state: ConsentView; at: number | null };
  connection: ConnectionView | null;
  rules: QuizRuleView[];
  /** Awards that wait for a person, or for their turn. */
  waiting: number;
  forAPerson: number;
  queue: QueueView;
  settings: AwardSettings;
  /** Days until the token dies: what Credly said, else 180 days from the day it was entered. Null while disconnected. */
  tokenDaysLeft: number | null;
  /** Quizzes that reached a cap, by title. */
  capped: string[];
  /** When the site's own Credly card was last seen among its integrations. */
  ownCardSeenAt: number | null;
  /** Anchors of the shipped profile that were last looked for in vain. */
  missingAnchors: { anchor: string; at: number }[];
}

/** What the queue is doing. `waiting` counts what belongs to the present connection. */
export interface QueueView {
  state: 'idle' | 'sending' | 'disconnected' | 'paused' | 'held-after-reconnect' | 'unreachable';
  waiting: number;
  /** Since when, for `paused` and `unreachable`. */
  since: number | null;
  /** When Credly is tried again, for `unreachable`. */
  retryAt: number | null;
}

/** Everything about one award, for its receipt. No token, and none of Credly's answers as a whole. */
export interface ReceiptView {
  row: AwardRow;
  rule: { version: number; awardFor: AwardForView };
  /** How the result was seen. */
  provenance: {
    source: 'answer' | 'page-text';
    origin: string;
    frame: 'top' | 'embedded';
    observedAt: number;
    profile: string;
  };
  passedOnPage: boolean | null;
  attemptId: string | null;
  history: { at: number; state: AwardState; reason: string | null }[];
  /** What was sent, or would be: the five fields. Null where one of them is missing. */
  sent: { firstName: string; lastName: string; email: string; templateId: string; issuedAt: string } | null;
  attempts: number;
  sentAt: number | null;
  credly: {
    badgeId: string;
    state: string | null;
    acceptUrl: string | null;
    badgeUrl: string | null;
    earnerKnown: boolean;
  } | null;
}

export interface AwardRow {
  id: string;
  state: AwardState;
  reason: string | null;
  credlySentence: string | null;
  participant: { firstName: string | null; lastName: string | null; email: string | null } | null;
  badge: BadgeView | null;
  quizTitle: string;
  environment: 'production' | 'sandbox';
  /** Belongs to the present connection. */
  active: boolean;
  /** "8 of 10", "80 %" or the outcome, as numbers and names; null where nothing was read. */
  score: string | null;
  maximum: string | null;
  percent: string | null;
  outcome: string | null;
  createdAt: number;
  updatedAt: number;
  acceptUrl: string | null;
  /** Which of the actions make sense now. */
  actions: (AwardAction | 'set-details')[];
}

export interface AwardsReply {
  awards: AwardRow[];
  total: number;
}
