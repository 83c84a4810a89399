import { playerPage } from '../../quiz-site/page-objects.ts';
import { launchExtensionBrowser } from '../../run/extension-browser.ts';
import { attemptBlock } from '../flows/with-rule.ts';
import { ada, grace, type Harness } from '../harness.ts';
import { optionsPage } from '../pages/options-page.ts';
import { transferUi } from '../pages/transfer-ui.ts';
import { awardBadge, connect, expect, seedOf, test } from './support/test.ts';
import { words } from './support/words.ts';

const passphrase = 'correct horse battery';

/** Another browser profile on the same local servers, with its options page. */
async function anotherBrowser({ credly, site }: Harness) {
  const { context, extensionId } = await launchExtensionBrowser({ credly, site });
  const address = `chrome-extension://${extensionId}/options.html`;
  const isOptions = (page: { url(): string }) => page.url().startsWith(address);
  const page = context.pages().find(isOptions) ?? (await context.waitForEvent('page', { predicate: isOptions }));
  return { context, options: optionsPage(page), ui: transferUi(page) };
}

test('a setup file connects another browser, which then awards by the same rules', async ({ harness }) => {
  const { credly, options, site } = harness;
  const quiz = site.quiz('scored');
  await connect(harness);
  await awardBadge(harness);
  await options.goTo('Integrations');
  const file = await transferUi(options.page).exportSetup(passphrase);
  expect(file).not.toContain(seedOf(harness).token);

  const other = await anotherBrowser(harness);
  // A file comes before consent, and is still there after it.
  await other.options.notNow.click();
  await other.ui.chooseSetup(file);
  await other.options.agree();
  await other.ui.openSetup('another horse battery');
  await expect(other.ui.dialog).toContainText(words('transfer_trouble_passphrase'));
  await expect(other.ui.dialog).toContainText(words('transfer_nothing_changed'));
  await other.ui.openSetup(passphrase);
  await expect(other.ui.dialog).toContainText(words('setup_connects', 'Northwind Academy'));
  await expect(other.ui.dialog).toContainText(quiz.title);
  await other.ui.inDialog('Set up this browser').click();
  await expect(other.ui.dialog).toContainText(words('setup_done', 'Northwind Academy'));
  await other.ui.inDialog('Close').click();
  await expect(other.options.connected).toBeVisible();
  await other.options.goTo('Quizzes');
  await expect(other.options.rule(quiz.title)).toContainText('Active');

  const page = await other.context.newPage();
  await playerPage(page, site).take(quiz, ada, { correct: 5 });
  await expect(attemptBlock(page)).toContainText('Credly sent an invitation');
  expect(credly.posts().map(({ body }) => body)).toMatchObject([{ recipient_email: ada.email }]);
  await other.options.goTo('Quizzes');
  await expect(other.options.rule(quiz.title)).toContainText(words('quizzes_awards_one', 1));
  await other.context.close();
});

test('a file of quizzes is previewed, and replaces only what was chosen', async ({ harness, ours }) => {
  const { options, site } = harness;
  const ui = transferUi(options.page);
  await connect(harness);
  await awardBadge(harness);
  await awardBadge(harness, 'scored-2', 'Project Leadership');
  await options.goTo('Quizzes');
  const file = JSON.parse(await ui.exportRules());
  for (const rule of file.rules) rule.awardFor.threshold = '95';
  await ui.chooseRules(file);
  const choice = (title: string) => ui.dialog.getByRole('group', { name: words('transfer_choice_of', title) });
  await expect(choice(site.quiz('scored').title).getByRole('radio', { name: 'Keep mine' })).toBeChecked();
  await choice(site.quiz('scored-2').title).getByRole('radio', { name: "Take the file's" }).check();
  await ui.inDialog('Import 1 quiz').click();
  await expect(ui.dialog).toContainText(words('transfer_done_replaced_one', 1));
  await ui.inDialog('Close').click();
  await expect(options.rule(site.quiz('scored-2').title)).toContainText('95 percent or more');
  await expect(options.rule(site.quiz('scored').title)).toContainText('80 percent or more');

  const before = await ours.rules();
  await ui.chooseRules(JSON.stringify(file).slice(0, 300));
  await expect(ui.dialog).toContainText(words('transfer_trouble_malformed'));
  expect(await ours.rules()).toEqual(before);
});

