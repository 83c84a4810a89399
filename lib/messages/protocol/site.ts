import { z } from 'zod';
import {
  type AnchorName,
  type Doubt,
  type FactName,
  type Findable,
  findables,
  type WayOfFinding,
  waysOfFinding,
} from '../../quiz-site/names.ts';
import { from, site } from './entry.ts';

/** What every page of a quiz site may ask. */

export type { AnchorName, FactName };

/** Where on the options page somebody can be led. */
export const optionsViews = ['integrations', 'quizzes', 'activity', 'quiz-sites', 'settings', 'consent'] as const;
export type OptionsView = (typeof optionsViews)[number];

const findingSchema = z.object({
  what: z.enum(findables).exclude(['identity', 'result']),
  by: z.enum(waysOfFinding).nullable(),
});
export type Finding = z.output<typeof findingSchema>;

export const siteMessages = {
  /** The first word of every page of a quiz site: says what is needed there, and starts an attempt on a player's start page. */
  'page.hello': from(
    site,
    z.object({ because: z.enum(['load', 'restored', 'address', 'notice']), isWatched: z.boolean() }),
  ).replies<HelloReply>(),
  /** What was looked for in the page, and by what it was found; null: it was not. Kept for the options page. */
  'site.findings': from(site, z.object({ findings: z.array(findingSchema).max(20) })).replies<null>(),
  'options.open': from(site, z.object({ view: z.enum(optionsViews) })).replies<null>(),
} as const;

/** What one quiz site's pages gave and what they did not. No personal data, and nothing that a page said of itself. */
export interface SiteHealthView {
  id: string;
  name: string;
  /** The profile's. */
  version: number;
  origins: string[];
  /** `user`: a profile of the user's own stands in the place of the built-in one, or there is no other. */
  owner: 'shipped' | 'user';
  savedAt: number | null;
  /** The built-in profile has changed since the user's own was made of it. */
  isBehind: boolean;
  /** The browser lets us read it. */
  hasAccess: boolean;
  /** It has pages in which quizzes are made; of a site without, only participants' pages are looked at. */
  hasEditor: boolean;
  findings: SiteFindingView[];
  /** Newest first. */
  doubts: { reason: Doubt; source: 'answer' | 'page-text' | 'list'; at: number }[];
}

export interface SiteFindingView {
  what: Findable;
  status: 'found' | 'missing' | 'not-seen';
  /** The kind of page it was last looked for on. */
  page: 'player' | 'responses' | 'editor' | 'other' | null;
  /** How and when it was last found, which may be before it was missing. */
  by: WayOfFinding | null;
  foundAt: number | null;
  missingAt: number | null;
}

export interface HelloReply {
  /** Words that make the sentinel ask for the editor's interface; empty where none is wanted (players). */
  words: string[];
  /** Whether results are observed in this page: the sentinel passes on what the hook sees, or drops it. */
  observing: boolean;
  /** The browser's number of this frame. */
  frameId: number;
}
