import { withRule } from '../flows/with-rule.ts';
import { ada, grace } from '../harness.ts';
import { expect, test } from './support/test.ts';

/** A quiz's list of responses, read in the background in each of the three ways. */

const emails = (posts: { body: unknown }[]) =>
  posts.map((it) => (it.body as { recipient_email: string }).recipient_email);

const ways = [
  { build: 'a', way: 'html', what: 'an HTML page', header: false },
  { build: 'b', way: 'json', what: 'the JSON that fills the page', header: false },
  { build: 'b', way: 'tab', what: 'a page in a tab of our own', header: true },
] as const;

for (const { build, way, what, header } of ways)
  test.describe(`read from ${what}`, () => {
    test.use({ build });

    test('a watched list leaves what was there alone and awards what comes later', async ({ harness, ours }) => {
      const { site, credly, options, context } = harness;
      site.settings.responsesNeedHeader = header;
      const quiz = site.quiz('scored');
      await withRule(harness, 'scored');
      await options.goTo('Quizzes');
      const card = options.rule(quiz.title);
      await expect(card).toContainText('open this quiz’s Data & Analytics tab in CredSpark once');
      site.respond(quiz, { registration: grace, goal: { correct: 5 } });
      const { page, editor } = await harness.author();
      await editor.open(quiz, 'data');
      await expect(page.getByRole('region', { name: 'Credly badges for these responses' })).toBeVisible();
      await page.close();

      await options.goTo('Quizzes');
      await card.getByRole('button', { name: /^Watch this quiz/ }).click();
      const dialog = options.page.getByRole('dialog', { name: 'Watch this quiz’s responses?' });
      await expect(dialog).toContainText('with your sign-in at CredSpark');
      const opened: string[] = [];
      context.on('page', (it) => opened.push(it.url()));
      await dialog.getByRole('button', { name: 'Watch' }).click();
      await expect(dialog).toBeHidden({ timeout: 25_000 });
      await expect(card).toContainText('1 from before is left for you');
      expect(await ours.local()).toMatchObject({ watches: [{ known: { way } }] });
      expect(opened).toHaveLength(way === 'tab' ? 1 : 0);

      site.respond(quiz, { registration: ada, goal: { correct: 5 }, status: 'notified' });
      site.respond(quiz, {
        registration: { ...ada, email: 'pending@example.com' },
        goal: { correct: 5 },
        status: 'pending',
      });
      const pages = context.pages().length;
      await ours.setLocal({ watches: ((await ours.local()).watches as object[]).map((it) => ({ ...it, nextAt: 1 })) });
      await ours.ring('watch');
      await expect.poll(() => emails(credly.posts()), { timeout: 25_000 }).toEqual([ada.email]);
      await expect(card).toContainText('1 award so far');
      await expect(card).toContainText('1 not final yet');
      await expect.poll(() => context.pages().length).toBe(pages);
      expect(await options.page.evaluate(() => document.visibilityState), 'the tab at hand stays at hand').toBe(
        'visible',
      );
      expect(site.authorizations, 'no token went to the quiz site').toEqual([]);

      if (way !== 'html') return;
      site.settings.signedOut = true;
      await card.getByRole('button', { name: /^Read now/ }).click();
      await expect(card).toContainText('CredSpark has signed you out');
      expect(await ours.local()).toMatchObject({ watches: [{ nextAt: null, problem: 'signed-out' }] });
      site.settings.signedOut = false;
      const again = await harness.author();
      await again.editor.open(quiz, 'data');
      await expect
        .poll(async () => ((await ours.local()).watches as { nextAt: number }[])[0]?.nextAt)
        .toBeGreaterThan(0);
      await options.goTo('Quizzes');
      await card.getByRole('button', { name: /^Read now/ }).click();
      await expect(card).not.toContainText('signed you out');
      await card.getByRole('button', { name: /^Stop watching/ }).click();
      await expect(card).toContainText('Responses are not watched');
      expect(await ours.local()).toMatchObject({ watches: [] });
    });
  });

test.describe('a tab of our own', () => {
  test.use({ build: 'b' });

  test('is closed also where the worker was ended while it was open', async ({ harness, ours }) => {
    const { context, options } = harness;
    await options.agree();
    await (await ours.worker()).evaluate(async () => {
      const tab = await chrome.tabs.create({ url: 'https://app.credspark.com/interactions', active: false });
      await chrome.storage.session.set({ 'own-tabs': [tab.id] });
    });
    const left = await expect
      .poll(() => context.pages().filter((it) => it.url().endsWith('/interactions')).length)
      .toBe(1);
    expect(left).toBeUndefined();
    await ours.killWorker(options.page);
    await options.goTo('Settings');
    await options.page.reload();
    await expect.poll(() => context.pages().filter((it) => it.url().endsWith('/interactions')).length).toBe(0);
  });
});
