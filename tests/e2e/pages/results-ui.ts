import type { Page } from '@playwright/test';
import { savedBy } from './transfer-ui.ts';

/** The tab "Import results", driven as an admin does. */
export function resultsUi(page: Page) {
  const panel = page.getByRole('tabpanel', { name: 'Import results' });
  const button = (name: string | RegExp) => panel.getByRole('button', { name });
  const self = {
    panel,
    button,
    dialog: page.getByRole('dialog'),
    inDialog: (name: string | RegExp) => self.dialog.getByRole('button', { name }),
    async chooseFile(name: string, content: string | Buffer) {
      const buffer = typeof content === 'string' ? Buffer.from(content) : content;
      const [chooser] = await Promise.all([page.waitForEvent('filechooser'), button('Choose file').click()]);
      await chooser.setFiles({ name, mimeType: 'text/csv', buffer });
    },
    /** What a column is said to be. */
    column: (heading: string) => panel.getByRole('combobox', { name: `What “${heading}” is` }),
    allFinal: panel.getByRole('checkbox', { name: 'Every row is a final result' }),
    quiz: panel.getByRole('combobox', { name: 'Results of' }),
    check: () => button('Check rows').click(),
    row: (text: string | RegExp) => panel.getByRole('row').filter({ hasText: text }),
    saveOutcomes: () => savedBy(page, () => button('Save result file').click()),
  };
  return self;
}
