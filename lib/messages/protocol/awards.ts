import { z } from 'zod';
import { type AwardAction, awardActions } from '../../awards/admin-actions.ts';
import { type AwardSettings, awardSettingsSchema } from '../../awards/award-settings.ts';
import type { EarnerProblem } from '../../awards/earner.ts';
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
  }>(),
  'awards.list': from(options, nothing).replies<AwardsReply>(),
  'awards.act': from(
    options,
    z.object({ ids: z.array(recordId).min(1).max(1000), action: z.enum(awardActions) }),
  ).replies<{ changed: number; unchanged: number }>(),
  'awards.set-details': from(options, z.object({ id: recordId, details: identitySchema })).replies<{
    problems: EarnerProblem[];
  }>(),
} as const;

export type { AwardAction, AwardSettings };

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
  /** Which of the actions make sense now. */
  actions: (AwardAction | 'set-details')[];
}

export interface AwardsReply {
  awards: AwardRow[];
  total: number;
}
