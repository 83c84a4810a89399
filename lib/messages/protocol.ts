import type { z } from 'zod';
import { awardMessages } from './protocol/awards.ts';
import { connectionMessages } from './protocol/connection.ts';
import { draftMessages } from './protocol/drafts.ts';
import { editorMessages } from './protocol/editor.ts';
import { lockMessages } from './protocol/lock.ts';
import { playerMessages } from './protocol/player.ts';
import { quizzesMessages } from './protocol/quizzes.ts';
import { responsesMessages } from './protocol/responses.ts';
import { resultsFileMessages } from './protocol/results-file.ts';
import { ruleMessages } from './protocol/rules.ts';
import { siteMessages } from './protocol/site.ts';
import { sitesMessages } from './protocol/sites.ts';
import { teachingMessages } from './protocol/teaching.ts';
import { templateMessages } from './protocol/templates.ts';
import { transferMessages } from './protocol/transfer.ts';

/**
 * Every message the worker answers: who may send it, what it must look like, what comes back. Types flow from here to
 * both sides; the schemas themselves stay in the worker (the client imports types only). One file of `protocol/` for each
 * side that asks.
 */
export const protocol = {
  ...siteMessages,
  ...sitesMessages,
  ...teachingMessages,
  ...editorMessages,
  ...draftMessages,
  ...templateMessages,
  ...playerMessages,
  ...connectionMessages,
  ...responsesMessages,
  ...ruleMessages,
  ...awardMessages,
  ...quizzesMessages,
  ...transferMessages,
  ...resultsFileMessages,
  ...lockMessages,
} as const;

export * from './protocol/awards.ts';
export * from './protocol/connection.ts';
export * from './protocol/drafts.ts';
export * from './protocol/editor.ts';
export type { SenderRole } from './protocol/entry.ts';
export * from './protocol/lock.ts';
export * from './protocol/player.ts';
export * from './protocol/quizzes.ts';
export * from './protocol/responses.ts';
export * from './protocol/results-file.ts';
export * from './protocol/rules.ts';
export * from './protocol/site.ts';
export * from './protocol/sites.ts';
export * from './protocol/teaching.ts';
export * from './protocol/templates.ts';
export * from './protocol/transfer.ts';

export type Protocol = typeof protocol;
export type MessageType = keyof Protocol;
export type MessageOf<T extends MessageType> = z.input<Protocol[T]['schema']>;
export type ReplyOf<T extends MessageType> = Protocol[T]['reply'];

/** What travels back. A refusal says no more than its kind: the page's side must not learn from it. */
export type Envelope<T> = { ok: true; value: T } | { ok: false; error: 'refused' | 'failed' };
