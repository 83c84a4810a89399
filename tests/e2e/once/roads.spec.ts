import type { Frame, Page } from '@playwright/test';
import { playerPage } from '../../quiz-site/page-objects.ts';
import { attemptBlock, withRule } from '../flows/with-rule.ts';
import { ada, expect, grace, test } from '../harness.ts';

/** Players that are not a page of their own. */
test.use({ build: 'b' });

const invited = 'Credly sent an invitation';
const emails = (posts: { body: unknown }[]) =>
  posts.map((it) => (it.body as { recipient_email: string }).recipient_email);

/** The frame inside a page's (or a frame's) only iframe. */
async function innerFrame(page: Page | Frame): Promise<Frame> {
  const handle = await page.locator('iframe').elementHandle();
  const frame = await handle?.contentFrame();
  if (!frame) throw new Error('There is no frame.');
  return frame;
}

test('a player that a publisher has embedded awards, and shows the badge in the frame', async ({ harness }) => {
  const { site } = harness;
  await withRule(harness, 'scored');
  const quiz = site.quiz('scored');
  const { page } = await harness.participant();
  await page.goto(site.urls.publisher(quiz));
  const frame = await innerFrame(page);
  const player = playerPage(frame, site);
  await player.register(ada);
  await player.answer(harness.answersFor(quiz, { correct: 5 }));
  await expect(frame.getByRole('region', { name: 'Credly badge', exact: true })).toContainText(invited);
  await expect(attemptBlock(page)).toHaveCount(0);
  expect(emails(harness.credly.posts())).toEqual([ada.email]);
  expect(await harness.storedText()).toContain('"frame":"embedded"');
});

test('a player that draws itself into a frame without an address is one attempt with its page', async ({ harness }) => {
  const { site } = harness;
  await withRule(harness, 'scored');
  const quiz = site.quiz('scored');
  const { page } = await harness.participant();
  await page.goto(`${site.urls.player(quiz)}?in=frame`);
  const frame = await innerFrame(page);
  const player = playerPage(frame, site);
  await player.register(ada);
  await player.answer(harness.answersFor(quiz, { correct: 5 }));
  await expect(frame.getByRole('region', { name: 'Credly badge', exact: true })).toContainText(invited);
  expect(emails(harness.credly.posts())).toEqual([ada.email]);
});

test('a plain form in a frame that its page writes again and again is seen', async ({ harness }) => {
  const { site } = harness;
  await withRule(harness, 'scored');
  const quiz = site.quiz('scored');
  const { page } = await harness.participant();
  await page.goto(site.urls.player(quiz));
  await page.evaluate(() => {
    const frame = document.createElement('iframe');
    document.body.append(frame);
    const write = (markup: string) => {
      frame.contentDocument?.open();
      frame.contentDocument?.write(markup);
      frame.contentDocument?.close();
    };
    write('<p>Please wait</p>');
    Object.assign(globalThis, { write });
  });
  const frame = await innerFrame(page);
  // The hook has come to the frame once its form function is no longer the browser's own.
  await expect
    .poll(() => frame.evaluate(() => String(HTMLFormElement.prototype.submit).includes('native')))
    .toBe(false);
  await page.evaluate(
    (action) =>
      (globalThis as unknown as { write: (markup: string) => void }).write(
        `<form method="post" action="${action}"><input name="user[first_name]" value="Ada"><input name="user[last_name]"
         value="Lovelace"><input name="user[email]" value="ada@example.com"><button>Begin</button></form>`,
      ),
    site.urls.player(quiz).replace(/\/new$/, ''),
  );
  await frame.getByRole('button', { name: 'Begin' }).click();
  await expect.poll(() => harness.storedText()).toContain(ada.email);
});

test('an editor that draws itself into a frame without an address has the button there', async ({ harness }) => {
  await harness.options.agree();
  const { page, editor } = await harness.author();
  await editor.open(harness.site.quiz('scored'), 'design');
  await page.evaluate(() => {
    const content = [...document.body.childNodes];
    const frame = document.body.appendChild(document.createElement('iframe'));
    frame.contentDocument?.body.append(...content);
  });
  const frame = await innerFrame(page);
  await frame.getByRole('tab', { name: 'Motivation' }).click();
  await expect(frame.getByRole('button', { name: 'Award a Credly Badge' })).toBeVisible();
  await expect(harness.uiOf(page).button).toHaveCount(0);
});

test.describe('a page that comes back from the back-forward cache', () => {
  /** Marks itself when it comes back. */
  const watch = (page: Page) =>
    page.evaluate(() =>
      addEventListener('pageshow', (event) =>
        document.documentElement.setAttribute('data-kept', String((event as PageTransitionEvent).persisted)),
      ),
    );
  const goBack = async (page: Page, steps: number) => {
    // Later, so that the page is still there to answer.
    await page.evaluate((by) => {
      setTimeout(() => history.go(by));
    }, -steps);
    await expect(page.locator('html')).toHaveAttribute('data-kept', 'true');
  };

  test.beforeEach(async ({ harness }) => {
    harness.site.settings.pagesAreKept = true;
    await withRule(harness, 'scored');
  });

  test('goes on with its attempt', async ({ harness }) => {
    const quiz = harness.site.quiz('scored');
    const { page, player } = await harness.participant();
    await player.open(quiz);
    await player.register(ada);
    await watch(page);
    await page.goto(harness.site.urls.home());
    await goBack(page, 1);
    await player.answer(harness.answersFor(quiz, { correct: 5 }));
    await expect(attemptBlock(page)).toContainText(invited);
    expect(emails(harness.credly.posts())).toEqual([ada.email]);
  });

  test('is nobody’s after somebody else has begun in the same tab', async ({ harness }) => {
    const quiz = harness.site.quiz('scored');
    const { page, player } = await harness.participant();
    await player.open(quiz);
    await player.register(ada);
    await watch(page);
    await page.goto(harness.site.urls.home());
    await player.open(quiz);
    await player.register(grace);
    await goBack(page, 2);
    await player.answer(harness.answersFor(quiz, { correct: 5 }));
    await expect(attemptBlock(page)).toContainText('Credly needs the following from you');
    expect(harness.credly.posts()).toHaveLength(0);
  });
});
