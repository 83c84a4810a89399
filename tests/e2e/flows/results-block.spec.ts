import type { Page } from '@playwright/test';
import { ada, expect, test } from '../harness.ts';
import { typeInto } from '../pages/editor-ui.ts';
import { attemptBlock, withRule } from './with-rule.ts';

test.setTimeout(60_000);

test('the block moves by buttons, keys and drag, is undone, and keeps its place when the page changes', async ({
  harness,
}) => {
  await withRule(harness, 'scored');
  const quiz = harness.site.quiz('scored');
  const { page, editor, ui } = await harness.author();
  await editor.open(quiz, 'results-view');
  const headings = await editor.blockHeadings();
  const count = headings.length + 1;
  const stands = (above: number) => expect.poll(() => ui.headingsAbove(headings)).toEqual(headings.slice(0, above));
  const said = (position: number) =>
    expect(ui.block.getByRole('status')).toHaveText(`Moved to position ${position} of ${count}`);
  await stands(headings.length);

  await ui.onBlock('Move up').click();
  await stands(headings.length - 1);
  await said(count - 1);
  await expect(ui.onBlock('Move up')).toBeFocused();

  await ui.handle.focus();
  await page.keyboard.press('Home');
  await stands(0);
  await said(1);
  await page.keyboard.press('ArrowDown');
  await stands(1);
  await expect(ui.handle).toBeFocused();

  // Dragged onto the lower half of the last block it stands last; Escape leaves it where it is.
  await drag(page, ui.handle, headings.at(-1) ?? '', async () => page.keyboard.press('Escape'));
  await stands(1);
  await drag(page, ui.handle, headings.at(-1) ?? '');
  await stands(headings.length);
  await said(count);
  await ui.onBlock('Undo').click();
  await stands(1);
  await ui.onBlock('Undo').click();
  await stands(0);
  await page.keyboard.press('Tab');
  await ui.onBlock('Move down').click();
  await stands(1);

  // The page's own first block goes below the second: ours stays between what is still above and below it.
  await editor.moveBlock(headings[0] ?? '', 'down');
  await expect.poll(() => editor.blockHeadings()).not.toEqual(headings);
  await editor.moveBlock(headings[0] ?? '', 'up');
  await expect.poll(() => editor.blockHeadings()).toEqual(headings);
  await stands(1);
  await page.reload();
  await editor.goToTab('results-view');
  await stands(1);

  const participant = await harness.participant();
  await participant.player.take(quiz, ada, { correct: 5 });
  await expect(attemptBlock(participant.page)).toContainText('Credly sent an invitation');
  await expect.poll(() => harness.uiOf(participant.page).headingsAbove(headings)).toEqual(headings.slice(0, 1));
});

test('an author’s words outlive a reload, are saved and undone, and greet who earned the badge', async ({
  harness,
}) => {
  await withRule(harness, 'scored');
  const quiz = harness.site.quiz('scored');
  const { page, editor, ui } = await harness.author();
  const { wordsDialog } = ui;
  const heading = wordsDialog.getByRole('textbox', { name: 'Heading' });
  const text = wordsDialog.getByRole('textbox', { name: 'Text' });
  await editor.open(quiz, 'results-view');
  await ui.onBlock('Edit text').click();
  await typeInto(heading, 'Well done, {name}!');
  await expect(wordsDialog.getByText('Well done, Ada!')).toBeVisible();
  await typeInto(text, 'You have {badge} with .');
  await text.press('ArrowLeft');
  await wordsDialog.getByRole('button', { name: /^{score}/ }).click();
  await expect(text).toHaveValue('You have {badge} with {score}.');
  await expect.poll(() => harness.storedText()).toContain('with {score}.');

  await page.reload();
  await editor.goToTab('results-view');
  await expect(ui.block).toContainText('not saved yet');
  await ui.onBlock('Edit text').click();
  await expect(wordsDialog).toContainText('What you typed before is back');
  await expect(heading).toHaveValue('Well done, {name}!');
  await wordsDialog.getByRole('button', { name: 'Save' }).click();
  await expect(wordsDialog).toBeHidden();
  await expect(ui.onBlock('Edit text')).toBeFocused();
  await expect(ui.block).toContainText('Well done, Ada!');
  await ui.block.getByRole('radio', { name: 'Not earned' }).check();
  await expect(ui.block).not.toContainText('Well done');

  const first = await harness.participant();
  await first.player.take(quiz, { ...ada, firstName: 'Augusta' }, { correct: 5 });
  await expect(attemptBlock(first.page)).toContainText('Well done, Augusta!');
  await expect(attemptBlock(first.page)).toContainText('You have Safe Food Handling with 10 of 10.');
  // Somebody who gives the same address is greeted by the name that they gave, not by the other's.
  const second = await harness.participant();
  await second.player.take(quiz, { ...ada, firstName: 'Eve' }, { correct: 5 });
  await expect(attemptBlock(second.page)).toContainText('Well done, Eve!');
  await expect(attemptBlock(second.page)).toContainText('You have earned this badge already');
  await expect(attemptBlock(second.page)).not.toContainText('10 of 10');
  await expect(attemptBlock(second.page)).not.toContainText('Augusta');

  await page.bringToFront();
  await ui.block.getByRole('radio', { name: 'Earned', exact: true }).check();
  await ui.onBlock('Undo').click();
  await expect(ui.block).not.toContainText('Well done');
  await expect(attemptBlock(first.page)).not.toContainText('Well done');
});

/** Drags by the mouse, as a person does, to the lower half of the page's block with that heading. */
async function drag(
  page: Page,
  handle: ReturnType<Page['getByRole']>,
  heading: string,
  onTheWay: () => Promise<void> = async () => undefined,
): Promise<void> {
  const target = page.getByRole('heading', { name: heading, exact: true });
  // Whatever the markup: the outermost element that has the page's other blocks beside it.
  const block = target.locator('xpath=ancestor::*[preceding-sibling::*[.//h2 or .//h3 or .//h4]][1]');
  await handle.scrollIntoViewIfNeeded();
  await handle.hover();
  await page.mouse.down();
  const own = await handle.boundingBox();
  await page.mouse.move((own?.x ?? 0) + 20, (own?.y ?? 0) + 40, { steps: 4 });
  await expect(page.locator('.guest-drop-line')).toBeVisible();
  // The page scrolls by itself while something is held at its edge, as far as it has to.
  const box = await block.boundingBox();
  const height = page.viewportSize()?.height ?? 0;
  if (box && box.y + box.height > height - 60) {
    await page.mouse.move((own?.x ?? 0) + 20, height - 10, { steps: 4 });
    await expect(target).toBeInViewport();
  }
  await expect(async () => {
    const now = await block.boundingBox();
    await page.mouse.move((now?.x ?? 0) + 40, (now?.y ?? 0) + (now?.height ?? 0) - 2);
    const line = await page.locator('.guest-drop-line').boundingBox();
    expect(line?.y ?? 0).toBeGreaterThan((now?.y ?? 0) + (now?.height ?? 0) / 2);
  }).toPass({ timeout: 10_000 });
  await onTheWay();
  await page.mouse.up();
  await expect(page.locator('.guest-drop-line')).toHaveCount(0);
}
