import type { Frame, Locator, Page } from '@playwright/test';
import { answersFor, answersForOutcome } from './grade.ts';
import type { Build, EditorTab, Quiz, QuizSite, Registration } from './index.ts';
import { editorTabs } from './model.ts';

/** The author's side, with the same methods in every build. */
export interface EditorPage {
  /** Loads a tab of a quiz. */
  open(quiz: Quiz, tab: EditorTab): Promise<void>;
  /** Goes to another tab of the quiz at hand, as an author does. */
  goToTab(tab: EditorTab): Promise<void>;
  openIntegrations(): Promise<void>;
  /** Goes to another quiz by links: full page loads in (a) and (c), inside the application, keeping the tab, in (b). */
  switchQuiz(quiz: Quiz): Promise<void>;
  /** Headings of the page's own Results View blocks, in order. */
  blockHeadings(): Promise<string[]>;
  /** Moves one of the page's own blocks by its own controls. */
  moveBlock(heading: string, direction: 'up' | 'down'): Promise<void>;
}

/** The participant's side, with the same methods in every build. */
export interface PlayerPage {
  open(quiz: Quiz): Promise<void>;
  register(participant: Registration): Promise<void>;
  skipRegistration(): Promise<void>;
  /** Chooses one answer a question, submits, and waits for the finished result page. */
  answer(texts: string[]): Promise<void>;
  /** A whole attempt; without a participant registration is skipped. */
  take(quiz: Quiz, participant: Registration | null, goal: { correct: number } | { outcome: string }): Promise<void>;
  /** Takes the result page's "Start again". */
  startAgain(): Promise<void>;
  /** All words of the result page. */
  resultText(): Promise<string>;
}

interface BuildSelectors {
  title: string;
  currentTab: string;
  tab: string;
  /** Made anew at every switch of tabs. */
  replaced: string;
  /** There once what belongs to the current tab is on the page. */
  ready: string;
  integrations: string;
  block: string;
  blockHeading: string;
  question: string;
  begin: string;
  finish: string;
  result: string;
}

const selectors: Record<Build, BuildSelectors> = {
  a: {
    title: 'h1',
    currentTab: '.tabs [aria-current=page]',
    tab: '.tabs a',
    replaced: 'body',
    ready: '.foot',
    integrations: '.integration',
    block: '.results-block',
    blockHeading: '.results-block > h2',
    question: '.question',
    begin: 'Begin',
    finish: 'Submit answers',
    result: '.result',
  },
  b: {
    title: '.main h1',
    currentTab: '[role=tab][aria-selected=true]',
    tab: '[role=tab]',
    replaced: '[role=tabpanel]',
    ready: '[role=tabpanel][aria-busy=false]',
    integrations: '.tiles > .sheet',
    block: '.block',
    blockHeading: '.block > div > h3',
    question: 'fieldset',
    begin: 'Continue',
    finish: 'Finish',
    result: '.result[aria-busy=false]',
  },
  c: {
    title: '.tt-1',
    currentTab: '.tb-x9.q7f2',
    tab: '.tb-x9',
    replaced: '.tr-b1',
    ready: '.pn-6d > *',
    integrations: '.cr-d8',
    block: '.rs-7y2',
    blockHeading: '.rs-7y2 > .rs-hd > h4',
    question: '.qs-w4',
    begin: 'Go to the questions',
    finish: 'Finish',
    result: '.rw-k2',
  },
};

function exactly(words: string): RegExp {
  return new RegExp(`^\\s*${words.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}\\s*$`);
}

