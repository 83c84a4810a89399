import type { Locator, Page } from '@playwright/test';
import { ada, grace, type Harness } from '../harness.ts';
import { typeInto } from '../pages/editor-ui.ts';
import { responsesUi } from '../pages/responses-ui.ts';
import { transferUi } from '../pages/transfer-ui.ts';
import { lookAtStates, ourElements, states } from './support/states.ts';
import { awardBadge, connect, expect, seedOf, test } from './support/test.ts';
import { within, words } from './support/words.ts';

const resultBlock = (page: Page) => page.getByRole('region', { name: 'Credly badge', exact: true });

test.describe('axe finds nothing in the light and the dark scheme, and everything fits', states, () => {
  test.setTimeout(90_000);

  test('on Integrations and Settings', async ({ harness }) => {
    const { options } = harness;
    const { page } = options;
    const { token } = seedOf(harness);
    const look = lookAtStates();
    await expect(options.disclosure).toBeVisible();
    await look('disclosure', page);
    await options.notNow.click();
    await expect(options.connectButton).toBeVisible();
    await look('declined', page);
    await options.connectButton.click();
    await options.agree();
    await look('form', page);
    await options.cancel.click();
    await look('disconnected', page);
    await options.submitConnection({ organizationId: 'a b', token: '' });
    await expect(options.organizationId).toHaveAttribute('aria-invalid', 'true');
    await look('form with errors', page);
    await options.submitForm({ token: seedOf(harness, 'sandbox').token });
    await expect(options.useSandbox).toHaveAttribute('aria-invalid', 'true');
    await look('form with a token of the other environment', page);
    await options.submitForm({ token });
    await expect(options.connected).toBeVisible();
    await look('connected without quizzes', page);
    await options.goTo('Quiz sites');
    await look('quiz sites empty', page);
    await awardBadge(harness);
    await page.bringToFront();
    await expect(page.getByRole('table', { name: 'What was found on CredSpark' })).toBeVisible();
    await look('quiz sites', page);
    await options.goTo('Integrations');
    await expect(page.getByText(words('quizzes_summary_one', 1))).toBeVisible();
    await look('connected', page);
    await options.edit.click();
    await look('form of a connection', page);
    await options.cancel.click();
    await options.openDisconnectDialog();
    await look('disconnect dialog', page);
    await options.disconnectDialog.getByRole('button', { name: 'Cancel' }).click();
    await options.goTo('Settings');
    await look('settings', page);
    await options.openWithdrawDialog();
    await look('withdraw dialog', page);
  });

  test('on Quizzes, with files and with the lock', async ({ harness }) => {
    const { options, site } = harness;
    const { page } = options;
    const look = lookAtStates();
    const ui = transferUi(page);
    const sandbox = seedOf(harness, 'sandbox');
    await options.agree();
    await options.goTo('Quizzes');
    await look('quizzes empty', page);
    await options.goTo('Integrations');
    await options.submitConnection({ token: sandbox.token, sandbox: true });
    await options.connected.waitFor();
    await awardBadge(harness, 'scored-2', 'Test Badge');
    await options.goTo('Quizzes');
    await page.getByRole('button', { name: 'Move to production' }).click();
    await expect(ui.dialog).toContainText(words('production_not_connected'));
    await look('move to production while in the sandbox', page);
    await ui.inDialog('Close').click();
    await options.goTo('Integrations');
    await options.edit.click();
    await options.submitForm({ token: seedOf(harness).token });
    await options.connected.waitFor();
    await awardBadge(harness);

    await options.goTo('Quizzes');
    await expect(options.rule(site.quiz('scored').title)).toContainText(words('quizzes_awards_none'));
    await expect(ui.quizzes.getByText(words('quizzes_badges_checked'))).toBeVisible();
    await look('quizzes', page);
    await page.getByRole('button', { name: 'Move to production' }).click();
    await expect(ui.dialog).toContainText(words('production_match_missing'));
    await look('move to production', page);
    await ui.dialog.getByRole('button', { name: 'Change: Test Badge' }).click();
    await ui.dialog.getByRole('combobox').selectOption({ label: 'Project Leadership' });
    await look('move to production with a choice', page);
    await ui.inDialog('Cancel').click();
    const file = JSON.parse(await ui.exportRules());
    await ui.chooseRules(unlike(file));
    await expect(ui.dialog.getByRole('radio', { name: 'Keep mine' }).first()).toBeChecked();
    await look('import preview', page);
    await ui.inDialog('Import 1 quiz').click();
    await expect(ui.dialog).toContainText(words('transfer_done_added_one', 1));
    await look('import done', page);
    await ui.inDialog('Close').click();
    // The day in whatever words: its year is the same in all.
    await expect(options.rule('Kitchen Hygiene')).toContainText('2020');
    await look('quizzes with an expiry date that has passed', page);
    await ui.chooseRules('{');
    await expect(ui.dialog).toContainText(words('transfer_trouble_malformed'));
    await look('import of a file that is none', page);
    await ui.inDialog('Close').click();
    await options.rule(site.quiz('scored').title).getByRole('button', { name: 'Remove' }).click();
    await expect(ui.quizzes.getByRole('button', { name: 'Undo' })).toBeFocused();
    await look('quizzes with undo', page);
    await ui.quizzes.getByRole('button', { name: 'Remove' }).first().click();
    await expect(ui.quizzes.getByRole('button', { name: 'Undo' })).toHaveCount(2);
    await look('quizzes with undo of two', page);

    await options.goTo('Integrations');
    await ui.openSetupExport();
    await ui.passphrase.fill('short');
    await ui.inDialog('Save a setup file').click();
    await expect(ui.passphrase).toHaveAttribute('aria-invalid', 'true');
    await look('setup file with an error', page);
    await ui.inDialog('Cancel').click();
    const sealed = await ui.exportSetup('correct horse battery');
    await ui.chooseSetup(sealed);
    await ui.openSetup('another horse battery');
    await expect(ui.dialog).toContainText(words('transfer_trouble_passphrase'));
    await look('setup file with another passphrase', page);
    await ui.openSetup('correct horse battery');
    await expect(ui.dialog).toContainText(words('setup_checked'));
    await look('setup file opened', page);
    await ui.inDialog('Cancel').click();

    await options.goTo('Settings');
    await ui.setPin('2468');
    await ui.lock.getByRole('button', { name: 'Lock now' }).click();
    await expect(ui.lockScreen).toBeVisible();
    await look('locked', page);
    await ui.tryPin('1357');
    await expect(ui.lockScreen.getByLabel('PIN', { exact: true })).toHaveAttribute('aria-invalid', 'true');
    await look('locked after a wrong PIN', page);
    await ui.lockScreen.getByRole('button', { name: 'Forgot the PIN?' }).click();
    await look('reset of the lock', page);
    await ui.inDialog('Cancel').click();
    await ui.tryPin('2468');
    await expect(ui.lock).toContainText(words('lock_on'));
    await look('settings with a lock', page);
  });

  test('on Activity', async ({ harness }) => {
    const { credly, options, site } = harness;
    const { page } = options;
    const look = lookAtStates();
    const quiz = site.quiz('scored');
    await connect(harness);
    await options.goTo('Activity');
    await expect(page.getByText(words('awards_empty'))).toBeVisible();
    await look('activity empty', page);
    await awardBadge(harness);
    const { page: player, player: steps } = await harness.participant();
    credly.fault(
      { method: 'POST' },
      { kind: 'status', status: 422, body: { data: { message: 'Name is not allowed' } } },
      1,
    );
    for (const [participant, correct] of [
      [grace, 5],
      [ada, 5],
      [{ ...ada, email: 'low@example.com' }, 1],
      [null, 5],
    ] as const) {
      await steps.take(quiz, participant, { correct });
      await expect(resultBlock(player)).toBeVisible();
    }
    await options.goTo('Activity');
    await expect(options.row(ada.email)).toContainText('Issued');
    await look('activity with rows', page);
    await options.row(grace.email).getByRole('checkbox').check();
    await look('activity with a selected row', page);
    await page
      .getByRole('button', { name: /^Add details/ })
      .first()
      .click();
    await expect(options.detailsDialog).toBeVisible();
    await look('details dialog', page);
    await options.detailsDialog.getByRole('button', { name: 'Save' }).click();
    await expect(options.detailsDialog.getByRole('textbox', { name: 'First name' })).toHaveAttribute(
      'aria-invalid',
      'true',
    );
    await look('details dialog with errors', page);
    await options.detailsDialog.getByRole('textbox', { name: 'First name' }).fill('Ada Lovelace');
    await options.detailsDialog.getByRole('button', { name: 'Save' }).click();
    await expect(options.detailsDialog.getByRole('button', { name: /^Use “Ada” as first/ })).toBeVisible();
    await look('details dialog asking about one name', page);
    await options.detailsDialog.getByRole('button', { name: 'Cancel' }).click();
    const receipt = await options.openReceipt(ada.email);
    await expect(receipt.getByRole('button', { name: 'Revoke', exact: true })).toBeVisible();
    await look('receipt of an issued badge', page);
    await receipt.getByRole('button', { name: 'Correct the e-mail' }).click();
    await receipt.getByRole('button', { name: 'Revoke and issue anew' }).click();
    await look('receipt correcting an address', page);
  });

  test.describe('in the quiz site', () => {
    // The build whose pages have a dark scheme of their own.
    test.use({ build: 'b' });

    test('as an author sees it', async ({ harness }) => {
      const { credly, site } = harness;
      const look = lookAtStates(ourElements);
      const { page, editor, ui } = await harness.author();
      await editor.openIntegrations();
      await expect(ui.card).toBeVisible();
      await look('integrations card disconnected', page);
      await connect(harness);
      await page.bringToFront();
      await expect(ui.card.getByText('Connected', { exact: true })).toBeVisible();
      await look('integrations card connected', page);

      await editor.open(site.quiz('scored'), 'motivation');
      await expect(ui.button).toBeVisible();
      await look('motivation with button', page);
      credly.fault({ path: /badge_templates$/ }, { kind: 'slow', delayMs: 4000 }, 1);
      await ui.button.click();
      await expect(ui.dialog.getByText(words('editor_loading_badges'))).toBeVisible();
      await look('dialog loading', page);
      await expect(ui.dialog.getByText(/^Badges in your organization/)).toBeVisible();
      await look('dialog ready', page);
      await typeInto(ui.selectBadge, 'nothing is called so');
      await expect(ui.dialog.getByText(words('editor_no_match'))).toBeVisible();
      await look('dialog without a match', page);
      await ui.selectBadge.press('Escape');
      const fault = credly.fault({ path: /badge_templates/ }, { kind: 'status', status: 503 });
      await ui.dialog.getByRole('button', { name: 'Refresh' }).click();
      await expect(ui.dialog.getByText(words('editor_trouble_busy'))).toBeVisible();
      await look('dialog with an error from Credly', page);
      fault.remove();
      await ui.dialog.getByRole('button', { name: 'Refresh' }).click();
      await typeInto(ui.passingScore, '');
      await ui.save.click();
      await expect(ui.passingScore).toHaveAttribute('aria-invalid', 'true');
      await look('dialog with errors', page);
      await ui.dialog.getByRole('radio', { name: words('draft_score_ranges') }).check();
      await ui.dialog.getByRole('radio', { name: words('editor_points') }).check();
      await ui.dialog.getByText(words('try_heading'), { exact: true }).click();
      await ui.save.click();
      await expect(ui.dialog.getByRole('textbox', { name: words('draft_maximum') })).toBeFocused();
      await look('dialog of score ranges with errors', page);
      await ui.dialog.getByRole('radio', { name: words('editor_passing_score') }).check();
      await ui.choose('Safe Food Handling');
      await typeInto(ui.passingScore, '40');
      await typeInto(ui.dialog.getByRole('textbox', { name: words('try_exactly') }), '60');
      await expect(ui.dialog.getByText(words('try_held'), { exact: true })).toBeVisible();
      await look('dialog with another score than the quiz', page);
      await typeInto(ui.passingScore, '80');
      await look('dialog filled in', page);
      await ui.save.click();
      await expect(ui.group).toBeVisible();
      await look('group', page);
      await editor.goToTab('results-view');
      await expect(ui.block).toBeVisible();
      await ui.block.scrollIntoViewIfNeeded();
      await look('results view block', page);
      await ui.block.getByRole('radio', { name: words('block_preview_not_earned') }).check();
      await look('results view block not earned', page);
      await ui.block.getByRole('radio', { name: words('block_preview_needs_details') }).check();
      await ui.onBlock('Move up').click();
      await look('results view block needs details', page);
      await ui.onBlock(words('block_copy_html')).click();
      await page.getByRole('button', { name: words('snippet_copy'), exact: true }).click();
      await look('dialog with the block as HTML', page);
      await page.keyboard.press('Escape');
      await ui.onBlock(words('block_edit_words')).click();
      await look('dialog of the words', page);
      const heading = ui.wordsDialog.getByRole('textbox', { name: words('block_heading') });
      await typeInto(heading, 'Hello {nmae}! ');
      await page.keyboard.insertText('x'.repeat(200));
      await expect(ui.wordsDialog.getByText(/too many/)).toBeVisible();
      await look('dialog of the words with errors', page);
      await page.reload();
      await editor.goToTab('results-view');
      await ui.onBlock(words('block_edit_words')).click();
      await expect(ui.wordsDialog.getByText(words('draft_is_back'))).toBeVisible();
      await typeInto(heading, 'Well done, {name}!');
      await look('dialog of the words with kept ones', page);
      await ui.wordsDialog.getByRole('button', { name: 'Save' }).click();
      await expect(ui.block).toContainText('Well done, Ada!');
      await look('results view block with own words', page);

      await editor.open(site.quiz('outcome'), 'motivation');
      await ui.button.click();
      await ui.choose('Project Leadership');
      const another = ui.dialog.getByRole('textbox', { name: words('editor_add_outcome') });
      for (const name of ['Wizard', 'Explorer']) {
        await typeInto(another, name);
        await ui.dialog.getByRole('button', { name: words('editor_add'), exact: true }).click();
      }
      await ui.dialog.getByRole('button', { name: words('copy_from') }).click();
      await expect(ui.dialog.getByText(words('copy_unfit_scores'))).toBeVisible();
      await look('dialog of an outcome quiz', page);
    });

    test('as staff look at responses, and as they are watched', async ({ harness }) => {
      const { site, options } = harness;
      const look = lookAtStates(ourElements);
      await connect(harness);
      const { page, editor } = await awardBadge(harness);
      const quiz = site.quiz('scored');
      const ui = responsesUi(page);
      await editor.goToTab('data');
      await expect(ui.block).toContainText('No result on this page');
      await look('responses none to award', page);
      site.settings.responsesPerPage = 60;
      for (let number = 0; number < 56; number += 1)
        site.respond(quiz, {
          registration: {
            firstName: 'Ada',
            lastName: `Lovelace${'abcdefgh'[number % 8]}`,
            email: `ada${number}@example.com`,
          },
          goal: { correct: 5 },
          status: 'notified',
        });
      site.respond(quiz, { registration: grace, goal: { correct: 5 }, status: 'reviewed' });
      site.respond(quiz, { registration: { ...ada, lastName: 'Pending' }, goal: { correct: 5 }, status: 'pending' });
      await editor.goToTab('data');
      await expect(ui.block).toContainText('56 results');
      await look('responses to award', page);
      await ui.open.click();
      await expect(ui.dialog).toBeVisible();
      await look('responses dialog', page);
      await ui.award('Award 56 badges').click();
      await expect(ui.dialog).toContainText('56 badges are about to be awarded');
      await look('responses dialog asking about the number', page);
      await ui.award('Award 56 badges').click();
      await expect(ui.dialog).toContainText('on their way');
      await look('responses dialog when awarded', page);
      await ui.close.click();

      await options.goTo('Quizzes');
      const card = options.rule(quiz.title);
      const whole = lookAtStates();
      await card.getByRole('button', { name: /^Watch this quiz/ }).click();
      const dialog = options.page.getByRole('dialog');
      await expect(dialog).toBeVisible();
      await whole('watch dialog', options.page);
      await dialog.getByRole('button', { name: 'Watch' }).click();
      await expect(card.getByText('Responses are watched')).toBeVisible();
      await whole('quizzes watched', options.page);
      site.settings.signedOut = true;
      await card.getByRole('button', { name: /^Read now/ }).click();
      await expect(card).toContainText('CredSpark has signed you out');
      await whole('quizzes watched and signed out', options.page);
    });

    test('as an author writes a rule', async ({ harness }) => {
      const { site, options } = harness;
      const look = lookAtStates(ourElements);
      const { organization, token } = seedOf(harness, 'sandbox');
      await options.connect({ organizationId: organization.id, token, sandbox: true });
      const { page, editor, ui } = await harness.author();
      const unfold = (heading: string) => ui.dialog.getByText(heading, { exact: true }).click();
      await editor.open(site.quiz('scored-2'), 'motivation');
      await ui.button.click();
      await ui.dialog.getByRole('radio', { name: 'Score Ranges' }).check();
      await ui.chooseInRow(ui.range(1), 'Safe Food Handling');
      await ui.chooseInRow(ui.range(3), 'Safe Food Handling');
      await typeInto(ui.rangeFrom(2), '12');
      await ui.save.click();
      await expect(ui.rangeFrom(3)).toHaveAttribute('aria-invalid', 'true');
      await look('dialog with score ranges and errors', page);
      await typeInto(ui.rangeFrom(2), '6');
      await ui.range(1).getByRole('button', { name: 'No badge: 0' }).click();
      await unfold(words('try_heading'));
      await expect(ui.dialog.getByRole('row', { name: /recipient_email/ })).toBeVisible();
      await typeInto(ui.dialog.getByRole('textbox', { name: words('test_email') }), 'me@example.com');
      await ui.dialog.getByRole('button', { name: words('test_send') }).click();
      await look('dialog with a rule tried', page);
      await unfold(words('try_heading'));
      await unfold(words('rule_options'));
      // By keys, as a person does: two further is "On a certain day".
      const expires = ui.dialog.getByRole('combobox', { name: words('draft_expires') });
      await expires.press('ArrowDown');
      await expires.press('ArrowDown');
      await ui.save.click();
      await expect(ui.dialog.getByLabel(words('draft_expires_day'))).toHaveAttribute('aria-invalid', 'true');
      await look('dialog with options and errors', page);

      await page.reload();
      await editor.goToTab('motivation');
      await ui.button.click();
      await expect(ui.dialog.getByText(words('draft_is_back'))).toBeVisible();
      await look('dialog with a kept draft', page);

      await editor.open(site.quiz('outcome'), 'motivation');
      await ui.awardForOutcomes('Safe Food Handling', ['Explorer', 'Builder']);
      await ui.group.getByRole('button', { name: 'Edit' }).click();
      await unfold(words('rule_options'));
      await ui.dialog.getByRole('radio', { name: words('draft_retake_better') }).check();
      await look('dialog with outcomes in order', page);
      await ui.dialog.getByRole('button', { name: 'Cancel' }).click();
      await ui.group.getByRole('button', { name: 'Remove' }).click();
      await expect(page.getByRole('button', { name: words('removed_undo') })).toBeVisible();
      await look('motivation with a removed award', page);
    });

    test('with the list of badges open, an archived one, none at all, and offline', async ({ harness }) => {
      const { credly } = harness;
      const { templates } = credly.production;
      const look = lookAtStates(ourElements);
      await connect(harness);
      const { page, editor, ui } = await harness.author();
      await editor.open(harness.site.quiz('scored'), 'motivation');
      await ui.button.click();
      await ui.selectBadge.click();
      await expect(ui.option('Safe Food Handling')).toBeVisible();
      await look('dialog with the list open', page);
      await ui.option('Safe Food Handling').click();
      await ui.save.click();
      await ui.group.waitFor();
      const chosen = templates.find((it) => it.name === 'Safe Food Handling');
      if (chosen) chosen.state = 'archived';
      await ui.group.getByRole('button', { name: 'Edit' }).click();
      const refresh = ui.dialog.getByRole('button', { name: 'Refresh' });
      await refresh.click();
      await expect(ui.dialog.getByText(words('picker_archived', 'Safe Food Handling'))).toBeVisible();
      await look('dialog with an archived badge', page);
      await ui.dialog.getByRole('button', { name: 'Cancel' }).click();
      await expect(ui.group).toContainText(words('picker_archived_in_rule', 'Safe Food Handling'));
      await look('group with an archived badge', page);

      await ui.group.getByRole('button', { name: 'Edit' }).click();
      templates.splice(0);
      await refresh.click();
      await ui.selectBadge.click();
      await expect(ui.dialog.getByText(words('editor_no_badges')).first()).toBeVisible();
      await look('dialog without badges', page);
      credly.fault({ path: /badge_templates/ }, { kind: 'drop' });
      await harness.context.setOffline(true);
      await refresh.click();
      await expect(ui.dialog.getByText(words('picker_offline')).first()).toBeVisible();
      await ui.selectBadge.click();
      await look('dialog offline', page);
    });

    test('as a participant sees it', async ({ harness }) => {
      const { credly, site } = harness;
      const look = lookAtStates(ourElements);
      await connect(harness);
      await awardBadge(harness);
      await awardForNinety(harness);
      const { page, player } = await harness.participant();
      const seen = async (state: string, sentence: string) => {
        await expect(resultBlock(page)).toContainText(sentence);
        await resultBlock(page).scrollIntoViewIfNeeded();
        await look(state, page);
      };
      const quiz = site.quiz('scored');
      await player.take(quiz, ada, { correct: 5 });
      await seen('result issued', words('player_invited', 'a...@example.com'));
      credly.fault(
        { method: 'POST' },
        { kind: 'status', status: 422, body: { data: { message: 'User already has this badge' } } },
        1,
      );
      await player.take(quiz, grace, { correct: 5 });
      await seen('result already issued', words('player_yours_somewhere'));
      await player.take(quiz, null, { correct: 5 });
      await seen('result needs details', words('player_add_details'));
      await page.getByRole('button', { name: words('player_details_send') }).click();
      await seen('result needs details with errors', words('player_email_missing'));
      credly.fault({ method: 'POST' }, { kind: 'status', status: 422, body: { data: { message: 'No' } } }, 1);
      await player.take(quiz, { firstName: 'Alan', lastName: 'Turing', email: 'alan@example.com' }, { correct: 5 });
      await seen('result not sent', words('player_failed'));
      await player.take(quiz, ada, { correct: 1 });
      await seen('result not passing', words('player_not_passing'));
      await player.take(site.quiz('scored-2'), ada, { correct: 4 });
      await seen('result held', words('player_held'));
    });
  });
});

