import type { Page } from '@playwright/test';
import { attemptBlock, withRule } from '../flows/with-rule.ts';
import { ada, expect, test } from '../harness.ts';

/**
 * Where the block stands on pages whose blocks are hard to tell: without headings, with the same ones, with headings of
 * their own in them, renamed, and only one left. On the build whose answer review has more headings than there are blocks.
 */
test.use({ build: 'c' });
test.setTimeout(90_000);

/** The page's blocks and ours in their order, by how they begin; and whether ours is inside one of them. */
const order = (page: Page) =>
  page.evaluate(() => {
    const blocks = [...document.querySelectorAll('.rs-7y2, .bx-e3, [data-credly-badges-for-credspark=results-block]')];
    const ours = blocks.find((it) => it.hasAttribute('data-credly-badges-for-credspark'));
    const isInside = blocks.some((it) => it !== ours && it.contains(ours ?? null));
    const names = blocks.map((it) =>
      it === ours ? 'OURS' : (it.textContent ?? '').replace('Move upMove down', '').slice(0, 9),
    );
    return isInside ? 'inside another block' : names.join(' | ');
  });

test('the block keeps its place among blocks that are hard to tell, in the editor and for participants', async ({
  harness,
}) => {
  await withRule(harness, 'scored');
  const quiz = harness.site.quiz('scored');
  quiz.resultBlockText = { '': 'Welcome to this page.', Text: 'Some text.' };
  const { page, editor, ui } = await harness.author();
  const { page: result, player } = await harness.participant();
  /** Shows these blocks to author and participant. */
  const shown = async (blocks: string[], expected: string, onResult = expected) => {
    quiz.resultBlocks = blocks;
    await page.bringToFront();
    await editor.open(quiz, 'results-view');
    await expect.poll(() => order(page)).toBe(expected);
    await result.bringToFront();
    await player.take(quiz, ada, { correct: 5 });
    await expect(attemptBlock(result)).toBeVisible();
    await expect.poll(() => order(result)).toBe(onResult);
  };
  const move = async (key: string, expected: string) => {
    await page.bringToFront();
    await ui.handle.focus();
    await page.keyboard.press(key);
    await expect.poll(() => order(page)).toBe(expected);
    await expect(ui.block.getByRole('status')).toContainText('Moved to position');
  };

  // Never moved: below all, although the last one holds the most headings, and also where it is the only one.
  await shown(['Answer review'], 'Answer re | OURS');
  await shown(['Score summary', '', 'Answer review'], 'Score sum | Welcome t | Answer re | OURS');

  // Above the one without a heading, and between two of the same.
  await move('ArrowUp', 'Score sum | Welcome t | OURS | Answer re');
  await move('ArrowUp', 'Score sum | OURS | Welcome t | Answer re');
  await shown(['New', 'Score summary', '', 'Answer review'], 'NewNothin | Score sum | OURS | Welcome t | Answer re');
  await shown(['Text', 'Text', 'Answer review'], 'TextSome  | OURS | TextSome  | Answer re');

  // Renamed above, renamed below.
  await page.bringToFront();
  await move('Home', 'OURS | TextSome  | TextSome  | Answer re');
  await move('ArrowDown', 'TextSome  | OURS | TextSome  | Answer re');
  await shown(['First', 'Text', 'Answer review'], 'FirstNoth | OURS | TextSome  | Answer re');

  // A page that keeps one block, whose own headings are many.
  await move('Home', 'OURS | FirstNoth | TextSome  | Answer re');
  await shown(['Answer review'], 'OURS | Answer re');
  await expect(ui.onBlock('Move down')).not.toHaveAttribute('aria-disabled', 'true');
  await move('End', 'Answer re | OURS');
  await shown(['Answer review'], 'Answer re | OURS');
  await shown(['Score summary', 'Answer review'], 'Score sum | Answer re | OURS');

  // A move that cannot be stored is said to be none, and taken back.
  await page.bringToFront();
  const [worker] = harness.context.serviceWorkers();
  await worker?.evaluate(() => {
    IDBObjectStore.prototype.put = () => {
      throw new DOMException('The disk is full.', 'QuotaExceededError');
    };
  });
  await ui.onBlock('Move up').click();
  await expect(ui.block.getByText('This could not be saved. The block is as it was before.')).toBeInViewport();
  await expect.poll(() => order(page)).toBe('Score sum | Answer re | OURS');
});
