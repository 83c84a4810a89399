import { z } from 'zod';
import { anchorNames, columnKinds, fieldKinds, quizTypes, tabNames } from './names.ts';
import { beginsWithWords, isTemplate } from './text-template.ts';

/**
 * A site profile: everything known or assumed about one quiz site, as a checked document. No code, no regular
 * expressions. Words are compared without regard to case and white space.
 */

const words = z.array(z.string().min(1).max(200)).max(60);

/**
 * A path with `{name}` for one segment and a final `*` for any rest: `/assessments/{slug}/assessment_responses/*`. Where
 * the quiz is told by the query, that follows: `/take?quiz={slug}`.
 */
const pathPattern = z.string().startsWith('/').max(300);

/** A sentence with places for what is read: "You got {score} of {maximum}". See text-template.ts. */
const template = z.string().min(1).max(200).refine(isTemplate);

/** One that is looked for in every line of a page. */
const sentence = template.refine(beginsWithWords);

const selector = z.string().min(1).max(300);

/** Elements that a strategy finds: fewer or more of them, and it has not found its place. */
const matches = z.object({ min: z.number().int().min(1), max: z.number().int().min(1) }).default({ min: 1, max: 1 });
/** Structural strategies look for a group, whose size is the site's own affair. */
const anyMatches = z
  .object({ min: z.number().int().min(1), max: z.number().int().min(1) })
  .default({ min: 1, max: 500 });

/**
 * How an anchor is looked for; tried in order, the first that finds the right number of elements wins. Ours goes behind
 * the last of them; our block is moved among them. Only what is visible in the panel at hand and not ours counts.
 */
export const strategySchema = z.discriminatedUnion('by', [
  /** Elements of a role (said or implied by the tag) with one of the names. */
  z.object({ by: z.literal('role'), role: z.string().min(1).max(40), names: words.min(1), matches }),
  /** Elements whose whole visible text is one of the words, each the innermost. */
  z.object({ by: z.literal('text'), words: words.min(1), matches }),
  z.object({ by: z.literal('css'), selector, matches }),
  /** The largest group of buttons beside each other whose words are none of the form's own ("Save", ...). */
  z.object({ by: z.literal('buttons-of-panel'), matches: anyMatches }),
  /** The outermost list of alike siblings with a heading each, and what is alike among them without one. */
  z.object({ by: z.literal('blocks-with-headings'), matches: anyMatches }),
  /** Alike cards that each offer one of the words. */
  z.object({ by: z.literal('cards-with-buttons'), words: words.min(1), matches: anyMatches }),
  /** At the end of the panel. */
  z.object({ by: z.literal('end-of-panel') }),
]);
export type Strategy = z.output<typeof strategySchema>;

/** What is sent: JSON, urlencoded text, FormData, or other text. */
export const bodyKinds = ['json', 'urlencoded', 'form-data', 'text'] as const;
export type BodyKind = (typeof bodyKinds)[number];

/** Where a value is found in a request or an answer. */
const fieldSource = z.object({
  /** Names of the field, at any depth; compared by letters and digits only (`user[first_name]` is "firstname"). */
  names: words,
  /** Exact places: `/data/result/score`, with `*` for any one step. Where one of them is there, names do not count. */
  paths: z.array(z.string().startsWith('/').max(300)).max(20).default([]),
});
export type FieldSource = z.output<typeof fieldSource>;

const resultsSchema = z.object({
  /** Requests that can carry a registration or a result; what fits none of them is not looked at. */
  requests: z
    .array(
      z.object({
        methods: z.array(z.enum(['POST', 'PUT', 'PATCH'])).min(1),
        /** Paths; none means every one of the site. */
        urls: z.array(pathPattern).max(20),
        bodies: z.array(z.enum(bodyKinds)).min(1),
      }),
    )
    .min(1)
    .max(20),
  fields: z.record(z.enum(fieldKinds), fieldSource),
  /** Where scores, outcomes and states are looked for: in the site's answer, or in what the page itself sends. */
  resultIn: z.enum(['answer', 'request']).default('answer'),
  /** Objects with one of these words in their name are not this attempt's result: other people's, or parts of it. */
  notTheResult: words,
  /** What words of state mean: values of status fields, and flags of that name. */
  finality: z.object({
    final: words,
    pending: words,
    partial: words,
    /** Words in a status field that say nothing about the end: "ok", "passed". */
    neutral: words,
  }),
  /**
   * Which post of many is the last: by its path, or by a field of what is sent. It makes a result final whose answer does
   * not say so; a word of doubt in the answer stands above it.
   */
  last: z.object({ urls: z.array(pathPattern).max(20), names: words, values: words }),
  texts: z.object({
    score: z.array(sentence).max(60),
    outcome: z.array(sentence).max(60),
    /** What may follow a number in its sentence. */
    units: words,
    passed: words,
    notPassed: words,
    /** Any of these on the page: the result waits for a review. */
    pending: words,
    /** Any of these on the page: not all was answered. */
    partial: words,
  }),
  /** Single elements of a result page, each read by a template of its own. */
  places: z.array(z.object({ selector, template })).max(20),
});