/** A file of rules made to differ, with an entry for a quiz that is not here, which expired, and one that is no rule. */
function unlike(file: { rules: { quizTitle: string; issue: object; awardFor: { threshold: string } }[] }) {
  const rules = file.rules.map((rule) => ({ ...rule, hold: true, awardFor: { ...rule.awardFor, threshold: '90' } }));
  const [first] = rules;
  const issue = { ...first?.issue, expires: { kind: 'date', date: '2020-03-01' } };
  const elsewhere = { ...first, issue, quizTitle: 'Kitchen Hygiene', quizIds: ['slug:kitchen-hygiene'] };
  return { ...file, rules: [...rules, elsewhere, { quizTitle: 'Half a rule' }] };
}

/** A rule that contradicts the page's own pass mark for scores between the two. */
async function awardForNinety(harness: Harness): Promise<void> {
  const { editor, ui } = await harness.author();
  await editor.open(harness.site.quiz('scored-2'), 'motivation');
  await ui.awardForScore('Project Leadership', '90');
}

test('the dialog says what is wrong with Credly also beside a field with an error', async ({ harness }) => {
  await connect(harness);
  const { editor, ui } = await harness.author();
  await editor.open(harness.site.quiz('scored'), 'motivation');
  await ui.button.click();
  await expect(ui.dialog.getByText(/^Badges in your organization/)).toBeVisible();
  await ui.save.click();
  await expect(ui.selectBadge).toHaveAttribute('aria-invalid', 'true');
  harness.credly.fault({ path: /badge_templates/ }, { kind: 'status', status: 503 });
  await ui.dialog.getByRole('button', { name: 'Refresh' }).click();
  await expect(ui.dialog.getByText(words('editor_trouble_busy'))).toBeVisible();
});

