import { z } from 'zod';
import type { Expiry } from '../../credly/expiry.ts';
import type { CredlyTrouble } from './editor.ts';
import { authors, editor, from, quizIds } from './entry.ts';

/** The organization's badge templates: what is kept of them at once, and Credly's list page by page. */

const cursor = z.object({ sortName: z.string().max(2000), id: z.string().max(100) });

export const templateMessages = {
  /** A chunk of what was kept of the list, by name; from the beginning or behind a cursor. */
  'templates.kept': from(authors, z.object({ after: cursor.nullable() })).replies<KeptTemplatesReply>(),
  /** Reads a page of Credly's list. `startedAt` is what the page before said; absent with the first. */
  'templates.page': from(
    authors,
    z.object({ page: z.number().int().min(1).max(10_000), startedAt: z.number().nullish() }),
  ).replies<TemplatesReply>(),
  /** The page shows this quiz's rule: asks Credly whether its badges can still be issued, at most once an hour. */
  'templates.check': from(editor, z.object({ quizIds })).replies<null>(),
} as const;

export interface TemplateView {
  id: string;
  name: string;
  description: string | null;
  imageUrl: string | null;
  skills: string[];
  level: string | null;
  /** When its badges expire unless a rule says otherwise; null where that is not certain. */
  expiry: Expiry | null;
  /** One person may earn it several times. Unknown counts as yes. */
  allowsDuplicates: boolean;
}
export type { Expiry };

export type KeptTemplatesReply =
  | {
      ok: true;
      templates: TemplateView[];
      /** Where the next chunk begins; null behind the last. */
      next: { sortName: string; id: string } | null;
      /** When the whole list was last read; null: never. */
      readAt: number | null;
      /** Read so short a time ago that it need not be read again. */
      isFresh: boolean;
    }
  | { ok: false; trouble: CredlyTrouble };

export type TemplatesReply =
  | {
      ok: true;
      templates: TemplateView[];
      page: number;
      totalPages: number;
      totalCount: number;
      /** To be given back with the next page. */
      startedAt: number;
    }
  | { ok: false; trouble: CredlyTrouble };
