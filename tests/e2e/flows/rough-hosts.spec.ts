import type { Page } from '@playwright/test';
import { ada, expect, test } from '../harness.ts';
import { connected } from './connected.ts';
import { oneBuild } from './one-build.ts';
import { attemptBlock, withRule } from './with-rule.ts';

/** Empties the element around ours and fills it again, as frameworks do when they draw anew. */
async function rebuildPanel(page: Page): Promise<void> {
  await page.evaluate(() => {
    const own = document.querySelector('[data-credly-badges-for-credspark]');
    const panel = own?.parentElement;
    if (!panel || !own) throw new Error('There is nothing of ours on the page.');
    const copy = [...panel.childNodes].filter((it) => it !== own).map((it) => it.cloneNode(true));
    panel.replaceChildren(...copy);
  });
}

test('the button comes back after the panel is rebuilt, our node wiped, and 4,000 mutations in a burst', async ({
  harness,
}) => {
  await connected(harness);
  const { page, editor, ui } = await harness.author();
  await editor.open(harness.site.quiz('scored'), 'motivation');
  await expect(ui.button).toBeVisible();
  await rebuildPanel(page);
  await expect(ui.button).toBeVisible();
  await page.evaluate(() => document.querySelector('[data-credly-badges-for-credspark]')?.remove());
  await expect(ui.button).toBeVisible();
  await page.evaluate(() => {
    const box = document.body.appendChild(document.createElement('div'));
    for (let count = 0; count < 4000; count += 1) {
      box.append(document.createElement('i'));
      if (count % 3 === 0) box.firstChild?.remove();
    }
    box.remove();
  });
  await expect(ui.button).toHaveCount(1);
  await editor.goToTab('design');
  await expect(ui.button).toHaveCount(0);
  await editor.goToTab('motivation');
  await expect(ui.button).toHaveCount(1);
  await ui.awardForScore('Safe Food Handling');
});

test('what is typed in the dialog survives a page that replaces its whole body', async ({ harness }) => {
  await connected(harness);
  const { page, editor, ui } = await harness.author();
  await editor.open(harness.site.quiz('scored'), 'motivation');
  await ui.button.click();
  await ui.choose('Project Leadership');
  await ui.type(ui.passingScore, '77');
  await page.evaluate(() => {
    document.documentElement.querySelector('[data-credly-badges-for-credspark=dialog]')?.remove();
    document.body.replaceWith(document.body.cloneNode(true));
  });
  await expect(ui.passingScore).toHaveValue('77');
  await expect(ui.selectBadge).toHaveValue('Project Leadership');
});

test('a page that fights our elements wins, and is told so', async ({ harness }) => {
  await connected(harness);
  const { page, editor, ui } = await harness.author();
  await editor.open(harness.site.quiz('scored'), 'motivation');
  await expect(ui.button).toBeVisible();
  await page.evaluate(() => {
    new MutationObserver(() => document.querySelector('[data-credly-badges-for-credspark=button]')?.remove()).observe(
      document,
      {
        childList: true,
        subtree: true,
      },
    );
    document.body.append(document.createElement('i'));
  });
  await expect(page.getByText('keeps removing the elements')).toBeVisible();
  await page.getByRole('button', { name: 'Dismiss' }).click();
  await expect(ui.ours).toHaveCount(0);
});

test('nothing of ours changes the size of anything else on the page', async ({ harness }) => {
  const { site } = harness;
  await harness.options.agree();
  const { page, editor, ui } = await harness.author();
  await editor.open(site.quiz('scored'), 'motivation');
  await expect(ui.button).toBeVisible();
  const measure = () =>
    page.evaluate(() =>
      [...document.querySelectorAll('button, input, h1, h2, h3, label, nav a')]
        .map((it) => it.getBoundingClientRect())
        .map(({ width, height }) => `${Math.round(width)}x${Math.round(height)}`),
    );
  const withButton = await measure();
  await page.evaluate(() => document.querySelector('[data-credly-badges-for-credspark]')?.setAttribute('hidden', ''));
  expect(await measure()).toEqual(withButton);
});

test('the award goes out although the worker died between registration and score', oneBuild, async ({ harness }) => {
  await withRule(harness, 'scored');
  const quiz = harness.site.quiz('scored');
  const { page, player } = await harness.participant();
  await player.open(quiz);
  await player.register(ada);
  await harness.killWorker();
  await player.answer(harness.answersFor(quiz, { correct: 5 }));
  await expect(attemptBlock(page)).toContainText('Credly sent an invitation');
  expect(harness.credly.posts()).toHaveLength(1);
});

test('a score that counts up is awarded by what it comes to', async ({ harness }) => {
  const { site } = harness;
  site.settings.animationMs = 1500;
  await withRule(harness, 'scored');
  const { page, player } = await harness.participant();
  await player.take(site.quiz('scored'), ada, { correct: 5 });
  await expect(attemptBlock(page)).toContainText('Credly sent an invitation');
  expect(harness.credly.posts()).toHaveLength(1);
});

test('a quiz whose public address is hidden says so, and is joined on its Deliver tab', async ({ harness }) => {
  await connected(harness);
  const quiz = harness.site.quiz('unlinked');
  const { editor, ui } = await harness.author();
  await editor.open(quiz, 'motivation');
  await ui.awardForScore('Safe Food Handling');
  await editor.goToTab('deliver');
  await expect.poll(() => harness.storedText()).toContain(`slug:${quiz.slug}`);
  await editor.goToTab('motivation');
  await expect(ui.group).not.toContainText('public address is not known yet');
  const { page, player } = await harness.participant();
  await player.take(quiz, ada, { correct: 2 });
  await expect(attemptBlock(page)).toContainText('Credly sent an invitation');
});