test('an error from Credly describes the list of badges for those who cannot see it', async ({ harness }) => {
  await connect(harness);
  const { editor, ui } = await harness.author();
  await editor.open(harness.site.quiz('scored'), 'motivation');
  harness.credly.fault({ path: /badge_templates/ }, { kind: 'status', status: 503 });
  await ui.button.click();
  await expect(ui.dialog.getByText(words('editor_trouble_busy'))).toBeVisible();
  await expect(ui.selectBadge).toHaveAccessibleDescription(within(words('editor_trouble_busy')));
});

test.describe('by keyboard alone', () => {
  /** Presses Tab until the control has the focus. */
  async function tabTo(control: Locator): Promise<void> {
    await expect(async () => {
      await control.page().keyboard.press('Tab');
      await expect(control).toBeFocused({ timeout: 50 });
    }).toPass({ intervals: [0], timeout: 10_000 });
  }

  test('an admin agrees and connects, and an author chooses a badge', async ({ harness }) => {
    const { options, site } = harness;
    const { organization, token } = seedOf(harness);
    const { keyboard } = options.page;
    await tabTo(options.agreeButton);
    await keyboard.press('Enter');
    await expect(options.connectButton).toBeVisible();
    await tabTo(options.connectButton);
    await keyboard.press('Enter');
    await expect(options.organizationId).toBeFocused();
    await keyboard.type(organization.id);
    await tabTo(options.token);
    await keyboard.type(token);
    await keyboard.press('Enter');
    await expect(options.connected).toBeVisible();
    await expect(options.edit, 'the focus goes on where the form was').toBeFocused();

    const { page, editor, ui } = await harness.author();
    await editor.open(site.quiz('scored'), 'motivation');
    await expect(ui.button).toBeVisible();
    await tabTo(ui.button);
    await page.keyboard.press('Enter');
    await expect(ui.selectBadge).toBeFocused();
    await page.keyboard.type('food');
    await expect(ui.option('Safe Food Handling')).toBeVisible();
    await page.keyboard.press('Enter');
    await expect(ui.selectBadge).toHaveValue('Safe Food Handling');
    await tabTo(ui.save);
    await page.keyboard.press('Enter');
    await expect(ui.group).toContainText('Safe Food Handling');
  });

  test('Esc closes the list first and then the dialog, and the focus goes back to the button', async ({ harness }) => {
    await connect(harness);
    const { page, editor, ui } = await harness.author();
    await editor.open(harness.site.quiz('scored'), 'motivation');
    await expect(ui.button).toBeVisible();
    await tabTo(ui.button);
    await page.keyboard.press('Enter');
    await expect(ui.selectBadge).toBeFocused();
    await page.keyboard.press('ArrowDown');
    await expect(ui.selectBadge).toHaveAttribute('aria-expanded', 'true');
    await page.keyboard.press('Escape');
    await expect(ui.selectBadge).toHaveAttribute('aria-expanded', 'false');
    await expect(ui.dialog).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(ui.dialog).toBeHidden();
    await expect(ui.button).toBeFocused();
  });

  test('the tabs of the options page are one stop, with arrow keys between them', async ({ harness }) => {
    const { options } = harness;
    await options.agree();
    await expect(options.connectButton).toBeVisible();
    const tab = (name: string) => options.page.getByRole('tab', { name });
    await tabTo(tab('Integrations'));
    await options.page.keyboard.press('ArrowRight');
    await expect(tab('Quizzes')).toBeFocused();
    await expect(tab('Quizzes')).toHaveAttribute('aria-selected', 'true');
    await options.page.keyboard.press('End');
    await expect(tab('Settings')).toBeFocused();
    await options.page.keyboard.press('ArrowRight');
    await expect(tab('Integrations')).toBeFocused();
  });

  test('a moved block keeps the focus on the button that moved it', async ({ harness }) => {
    await connect(harness);
    const { page, editor, ui } = await awardBadge(harness);
    await editor.goToTab('results-view');
    const up = ui.block.getByRole('button', { name: 'Move up' });
    await expect(up).toBeVisible();
    await tabTo(up);
    await page.keyboard.press('Enter');
    await expect(ui.block.getByRole('status')).toHaveText(words('block_moved', 3, 4));
    await expect(up).toBeFocused();
    await page.keyboard.press('Enter');
    await expect(ui.block.getByRole('status')).toHaveText(words('block_moved', 2, 4));
  });
});