test('a removed quiz awards nothing, and Undo brings it back', async ({ harness, ours }) => {
  const { options, site } = harness;
  const { title } = site.quiz('scored');
  await connect(harness);
  await awardBadge(harness);
  await options.goTo('Quizzes');
  const [before] = await ours.rules();
  await options.rule(title).getByRole('button', { name: 'Remove' }).click();
  await expect(options.rule(title)).toBeHidden();
  expect(await ours.rules()).toEqual([]);
  await ours.killWorker(options.page);
  await options.page.getByRole('button', { name: 'Undo' }).click();
  await expect(options.rule(title)).toContainText('Active');
  expect(await ours.rules()).toEqual([before]);
});

test('quizzes tried in the sandbox are moved to production by the names of their badges', async ({ harness }) => {
  const { credly, options, site } = harness;
  const { page } = options;
  const quiz = site.quiz('scored');
  await options.agree();
  await options.submitConnection({ token: seedOf(harness, 'sandbox').token, sandbox: true });
  await options.connected.waitFor();
  await awardBadge(harness);
  await options.goTo('Integrations');
  await options.edit.click();
  await options.submitForm({ token: seedOf(harness).token });
  await options.connected.waitFor();

  await options.goTo('Quizzes');
  await page.getByRole('button', { name: 'Move to production' }).click();
  const ui = transferUi(page);
  await expect(ui.dialog).toContainText(words('production_match_exact'));
  await ui.inDialog('Move 1 quiz').click();
  await expect(ui.dialog).toContainText(words('production_done_one', 1));
  await ui.inDialog('Close').click();
  await expect(options.rules.getByRole('listitem').filter({ hasText: 'Sandbox' })).toContainText('Inactive');
  expect(credly.posts()).toEqual([]);

  const { page: result, player } = await harness.participant();
  await player.take(quiz, ada, { correct: 5 });
  await expect(attemptBlock(result)).toContainText('Credly sent an invitation');
  expect(credly.posts().map(({ host }) => host)).toEqual(['api.credly.com']);
});

test('a locked browser shows and changes nothing, but goes on awarding', async ({ harness, ours }) => {
  const { options, credly, site } = harness;
  const { page } = options;
  const ui = transferUi(page);
  const quiz = site.quiz('scored');
  await connect(harness);
  await awardBadge(harness);
  const { page: result, player } = await harness.participant();
  await player.take(quiz, grace, { correct: 5 });
  await expect(attemptBlock(result)).toContainText('Credly sent an invitation');
  await options.goTo('Settings');
  await ui.setPin('2468');
  await ui.lock.getByRole('button', { name: 'Lock now' }).click();
  await expect(ui.lockScreen).toBeVisible();

  const asked = (messages: object[]) =>
    page.evaluate((messages) => Promise.all(messages.map((it) => chrome.runtime.sendMessage(it))), messages);
  const forbidden = [
    { type: 'options.state', message: {} },
    { type: 'awards.page', message: { before: null } },
    { type: 'rules.export', message: {} },
    { type: 'setup.export', message: { passphrase } },
    { type: 'connection.disconnect', message: {} },
    { type: 'lock.remove', message: {} },
    { type: 'lock.set', message: { pin: '1111' } },
  ];
  const expectHidden = async () => {
    await expect(ui.lockScreen).toBeVisible();
    const text = await page.evaluate(() => document.documentElement.outerHTML);
    for (const secret of [grace.email, quiz.title, 'Northwind', seedOf(harness).organization.id])
      expect(text).not.toContain(secret);
    for (const answer of await asked(forbidden)) expect(answer).toEqual({ ok: false, error: 'failed' });
  };
  await expectHidden();
  await ours.killWorker(page);
  await page.goto(page.url().replace(/#.*/, '#activity'));
  await page.reload();
  await expectHidden();

  await player.take(quiz, ada, { correct: 5 });
  await expect(attemptBlock(result)).toContainText('Credly sent an invitation');
  expect(credly.posts()).toHaveLength(2);
  await page.bringToFront();
  await ui.tryPin('2468');
  await options.goTo('Activity');
  await expect(options.row(ada.email)).toContainText('Issued');

  await options.goTo('Settings');
  await ui.lock.getByRole('button', { name: 'Lock now' }).click();
  await ui.lockScreen.getByRole('button', { name: 'Forgot the PIN?' }).click();
  await ui.inDialog('Disconnect and remove PIN').click();
  await options.goTo('Integrations');
  await expect(options.connectButton).toBeVisible();
  expect(JSON.stringify(await ours.local())).not.toContain(seedOf(harness).token);
});
