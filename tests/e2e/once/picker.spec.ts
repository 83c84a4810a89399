import { awardBadge, connect, expect, test } from './support/test.ts';
import { words } from './support/words.ts';

test.setTimeout(60_000);

test('340 badges are all findable and announced, and at once when the dialog opens again', async ({ harness }) => {
  const { credly, site } = harness;
  const active = credly.production.templates.filter((it) => it.state === 'active').length;
  credly.production.addTemplates(340 - active, 'Course');
  await connect(harness);
  const { page, editor, ui } = await harness.author();
  await editor.open(site.quiz('scored'), 'motivation');
  await ui.button.click();
  const status = ui.dialog.getByRole('status').filter({ hasText: /badges/i });
  await expect(status).toHaveText(words('editor_all', 340));
  await ui.search('course 33');
  await expect(status).toHaveText(words('editor_count', 7, 340));
  for (const name of ['Course 001', 'Course 170', `Course ${340 - active}`]) {
    await ui.search(name);
    await expect(ui.option(name)).toBeVisible();
  }
  // Another document: what was kept is there although Credly no longer answers.
  await page.reload();
  await editor.goToTab('motivation');
  credly.fault({ path: /badge_templates/ }, { kind: 'status', status: 503 });
  await ui.button.click();
  await expect(status).toHaveText(words('editor_all', 340));
  await ui.dialog.getByRole('button', { name: 'Refresh' }).click();
  await expect(status).toContainText(words('editor_trouble_busy'));
  await ui.choose('Course 002');
  await expect(ui.selectBadge).toHaveValue('Course 002');
});

test('a badge that was archived after it was chosen is said to be, with a way to choose another one', async ({
  harness,
}) => {
  const { credly, site } = harness;
  await connect(harness);
  const { page, editor, ui } = await awardBadge(harness);
  const template = credly.production.templates.find((it) => it.name === 'Safe Food Handling');
  if (!template) throw new Error('The local Credly does not have that badge.');
  template.state = 'archived';
  await ui.group.getByRole('button', { name: 'Edit' }).click();
  await ui.dialog.getByRole('button', { name: 'Refresh' }).click();
  const sentence = words('picker_archived', 'Safe Food Handling');
  await expect(ui.dialog.getByText(sentence)).toBeVisible();
  await ui.dialog.getByRole('button', { name: 'Cancel' }).click();
  const inGroup = words('picker_archived_in_rule', 'Safe Food Handling');
  await expect(ui.group).toContainText(inGroup);
  await page.reload();
  await editor.open(site.quiz('scored'), 'motivation');
  await expect(ui.group).toContainText(inGroup);
  await ui.group.getByRole('button', { name: words('picker_choose_another') }).click();
  await ui.choose('Project Leadership');
  await ui.save.click();
  await expect(ui.group).toContainText('Project Leadership');
  await expect(ui.group).not.toContainText(inGroup);
});

test('typing replaces the chosen name, and a list that arrives meanwhile moves no row from under the pointer', async ({
  harness,
}) => {
  const { credly, site } = harness;
  credly.production.addTemplates(40, 'Course');
  await connect(harness);
  const { page, editor, ui } = await harness.author();
  await editor.open(site.quiz('scored'), 'motivation');
  await ui.button.click();
  await ui.choose('Course 020');
  // By keys alone, then with the caret where a click has put it.
  await page.keyboard.type('course 01');
  await expect(ui.selectBadge).toHaveValue('course 01');
  await page.keyboard.press('Escape');
  for (const isOpen of [true, false]) {
    await ui.selectBadge.click();
    await expect(ui.selectBadge).toHaveAttribute('aria-expanded', String(isOpen));
  }
  await page.keyboard.type('cour');
  await expect(ui.selectBadge).toHaveValue('cour');
  // What an input method composes is neither chosen nor thrown away by us.
  const session = await page.context().newCDPSession(page);
  const composed = { text: 's', selectionStart: 1, selectionEnd: 1 };
  await session.send('Input.imeSetComposition', composed);
  for (const key of ['Enter', 'Escape'])
    await session.send('Input.dispatchKeyEvent', { type: 'rawKeyDown', key, code: key, windowsVirtualKeyCode: 229 });
  await session.send('Input.insertText', { text: 's' });
  await expect(ui.selectBadge).toHaveValue('cours');
  await expect(ui.option('Course 001')).toBeVisible();

  const pointed = ui.option('Course 004');
  const before = await pointed.boundingBox();
  // Between the one that is active and the one pointed at.
  credly.production.addTemplate({ name: 'Course 001 A' });
  credly.production.addTemplate({ name: 'Course 001 B' });
  credly.fault({ path: /badge_templates/ }, { kind: 'slow', delayMs: 700 });
  const refresh = ui.dialog.getByRole('button', { name: 'Refresh' });
  await refresh.click();
  await pointed.hover();
  await expect(ui.selectBadge).toBeFocused();
  const count = credly.production.templates.filter((it) => /^course/i.test(it.name)).length;
  await expect(ui.dialog.getByRole('status').filter({ hasText: /badges/i })).toContainText(`${count} of `);
  expect(await pointed.boundingBox()).toEqual(before);
  await page.mouse.down();
  await page.mouse.up();
  await expect(ui.selectBadge).toHaveValue('Course 004');
});

test('Disconnect leaves nothing of the list behind', async ({ harness }) => {
  await connect(harness);
  await awardBadge(harness);
  expect(await harness.storedText()).toContain('Peer Mentoring');
  await harness.options.goTo('Integrations');
  await harness.options.openDisconnectDialog();
  await harness.options.disconnectDialog.getByRole('button', { name: 'Disconnect' }).click();
  await expect(harness.options.connected).toHaveCount(0);
  expect(await harness.storedText()).not.toContain('Peer Mentoring');
});

test('pictures of badges are shown although the page forbids pictures from elsewhere', async ({ harness }) => {
  await connect(harness);
  const { editor, ui } = await harness.author();
  await editor.open(harness.site.quiz('scored'), 'motivation');
  await ui.button.click();
  await ui.search('Project Leadership');
  const picture = ui.option('Project Leadership').locator('img');
  await expect.poll(() => picture.evaluate((it) => (it as HTMLImageElement).naturalWidth)).toBeGreaterThan(0);
});
