import type { Page } from '@playwright/test';

/** The panel that leads through teaching, in a page of the taught site. */
export function teachingUi(page: Page) {
  const panel = page.getByRole('region', { name: /^(Teach|Correct) / });
  return {
    panel,
    heading: (name: string) => panel.getByRole('heading', { name: new RegExp(`: ${name}$`) }),
    button: (name: string | RegExp) => panel.getByRole('button', { name }),
    field: (name: string) => panel.getByRole('combobox', { name, exact: true }),
    preview: panel.locator('.teaching__preview').first(),
    press: (name: string | RegExp) => panel.getByRole('button', { name }).click(),
  };
}
