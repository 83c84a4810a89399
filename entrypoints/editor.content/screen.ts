import { buttonSelector, fold, headingSelector, nameOf, visibleAll, wordSet } from '@/lib/quiz-site/dom/elements.ts';
import { type QuizFacts, readQuizFacts } from '@/lib/quiz-site/dom/quiz-facts.ts';
import {
  currentTab,
  editorTabWords,
  findTabRow,
  panelOf,
  settingsTabWords,
  type TabRow,
} from '@/lib/quiz-site/dom/tabs.ts';
import type { SiteProfile } from '@/lib/quiz-site/profile.ts';

/** What the page shows right now, as far as it concerns us. */
export type Screen =
  | { kind: 'quiz'; tab: string | null; panel: HTMLElement | null; facts: QuizFacts; ownButton: boolean }
  | { kind: 'integrations'; panel: HTMLElement | null; ownCard: boolean }
  | { kind: 'other' };

/** Reads the page anew; holds on to the row of tabs as long as it stays in the document. */
export function createScreenReader(profile: SiteProfile): { read(): Screen; stop(): void } {
  let quizRow: TabRow | null = null;
  let settingsRow: TabRow | null = null;
  let clicked: string | null = null;

  // Where nothing else tells the current tab, the last one a person chose does.
  const onClick = (event: MouseEvent) => {
    const { target } = event;
    if (!event.isTrusted || !(target instanceof Node)) return;
    for (const row of [quizRow, settingsRow])
      for (const [name, item] of row?.items ?? []) if (item.contains(target)) clicked = name;
  };
  document.addEventListener('click', onClick, { capture: true, passive: true });

  return {
    read() {
      if (!document.body) return { kind: 'other' };
      quizRow = isWhole(quizRow) ? quizRow : findTabRow(document.body, editorTabWords(profile));
      if (quizRow) {
        const ownWords = wordSet(profile.words.ownCredlyButton);
        const ownButton = visibleAll(document, `${buttonSelector}, a, ${headingSelector}`).some((it) =>
          ownWords.has(fold(nameOf(it))),
        );
        return {
          kind: 'quiz',
          tab: currentTab(quizRow, clicked),
          panel: panelOf(quizRow),
          facts: readQuizFacts(profile, quizRow.row),
          ownButton,
        };
      }
      settingsRow = isWhole(settingsRow) ? settingsRow : findTabRow(document.body, settingsTabWords(profile));
      if (settingsRow && currentTab(settingsRow, clicked) === 'integrations') {
        const panel = panelOf(settingsRow);
        const ownWords = wordSet(profile.words.ownCredlyCard);
        const ownCard = visibleAll(document, headingSelector).some((it) => ownWords.has(fold(nameOf(it))));
        return { kind: 'integrations', panel, ownCard };
      }
      return { kind: 'other' };
    },
    stop: () => document.removeEventListener('click', onClick, { capture: true }),
  };
}

function isWhole(row: TabRow | null): boolean {
  return Boolean(row?.row.isConnected) && [...(row?.items.values() ?? [])].every((item) => item.isConnected);
}
