import { z } from 'zod';
import { storedItem } from '../../settings/stored-item.ts';
import { choiceKinds } from './propose.ts';
import { emptyRecording, recordingSchema } from './recording.ts';

/**
 * What is being taught, in one tab at a time. In memory of the browser session: it survives a reload of the page and the
 * end of the worker, and nothing of it is left when the browser closes. Worker only.
 */

export const teachingSteps = ['editor', 'quiz', 'take', 'check', 'save'] as const;
export type TeachingStep = (typeof teachingSteps)[number];

export const pickSchema = z.object({
  selector: z.string().min(1).max(300),
  /** What a person would call it. */
  name: z.string().max(200),
  /** Its role, where it has a plain one and its name is short: another way to find it again. */
  role: z.string().max(40).nullable(),
  /** Elements alike beside it, itself included. */
  count: z.number().int().min(1).max(500),
});
export type Pick = z.output<typeof pickSchema>;

/** A tab, with the words of its whole row. */
export const tabPickSchema = pickSchema.extend({ row: z.array(z.string().min(1).max(60)).max(20) });

export const picksSchema = z.object({
  'motivation-tab': tabPickSchema.nullable(),
  button: pickSchema.nullable(),
  'results-tab': tabPickSchema.nullable(),
  'results-block': pickSchema.nullable(),
});
export type Picks = z.output<typeof picksSchema>;
export const pickNames = ['motivation-tab', 'button', 'results-tab', 'results-block'] as const;
export type PickName = (typeof pickNames)[number];
export const noPicks: Picks = { 'motivation-tab': null, button: null, 'results-tab': null, 'results-block': null };

const schema = z.object({
  tabId: z.number().int(),
  origin: z.string(),
  /** The profile that is corrected; null while a new site is taught. */
  siteId: z.string().nullable(),
  step: z.enum(teachingSteps),
  /** An address of the quiz that is taken; null as long as none is known. */
  quizAddress: z.string().nullable(),
  /** Which part of it names the quiz; null: none, this page is the only quiz. */
  part: z.string().nullable(),
  quizTitle: z.string(),
  /** Addresses of the pages on which an editor's place was pointed at: an editor's tabs may each have their own. */
  editorPages: z.array(z.string()),
  editorPart: z.string().nullable(),
  siteName: z.string(),
  /** Only the head of the panel is shown, so that it is not in the way of the page. */
  isFolded: z.boolean(),
  recording: recordingSchema,
  /** What was chosen by hand stands above what is proposed. */
  chosen: z.partialRecord(z.enum(choiceKinds), z.string().max(400).nullable()),
  /** What is tested again: made of an earlier recording. */
  candidate: z.unknown(),
  picks: picksSchema,
  savedVersion: z.number().nullable(),
  startedAt: z.number(),
});
export type Teaching = z.output<typeof schema>;

const item = storedItem('teaching', schema.nullable(), null, 'session');

/** Nobody teaches for longer; what was recorded is not kept either. */
const lifeMs = 2 * 60 * 60 * 1000;

export async function readTeaching(now = Date.now()): Promise<Teaching | null> {
  const teaching = await item.get();
  return teaching && now - teaching.startedAt < lifeMs ? teaching : null;
}

export function newTeaching(
  start: Only<Teaching, 'tabId' | 'origin' | 'siteId' | 'quizAddress' | 'part' | 'siteName' | 'step'>,
  now: number,
): Teaching {
  return {
    ...start,
    quizTitle: '',
    editorPages: [],
    editorPart: null,
    recording: emptyRecording,
    chosen: {},
    candidate: null,
    isFolded: false,
    picks: noPicks,
    savedVersion: null,
    startedAt: now,
  };
}
type Only<T, K extends keyof T> = { [P in K]: T[P] };

export const beginTeaching = (teaching: Teaching): Promise<void> => item.set(teaching);

/** Changes what is taught, under a lock: requests of the page and clicks of the user come at the same time. */
export async function changeTeaching(change: (teaching: Teaching) => Teaching): Promise<Teaching | null> {
  return item.update((it) => it && change(it));
}

export const endTeaching = (): Promise<void> => item.remove();

/** Whether a tab is being taught: no award is made in it meanwhile. */
export async function isTaught(tabId: number): Promise<boolean> {
  return (await readTeaching())?.tabId === tabId;
}
