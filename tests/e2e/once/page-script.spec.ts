import { awardBadge, connect, expect, test } from './support/test.ts';

test('a page that hears events before our elements do toggles no check box, and closes no dialog, of ours', async ({
  harness,
}) => {
  await connect(harness);
  const { page, ui } = await awardBadge(harness);
  await ui.group.getByRole('button', { name: 'Edit' }).click();
  await expect(ui.dialog).toBeVisible();
  const boxes = ui.dialog.locator('input[type=checkbox], input[type=radio]');
  expect(await boxes.count()).toBeGreaterThan(1);
  const checked = () => boxes.evaluateAll((all) => all.map((it) => (it as HTMLInputElement).checked));
  const before = await checked();
  await page.evaluate(async () => {
    // In front of everything that stands deeper in the page, our guards there included.
    for (const type of ['click', 'change', 'cancel', 'keydown'])
      addEventListener(type, (event) => !event.isTrusted && event.stopImmediatePropagation(), { capture: true });
    for (const host of document.querySelectorAll('[data-credly-badges-for-credspark]')) {
      const inside = <T extends Element>(selector: string) => host.shadowRoot?.querySelectorAll<T>(selector) ?? [];
      for (const box of inside<HTMLInputElement>('input[type=checkbox], input[type=radio]')) box.click();
      for (const dialog of inside<HTMLDialogElement & { requestClose(): void }>('dialog')) dialog.requestClose();
    }
    await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
  });
  await expect(ui.dialog).toBeVisible();
  expect(await checked()).toEqual(before);
  await page.keyboard.press('Escape');
  await expect(ui.dialog).toBeHidden();
});
