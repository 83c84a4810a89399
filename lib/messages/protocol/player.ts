import { z } from 'zod';
import type { EarnerProblem } from '../../awards/earner.ts';
import { identitySchema, resultReadingSchema } from '../../awards/result.ts';
import type { BlockText, Placement } from '../../awards/rule.ts';
import type { AwardState } from '../../awards/states.ts';
import { doubts } from '../../quiz-site/names.ts';
import type { SiteProfile } from '../../quiz-site/profile.ts';
import { from, nothing, player } from './entry.ts';
import type { BadgeView } from './rules.ts';

/** What pages in which a quiz is taken ask of the worker. */

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

export const playerMessages = {
  'player.context': from(player, nothing).replies<PlayerContext>(),
  /** A request of the page, seen by the hook. */
  'attempt.exchange': from(player, exchangeSchema).replies<null>(),
  /** A result read from the page's text. `isEarly`: nothing was sent in this attempt yet, so it does not count so far. */
  'attempt.page-result': from(player, z.object({ reading: resultReadingSchema })).replies<{ isEarly: boolean }>(),
  /** The page's text speaks of a result that is none. */
  'attempt.page-doubt': from(player, z.object({ doubt: z.enum(doubts) })).replies<null>(),
  'attempt.state': from(player, nothing).replies<AttemptView>(),
  /** What a participant adds to the award of the attempt at hand. Which one that is, the worker knows. */
  'attempt.details': from(player, z.object({ details: identitySchema })).replies<DetailsReply>(),
} as const;

export interface PlayerContext {
  profile: SiteProfile;
  observing: boolean;
  /** The live rule of this quiz, as far as the results block needs it; null where there is none. */
  rule: { badges: BadgeView[]; placement: Placement | null; block: BlockText } | null;
}

/** Not taken without a problem: the attempt has nothing that waits for details (any more). */
export interface DetailsReply {
  taken: boolean;
  problems: EarnerProblem[];
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
      /** Credly was told to send no mail. */
      mailSuppressed: boolean;
      /** This participant had been awarded before this attempt. */
      repeated: boolean;
      /** Nothing is sent, because the same person has an award for this quiz. */
      alreadyAwarded: boolean;
      /** The first name that was given in this very attempt; never that of an award that was there before. */
      name: string | null;
      result: { score: string | null; maximum: string | null; percent: string | null; outcome: string | null };
      /** It would be sent by itself, were it not for something that only the organizer can settle. */
      isStalled: boolean;
      /** What the participant can add here, so that the badge can be sent. */
      missing: EarnerProblem[];
    };
