import { expect, test } from '../harness.ts';
import { connected } from './connected.ts';
import { oneBuild } from './one-build.ts';

test('the button stands on the Motivation tab of scored and outcome quizzes only', async ({ harness }) => {
  await connected(harness);
  const { editor, ui } = await harness.author();
  for (const key of ['scored', 'outcome']) {
    await editor.open(harness.site.quiz(key), 'motivation');
    await expect(ui.button).toBeVisible();
    await expect(ui.button).toHaveAccessibleDescription('Added by Credly Badges for CredSpark');
  }
  for (const key of ['poll', 'survey']) {
    await editor.open(harness.site.quiz(key), 'motivation');
    await expect(ui.ours).toHaveCount(0);
  }
  await editor.open(harness.site.quiz('scored'), 'motivation');
  await expect(ui.button).toBeVisible();
  await editor.goToTab('registration');
  await expect(ui.button).toHaveCount(0);
});

test('without a connection the button leads to Connect', oneBuild, async ({ harness }) => {
  await harness.options.agree();
  const { editor, ui } = await harness.author();
  await editor.open(harness.site.quiz('scored'), 'motivation');
  await ui.button.click();
  await expect(harness.options.page.getByRole('button', { name: 'Connect' })).toBeVisible();
  await expect(ui.dialog).toHaveCount(0);
});

test('the saved award replaces the button, can be edited, and survives a reload', async ({ harness }) => {
  await connected(harness);
  const { page, editor, ui } = await harness.author();
  await editor.open(harness.site.quiz('scored'), 'motivation');
  await ui.button.click();
  await expect(ui.passingScore).toHaveValue('80');
  await ui.dialog.getByRole('button', { name: 'Cancel' }).click();
  await ui.awardForScore('Data Literacy Foundations', '65.5');
  await expect(ui.button).toHaveCount(0);
  await expect(ui.group).toContainText('Data Literacy Foundations');
  await expect(ui.group).toContainText('65.5 %');
  await page.reload();
  await editor.goToTab('motivation');
  await expect(ui.group).toContainText('65.5 %');

  await ui.group.getByRole('button', { name: 'Edit' }).click();
  await expect(ui.selectBadge).toHaveValue('Data Literacy Foundations');
  await ui.choose('Project Leadership');
  await ui.dialog.getByRole('radio', { name: 'Points' }).check();
  await ui.save.click();
  await expect(ui.group).toContainText('Project Leadership');
  await expect(ui.group).toContainText('65.5 points');

  await ui.group.getByRole('button', { name: 'Remove' }).click();
  await expect(ui.button).toBeFocused();
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(ui.group).toContainText('65.5 points');
  await expect(ui.button).toBeHidden();
  await ui.group.getByRole('button', { name: 'Remove' }).click();
  await expect(ui.button).toBeVisible();
});

test('a quiz counted in points offers its points', async ({ harness }) => {
  await connected(harness);
  const { editor, ui } = await harness.author();
  await editor.open(harness.site.quiz('points'), 'motivation');
  await ui.button.click();
  await expect(ui.passingScore).toHaveValue('7');
  await expect(ui.dialog.getByRole('radio', { name: 'Points' })).toBeChecked();
});

test('an outcome quiz offers each outcome that the page shows', async ({ harness }) => {
  await connected(harness);
  const { editor, ui } = await harness.author();
  await editor.open(harness.site.quiz('outcome'), 'motivation');
  await ui.button.click();
  for (const outcome of ['Explorer', 'Builder', 'Guardian'])
    await expect(ui.dialog.getByRole('checkbox', { name: outcome, exact: true })).not.toBeChecked();
  await ui.choose('Project Leadership');
  await ui.save.click();
  await expect(ui.dialog.getByRole('textbox', { name: 'Another outcome' })).toHaveAccessibleDescription(
    /Choose at least one outcome/,
  );
  await ui.dialog.getByRole('checkbox', { name: 'Builder', exact: true }).check();
  await ui.save.click();
  await expect(ui.group).toContainText('Builder');
});

test('the card among the integrations leads to the options page', async ({ harness }) => {
  const { options } = harness;
  await options.agree();
  const { editor, ui } = await harness.author();
  await editor.openIntegrations();
  await expect(ui.card).toHaveAccessibleDescription('Added by Credly Badges for CredSpark');
  await ui.card.getByRole('button', { name: 'Connect' }).click();
  await expect(options.page.getByRole('button', { name: 'Connect' })).toBeVisible();
  await connected(harness, { agreed: true });
  await expect(ui.card.getByText('Connected', { exact: true })).toBeVisible();
  await expect(ui.card.getByRole('button', { name: 'Edit' })).toBeVisible();
});

test("ours goes away when the page has its own Credly button, and the quiz's awards stop", async ({ harness }) => {
  const { site, options } = harness;
  await connected(harness);
  const { page, editor, ui } = await harness.author();
  const quiz = site.quiz('scored');
  await editor.open(quiz, 'motivation');
  await ui.awardForScore('Safe Food Handling');
  site.settings.nativeCredlyButton = true;
  // Build (a) is drawn by the server, so there it comes with the next page; the others show it by themselves.
  if (site.build === 'a') await page.reload();
  await expect(
    page
      .getByRole('button', { name: 'Award a Credly Badge' })
      .or(page.getByRole('link', { name: 'Award a Credly Badge' })),
  ).toBeVisible();
  await expect(ui.ours).toHaveCount(0);
  await options.goTo('Quizzes');
  await expect(options.page.getByText('its own “Award a Credly Badge” for this quiz')).toBeVisible();

  const { player } = await harness.participant();
  await player.take(quiz, { firstName: 'Ada', lastName: 'Lovelace', email: 'ada@example.com' }, { correct: 5 });
  await options.goTo('Activity');
  await expect(options.row('Ada Lovelace')).toContainText('Held for review');
  expect(harness.credly.posts()).toHaveLength(0);
});

test('ours goes away when the site has its own Credly card', async ({ harness }) => {
  const { site } = harness;
  site.settings.nativeCredlyCard = true;
  await harness.options.agree();
  const { page, editor, ui } = await harness.author();
  await editor.openIntegrations();
  await expect(page.getByRole('heading', { name: 'Credly Integration' })).toBeVisible();
  await expect(ui.ours).toHaveCount(0);
});

test('moving on to another quiz shows that quiz, not the former one', async ({ harness }) => {
  const { site } = harness;
  await connected(harness);
  const { editor, ui } = await harness.author();
  await editor.open(site.quiz('scored'), 'motivation');
  await ui.awardForScore('Safe Food Handling');
  await editor.switchQuiz(site.quiz('scored-2'));
  await editor.goToTab('motivation');
  await expect(ui.button).toBeVisible();
  await expect(ui.group).toHaveCount(0);
  await editor.switchQuiz(site.quiz('scored'));
  await editor.goToTab('motivation');
  await expect(ui.group).toContainText('Safe Food Handling');
});
