import { z } from 'zod';
import type { Identity, ResultReading } from '../../awards/result.ts';
import type { Doubt } from '../../quiz-site/names.ts';
import { type ChoiceKind, choiceKinds } from '../../quiz-site/teaching/propose.ts';
import {
  type PickName,
  pickSchema,
  type TeachingStep,
  tabPickSchema,
  teachingSteps,
} from '../../quiz-site/teaching/session.ts';
import { anyPage, from, options } from './entry.ts';
import { exchangeSchema } from './player.ts';

/** Teaching a quiz site, or correcting what is known of one: begun on the options page, done in a tab of the site. */

export type { ChoiceKind, PickName, TeachingStep };

const action = z.discriminatedUnion('do', [
  z.object({ do: z.literal('go'), step: z.enum(teachingSteps) }),
  /** Shows the head of the panel alone, or all of it. */
  z.object({ do: z.literal('fold'), isFolded: z.boolean() }),
  /** What the quiz is called, and which part of its address names it. */
  z.object({ do: z.literal('quiz'), title: z.string().max(300), part: z.string().max(60).nullable() }),
  /** Forgets what was recorded. `test`: what was found is kept and tried on what comes. */
  z.object({ do: z.literal('record'), test: z.boolean() }),
  z.object({ do: z.literal('choose'), kind: z.enum(choiceKinds), place: z.string().max(400).nullable() }),
  z.object({ do: z.literal('pick-tab'), name: z.enum(['motivation-tab', 'results-tab']), pick: tabPickSchema }),
  z.object({ do: z.literal('pick'), name: z.enum(['button', 'results-block']), pick: pickSchema }),
  z.object({
    do: z.literal('unpick'),
    name: z.enum(['motivation-tab', 'button', 'results-tab', 'results-block']),
  }),
  z.object({ do: z.literal('editor-part'), part: z.string().max(60).nullable() }),
  z.object({ do: z.literal('save'), name: z.string().max(100) }),
  /** Ends it; what was saved stays. `award`: on the options page the badge is chosen next. */
  z.object({ do: z.literal('end'), award: z.boolean() }),
]);
export type TeachingAction = z.input<typeof action>;

export const teachingMessages = {
  /** `siteId` null: a new site, whose address the browser already lets us read. */
  'teaching.start': from(
    options,
    z.object({ address: z.string().max(2000).nullable(), siteId: z.string().max(60).nullable() }),
  ).replies<TeachingStartReply>(),
  /** Asked by the teaching script in every frame; null where nothing is taught in this tab. */
  'teaching.view': from(anyPage, z.object({ isLoad: z.boolean() })).replies<TeachingView | null>(),
  'teaching.act': from(anyPage, action).replies<TeachingView | null>(),
  'teaching.exchange': from(anyPage, exchangeSchema).replies<TeachingView | null>(),
  /** The text of the page, when nothing is left to answer in it. */
  'teaching.text': from(anyPage, z.object({ text: z.string().max(60_000) })).replies<TeachingView | null>(),
} as const;

export type TeachingStartReply =
  | { ok: true }
  | { ok: false; trouble: 'bad-address' | 'known' | 'no-access' | 'no-consent' | 'not-possible' };

export interface TeachingOption {
  id: string;
  from: 'request' | 'answer' | 'text' | 'rule';
  /** A path in what was sent or answered, or a sentence with its places. */
  where: string;
  value: string;
}

export interface TeachingView {
  siteName: string;
  isNew: boolean;
  step: TeachingStep;
  isFolded: boolean;
  steps: TeachingStep[];
  quiz: { address: string; title: string; parts: { id: string; text: string }[]; part: string | null } | null;
  /** What the page sent and got, oldest first. */
  seen: {
    method: string;
    /** Null for the page's own. */
    host: string | null;
    path: string;
    fields: { where: string; value: string; from: 'request' | 'answer' }[];
    more: number;
  }[];
  /** Sentences of the page that could tell a result. */
  sentences: string[];
  choices: { kind: ChoiceKind; options: TeachingOption[]; chosen: string | null }[];
  /** What would be read of the recording; null before anything was recorded. */
  preview: {
    identity: Identity;
    result: ResultReading | null;
    source: 'answer' | 'page-text' | null;
    doubt: Doubt | null;
  } | null;
  /** What is previewed was found in an earlier recording and is tested on this one. */
  isTest: boolean;
  picks: Record<PickName, { name: string; count: number } | null>;
  /** Where authors work, once something was pointed at there; null where the site's profile knows it already. */
  editor: { address: string; parts: { id: string; text: string }[]; part: string | null } | null;
  isSaved: boolean;
  /** The site has no editor: the badge is chosen on the options page. */
  awardsOnOptions: boolean;
}
