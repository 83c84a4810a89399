import { connected } from '../flows/connected.ts';
import { expect, test } from '../harness.ts';

/** The dialog and Credly's templates: the same whichever page it was opened from. */

test('every page of the list is offered, searchable, and drafts and archived badges never are', async ({ harness }) => {
  const { credly, site } = harness;
  credly.production.addTemplates(120, 'Course');
  await connected(harness);
  const { editor, ui } = await harness.author();
  await editor.open(site.quiz('scored'), 'motivation');
  await ui.button.click();
  const active = credly.production.templates.filter((it) => it.state === 'active');
  const hidden = credly.production.templates.filter((it) => it.state !== 'active');
  await expect(
    ui.dialog.getByRole('status').filter({ hasText: `Badges in your organization: ${active.length}` }),
  ).toBeVisible();
  const last =
    active
      .map((it) => it.name)
      .sort()
      .at(-1) ?? '';
  await ui.choose(last);
  await expect(ui.selectBadge).toHaveValue(last);
  for (const { name } of hidden) {
    await ui.search(name);
    await expect(ui.option(name)).toHaveCount(0);
  }
});

test('the dialog says what is missing and focuses it', async ({ harness }) => {
  await connected(harness);
  const { editor, ui } = await harness.author();
  await editor.open(harness.site.quiz('scored'), 'motivation');
  await ui.button.click();
  await ui.save.click();
  await expect(ui.selectBadge).toBeFocused();
  await expect(ui.selectBadge).toHaveAccessibleDescription(/Choose a badge/);
  await ui.choose('Project Leadership');
  await ui.type(ui.passingScore, '140');
  await ui.save.click();
  await expect(ui.passingScore).toBeFocused();
  await expect(ui.passingScore).toHaveAccessibleDescription(/at most 100/);
  // What is typed is never read as another number.
  await ui.type(ui.passingScore, '8,5');
  await expect(ui.passingScore).toHaveValue('8,5');
  await ui.save.click();
  await expect(ui.passingScore).toBeFocused();
  await expect(ui.passingScore).toHaveAccessibleDescription(/with a point/);
});

test('Esc keeps what was typed, and Cancel drops it', async ({ harness }) => {
  await connected(harness);
  const { page, editor, ui } = await harness.author();
  await editor.open(harness.site.quiz('scored'), 'motivation');
  await ui.button.click();
  await ui.dialog.waitFor();
  await page.keyboard.press('Escape');
  await ui.button.click();
  await expect(ui.dialog.getByText('What you typed before is back.')).toBeHidden();
  await ui.choose('Project Leadership');
  await ui.type(ui.passingScore, '72.5');
  await page.keyboard.press('Escape');
  await expect(ui.dialog).toBeHidden();
  await ui.button.click();
  await expect(ui.dialog).toContainText('What you typed before is back.');
  await expect(ui.passingScore).toHaveValue('72.5');
  await page.keyboard.press('Escape');
  await page.reload();
  await ui.button.click();
  await expect(ui.passingScore).toHaveValue('72.5');
  await ui.dialog.getByRole('button', { name: 'Cancel' }).click();
  await ui.button.click();
  await expect(ui.passingScore).toHaveValue('80');
  await expect(ui.dialog.getByText('What you typed before is back.')).toBeHidden();
});

test('what was typed stays when Credly cannot be reached on Save', async ({ harness }) => {
  const { credly, site } = harness;
  await connected(harness);
  const { editor, ui } = await harness.author();
  await editor.open(site.quiz('scored'), 'motivation');
  await ui.button.click();
  await ui.choose('Project Leadership');
  await ui.type(ui.passingScore, '72');
  const fault = credly.fault({ method: 'GET', path: /badge_templates\// }, { kind: 'drop' });
  await ui.save.click();
  await expect(ui.dialog.getByRole('alert')).toContainText('Credly cannot be reached');
  await expect(ui.selectBadge).toHaveValue('Project Leadership');
  await expect(ui.passingScore).toHaveValue('72');
  fault.remove();
  await ui.save.click();
  await expect(ui.group).toContainText('72 %');
});