/** Drives the editor of a running stand-in. */
export function editorPage(page: Page, site: QuizSite): EditorPage {
  const { title, currentTab, tab: tabs, replaced, ready, integrations, block, blockHeading } = selectors[site.build];
  const labelOf = (tab: EditorTab) => exactly(editorTabs.find(({ key }) => key === tab)?.label ?? tab);
  const shown = async (tab: EditorTab) => {
    await page
      .locator(currentTab)
      .filter({ hasText: labelOf(tab) })
      .waitFor();
    await page.locator(ready).first().waitFor();
  };
  const goToTab = async (tab: EditorTab) => {
    const link = page.locator(tabs).filter({ hasText: labelOf(tab) });
    // What is there now must go first: the current tab may be asked for again.
    if (site.build === 'a') {
      await Promise.all([page.waitForEvent('domcontentloaded'), link.click()]);
    } else {
      const old = await page.locator(replaced).elementHandle();
      await link.click();
      await old?.waitForElementState('hidden');
    }
    await shown(tab);
  };
  const titled = (quiz: Quiz) =>
    page
      .locator(title)
      .filter({ hasText: exactly(quiz.title) })
      .waitFor();
  return {
    async open(quiz, tab) {
      const url = site.urls.editor(quiz, tab);
      const [before, target] = [page.url(), url].map((address) => address.split('#')[0]);
      await page.goto(url);
      // Another hash alone does not load a page.
      if (site.build === 'c' && before === target) await page.reload();
      await titled(quiz);
      if (site.build === 'b') await goToTab(tab);
      else await shown(tab);
    },
    goToTab,
    async openIntegrations() {
      await page.goto(site.urls.integrations());
      await page.locator(integrations).first().waitFor();
    },
    async switchQuiz(quiz) {
      if (site.build === 'b') {
        await page.locator('.recent').getByRole('link', { name: quiz.title, exact: true }).click();
      } else {
        await page.getByRole('link', { name: 'Interactions', exact: true }).first().click();
        await page
          .locator(title)
          .filter({ hasText: exactly('Interactions') })
          .waitFor();
        await page.getByRole('link', { name: quiz.title }).click();
      }
      await titled(quiz);
      await page.locator(currentTab).waitFor();
      await page.locator(ready).first().waitFor();
    },
    blockHeadings: () => page.locator(blockHeading).allInnerTexts(),
    async moveBlock(heading, direction) {
      const texts = () => page.locator(blockHeading).allInnerTexts();
      const target = (await texts()).indexOf(heading) + (direction === 'up' ? -1 : 1);
      const moved = page
        .locator(blockHeading)
        .nth(target)
        .filter({ hasText: exactly(heading) });
      const own = page.locator(block).filter({ has: page.getByRole('heading', { name: heading, exact: true }) });
      const saved = page.waitForResponse((response) => response.request().method() !== 'GET');
      await own.getByRole('button', { name: `Move ${direction}` }).click();
      await saved;
      await moved.waitFor();
      await page.locator(ready).first().waitFor();
    },
  };
}

/** Drives the player of a running stand-in, in a page of its own or inside an embed's frame. */
export function playerPage(page: Page | Frame, site: QuizSite): PlayerPage {
  const { question, begin, finish, result } = selectors[site.build];
  // Build (a) marks its buttons as buttons; (c) has a link among them.
  const control = (name: RegExp): Locator => page.getByRole('button', { name }).or(page.getByRole('link', { name }));
  const startControls = () => control(/^(Skip|Start)$/);
  const finished = async () => {
    await page.locator(result).waitFor();
    await control(/^Start again$/).waitFor();
  };
  const player: PlayerPage = {
    async open(quiz) {
      await page.goto(site.urls.player(quiz));
      await startControls()
        .or(control(exactly(begin)))
        .first()
        .waitFor();
    },
    async register({ firstName, lastName, email }) {
      if (firstName !== undefined) await page.getByLabel('First Name', { exact: true }).fill(firstName);
      if (lastName !== undefined) await page.getByLabel('Last Name', { exact: true }).fill(lastName);
      if (email !== undefined) await page.getByLabel('Email', { exact: true }).fill(email);
      await control(exactly(begin)).click();
      await page.locator(question).first().waitFor();
    },
    async skipRegistration() {
      await startControls().click();
      await page.locator(question).first().waitFor();
    },
    async answer(texts) {
      const oneByOne = site.build === 'b';
      for (const [index, text] of texts.entries()) {
        const asked = oneByOne ? page.locator(`fieldset[data-question="${index}"]`) : page.locator(question).nth(index);
        await asked.getByRole('radio', { name: text, exact: true }).check();
        if (oneByOne && index < texts.length - 1) await control(/^Next$/).click();
      }
      await control(exactly(finish)).click();
      await finished();
    },
    async take(quiz, participant, goal) {
      await player.open(quiz);
      await (participant ? player.register(participant) : player.skipRegistration());
      await player.answer('outcome' in goal ? answersForOutcome(quiz, goal.outcome) : answersFor(quiz, goal));
    },
    async startAgain() {
      await control(/^Start again$/).click();
      await startControls()
        .or(control(exactly(begin)))
        .first()
        .waitFor();
    },
    async resultText() {
      await finished();
      return (await page.locator('body').allInnerTexts()).join('\n');
    },
  };
  return player;
}
