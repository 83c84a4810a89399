import type { Page } from '@playwright/test';

/** What the extension adds to Data & Analytics, driven as staff do. */
export function responsesUi(page: Page) {
  const block = page.getByRole('region', { name: 'Credly badges for these responses' });
  const dialog = page.getByRole('dialog', { name: 'Award badges for these results' });
  return {
    block,
    dialog,
    open: block.getByRole('button', { name: 'Look through and award' }),
    row: (text: string) => dialog.getByRole('row').filter({ hasText: text }),
    box: (name: string) => dialog.getByRole('checkbox', { name: `Award: ${name}` }),
    award: (label: string | RegExp) => dialog.getByRole('button', { name: label }),
    close: dialog.getByRole('button', { name: 'Close' }),
  };
}
