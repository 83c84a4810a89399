import type { Answer, Attempt, AttemptRecord, Grade, Question, Quiz, Registration, SiteState } from './model.ts';

function pointsOf(answer: Answer | undefined): number {
  return answer?.points ?? (answer?.correct ? 1 : 0);
}

function chosen(question: Question, text: string | null | undefined): Answer | undefined {
  return question.answers.find((answer) => answer.text === text);
}

/** Most votes win; a draw goes to the outcome that the quiz names first. */
function winningOutcome(quiz: Quiz, answers: readonly (string | null)[]): string | null {
  const votes = quiz.questions.map((question, index) => chosen(question, answers[index])?.outcome);
  let best: { name: string; count: number } | null = null;
  for (const name of quiz.outcomes ?? []) {
    const count = votes.filter((vote) => vote === name).length;
    if (!best || count > best.count) best = { name, count };
  }
  return best?.name ?? null;
}

/** Grades what was chosen, question by question. */
export function grade(quiz: Quiz, answers: readonly (string | null)[]): Grade {
  const none: Grade = { score: null, maxScore: null, percentage: null, passed: null, outcome: null, range: null };
  if (quiz.type === 'outcome') return { ...none, outcome: winningOutcome(quiz, answers) };
  if (quiz.type !== 'scored') return none;
  const sum = (values: number[]) => values.reduce((total, value) => total + value, 0);
  const score = sum(quiz.questions.map((question, index) => pointsOf(chosen(question, answers[index]))));
  const maxScore = sum(quiz.questions.map((question) => Math.max(0, ...question.answers.map(pointsOf))));
  const percentage = maxScore === 0 ? 0 : Math.round((score / maxScore) * 10_000) / 100;
  const pass = quiz.passingScore;
  return {
    score,
    maxScore,
    percentage,
    passed: pass ? (pass.unit === 'points' ? score >= pass.value : score * 100 >= pass.value * maxScore) : null,
    outcome: null,
    range: quiz.ranges?.find(({ from, to }) => score >= from && score <= to)?.name ?? null,
  };
}

/** Begins an attempt; `registration` is `null` when the participant skipped it. */
export function startAttempt(site: SiteState, quiz: Quiz, registration: Registration | null): Attempt {
  const id = 8_400_001 + site.attempts.size;
  const attempt: Attempt = { id, quiz, registration, answers: quiz.questions.map(() => null) };
  site.attempts.set(id, attempt);
  return attempt;
}

/** Submits an attempt and keeps it among the site's responses. Submitting again gives the same record. */
export function finishAttempt(site: SiteState, attempt: Attempt): AttemptRecord {
  const before = site.responses.find((response) => response.id === attempt.id);
  if (before) return before;
  const pending = site.settings.manualReview || attempt.quiz.manualReview === true;
  const record: AttemptRecord = {
    id: attempt.id,
    quizKey: attempt.quiz.key,
    slug: attempt.quiz.slug,
    registration: attempt.registration,
    answers: [...attempt.answers],
    ...grade(attempt.quiz, attempt.answers),
    final: !pending,
    status: pending ? 'pending' : 'completed',
    submittedAt: new Date().toISOString(),
  };
  site.responses.push(record);
  return record;
}

/** A response of the past, as staff see it. */
export interface PastResponse {
  registration: Registration | null;
  goal: { correct: number } | { outcome: string };
  status?: AttemptRecord['status'];
  submittedAt?: string;
}

/** Adds a response to the site's, as if somebody had taken the quiz in a browser of their own. */
export function addResponse(
  site: SiteState,
  quiz: Quiz,
  { registration, goal, status, submittedAt }: PastResponse,
): AttemptRecord {
  const answers = 'outcome' in goal ? answersForOutcome(quiz, goal.outcome) : answersFor(quiz, goal);
  const attempt = { ...startAttempt(site, quiz, registration), answers };
  const record = finishAttempt(site, attempt);
  record.status = status ?? record.status;
  record.final = record.status === 'completed' || record.status === 'notified';
  record.submittedAt = submittedAt ?? record.submittedAt;
  return record;
}

/**
 * Which answers to choose, question by question, so that the first `correct` questions are right and the rest wrong.
 * @throws when the quiz has fewer questions, or a question has no wrong answer to give
 */
export function answersFor(quiz: Quiz, { correct }: { correct: number }): string[] {
  if (correct > quiz.questions.length) throw new Error(`"${quiz.title}" has only ${quiz.questions.length} questions`);
  return quiz.questions.map((question, index) => {
    const wanted = question.answers.find((answer) =>
      quiz.type === 'scored' ? Boolean(answer.correct) === index < correct : true,
    );
    if (!wanted) throw new Error(`"${question.text}" has no ${index < correct ? 'correct' : 'wrong'} answer`);
    return wanted.text;
  });
}

/**
 * Which answers to choose so that an outcome quiz ends in the outcome called `name`.
 * @throws when a question has no answer for that outcome
 */
export function answersForOutcome(quiz: Quiz, name: string): string[] {
  return quiz.questions.map((question) => {
    const wanted = question.answers.find((answer) => answer.outcome === name);
    if (!wanted) throw new Error(`"${question.text}" has no answer for the outcome "${name}"`);
    return wanted.text;
  });
}
