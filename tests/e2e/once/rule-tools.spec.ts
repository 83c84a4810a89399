import { ada, issueFields } from '../harness.ts';
import { typeInto } from '../pages/editor-ui.ts';
import { awardBadge, connect, expect, seedOf, test } from './support/test.ts';
import { words } from './support/words.ts';

test('a test badge is really issued in the sandbox, marked as a test, and does not stand in the way of a real one', async ({
  harness,
}) => {
  const { credly, options, site } = harness;
  const { organization, token } = seedOf(harness, 'sandbox');
  await options.connect({ organizationId: organization.id, token, sandbox: true });
  const { editor, ui } = await harness.author();
  const quiz = site.quiz('scored');
  await editor.open(quiz, 'motivation');
  await ui.button.click();
  await ui.choose('Data Literacy Foundations');
  await ui.dialog.getByText(words('try_heading'), { exact: true }).click();
  // What would be sent, and what is, are the same fields.
  for (const field of issueFields) await expect(ui.dialog.getByRole('rowheader', { name: field })).toBeVisible();
  await typeInto(ui.dialog.getByRole('textbox', { name: words('test_email') }), ada.email);
  await ui.dialog.getByRole('button', { name: words('test_send') }).click();
  await ui.dialog.getByRole('button', { name: words('test_send_now') }).click();
  await expect(ui.dialog.getByText(words('test_sent', ada.email))).toBeVisible();
  await expect.poll(() => credly.posts().length).toBe(1);
  const [post] = credly.posts();
  expect(post?.host).toBe('sandbox-api.credly.com');
  expect(Object.keys(post?.body as object).sort()).toEqual(issueFields);
  await options.goTo('Activity');
  await expect(options.row(ada.email)).toContainText(words('award_test'));
  await expect(options.row(ada.email)).toContainText('Issued');

  await ui.save.click();
  await ui.group.waitFor();
  const { player } = await harness.participant();
  await player.take(quiz, ada, { correct: 5 });
  await options.goTo('Activity');
  await expect(options.row(ada.email)).toHaveCount(2);
});

test('a rule is copied from another quiz, and each quiz keeps its own passing score', async ({ harness, ours }) => {
  await connect(harness);
  const { editor, ui } = await awardBadge(harness, 'scored', 'Project Leadership');
  const before = await ours.rules();
  await editor.open(harness.site.quiz('points'), 'motivation');
  await ui.button.click();
  await ui.dialog.getByRole('button', { name: words('copy_from') }).click();
  await expect(ui.dialog.getByRole('combobox', { name: words('copy_from') })).toHaveValue(String(before[0]?.id));
  await ui.dialog.getByRole('button', { name: words('copy_take'), exact: true }).click();
  await expect(ui.selectBadge).toHaveValue('Project Leadership');
  // This quiz passes at 7 points, whatever the other one does.
  await expect(ui.passingScore).toHaveValue('7');
  await expect(ui.dialog.getByRole('radio', { name: 'Points' })).toBeChecked();
  const theirs = words('rule_percent_or_more', '80');
  await expect(ui.dialog.getByText(words('copy_done_but', harness.site.quiz('scored').title, theirs))).toBeVisible();
  await ui.save.click();
  await expect(ui.group).toContainText('Project Leadership');
  await expect(ui.group).toContainText('7 points');
  const after = await ours.rules();
  expect(after).toHaveLength(2);
  expect(after).toContainEqual(before[0]);
});
