import type { Page } from '@playwright/test';
import { ada, grace } from '../harness.ts';
import { optionsPage } from '../pages/options-page.ts';
import { awardBadge, connect, expect, seedOf, test } from './support/test.ts';

const nativeFetch = 'function fetch() { [native code] }';
const fetchOf = (page: Page) => page.evaluate(() => String(window.fetch));
const resultBlock = (page: Page) => page.getByRole('region', { name: 'Credly badge', exact: true });

test('the options page opens by itself on install and asks first', async ({ harness }) => {
  const { options } = harness;
  await expect(options.disclosure).toBeVisible();
  await expect(options.agreeButton).toBeVisible();
  await expect(options.notNow).toBeVisible();
  await expect(options.region).toBeHidden();
});

test('nothing is observed and nothing is sent before "I agree"', async ({ harness, ours }) => {
  const { credly, site } = harness;
  expect(await ours.registeredHooks()).toEqual([]);

  const { page, player } = await harness.participant();
  await player.take(site.quiz('scored'), ada, { correct: 5 });
  expect(site.responses).toHaveLength(1);
  expect(await fetchOf(page)).toBe(nativeFetch);
  expect(await ours.registeredHooks()).toEqual([]);
  expect(await ours.session()).toEqual({});
  expect(await ours.awards()).toEqual([]);
  expect(credly.requests).toEqual([]);
});

test('"Not now" keeps Connect and the button in the editor leading back to the question', async ({ harness, ours }) => {
  const { context, credly, options, site } = harness;
  await options.notNow.click();
  await expect(options.disclosure).toBeHidden();

  await options.connectButton.click();
  await expect(options.disclosure).toBeVisible();
  await expect(options.token).toBeHidden();
  await options.notNow.click();
  await options.page.close();

  const { editor, ui } = await harness.author();
  await editor.open(site.quiz('scored'), 'motivation');
  const opened = context.waitForEvent('page');
  await ui.button.click();
  const again = optionsPage(await opened);
  await expect(again.disclosure).toBeVisible();
  await expect(ui.dialog).toBeHidden();

  expect(await ours.registeredHooks()).toEqual([]);
  expect(credly.requests).toEqual([]);
});

test('"I agree" after Connect goes on with the connection form', async ({ harness }) => {
  const { options } = harness;
  await options.notNow.click();
  await options.connectButton.click();
  await options.agreeButton.click();
  await expect(options.organizationId).toBeFocused();
});

test('an agreement alone observes nothing: the hook comes with the connection', async ({ harness, ours }) => {
  const { options, site } = harness;
  await options.agree();
  await expect(options.connectButton).toBeVisible();
  expect(await ours.registeredHooks()).toEqual([]);
  const { page, player } = await harness.participant();
  await player.open(site.quiz('scored'));
  expect(await fetchOf(page)).toBe(nativeFetch);
});

test('withdrawn consent stops observing a quiz that is being taken, and a new "I agree" works again', async ({
  harness,
  ours,
}) => {
  const { credly, options, site } = harness;
  await connect(harness);
  await awardBadge(harness);
  const quiz = site.quiz('scored');

  const { page, player } = await harness.participant();
  await player.open(quiz);
  await player.register(ada);
  expect(await fetchOf(page)).not.toBe(nativeFetch);

  await options.withdrawConsent();
  expect(await ours.registeredHooks()).toEqual([]);
  await expect.poll(() => fetchOf(page), 'the hook lets go of the open page').toBe(nativeFetch);
  credly.clearRequests();
  await player.answer(quiz.questions.map(({ answers }) => answers.find(({ correct }) => correct)?.text ?? ''));
  expect(site.responses.map(({ passed }) => passed)).toEqual([true]);
  expect(await ours.awards()).toEqual([]);
  expect(credly.requests).toEqual([]);
  await expect(resultBlock(page)).toBeHidden();

  await options.agreeAgain();
  await player.take(quiz, grace, { correct: 5 });
  await expect(resultBlock(page)).toContainText('Credly sent an invitation to g...@example.com');
  expect(credly.posts().map(({ body }) => (body as { recipient_email: string }).recipient_email)).toEqual([
    grace.email,
  ]);
});

