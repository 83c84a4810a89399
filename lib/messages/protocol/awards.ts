import { z } from 'zod';
import { type AwardAction, awardActions, type Unchanged } from '../../awards/admin-actions.ts';
import type { AfterIssuing } from '../../awards/after-issuing.ts';
import type { ResultSource } from '../../awards/award.ts';
import { type AwardSettings, awardSettingsSchema } from '../../awards/award-settings.ts';
import type { EarnerProblem } from '../../awards/earner.ts';
import type { Refreshed } from '../../awards/refresh-states.ts';
import { identitySchema } from '../../awards/result.ts';
import type { AwardState } from '../../awards/states.ts';
import { from, nothing, options, recordId } from './entry.ts';
import type { AwardForView, BadgeView } from './rules.ts';

/** The ledger as an admin sees it, and what an admin does with it. */

export const awardMessages = {
  /** After a reconnect: what waits may leave now. */
  'queue.release': from(options, nothing).replies<null>(),
  'awards.save-settings': from(options, awardSettingsSchema).replies<null>(),
  'awards.receipt': from(options, z.object({ id: recordId })).replies<ReceiptView | null>(),
  /** Erases a participant by e-mail; a retake may award again. */
  'participant.erase': from(options, z.object({ email: z.string().trim().min(3).max(320) })).replies<{
    erased: number;
    /** On their way right now, so not erased yet. */
    left: number;
  }>(),
  /** One page of the ledger, newest first; `before`: where the page before ended. */
  'awards.page': from(
    options,
    z.object({ before: z.object({ createdAt: z.number(), id: recordId }).nullable() }),
  ).replies<AwardsPage>(),
  /** What was written since a moment that an earlier answer gave. */
  'awards.touched': from(options, z.object({ since: z.number() })).replies<AwardsTouched>(),
  'awards.refresh': from(options, z.object({ id: recordId })).replies<AfterIssuing>(),
  'awards.refresh-all': from(options, nothing).replies<Refreshed>(),
  /** `why` is shown to the earner by Credly. */
  'awards.revoke': from(
    options,
    z.object({ id: recordId, why: z.string().trim().min(1).max(500) }),
  ).replies<AfterIssuing>(),
  'awards.correct-email': from(options, z.object({ id: recordId, email: z.string().max(320) })).replies<AfterIssuing>(),
  'awards.act': from(
    options,
    z.object({ ids: z.array(recordId).min(1).max(1000), action: z.enum(awardActions) }),
  ).replies<{ changed: number; unchanged: Partial<Record<Unchanged, number>> }>(),
  'awards.set-details': from(options, z.object({ id: recordId, details: identitySchema })).replies<{
    problems: EarnerProblem[];
  }>(),
} as const;

export type { AfterIssuing, AwardAction, AwardSettings, Refreshed };

/** What the queue is doing. `waiting` counts what belongs to the present connection. */
export interface QueueView {
  state: 'idle' | 'sending' | 'disconnected' | 'paused' | 'held-after-reconnect' | 'unreachable' | 'busy';
  waiting: number;
  /** Since when, for `paused` and `unreachable`. */
  since: number | null;
  /** When Credly is tried again, for `unreachable` and `busy` (it gets too many requests). */
  retryAt: number | null;
  /** How far it is, while it is sending: awards that left in this run, and of how many. */
  progress: { done: number; total: number } | null;
}

/** Everything about one award, for its receipt. No token, and none of Credly's answers as a whole. */
export interface ReceiptView {
  row: AwardRow;
  rule: { version: number; awardFor: AwardForView };
  /** How the result was seen. */
  provenance: {
    source: ResultSource;
    origin: string;
    frame: 'top' | 'embedded';
    observedAt: number;
    profile: string;
  };
  passedOnPage: boolean | null;
  attemptId: string | null;
  history: { at: number; state: AwardState; reason: string | null }[];
  /** What was sent, or would be: the five fields, and what the rule adds. Null where one of the five is missing. */
  sent: {
    firstName: string;
    lastName: string;
    email: string;
    templateId: string;
    issuedAt: string;
    /** `false`: never; null: as the template says. */
    expiresAt: string | false | null;
    mailLanguage: string | null;
    suppressMail: boolean;
    evidenceUrl: string | null;
    /** The badge at Credly that it takes the place of. */
    replacesBadgeId: string | null;
  } | null;
  attempts: number;
  sentAt: number | null;
  /** What can be done with the issued badge, or why not. Null where there is none at Credly that we know. */
  revoke: Possible | null;
  correctEmail: Possible | null;
  revocationReason: string | null;
  credly: {
    badgeId: string;
    state: string | null;
    acceptUrl: string | null;
    badgeUrl: string | null;
    earnerKnown: boolean;
    refreshedAt?: number | undefined;
  } | null;
}

/** Whether something can be done: `other-connection` needs the connection it was issued under. */
export type Possible = 'yes' | 'refused-by-token' | 'other-connection' | 'not-pending';

export interface AwardRow {
  id: string;
  /** A test badge of the sandbox, not somebody's result. */
  isTest: boolean;
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
  /** Made to correct the address of another award. */
  corrects: boolean;
  /** At Credly: pending, accepted, rejected, revoked; null where that is not known. */
  credlyState: string | null;
  /** Which of the actions make sense now. */
  actions: (AwardAction | 'set-details')[];
}

/** A page of rows, newest first. */
export interface AwardsPage {
  awards: AwardRow[];
  /** Where the next page goes on; null behind the last. */
  next: { createdAt: number; id: string } | null;
  total: number;
  /** For the first question of what was touched since. */
  at: number;
  under: string;
}

export interface AwardsTouched {
  awards: AwardRow[];
  total: number;
  /** For the next question. */
  at: number;
  /** There is more: ask again at once. */
  more: boolean;
  /** Names the connection that rows are judged by; under another one all of them have to be asked for anew. */
  under: string;
}

/** What the page holds of the ledger. */
export interface AwardsReply {
  awards: AwardRow[];
  total: number;
}
