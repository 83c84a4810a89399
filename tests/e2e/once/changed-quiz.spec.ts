import { ada, grace } from '../harness.ts';
import { typeInto } from '../pages/editor-ui.ts';
import { lookAtStates, ourElements, states } from './support/states.ts';
import { awardBadge, connect, expect, test } from './support/test.ts';
import { words } from './support/words.ts';

// Its editor goes by a number of its own, so that a public address can change under it.
test.use({ build: 'b' });
test.setTimeout(60_000);

test(
  'a renamed quiz with a new public address keeps its award, once a person has said so',
  states,
  async ({ harness, ours }) => {
    const { credly, options, site } = harness;
    await connect(harness);
    const { page, editor, ui } = await awardBadge(harness);
    const quiz = site.quiz('scored');
    const former = { title: quiz.title, slug: quiz.slug };
    await editor.goToTab('deliver');
    await expect.poll(async () => (await ours.rules())[0]?.quizIds).toHaveLength(2);
    const { page: taking, player } = await harness.participant();
    await player.take(quiz, ada, { correct: 5 });
    await expect.poll(() => credly.posts().length).toBe(1);

    quiz.title = 'Food Hygiene';
    quiz.slug = 'food-hygiene-9c1d';
    await editor.open(quiz, 'deliver');
    await options.goTo('Quizzes');
    const problem = words('quizzes_problem_address', former.slug, quiz.slug);
    await expect(options.rule('Food Hygiene')).toContainText(problem);
    await expect(options.rule(former.title)).toHaveCount(0);
    await lookAtStates()('quizzes with a changed address', options.page);

    await editor.open(quiz, 'motivation');
    await expect(ui.group).toContainText(words('editor_address_changed', former.slug, quiz.slug));
    await lookAtStates(ourElements)('group with a changed address', page);
    await ui.group.getByRole('button', { name: words('editor_address_ours') }).click();
    await expect(ui.group.getByText(words('editor_address_changed', former.slug, quiz.slug))).toBeHidden();
    await taking.bringToFront();
    await player.take(quiz, grace, { correct: 5 });
    await expect.poll(() => credly.posts().length).toBe(2);
    // The same person on the same quiz: one badge, whatever the address.
    await player.take(quiz, ada, { correct: 5 });
    await options.goTo('Quizzes');
    await expect(options.page.getByText(problem)).toBeHidden();
    await options.goTo('Activity');
    await expect(options.row(ada.email)).toHaveCount(1);
    expect(credly.posts()).toHaveLength(2);
  },
);

test('two tabs do not overwrite each other, and an author’s options reach Credly', states, async ({ harness }) => {
  const { credly, site } = harness;
  await connect(harness);
  const first = await harness.author();
  const quiz = site.quiz('scored');
  await first.editor.open(quiz, 'motivation');
  await first.ui.button.click();
  await first.ui.choose('Project Leadership');

  const second = await harness.author();
  await second.editor.open(quiz, 'motivation');
  await second.ui.awardForScore('Data Literacy Foundations', '95');

  await first.page.bringToFront();
  const { dialog } = first.ui;
  await dialog.getByText(words('rule_options'), { exact: true }).click();
  const expires = dialog.getByRole('combobox', { name: words('draft_expires') });
  await expires.press('ArrowDown');
  await expires.press('ArrowDown');
  await dialog.getByLabel(words('draft_expires_day')).focus();
  await first.page.keyboard.type('01312040');
  // By keys, as a person does; they are in the order of their names, whatever the language.
  const language = dialog.getByRole('combobox', { name: words('draft_mail_language') });
  for (let step = 0; step < 12 && (await language.inputValue()) !== 'de'; step += 1) await language.press('ArrowDown');
  await dialog.getByRole('checkbox', { name: words('draft_no_mail') }).check();
  await typeInto(dialog.getByRole('textbox', { name: words('draft_evidence_name') }), 'Syllabus');
  await typeInto(
    dialog.getByRole('textbox', { name: words('draft_evidence_link'), exact: true }),
    'https://example.com/syllabus',
  );
  await first.ui.save.click();
  await expect(dialog.getByText(words('draft_changed_meanwhile'))).toBeVisible();
  await lookAtStates(ourElements)('dialog with an award changed meanwhile', first.page);
  expect(credly.posts()).toEqual([]);
  await dialog.getByRole('button', { name: words('draft_save_mine') }).click();
  await expect(first.ui.group).toContainText('Project Leadership');

  const { player } = await harness.participant();
  await player.take(quiz, ada, { correct: 5 });
  await expect.poll(() => credly.posts().length).toBe(1);
  expect(credly.posts()[0]?.body).toMatchObject({
    recipient_email: ada.email,
    expires_at: '2040-01-31 23:59:59 +0000',
    locale: 'de',
    suppress_badge_notification_email: true,
    evidence: [{ type: 'UrlEvidence', name: 'Syllabus', value: 'https://example.com/syllabus' }],
  });
});