test.describe('at 200 % zoom', () => {
  test.use({ browserOptions: { viewport: { width: 640, height: 450 }, deviceScaleFactor: 2 } });

  const expectNoSidewaysScrolling = (page: Page) =>
    expect
      .poll(() => page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth))
      .toBeLessThanOrEqual(0);

  test('the options page never scrolls sideways, and dialogs keep their actions in view', async ({ harness }) => {
    const { options, site } = harness;
    const { page } = options;
    await expect(options.disclosure).toBeVisible();
    await expectNoSidewaysScrolling(page);
    await options.agree();
    await options.submitConnection({ organizationId: 'a b', token: '' });
    await expectNoSidewaysScrolling(page);
    await options.submitForm({ token: seedOf(harness).token });
    await expect(options.connected).toBeVisible();
    await awardBadge(harness);
    await options.goTo('Quizzes');
    await expect(options.rule(site.quiz('scored').title)).toBeVisible();
    await expectNoSidewaysScrolling(page);
    await options.goTo('Integrations');
    await expectNoSidewaysScrolling(page);
    const files = transferUi(page);
    await files.openSetupExport();
    for (const name of ['Cancel', 'Save a setup file']) await expect(files.inDialog(name)).toBeInViewport({ ratio: 1 });
    await files.inDialog('Cancel').click();
    await options.openDisconnectDialog();
    for (const name of ['Cancel', 'Disconnect'])
      await expect(options.disconnectDialog.getByRole('button', { name })).toBeInViewport({ ratio: 1 });
    await options.disconnectDialog.getByRole('button', { name: 'Cancel' }).click();
    const { page: player, player: steps } = await harness.participant();
    await steps.take(site.quiz('scored'), null, { correct: 5 });
    await expect(resultBlock(player)).toBeVisible();
    await options.goTo('Activity');
    await expect(options.awards).toBeVisible();
    await expectNoSidewaysScrolling(page);
    await page.getByRole('button', { name: /^Add details/ }).click();
    await options.detailsDialog.getByRole('button', { name: 'Save' }).click();
    await expect(options.detailsDialog.getByRole('textbox', { name: 'Email' })).toHaveAttribute('aria-invalid', 'true');
    for (const name of ['Cancel', 'Save'])
      await expect(options.detailsDialog.getByRole('button', { name })).toBeInViewport({ ratio: 1 });
    await options.detailsDialog.getByRole('button', { name: 'Cancel' }).click();
    await options.openWithdrawDialog();
    await expectNoSidewaysScrolling(page);
    for (const name of ['Cancel', 'Withdraw consent'])
      await expect(options.withdrawDialog.getByRole('button', { name })).toBeInViewport({ ratio: 1 });
  });

  test('the dialog in the editor keeps its actions in view', async ({ harness }) => {
    await connect(harness);
    const { editor, ui } = await harness.author();
    await editor.open(harness.site.quiz('outcome'), 'motivation');
    await ui.button.click();
    await expect(ui.dialog.getByText(/^Badges in your organization/)).toBeVisible();
    await ui.selectBadge.click();
    await expect(ui.option('Safe Food Handling')).toBeVisible();
    for (const name of ['Cancel', 'Save'])
      await expect(ui.dialog.getByRole('button', { name })).toBeInViewport({ ratio: 1 });
  });
});
