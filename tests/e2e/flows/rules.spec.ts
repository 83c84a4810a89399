import { ada, expect, grace, test } from '../harness.ts';
import { connected } from './connected.ts';
import { attemptBlock } from './with-rule.ts';

test('each score range earns its own badge, and one below the passing score earns none', async ({ harness }) => {
  const { credly, site } = harness;
  await connected(harness);
  const { editor, ui } = await harness.author();
  // Passes from 60 %; its ranges, which the page shows, begin at 0, 6 and 9 of 10 points.
  const quiz = site.quiz('scored-2');
  await editor.open(quiz, 'motivation');
  await ui.button.click();
  await ui.dialog.getByRole('radio', { name: 'Score Ranges' }).check();
  await expect(ui.dialog.getByRole('radio', { name: 'Points' })).toBeChecked();
  await expect(ui.rangeFrom(2)).toHaveValue('6');
  await expect(ui.range(2)).toContainText('Steady');
  await expect(ui.rangeFrom(3)).toHaveValue('9');

  await ui.type(ui.rangeFrom(2), '5');
  await ui.chooseInRow(ui.range(2), 'Data Literacy Foundations');
  await ui.chooseInRow(ui.range(3), 'Project Leadership');
  await ui.save.click();
  await expect(ui.rangeFrom(2)).toBeFocused();
  await ui.dialog.getByRole('button', { name: 'Split at 6' }).click();
  await ui.save.click();
  await expect(ui.group).toContainText('Project Leadership');

  const { page, player } = await harness.participant();
  await player.take(quiz, ada, { correct: 5 });
  await expect(attemptBlock(page)).toContainText('Project Leadership');
  await player.take(quiz, grace, { correct: 4 });
  await expect(attemptBlock(page)).toContainText('Data Literacy Foundations');
  await player.take(quiz, { ...grace, email: 'low@example.com' }, { correct: 2 });
  await expect(attemptBlock(page)).toContainText('did not earn the badge');
  const nameOf = (id: unknown) => credly.production.templates.find((it) => it.id === id)?.name;
  expect(
    credly.posts().map(({ body }) => {
      const { recipient_email, badge_template_id } = body as Record<string, unknown>;
      return [recipient_email, nameOf(badge_template_id)];
    }),
  ).toEqual([
    [ada.email, 'Project Leadership'],
    [grace.email, 'Data Literacy Foundations'],
  ]);
});

test('each outcome earns the badge chosen for it', async ({ harness }) => {
  const { credly, site } = harness;
  await connected(harness);
  const { editor, ui } = await harness.author();
  const quiz = site.quiz('outcome');
  await editor.open(quiz, 'motivation');
  await ui.button.click();
  await ui.choose('Project Leadership');
  for (const outcome of ['Explorer', 'Builder'])
    await ui.dialog.getByRole('checkbox', { name: outcome, exact: true }).check();
  await ui.chooseInRow(ui.outcome('Builder'), 'Data Literacy Foundations');
  await ui.save.click();
  await ui.group.waitFor();

  const { page, player } = await harness.participant();
  await player.take(quiz, ada, { outcome: 'Builder' });
  await expect(attemptBlock(page)).toContainText('Data Literacy Foundations');
  await player.take(quiz, grace, { outcome: 'Explorer' });
  await expect(attemptBlock(page)).toContainText('Project Leadership');
  expect(credly.posts()).toHaveLength(2);
});

test('a sign-out in mid-edit loses nothing that was typed', async ({ harness }) => {
  await connected(harness);
  const { page, editor, ui } = await harness.author();
  await editor.open(harness.site.quiz('scored'), 'motivation');
  await ui.button.click();
  await ui.choose('Project Leadership');
  await ui.type(ui.passingScore, '72.');
  harness.site.settings.signedOut = true;
  await page.reload();
  await page.getByRole('button', { name: 'Sign in' }).click();
  await editor.goToTab('motivation');
  await ui.button.click();
  await expect(ui.dialog).toContainText('What you typed before is back.');
  await expect(ui.selectBadge).toHaveValue('Project Leadership');
  await ui.type(ui.passingScore, '72.5');
  await ui.save.click();
  await expect(ui.group).toContainText('72.5 %');

  await ui.group.getByRole('button', { name: 'Edit' }).click();
  await expect(ui.dialog.getByText('What you typed before is back.')).toBeHidden();
  await expect(ui.passingScore).toHaveValue('72.5');
});

test('what the quiz asks for is learnt on its Registration tab', async ({ harness }) => {
  const { site } = harness;
  await connected(harness);
  const { page, editor, ui } = await harness.author();
  const quiz = site.quiz('scored');
  quiz.registration = { firstName: true, lastName: false, email: true };
  await editor.open(quiz, 'motivation');
  await ui.button.click();
  await expect(ui.dialog.getByText('Whether the quiz asks for first name')).toBeVisible();
  await ui.dialog.getByRole('button', { name: 'Cancel' }).click();
  await editor.goToTab('registration');
  await editor.goToTab('motivation');
  await ui.button.click();
  await expect(ui.dialog.getByText('The quiz does not ask for last name.')).toBeVisible();
  await ui.dialog.getByRole('button', { name: 'Cancel' }).click();
  await editor.goToTab('registration');
  await page.getByRole('checkbox', { name: 'Last Name' }).check();
  // Build (a) has a form; the others save at once.
  if (site.build === 'a') await page.getByRole('button', { name: 'Save' }).click();
  await editor.goToTab('motivation');
  await ui.button.click();
  await expect(ui.dialog.getByText('The quiz asks for first name, last name and e-mail.')).toBeVisible();
});
