import { attemptBlock, withRule } from '../flows/with-rule.ts';
import { ada, grace } from '../harness.ts';
import { connect, expect, test } from './support/test.ts';

test('an issued badge can be looked at again, sent to a corrected address, and revoked with a reason', async ({
  harness,
}) => {
  const { credly, options, site } = harness;
  await withRule(harness, 'scored');
  const { page, player } = await harness.participant();
  await player.take(site.quiz('scored'), ada, { correct: 5 });
  await expect(attemptBlock(page)).toContainText('Credly sent an invitation');
  await options.goTo('Activity');

  // The address was wrong: the pending badge goes without a mail, and a new one is issued.
  const wrong = await options.openReceipt(ada.email);
  await wrong.getByRole('button', { name: 'Correct the e-mail' }).click();
  await wrong.getByLabel('Correct e-mail').fill('ada.lovelace@example.com');
  await wrong.getByRole('button', { name: 'Revoke and issue anew' }).click();
  await expect(options.row('ada.lovelace@example.com')).toContainText('Issued');
  await expect(options.row(ada.email)).toContainText('Revoked');
  const [first, second] = credly.production.badges;
  expect([first?.state, second?.recipient_email, second?.state]).toEqual([
    'revoked',
    'ada.lovelace@example.com',
    'pending',
  ]);
  const [revoking] = credly.requestsTo('PUT', /\/revoke$/);
  expect(revoking?.body).toMatchObject({ suppress_revoke_notification_email: true });
  await wrong.getByRole('button', { name: 'Close' }).click();

  // The earner accepts it: then another address is out of the question, and revoking needs a reason.
  credly.production.changeBadgeState(second?.id ?? '', 'accepted');
  await options.page.getByRole('button', { name: 'Refresh states' }).click();
  await expect(options.page.getByText('States are up to date.')).toBeVisible();
  const receipt = await options.openReceipt('ada.lovelace@example.com');
  await expect(receipt.getByText('Accepted', { exact: true })).toBeVisible();
  await expect(receipt.getByRole('button', { name: 'Correct the e-mail' })).toBeDisabled();
  await expect(receipt).toContainText('Only a badge that nobody has accepted yet');
  await receipt.getByRole('button', { name: 'Revoke', exact: true }).click();
  await receipt.getByRole('button', { name: 'Revoke this badge' }).click();
  await expect(receipt).toContainText('Credly requires a reason');
  await receipt.getByLabel('Reason (Credly shows it to the earner)').fill('Taken by mistake');
  await receipt.getByRole('button', { name: 'Revoke this badge' }).click();
  await expect(options.row('ada.lovelace@example.com')).toContainText('Revoked');
  expect(credly.production.badges.map((it) => it.state)).toEqual(['revoked', 'revoked']);
  expect(credly.production.badges[1]?.revocation_reason).toBe('Taken by mistake');
});

test('what the token may not do is shown disabled, with why, once Credly has said so', async ({ harness }) => {
  const { credly, options, site } = harness;
  await withRule(harness, 'scored');
  const { page, player } = await harness.participant();
  await player.take(site.quiz('scored'), grace, { correct: 5 });
  await expect(attemptBlock(page)).toContainText('Credly sent an invitation');
  await options.goTo('Activity');
  credly.fault({ method: 'PUT' }, { kind: 'status', status: 403 });
  const receipt = await options.openReceipt(grace.email);
  await receipt.getByRole('button', { name: 'Revoke', exact: true }).click();
  await receipt.getByLabel('Reason (Credly shows it to the earner)').fill('A test');
  await receipt.getByRole('button', { name: 'Revoke this badge' }).click();
  await expect(receipt.getByText('Credly does not allow this with the present token.')).toBeVisible();
  await receipt.getByRole('button', { name: 'Close' }).click();
  const again = await options.openReceipt(grace.email);
  await expect(again.getByRole('button', { name: 'Revoke', exact: true })).toBeDisabled();
  await expect(again).toContainText('Credly does not allow it with this token');
  expect(credly.production.badges[0]?.state).toBe('pending');
});

test('a better result replaces the lesser badge, and a lesser one changes nothing', async ({ harness }) => {
  const { credly, options, site } = harness;
  // Its ranges, which the page shows, begin at 0, 6 and 9 of 10 points.
  const quiz = site.quiz('scored-2');
  await connect(harness);
  const { page, editor, ui } = await harness.author();
  await editor.open(quiz, 'motivation');
  await ui.button.click();
  await ui.dialog.getByRole('radio', { name: 'Score Ranges' }).check();
  await ui.chooseInRow(ui.range(2), 'Safe Food Handling');
  await ui.chooseInRow(ui.range(3), 'Project Leadership');
  await ui.dialog.getByText('Options', { exact: true }).click();
  await ui.dialog.getByRole('radio', { name: 'A better result replaces the lesser badge' }).check();
  await ui.save.click();
  await ui.group.waitFor();
  await page.close();

  const names = () =>
    credly.production.badges.filter((it) => it.replacement_badge_id === null).map((it) => it.badge_template.name);
  for (const [correct, expected] of [
    [4, 'Safe Food Handling'],
    [5, 'Project Leadership'],
    [4, 'Project Leadership'],
  ] as const) {
    const attempt = await harness.participant();
    await attempt.player.take(quiz, { ...ada, email: 'ada@example.com' }, { correct });
    await attemptBlock(attempt.page).waitFor();
    await options.approveHeld();
    await expect.poll(names).toEqual([expected]);
    await attempt.page.close();
  }
  expect(credly.requestsTo('POST', /\/replace$/)).toHaveLength(1);
});
