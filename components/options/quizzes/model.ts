import type { ReplyOf } from '@/lib/messages/client';

export type QuizFacts = ReplyOf<'quizzes.facts'>[number];
export type BadgeCheck = ReplyOf<'quizzes.check'>;
export type RestoreOutcome = ReplyOf<'rule.restore'>['outcome'];

/** What the list of quizzes can ask for. Null, or false, where nothing answered. */
export interface QuizzesActions {
  quizFacts(ruleIds: string[]): Promise<QuizFacts[] | null>;
  /** @param fresh asks Credly even where an answer of the last minutes is known */
  checkBadges(fresh: boolean): Promise<BadgeCheck | null>;
  /** A person's word on the public address that a quiz's page shows. */
  answerAddress(quizIds: string[], slug: string, is: 'ours' | 'not_ours'): Promise<boolean>;
  removeRule(ruleId: string): Promise<boolean>;
  /** Begins, with a first reading, or ends. */
  watchResponses(ruleId: string, on: boolean): Promise<boolean>;
  readResponsesNow(ruleId: string): Promise<boolean>;
  restoreRule(ruleId: string): Promise<RestoreOutcome | null>;
}
