import { z } from 'zod';

/**
 * What the parts of the protocol are made of.
 *
 * Senders: `editor` - our content script in a page of a quiz site that is not a player; `player` - ... in a player page;
 * `taught` - ... in a page of a site that is being taught and has no profile yet; `extension-page` - options.html. The worker tells them apart by the browser's word (sender id, origin, address), never
 * by the message's.
 */
export type SenderRole = 'editor' | 'player' | 'taught' | 'extension-page';

export const editor = ['editor'] as const;
export const player = ['player'] as const;
/** Either of the two. */
export const site = ['editor', 'player'] as const;
/** Whoever writes rules: the editor's page, and ours for sites without an editor. */
export const authors = ['editor', 'extension-page'] as const;
/** Any page in which teaching can go on. */
export const anyPage = ['editor', 'player', 'taught'] as const;
export const options = ['extension-page'] as const;

/** One entry of the protocol: senders, schema, and (as a type only) the reply. */
export const from = <S extends z.ZodType>(senders: readonly SenderRole[], schema: S) => ({
  replies: <R>() => ({ from: senders, schema, reply: undefined as R }),
});

export const nothing = z.object({});
export const shortText = z.string().max(300);
export const recordId = z.string().max(100);
export const quizIds = z.array(z.string().min(1).max(250)).min(1).max(20);
export const quizRef = z.object({ quizIds, title: shortText });
