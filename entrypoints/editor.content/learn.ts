import { send } from '@/lib/messages/client.ts';
import { isOneQuiz } from '@/lib/quiz-site/pages.ts';
import { context, quizIds, refreshContext } from './context.ts';
import { reportFacts } from './findings.ts';
import type { QuizScreen, Stage } from './stage.ts';

/** Another quiz counts when the page has shown it unchanged for so long. */
const settleMs = 400;

/**
 * Learns what the page shows of its quiz: which one it is, and what the worker should know of it.
 * @param leave ends what was begun for the quiz shown before
 * @returns a function that is called with each reading of the page
 */
export function createLearner(stage: Stage, leave: () => void): (screen: QuizScreen) => void {
  let told = '';
  let changing: { key: string; isSame: boolean; since: number } | null = null;

  /** Tells the worker what the page shows of the quiz, once for each thing. */
  function learn(screen: QuizScreen): void {
    const { facts, ownButton, registration } = screen;
    if (!settled(facts.quizIds) || facts.quizIds.length === 0 || context.value?.consent !== 'agreed') return;
    reportFacts(stage.report, screen);
    const seen = { quizIds: facts.quizIds, title: facts.title, ...(registration ? { registration } : {}) };
    const telling = JSON.stringify(seen);
    // The latest word counts: a box may be ticked and unticked, and an address that was shown before may be shown again.
    if (telling !== told) {
      told = telling;
      void send('quiz.seen', seen).then(refreshContext, () => {
        told = '';
      });
    }
    const own = `own:${facts.quizIds.join()}`;
    if (!ownButton) stage.forget(own);
    else {
      leave();
      stage.once(own, () => send('quiz.own-button-seen', { quizIds: facts.quizIds }));
    }
  }

  /**
   * Whether the page has made up its mind which quiz it shows. A client-rendered editor changes address, title and links
   * one after the other; in between they belong to two quizzes.
   */
  function settled(seen: readonly string[]): boolean {
    const key = seen.join();
    const all = [...new Set([...quizIds.value, ...seen])];
    const isSame = isOneQuiz(all) && seen.some((id) => quizIds.value.includes(id));
    const isKnown = isSame && all.length === quizIds.value.length;
    if (quizIds.value.length === 0 || isKnown) {
      if (quizIds.value.length === 0) quizIds.value = seen;
      if (changing && !changing.isSame) void refreshContext();
      changing = null;
      return true;
    }
    if (changing?.key !== key) {
      changing = { key, isSame, since: performance.now() };
      if (!isSame) context.value = context.value && { ...context.value, rule: null, joined: false };
    }
    if (performance.now() - changing.since < settleMs) {
      setTimeout(stage.check, settleMs);
      return false;
    }
    changing = null;
    // What one tab of a quiz shows adds to what another has shown; another quiz ends what was begun for this one.
    if (!isSame) leave();
    quizIds.value = isSame ? all : seen;
    return true;
  }

  return (screen) => {
    learn(screen);
    stage.isBetweenQuizzes = changing !== null && !changing.isSame;
  };
}
