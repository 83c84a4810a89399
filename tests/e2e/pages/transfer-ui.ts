import { readFile } from 'node:fs/promises';
import type { Locator, Page } from '@playwright/test';

/** A file as a page's file field takes it. */
export const jsonFile = (name: string, content: unknown) => ({
  name,
  mimeType: 'application/json',
  buffer: Buffer.from(typeof content === 'string' ? content : JSON.stringify(content)),
});

/** What a click makes the browser save, as text. */
export async function savedBy(page: Page, click: () => Promise<void>): Promise<string> {
  const [download] = await Promise.all([page.waitForEvent('download'), click()]);
  return readFile(await download.path(), 'utf8');
}

/** Files in and out, and the lock, on the options page. */
export function transferUi(page: Page) {
  const quizzes = page.getByRole('tabpanel', { name: 'Quizzes' });
  const setup = page.getByRole('region', { name: 'Set up another browser' });
  const choose = async (button: Locator, file: ReturnType<typeof jsonFile>) => {
    const [chooser] = await Promise.all([page.waitForEvent('filechooser'), button.click()]);
    await chooser.setFiles(file);
  };
  const self = {
    quizzes,
    setup,
    dialog: page.getByRole('dialog'),
    inDialog: (name: string | RegExp) => self.dialog.getByRole('button', { name }),
    passphrase: page.getByRole('dialog').getByLabel('Passphrase', { exact: true }),
    exportRules: () => savedBy(page, () => quizzes.getByRole('button', { name: 'Export' }).click()),
    chooseRules: (content: unknown) =>
      choose(quizzes.getByRole('button', { name: 'Import' }), jsonFile('rules.json', content)),
    async openSetupExport() {
      await setup.getByRole('button', { name: 'Save a setup file' }).click();
      await self.dialog.waitFor();
    },
    async exportSetup(passphrase: string) {
      await self.openSetupExport();
      await self.passphrase.fill(passphrase);
      await self.dialog.getByLabel('Passphrase again').fill(passphrase);
      return savedBy(page, () => self.inDialog('Save a setup file').click());
    },
    chooseSetup: (content: unknown) =>
      choose(setup.getByRole('button', { name: 'Use a setup file' }), jsonFile('setup.json', content)),
    async openSetup(passphrase: string) {
      await self.passphrase.fill(passphrase);
      await self.inDialog('Open').click();
    },
    lock: page.getByRole('region', { name: 'Lock this browser' }),
    lockScreen: page.getByRole('region', { name: 'This browser is locked' }),
    async setPin(pin: string) {
      await self.lock.getByLabel('PIN', { exact: true }).fill(pin);
      await self.lock.getByLabel('PIN again').fill(pin);
      await self.lock.getByRole('button', { name: 'Set PIN' }).click();
    },
    async tryPin(pin: string) {
      await self.lockScreen.getByLabel('PIN', { exact: true }).fill(pin);
      await self.lockScreen.getByRole('button', { name: 'Unlock' }).click();
    },
  };
  return self;
}
