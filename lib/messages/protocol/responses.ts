import { z } from 'zod';
import { responsePageSchema } from '../../quiz-site/response-page.ts';
import type { AwardedRows } from '../../responses/offers.ts';
import type { WatchCounts, WatchProblem } from '../../responses/watches.ts';
import { editor, from, options, quizIds, recordId } from './entry.ts';
import type { BadgeView } from './rules.ts';

/** Results from the list of responses: offered to who looks at it, and watched in the background. */

export const responsesMessages = {
  /** What the page lists, and from where it may have loaded that. Null: nothing can be offered for this quiz. */
  'responses.seen': from(
    editor,
    z.object({
      quizIds,
      address: z.url().max(2000),
      page: responsePageSchema,
      addresses: z.array(z.url().max(2000)).max(40),
    }),
  ).replies<OfferView | null>(),
  /** Awards rows of the list that was offered last in this tab. `confirmed`: how many, as a person has confirmed it. */
  'responses.award': from(
    editor,
    z.object({
      listId: recordId,
      rowIds: z.array(recordId).min(1).max(500),
      confirmed: z.number().int().nullable(),
    }),
  ).replies<AwardRowsReply>(),
  /** Begins, with a first reading, or ends. */
  'watch.set': from(options, z.object({ ruleId: recordId, on: z.boolean() })).replies<WatchView>(),
  'watch.read-now': from(options, z.object({ ruleId: recordId })).replies<WatchView>(),
} as const;

export interface OfferRowView {
  id: string;
  firstName: string | null;
  lastName: string | null;
  email: string | null;
  score: string | null;
  maximum: string | null;
  percent: string | null;
  outcome: string | null;
  badge: BadgeView | null;
  /** `reviewed`: qualifies, and the participant has not been told yet. Others as a list's verdicts. */
  kind: 'ready' | 'reviewed' | 'held' | 'needs-details';
  /** Why it would be held, or what is missing. */
  reason: string | null;
  /** Ticked from the start. */
  ticked: boolean;
}

export interface OfferView {
  listId: string;
  rows: OfferRowView[];
  /** What is on the page besides, and is not offered. */
  others: {
    already: number;
    notPassing: number;
    pending: number;
    partial: number;
    withoutEmail: number;
    unclear: number;
  };
  /** There are more pages of the list, or more rows than were taken. */
  isPaged: boolean;
  /** Why nothing of the list was read. */
  problem: 'columns-unclear' | 'finality-unclear' | 'no-list' | null;
}

export type AwardRowsReply =
  | ({ ok: true } & AwardedRows)
  | { ok: false; trouble: 'list-gone' | 'rule-changed' | 'not-confirmed' | 'disconnected' };

export type WatchView =
  /** `isReady`: where the list is was seen, so it can be watched. */
  | { on: false; isReady: boolean }
  | {
      on: true;
      readAt: number | null;
      counts: WatchCounts | null;
      total: number;
      isPaged: boolean;
      nextAt: number | null;
      problem: WatchProblem | null;
    };

export type { AwardedRows, WatchCounts, WatchProblem };
