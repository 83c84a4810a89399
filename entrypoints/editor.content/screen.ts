import { buttonSelector, fold, headingSelector, nameOf, type Panel, visibleAll } from '@/lib/quiz-site/dom/elements.ts';
import { pageAddress } from '@/lib/quiz-site/dom/page-address.ts';
import { type QuizFacts, readQuizFacts } from '@/lib/quiz-site/dom/quiz-facts.ts';
import { type RegistrationOnPage, readRegistration } from '@/lib/quiz-site/dom/registration.ts';
import {
  currentTab,
  editorTabWords,
  findTabRow,
  panelOf,
  settingsTabWords,
  type TabRow,
  unknownTabs,
} from '@/lib/quiz-site/dom/tabs.ts';
import { isEditorWithoutTabs } from '@/lib/quiz-site/pages.ts';
import type { SiteProfile } from '@/lib/quiz-site/profile.ts';

/** What the page shows right now, as far as it concerns us. */
export type Screen =
  | {
      kind: 'quiz';
      tab: string | null;
      panel: Panel | null;
      facts: QuizFacts;
      ownButton: boolean;
      /** What the quiz asks its participants for; null on other tabs than Registration. */
      registration: RegistrationOnPage | null;
      /** The row has a tab that we do not know, and Motivation is not among those that we do. */
      lacksMotivation: boolean;
    }
  | { kind: 'integrations'; panel: Panel | null; ownCard: boolean }
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
    for (const row of [quizRow, settingsRow]) {
      if (!row) continue;
      for (const [name, item] of row.items) if (item.contains(target)) clicked = name;
      if (unknownTabs(row).some((it) => it.contains(target))) clicked = null;
    }
  };
  document.addEventListener('click', onClick, { capture: true, passive: true });

  return {
    read() {
      if (!document.body) return { kind: 'other' };
      quizRow = isWhole(quizRow) ? quizRow : findTabRow(document.body, editorTabWords(profile));
      if (quizRow) {
        const { ownCredlyButton } = profile.words;
        const ownButton = hasNamed(`${buttonSelector}, a, ${headingSelector}`, ownCredlyButton);
        const tab = currentTab(quizRow, clicked);
        const panel = panelOf(quizRow);
        return {
          kind: 'quiz',
          tab,
          panel,
          facts: readQuizFacts(profile, quizRow.row),
          ownButton,
          registration: tab === 'registration' && panel ? readRegistration(profile, panel) : null,
          lacksMotivation: !quizRow.items.has('motivation') && unknownTabs(quizRow).length > 0,
        };
      }
      if (isEditorWithoutTabs(profile, pageAddress())) return wholeEditor(profile);
      settingsRow = isWhole(settingsRow) ? settingsRow : findTabRow(document.body, settingsTabWords(profile));
      if (settingsRow && currentTab(settingsRow, clicked) === 'integrations') {
        const panel = panelOf(settingsRow);
        const ownCard = hasNamed(headingSelector, profile.words.ownCredlyCard);
        return { kind: 'integrations', panel, ownCard };
      }
      return { kind: 'other' };
    },
    stop: () => document.removeEventListener('click', onClick, { capture: true }),
  };
}

/** An editor without tabs is all tabs at once. */
export const everyTab = 'every';

function wholeEditor(profile: SiteProfile): Screen {
  const root = visibleAll(document, 'main, [role=main]')[0] ?? document.body;
  return {
    kind: 'quiz',
    tab: everyTab,
    panel: { root, behind: null },
    facts: readQuizFacts(profile, document.head),
    ownButton: hasNamed(`${buttonSelector}, a, ${headingSelector}`, profile.words.ownCredlyButton),
    registration: null,
    lacksMotivation: false,
  };
}

/** Whether the page itself (never we) shows something of that name. An icon may stand before or behind the words. */
function hasNamed(selector: string, names: readonly string[]): boolean {
  return visibleAll(document, selector).some((it) => {
    const name = fold(nameOf(it));
    return name.length < 80 && names.some((own) => name.includes(fold(own)));
  });
}

function isWhole(row: TabRow | null): boolean {
  return Boolean(row?.row.isConnected) && [...(row?.items.values() ?? [])].every((item) => item.isConnected);
}
