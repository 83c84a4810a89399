/** The editor's tabs and kinds of quiz, by our own names. Apart from the profile, which content scripts import as a type only. */
export const tabNames = ['design', 'registration', 'motivation', 'results-view', 'deliver', 'data'] as const;
export type TabName = (typeof tabNames)[number];

/** Scored and outcome quizzes can award; polls and surveys cannot. */
export const quizTypes = ['scored', 'outcome', 'poll', 'survey'] as const;
export type QuizType = (typeof quizTypes)[number];
