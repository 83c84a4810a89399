import { z } from 'zod';
import { from, site } from './entry.ts';

/** What every page of a quiz site may ask. */

/** Things we look for in a page, by the name under which they are reported. */
export const anchorNames = ['button', 'results-block', 'integrations-card', 'result-page-block'] as const;
export type AnchorName = (typeof anchorNames)[number];

/** Where on the options page somebody can be led. */
export const optionsViews = ['integrations', 'quizzes', 'activity', 'settings', 'consent'] as const;
export type OptionsView = (typeof optionsViews)[number];

export const siteMessages = {
  /** The first word of every page of a quiz site: says what is needed there, and starts an attempt on a player's start page. */
  'page.hello': from(
    site,
    z.object({ because: z.enum(['load', 'address', 'notice']), isWatched: z.boolean() }),
  ).replies<HelloReply>(),
  /** An anchor was not found (or was found again): kept for the options page. */
  'site.anchor': from(site, z.object({ anchor: z.enum(anchorNames), found: z.boolean() })).replies<null>(),
  'options.open': from(site, z.object({ view: z.enum(optionsViews) })).replies<null>(),
} as const;

export interface HelloReply {
  /** Words that make the sentinel ask for the editor's interface; empty where none is wanted (players). */
  words: string[];
  /** Whether results are observed in this page: the sentinel passes on what the hook sees, or drops it. */
  observing: boolean;
}
