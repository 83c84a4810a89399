/** What we call the parts of a quiz site. Apart from the profile, which content scripts import as a type only. */

/** The editor's tabs. */
export const tabNames = ['design', 'registration', 'motivation', 'results-view', 'deliver', 'data'] as const;
export type TabName = (typeof tabNames)[number];

/** Scored and outcome quizzes can award; polls and surveys cannot. */
export const quizTypes = ['scored', 'outcome', 'poll', 'survey'] as const;
export type QuizType = (typeof quizTypes)[number];

/** Places in a page where our elements go. */
export const anchorNames = ['button', 'results-block', 'integrations-card', 'result-page-block'] as const;
export type AnchorName = (typeof anchorNames)[number];

/** The kinds of strategies by which an anchor is looked for; see `strategySchema`. */
export const strategyNames = [
  'role',
  'text',
  'css',
  'buttons-of-panel',
  'blocks-with-headings',
  'cards-with-buttons',
  'end-of-panel',
] as const;
export type StrategyName = (typeof strategyNames)[number];

/** What the editor's pages are read for. */
export const factNames = ['tabs', 'quiz-id', 'quiz-title', 'quiz-type', 'passing-score', 'ranges', 'outcomes'] as const;
export type FactName = (typeof factNames)[number];

/** Everything that is looked for. `identity` and `result` are looked for in what a player sends and gets. */
export const findables = [...factNames, ...anchorNames, 'response-list', 'identity', 'result'] as const;
export type Findable = (typeof findables)[number];

/** How it was found: by a strategy, by words in the page, in its text, in what it sent, in what came back, in a list. */
export const waysOfFinding = [...strategyNames, 'words', 'page-text', 'request', 'answer', 'list'] as const;
export type WayOfFinding = (typeof waysOfFinding)[number];

/** The parts of a result and of who has it; each is read from fields of requests and answers. */
export const fieldKinds = [
  'firstName',
  'lastName',
  'email',
  'score',
  'maximum',
  'percent',
  'passed',
  'passMark',
  'passMarkUnit',
  'outcome',
  'attemptId',
  'status',
  'completed',
] as const;
export type FieldKind = (typeof fieldKinds)[number];

/** What a column of the list of responses says; `name` is the whole name, `result` a score or an outcome in words. */
export const columnKinds = [
  'firstName',
  'lastName',
  'name',
  'email',
  'score',
  'maximum',
  'percent',
  'result',
  'outcome',
  'passed',
  'status',
  'date',
  'attemptId',
] as const;
export type ColumnKind = (typeof columnKinds)[number];

/**
 * Why something that speaks of a result is none: `two-results` - two differ; `finality-unclear` - nothing says whether it is
 * the last word. In a list: `columns-unclear` - two columns could be the same thing; `rows-unclear` - single rows could not
 * be read. A final result without a readable score is one: it is held for a person.
 */
export const doubts = ['two-results', 'finality-unclear', 'columns-unclear', 'rows-unclear'] as const;
export type Doubt = (typeof doubts)[number];