/** How the list of responses is read that staff see: as a table on the page, or as the JSON that fills it. */
const responseListSchema = z.object({
  /** Words at the head of a column; in JSON, names of a field, beside those of `results.fields`. */
  columns: z.record(z.enum(columnKinds), words),
  /** Objects of a JSON row in which a "name" is a person's. */
  people: words,
  /** What a word of state means. `reviewed`: the score is set and the participant has not been told. */
  statuses: z.object({ final: words, reviewed: words, pending: words, partial: words }),
  /** How a score stands in a cell: "{score} of {maximum}". */
  scores: z.array(template).max(40),
  /** What stands where there is nothing: "No score", "Anonymous". */
  nothing: words,
  /** What the page says in place of a list without rows. */
  empty: words,
  /** Names of the array that holds the rows in JSON: where it is empty, it is known by its name alone. */
  arrays: words,
  /** What leads to the list's next page. */
  nextPage: words,
  /** Where somebody is sent who is not signed in. */
  signIn: z.array(pathPattern).max(20),
});
export type ResponseList = z.output<typeof responseListSchema>;

/** A document from before there was this part says nothing of lists: none is read. */
const noResponseList: ResponseList = {
  columns: Object.fromEntries(columnKinds.map((kind) => [kind, []])) as unknown as ResponseList['columns'],
  people: [],
  statuses: { final: [], reviewed: [], pending: [], partial: [] },
  scores: [],
  nothing: [],
  empty: [],
  arrays: [],
  nextPage: [],
  signIn: [],
};

/** Raised when a document of an older form would be misread; `readProfile` brings older documents up to it. */
export const currentSchema = 1;

export const profileSchema = z.object({
  schema: z.literal(currentSchema),
  id: z.string().min(1).max(60),
  /** Counts the changes of one profile; kept with every result that was read by it. */
  version: z.number().int().min(1),
  name: z.string().min(1).max(100),
  /** `user`: corrected or taught in this browser, or brought in from a file. */
  owner: z.enum(['shipped', 'user']).default('shipped'),
  /** What of it is known and what assumed, for whoever changes it. */
  about: z.array(z.string().max(500)).max(20).default([]),
  origins: z
    .array(z.url({ protocol: /^https$/ }))
    .min(1)
    .max(10),
  /** Where pages of the site send their results, besides their own origin. */
  requestOrigins: z
    .array(z.url({ protocol: /^https$/ }))
    .max(10)
    .default([]),
  pages: z.object({
    /** Where participants are. Everything else of the site counts as the editor's. */
    player: z.array(pathPattern).min(1).max(50),
    /** Opening one of these starts a new attempt. None where the address of a start is that of a result too. */
    playerStart: z.array(pathPattern).max(50),
    /** Where an address tells a quiz: `{slug}` the public one, `{id}` the editor's own. None where there is no editor. */
    editor: z.array(pathPattern).max(50),
    /** Where staff see who answered what. */
    responses: z.array(pathPattern).max(50),
    /** Requests that are sent without the participant's doing, such as a view counter. */
    ignoredRequests: z.array(pathPattern).max(50),
  }),
  /** Where the editor shows a quiz's public slug: addresses in links and embed code, and attributes in embed code. */
  quizId: z.object({ links: z.array(pathPattern).max(50), attributes: z.array(z.string().max(60)).max(20) }),
  words: z.object({
    tabs: z.record(z.enum(tabNames), words),
    integrations: words,
    /** Neighbours of "Integrations" in the site's settings: three of them make a navigation. */
    settingsTabs: words,
    quizTypes: z.record(z.enum(quizTypes), words),
    /** What may stand before a quiz's type: "Type". */
    typeLabels: words,
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
  anchors: z.record(z.enum(anchorNames), z.array(strategySchema).max(20)),
  results: resultsSchema,
  responseList: responseListSchema.default(noResponseList),
});
export type SiteProfile = z.output<typeof profileSchema>;
