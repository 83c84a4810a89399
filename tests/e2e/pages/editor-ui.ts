import type { Locator, Page } from '@playwright/test';

/**
 * Types as a person does. Playwright's own `fill` makes events by script, which our interface in host pages rightly
 * ignores.
 */
export async function typeInto(field: Locator, text: string): Promise<void> {
  await field.focus();
  await field.press('ControlOrMeta+a');
  await field.press('Delete');
  await field.pressSequentially(text);
}

/** What the extension adds to the quiz editor, driven as an author does. Playwright looks into open shadow roots. */
export function editorUi(page: Page) {
  // The stand-in's own elements of the same name are told apart by our mark.
  const ours = page.locator('[data-credly-badges-for-credspark]');
  const dialog = page.getByRole('dialog', { name: 'Award a Credly Badge' });
  const self = {
    ours,
    button: ours.getByRole('button', { name: 'Award a Credly Badge' }),
    group: page.getByRole('group', { name: 'Credly badge award' }),
    block: page.getByRole('region', { name: 'Credly badge', exact: true }),
    /** A control of the block by its name. */
    onBlock: (name: string | RegExp) => self.block.getByRole('button', { name }),
    handle: page.getByRole('button', { name: /^Position \d+ of \d+\./ }),
    wordsDialog: page.getByRole('dialog', { name: 'Text of the badge block' }),
    card: ours.getByRole('region', { name: 'Credly Integration' }),
    dialog,
    selectBadge: dialog.getByRole('combobox', { name: 'Select Badge' }),
    passingScore: dialog.getByRole('textbox', { name: 'Passing score', exact: true }),
    save: dialog.getByRole('button', { name: 'Save' }),
    option: (name: string) => dialog.getByRole('option', { name, exact: true }),
    type: typeInto,
    async search(words: string) {
      await self.selectBadge.click();
      await typeInto(self.selectBadge, words);
    },
    async choose(badge: string) {
      await self.search(badge);
      await self.option(badge).click();
    },
    /** Which of the page's own block headings stand above our block, in order. */
    async headingsAbove(headings: readonly string[]): Promise<string[]> {
      const own = await self.block.boundingBox();
      const above: string[] = [];
      for (const heading of headings) {
        const box = await page.getByRole('heading', { name: heading, exact: true }).boundingBox();
        if (own && box && box.y < own.y) above.push(heading);
      }
      return above;
    },
    /** From the button to the saved award, for a passing score as the page shows it or as given. */
    async awardForScore(badge: string, passingScore?: string) {
      await self.button.click();
      await self.choose(badge);
      if (passingScore !== undefined) await typeInto(self.passingScore, passingScore);
      await self.save.click();
      await self.group.waitFor();
    },
    /** The row of a range by its number, from 1. */
    range: (number: number) => dialog.getByRole('listitem').filter({ has: page.getByLabel(`Range ${number} from`) }),
    outcome: (name: string) =>
      dialog.getByRole('listitem').filter({ has: page.getByRole('checkbox', { name, exact: true }) }),
    rangeFrom: (number: number) => dialog.getByRole('textbox', { name: `Range ${number} from` }),
    /** Chooses a badge in a row of its own, from the list that opens there. */
    async chooseInRow(row: Locator, badge: string) {
      await row.getByRole('button', { name: /^(Choose badge|Another badge|Change):/ }).click();
      const field = row.getByRole('combobox');
      await typeInto(field, badge);
      await row.getByRole('option', { name: badge, exact: true }).click();
      await field.waitFor({ state: 'hidden' });
    },
    async awardForOutcomes(badge: string, outcomes: string[]) {
      await self.button.click();
      await self.choose(badge);
      for (const outcome of outcomes) await dialog.getByRole('checkbox', { name: outcome }).check();
      await self.save.click();
      await self.group.waitFor();
    },
  };
  return self;
}
