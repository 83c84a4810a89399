import { type Finding, send } from '@/lib/messages/client.ts';
import type { Screen } from './screen.ts';

type What = Finding['what'];
type By = Finding['by'];

/** Tells the worker what was found on the page and what was not: each once, until it changes. */
export function createReporter(): (what: What, by: By) => void {
  const told = new Map<What, By>();
  let waiting: Finding[] = [];
  const tell = () => {
    const findings = waiting;
    waiting = [];
    send('site.findings', { findings }).catch(() => {
      for (const { what } of findings) told.delete(what);
    });
  };
  return (what, by) => {
    if (told.has(what) && told.get(what) === by) return;
    told.set(what, by);
    if (waiting.length === 0) queueMicrotask(tell);
    waiting.push({ what, by });
  };
}

/** What an editor page shows of its quiz. Ranges and outcomes are no loss where a quiz has none. */
export function reportFacts(
  report: ReturnType<typeof createReporter>,
  { facts, tab }: Extract<Screen, { kind: 'quiz' }>,
): void {
  const isScored = facts.type === 'scored';
  report('tabs', 'words');
  report('quiz-id', facts.quizIds.length > 0 ? 'words' : null);
  report('quiz-title', facts.title ? 'words' : null);
  report('quiz-type', facts.type ? 'words' : null);
  if (isScored && tab === 'motivation') report('passing-score', facts.passingScore ? 'words' : null);
  if (facts.ranges.rows.length > 0) report('ranges', 'words');
  if (facts.outcomes.length > 0) report('outcomes', 'words');
}
