import { z } from 'zod';
import type { AwardState } from '../../awards/states.ts';
import type { CredlyTrouble } from './editor.ts';
import { from, options, recordId } from './entry.ts';
import type { WatchView } from './responses.ts';
import type { RuleView } from './rules.ts';

/** The list of quizzes: what is known of them besides their rules. */

export const quizzesMessages = {
  /** For as many rules as are shown at once. A rule that is gone is left out. */
  'quizzes.facts': from(options, z.object({ ruleIds: z.array(recordId).max(200) })).replies<QuizFacts[]>(),
  /** Asks Credly which badges of the present connection's rules can still be issued. `fresh`: not from memory. */
  'quizzes.check': from(options, z.object({ fresh: z.boolean() })).replies<BadgeCheckReply>(),
  /** Quizzes of sites without an editor, with the rule of the present connection. */
  'quizzes.others': from(options, z.object({})).replies<OtherQuiz[]>(),
  /** The ids of the quiz that an address of such a site is of; null where it is none. */
  'quizzes.find': from(options, z.object({ address: z.string().max(2000) })).replies<{ quizIds: string[] | null }>(),
  /** Undone by `rule.restore` until the browser is closed. */
  'rule.delete': from(options, z.object({ ruleId: recordId })).replies<null>(),
  /** `replaced`: the quiz has another rule by now, which stays. */
  'rule.restore': from(options, z.object({ ruleId: recordId })).replies<{
    outcome: 'restored' | 'replaced' | 'gone';
  }>(),
} as const;

export interface OtherQuiz {
  quizIds: string[];
  title: string;
  siteName: string;
  rule: RuleView | null;
}

export interface QuizFacts {
  ruleId: string;
  /** The quiz's public page; null while its address is not known. */
  address: string | null;
  /** The quiz's page shows another public address than the known one: slugs. Null where it does not. */
  changedAddress: { quizIds: string[]; from: string; to: string } | null;
  /** Passing results that this rule decided. */
  awards: number;
  last: { state: AwardState; reason: string | null; at: number } | null;
  watch: WatchView;
}

export type BadgeCheckReply =
  | { ok: true; at: number; unusable: { templateId: string; state: 'archived' | 'gone' }[] }
  | { ok: false; trouble: CredlyTrouble };
