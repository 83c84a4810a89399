import { z } from 'zod';
import { quizTypes, tabNames } from './names.ts';

/**
 * A site profile: everything known or assumed about one quiz site, as a checked document. No code, no regular
 * expressions. Words are compared without regard to case and white space.
 */

const words = z.array(z.string().min(1).max(200)).max(60);

/**
 * A path with `{name}` for one segment and a final `*` for any rest: `/assessments/{slug}/assessment_responses/*`.
 */
const pathPattern = z.string().startsWith('/').max(300);

/** How an anchor is looked for; tried in order, the first that gives the right number of matches wins. */
export const strategySchema = z.discriminatedUnion('by', [
  /** Exactly one visible element matches the selector. */
  z.object({ by: z.literal('css'), selector: z.string().max(300) }),
  /** Behind the last button of the panel whose text is none of the form's own ("Save", ...). */
  z.object({ by: z.literal('buttons-of-panel') }),
  /** The largest group of alike siblings with a heading each. */
  z.object({ by: z.literal('blocks-with-headings') }),
  /** The last of several alike cards that each offer one of the words. */
  z.object({ by: z.literal('cards-with-buttons'), words }),
  /** At the end of the panel. */
  z.object({ by: z.literal('end-of-panel') }),
]);
export type Strategy = z.output<typeof strategySchema>;

export const profileSchema = z.object({
  id: z.string().max(60),
  version: z.number().int().min(1),
  name: z.string().max(100),
  origins: z
    .array(z.url({ protocol: /^https$/ }))
    .min(1)
    .max(10),
  pages: z.object({
    /** Where participants are. Everything else of the site counts as the editor's. */
    player: z.array(pathPattern).min(1),
    /** Opening one of these starts a new attempt. */
    playerStart: z.array(pathPattern).min(1),
    /** Requests that are sent without the participant's doing, such as a view counter. */
    ignoredRequests: z.array(pathPattern),
    /** Where an address tells a quiz: `{slug}` the public one, `{id}` the editor's own. */
    quiz: z.array(pathPattern).min(1),
  }),
  /** Addresses inside the editor (links, embed code) that show a quiz's public slug. */
  slugLinks: z.array(pathPattern),
  /** Attributes whose value is a quiz's public slug, in embed code. */
  slugAttributes: z.array(z.string().max(60)),
  words: z.object({
    tabs: z.record(z.enum(tabNames), words),
    integrations: words,
    /** Neighbours of "Integrations" in the site's settings: three of them make a navigation. */
    settingsTabs: words,
    quizTypes: z.record(z.enum(quizTypes), words),
    passingScore: words,
    outcomes: words,
    scoreRanges: words,
    /** Between the ends of a range, besides a dash. */
    rangeTo: words,
    /** What scores are counted in. */
    percent: words,
    points: words,
    /** What the Registration tab calls the three details a badge needs. */
    registration: z.object({ firstName: words, lastName: words, email: words }),
    /** Buttons that belong to a form, not to the list we join. */
    formButtons: words,
    /** Names of the site's own Credly button and card. */
    ownCredlyButton: words,
    ownCredlyCard: words,
  }),
  anchors: z.object({
    button: z.array(strategySchema).min(1),
    'results-block': z.array(strategySchema).min(1),
    'integrations-card': z.array(strategySchema).min(1),
    'result-page-block': z.array(strategySchema).min(1),
  }),
  results: z.object({
    /** Names of fields in requests and answers; compared by letters and digits only (`user[first_name]` is "firstname"). */
    fields: z.object({
      firstName: words,
      lastName: words,
      email: words,
      score: words,
      maximum: words,
      percent: words,
      passed: words,
      passMark: words,
      /** Says whether the pass mark is "percent" or "points". */
      passMarkUnit: words,
      outcome: words,
      attemptId: words,
      /** Fields whose value is one of `finality`'s words. */
      status: words,
      /** Fields that are true when the result is final, false when it is not. */
      completed: words,
    }),
    finality: z.object({ final: words, pending: words, partial: words }),
    /**
     * Sentences of a result page. `{score}`, `{maximum}`, `{percent}` are numbers, `{outcome}` is the rest of the line.
     */
    texts: z.object({
      score: words,
      outcome: words,
      /** What may follow a score in its sentence. */
      units: words,
      passed: words,
      notPassed: words,
      /** Any of these on the page: the result waits for a review. */
      pending: words,
      /** Any of these on the page: not all was answered. */
      partial: words,
    }),
  }),
});
export type SiteProfile = z.output<typeof profileSchema>;
