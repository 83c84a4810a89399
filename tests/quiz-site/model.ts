/** The three deliberately different shapes of the stand-in; see README.md. */
export type Build = 'a' | 'b' | 'c';

export type QuizType = 'scored' | 'outcome' | 'poll' | 'survey';

/** The tabs of an interaction in the editor's order, with the words that authors see. */
export const editorTabs = [
  { key: 'design', label: 'Design' },
  { key: 'registration', label: 'Registration' },
  { key: 'motivation', label: 'Motivation' },
  { key: 'results-view', label: 'Results View' },
  { key: 'deliver', label: 'Deliver' },
  { key: 'data', label: 'Data & Analytics' },
] as const;

export type EditorTab = (typeof editorTabs)[number]['key'];

export interface Answer {
  text: string;
  correct?: boolean;
  /** Points for choosing this answer; a correct answer without them counts one. */
  points?: number;
  /** The outcome that this answer speaks for, in an outcome quiz. */
  outcome?: string;
}

export interface Question {
  text: string;
  answers: Answer[];
}

export interface Quiz {
  /** The name that tests use; never shown on a page. */
  key: string;
  /** The public id, in player, share and embed addresses. */
  slug: string;
  /** The number in the editor addresses of builds b and c. */
  id: number;
  title: string;
  type: QuizType;
  passingScore?: { value: number; unit: 'percent' | 'points' };
  questions: Question[];
  outcomes?: string[];
  /** Score ranges in points, both ends included. */
  ranges?: { name: string; from: number; to: number }[];
  registration: { firstName: boolean; lastName: boolean; email: boolean; required?: boolean };
  /** Headings of the Results View blocks, in order; empty for one without, which build c has. */
  resultBlocks: string[];
  /** What a block says on the result page, by heading, in place of the usual text. */
  resultBlockText?: Record<string, string>;
  manualReview?: boolean;
  /** `false` leaves the Preview link out of the editor. */
  showsPreviewLink?: boolean;
}

export interface Registration {
  firstName?: string;
  lastName?: string;
  email?: string;
}

export interface Grade {
  score: number | null;
  maxScore: number | null;
  /** 0 to 100, two decimals at most. */
  percentage: number | null;
  /** `null` where the quiz has no passing score. */
  passed: boolean | null;
  outcome: string | null;
  range: string | null;
}

/** One submitted response, as the server keeps it. */
export interface AttemptRecord extends Grade {
  id: number;
  quizKey: string;
  slug: string;
  /** `null` when the participant skipped registration. */
  registration: Registration | null;
  /** The chosen answer of each question; `null` where none was chosen. */
  answers: (string | null)[];
  /** `false` while the response waits for manual review. */
  final: boolean;
  status: 'completed' | 'pending' | 'reviewed' | 'notified' | 'partial';
  /** ISO 8601. */
  submittedAt: string;
}

/** Switches that a test may flip at any time. */
export interface Settings {
  /** Motivation has the site's own "Award a Credly Badge". Open pages of b and c follow within 300 ms. */
  nativeCredlyButton: boolean;
  /** Integrations has the site's own "Credly Integration" card. Open pages of b and c follow within 300 ms. */
  nativeCredlyCard: boolean;
  /** Every submitted response waits for review. */
  manualReview: boolean;
  /** Editor pages lead to the sign-in form, until somebody signs in there. */
  signedOut: boolean;
  /** How long the server thinks before it answers a POST. */
  thinkingMs: number;
  /** So many responses stand on one page of Data & Analytics. */
  responsesPerPage: number;
  /** The application's own requests for responses carry a header, and others are refused. */
  responsesNeedHeader: boolean;
  /** Pages may be kept in the back-forward cache. */
  pagesAreKept: boolean;
  /** Build b counts the score up for so long, rewriting the page on every frame; 0 shows it at once. */
  animationMs: number;
}

export interface Integration {
  key: string;
  name: string;
  text: string;
  connected: boolean;
}

/** An attempt that has begun and is not submitted. */
export interface Attempt {
  id: number;
  quiz: Quiz;
  registration: Registration | null;
  answers: (string | null)[];
}

/** Everything the server remembers. */
export interface SiteState {
  build: Build;
  quizzes: Quiz[];
  responses: AttemptRecord[];
  settings: Settings;
  integrations: Integration[];
  attempts: Map<number, Attempt>;
  /** Every Authorization header that came in. There should be none. */
  authorizations: string[];
}

/** The type in words, as an editor header says it. */
export const typeWords: Record<QuizType, string> = {
  scored: 'Scored quiz',
  outcome: 'Outcome quiz',
  poll: 'Poll',
  survey: 'Survey',
};

export const registrationFields = [
  { key: 'firstName', label: 'First Name', autocomplete: 'given-name', input: 'text' },
  { key: 'lastName', label: 'Last Name', autocomplete: 'family-name', input: 'text' },
  { key: 'email', label: 'Email', autocomplete: 'email', input: 'email' },
] as const;

export function playerPath(quiz: Quiz): string {
  return `/assessments/${quiz.slug}/assessment_responses/new`;
}

export function shareLink(quiz: Quiz): string {
  return `https://app.credspark.com${playerPath(quiz)}`;
}

/** What a publisher pastes into a page. */
export function embedCode(quiz: Quiz): string {
  return [
    `<div class="credsparkQuiz" data-quiz-id="${quiz.slug}"></div>`,
    `<script async src="https://app.credspark.com/assessments/${quiz.slug}/embed_script.js"></script>`,
  ].join('\n');
}

/** The words of one Results View block on the result page. */
export function blockText(quiz: Quiz, heading: string): string {
  const own = quiz.resultBlockText?.[heading];
  if (own !== undefined) return own;
  if (heading === 'Score summary') return passingScoreText(quiz) ?? 'This one has no right or wrong.';
  if (heading === 'Answer review') return 'Every question, with the answer that was given.';
  if (heading === 'Share your result') return 'Know somebody who would like this? Send them the link.';
  return 'Nothing to show here yet.';
}

/** "Passing score: 80%", or `null` where the quiz has none. */
export function passingScoreText(quiz: Quiz): string | null {
  if (!quiz.passingScore) return null;
  const { value, unit } = quiz.passingScore;
  return `Passing score: ${unit === 'percent' ? `${value}%` : `${value} points`}`;
}
