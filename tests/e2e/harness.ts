import { type BrowserContext, test as base, type Page } from '@playwright/test';
import { type CredlyServer, credlyHosts, startCredlyServer } from '../credly-server/index.ts';
import { expect, findInEitherAlphabet } from '../look/either-alphabet.ts';
import { browserOfMode, mode } from '../look/mode.ts';
import { answersFor, type Build, type QuizSite, quizSiteHosts, startQuizSite } from '../quiz-site/index.ts';
import { editorPage, playerPage } from '../quiz-site/page-objects.ts';
import {
  type ExtensionBrowser,
  type ExtensionBrowserOptions,
  launchExtensionBrowser,
} from '../run/extension-browser.ts';
import { openTlsPort } from '../tls/port.ts';
import { editorUi } from './pages/editor-ui.ts';
import { optionsPage } from './pages/options-page.ts';
import { openSharedBrowser, type SharedBrowser } from './shared-browser.ts';

/** Which build of the stand-in a test runs on; set by the project. */
export interface BuildOption {
  build: Build;
}

export interface Harness {
  credly: CredlyServer;
  site: QuizSite;
  context: BrowserContext;
  extensionId: string;
  /** The options page, which opens by itself on install. */
  options: ReturnType<typeof optionsPage>;
  /** Answers that lead to a goal, for attempts that are not taken in one go. */
  answersFor: typeof answersFor;
  /** Our interface in any page. */
  uiOf: typeof editorUi;
  /** Everything the extension has stored (both storage areas and IndexedDB), as text to search in. */
  storedText(): Promise<string>;
  /** Kills the service worker as the browser may at any time; the next message or alarm revives it. */
  killWorker(): Promise<void>;
  /** A new tab with the author's side of the quiz site, and our interface in it. */
  author(): Promise<{ page: Page; editor: ReturnType<typeof editorPage>; ui: ReturnType<typeof editorUi> }>;
  /** A new tab with the participant's side. */
  participant(): Promise<{ page: Page; player: ReturnType<typeof playerPage> }>;
}

type Fixtures = BuildOption & {
  /** Anything in it gives the test a browser of its own. */
  browserOptions: Partial<ExtensionBrowserOptions>;
  /** For tests that change the browser in a way that cannot be undone. */
  ownBrowser: boolean;
  harness: Harness;
};

export const test = base.extend<Fixtures, { sharedBrowser: SharedBrowser }>({
  build: ['a', { option: true }],
  browserOptions: [browserOfMode, { option: true }],
  ownBrowser: [false, { option: true }],
  // A test that fails ends its worker, and this browser with it.
  sharedBrowser: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads from the pattern that nothing is needed.
    async ({}, use) => {
      const [credly, site] = await Promise.all([openTlsPort(credlyHosts), openTlsPort(quizSiteHosts)]);
      const shared = openSharedBrowser(credly, site);
      await use(shared);
      await shared.close();
      await Promise.all([credly.close(), site.close()]);
    },
    { scope: 'worker' },
  ],
  harness: async ({ build, browserOptions, ownBrowser, sharedBrowser }, use, testInfo) => {
    const { ports } = sharedBrowser;
    const [credly, site] = await Promise.all([
      startCredlyServer({ at: ports.credly }),
      startQuizSite({ build, at: ports.site }),
    ]);
    const isShared = !ownBrowser && Object.keys(browserOptions).length === 0;
    const harness = isShared
      ? await harnessIn(await sharedBrowser.install(), credly, site)
      : await openHarness(credly, site, browserOptions);
    await use(harness);
    const asExpected = testInfo.status === testInfo.expectedStatus;
    if (!asExpected)
      await testInfo.attach('what Credly saw and the ledger holds', {
        contentType: 'text/plain',
        body: `${credlyLog(credly)}\n\n${await harness.storedText().catch(String)}`,
      });
    if (!isShared) await harness.context.close();
    else if (asExpected) await sharedBrowser.clear();
    await Promise.all([credly.stop(), site.stop()]);
  },
});

/** A browser of its own with the extension newly installed. Whoever opens a second one closes its context. */
export async function openHarness(
  credly: CredlyServer,
  site: QuizSite,
  browserOptions: Partial<ExtensionBrowserOptions> = {},
): Promise<Harness> {
  return harnessIn(await launchExtensionBrowser({ credly, site, ...browserOfMode, ...browserOptions }), credly, site);
}

async function harnessIn(
  { context, extensionId }: ExtensionBrowser,
  credly: CredlyServer,
  site: QuizSite,
): Promise<Harness> {
  const address = `chrome-extension://${extensionId}/options.html`;
  const isOptions = (page: Page) => page.url().startsWith(address);
  if (mode === 'rtl') findInEitherAlphabet(context.pages()[0] ?? (await context.newPage()));
  const opened = context.pages().find(isOptions) ?? (await context.waitForEvent('page', { predicate: isOptions }));
  return {
    credly,
    site,
    context,
    extensionId,
    options: optionsPage(opened),
    answersFor,
    uiOf: editorUi,
    storedText: () => opened.evaluate(readEverythingStored),
    async killWorker() {
      const session = await context.newCDPSession(opened);
      await session.send('ServiceWorker.enable');
      await session.send('ServiceWorker.stopAllWorkers');
      await session.detach();
    },
    async author() {
      const page = await context.newPage();
      return { page, editor: editorPage(page, site), ui: editorUi(page) };
    },
    async participant() {
      const page = await context.newPage();
      return { page, player: playerPage(page, site) };
    },
  };
}

/** One line a request: a failed test often shows there why. */
function credlyLog({ requests }: CredlyServer): string {
  return requests
    .map(
      ({ at, method, host, path, answeredStatus }) =>
        `${new Date(at).toISOString()} ${method} ${host}${path} -> ${answeredStatus ?? 'no answer'}`,
    )
    .join('\n');
}

/** Runs on the options page, which may read what the extension keeps. */
async function readEverythingStored(): Promise<string> {
  const found: unknown[] = [await chrome.storage.local.get(null), await chrome.storage.session.get(null)];
  const settled = <T>(request: IDBRequest<T>) =>
    new Promise<T>((resolve, reject) => {
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
  for (const { name } of await indexedDB.databases()) {
    const db = await settled(indexedDB.open(name ?? ''));
    for (const store of db.objectStoreNames)
      found.push(await settled(db.transaction(store).objectStore(store).getAll()));
    db.close();
  }
  return JSON.stringify(found);
}

export { expect };

/** The five fields that a badge is issued with, and nothing else. */
export const issueFields = [
  'badge_template_id',
  'issued_at',
  'issued_to_first_name',
  'issued_to_last_name',
  'recipient_email',
];

export const ada = { firstName: 'Ada', lastName: 'Lovelace', email: 'ada@example.com' };
export const grace = { firstName: 'Grace', lastName: 'Hopper', email: 'grace@example.com' };
