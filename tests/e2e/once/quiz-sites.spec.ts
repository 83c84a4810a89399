import { readFile } from 'node:fs/promises';
import { attemptBlock, withRule } from '../flows/with-rule.ts';
import { ada, expect, grace, test } from '../harness.ts';

/** What becomes of pages that are not as the profile expects them. */
test.use({ build: 'b' });

test('what was found and what was not stands on the tab "Quiz sites", and results that are not certain', async ({
  harness,
}) => {
  const { options } = harness;
  await withRule(harness, 'scored');
  await options.goTo('Quiz sites');
  const row = (name: string) => options.page.getByRole('row').filter({ hasText: name });
  await expect(row('Place of “Award a Credly Badge”')).toContainText(/Found.*Beside the other buttons/);
  await expect(row('A final result')).toContainText('Not seen yet');
  const full = { score: 10, max_score: 10, status: 'completed' };
  const { page, player } = await harness.participant();
  await page.route(/\/1$|\/answers$/, (route) => route.fulfill({ json: { mine: full, other: { ...full, score: 3 } } }));
  await player.open(harness.site.quiz('scored'));
  await player.register(ada);
  await page.getByRole('radio').first().check();
  await page.getByRole('button', { name: 'Next' }).click();
  await expect(options.page.getByText('1 result could not be read with certainty')).toBeVisible();
  await expect(options.page.getByText('Two results that differ.')).toBeVisible();
  expect(harness.credly.posts()).toHaveLength(0);
  // The same attempt comes to a result that is certain: the doubt was of its beginning.
  await page.unrouteAll();
  await player.take(harness.site.quiz('scored'), grace, { correct: 5 });
  await expect(attemptBlock(page)).toContainText('Credly sent an invitation');
  await options.goTo('Quiz sites');
  await expect(row('A final result')).toContainText(/Found.*In the answer to the page/);
});

test('a button without a place says so in the page, until it is sent away or finds one', async ({ harness }) => {
  await harness.options.agree();
  const { page, editor, ui } = await harness.author();
  await editor.open(harness.site.quiz('scored'), 'motivation');
  await expect(ui.button).toBeVisible();
  const note = page.getByRole('complementary', { name: 'Credly Badges for CredSpark' });
  // A page of which nothing but the tabs can be recognised.
  await page.evaluate(() => {
    document.querySelector('main')?.replaceWith(document.querySelector('[role=tablist]') ?? '');
    document.querySelector('aside')?.remove();
  });
  await expect(note).toContainText('did not find the place for its button');
  await note.getByRole('button', { name: 'Dismiss' }).click();
  await expect(note).toHaveCount(0);
  await harness.options.goTo('Quiz sites');
  const row = harness.options.page.getByRole('row').filter({ hasText: 'Place of “Award a Credly Badge”' });
  await expect(row).toContainText(/Not found.*Last found/);
});

test('a row of tabs without a known word for Motivation says so in the page', async ({ harness }) => {
  await harness.options.agree();
  const { page, editor } = await harness.author();
  const panels = await readFile(new URL('../../quiz-site/b/panels.js', import.meta.url), 'utf8');
  const body = panels.replace("label: 'Motivation'", "label: 'Zachęty'");
  await page.route('**/packs/panels.js', (route) => route.fulfill({ contentType: 'text/javascript', body }));
  await editor.open(harness.site.quiz('scored'), 'results-view');
  const note = page.getByRole('complementary', { name: 'Credly Badges for CredSpark' });
  await expect(note).toContainText('did not recognise the Motivation tab');
  await page.getByRole('tab', { name: 'Zachęty' }).click();
  await expect(page.getByText('What participants get when they finish.')).toBeVisible();
  await expect(harness.uiOf(page).button).toHaveCount(0);
  await harness.options.goTo('Quiz sites');
  const row = harness.options.page.getByRole('row').filter({ hasText: 'Place of “Award a Credly Badge”' });
  await expect(row).toContainText('Not found');
});

test('a result page that fights our block wins, and the participant is told so', async ({ harness }) => {
  await withRule(harness, 'scored');
  const { page, player } = await harness.participant();
  await player.take(harness.site.quiz('scored'), ada, { correct: 5 });
  await expect(attemptBlock(page)).toContainText('Credly sent an invitation');
  await page.evaluate(() => {
    const remove = () => document.querySelector('[data-credly-badges-for-credspark=results-block]')?.remove();
    new MutationObserver(remove).observe(document, { childList: true, subtree: true });
    remove();
  });
  const note = page.getByRole('complementary', { name: 'Credly Badges for CredSpark' });
  await expect(note).toContainText('keeps removing the element that shows your Credly badge');
  await note.getByRole('button', { name: 'Dismiss' }).click();
  await expect(note).toHaveCount(0);
});