test('withdrawn consent drops attempts in progress, as its dialog says', async ({ harness, ours }) => {
  const { options, site } = harness;
  await connect(harness);
  await awardBadge(harness);
  const { player } = await harness.participant();
  await player.open(site.quiz('scored'));
  await player.register(ada);
  await expect.poll(async () => JSON.stringify(await ours.session())).toContain(ada.email);

  await options.openWithdrawDialog();
  await expect(options.withdrawDialog).toContainText('Attempts in progress are dropped');
  await options.withdrawDialog.getByRole('button', { name: 'Withdraw consent' }).click();
  await expect(options.withdrawDialog).toBeHidden();
  await expect.poll(async () => JSON.stringify(await ours.session())).not.toContain(ada.email);
});

test('withdrawn consent sends nothing to Credly from a dialog that is open in the editor', async ({ harness }) => {
  const { credly, options, site } = harness;
  await connect(harness);
  const { editor, ui } = await harness.author();
  await editor.open(site.quiz('scored'), 'motivation');
  await ui.button.click();
  await expect(ui.dialog.getByText(/^Badges in your organization/)).toBeVisible();

  await options.withdrawConsent();
  credly.clearRequests();
  await ui.dialog.getByRole('button', { name: 'Refresh' }).click();
  await expect(ui.dialog.getByText(/Agree to what the extension reads|Badges in your organization/)).toBeVisible();
  expect(credly.requests.filter(({ path }) => !path.startsWith('/images'))).toEqual([]);
});

test('queued awards wait while consent is withdrawn', async ({ harness, ours }) => {
  const { credly, options, site } = harness;
  await connect(harness);
  await awardBadge(harness);
  const fault = credly.fault({ method: 'POST' }, { kind: 'status', status: 503 });
  const { page, player } = await harness.participant();
  await player.take(site.quiz('scored'), ada, { correct: 5 });
  await expect(resultBlock(page)).toContainText('on its way');
  await credly.waitForRequest('POST', /\/badges$/);
  await expect.poll(async () => (await ours.awards()).map(({ state }) => state)).toEqual(['waiting']);

  await options.withdrawConsent();
  fault.remove();
  credly.clearRequests();
  await ours.changeAwards({ dueAt: 0 });
  await ours.ring('outbox');
  await options.page.reload();
  await options.goTo('Activity');
  await expect(options.row(ada.email)).toContainText('Waiting');
  expect(credly.requests.filter(({ path }) => path.startsWith('/v1'))).toEqual([]);

  await options.agreeAgain();
  await credly.waitForRequest('POST', /\/badges$/);
});

test('an answer to an older text asks again, and nothing is observed until then', async ({ harness, ours }) => {
  const { credly, options, site } = harness;
  await connect(harness);
  await awardBadge(harness);
  const { consent } = (await ours.local()) as { consent: { version: number; answer: string; at: number } };
  expect(consent.answer).toBe('agreed');
  await ours.setLocal({ consent: { ...consent, version: consent.version - 1 } });
  // A new text comes with an update of the extension, which starts the worker anew.
  await ours.killWorker(options.page);
  credly.clearRequests();

  await options.page.reload();
  await expect(options.disclosure).toBeVisible();
  await expect.poll(() => ours.registeredHooks()).toEqual([]);
  const { page, player } = await harness.participant();
  await player.take(site.quiz('scored'), ada, { correct: 5 });
  expect(await fetchOf(page)).toBe(nativeFetch);
  expect(await ours.awards()).toEqual([]);
  expect(credly.posts()).toEqual([]);

  await options.agree();
  await expect(options.region).toContainText(seedOf(harness).organization.name);
  await expect.poll(() => ours.registeredHooks()).not.toEqual([]);
});
