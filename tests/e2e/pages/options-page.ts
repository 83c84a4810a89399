import type { Page } from '@playwright/test';

/** The extension's options page, driven as an admin does. */
export function optionsPage(page: Page) {
  const region = page.getByRole('region', { name: 'Credly Integration' });
  const self = {
    page,
    region,
    organizationId: region.getByRole('textbox', { name: 'Organization ID' }),
    token: region.getByLabel('Authorization Token', { exact: true }),
    useSandbox: region.getByRole('checkbox', { name: 'Use sandbox' }),
    save: region.getByRole('button', { name: 'Save' }),
    connected: region.getByText('Connected', { exact: true }),
    awards: page.getByRole('table', { name: 'Awards' }),
    agree: () => page.getByRole('button', { name: 'I agree' }).click(),
    goTo: (tab: 'Integrations' | 'Activity' | 'Settings') => page.getByRole('tab', { name: tab }).click(),
    /** Fills in the connection form and saves; waits for neither success nor failure. */
    async submitConnection(connection: { organizationId?: string; token: string; sandbox?: boolean }) {
      await region.getByRole('button', { name: 'Connect' }).click();
      await self.organizationId.fill(connection.organizationId ?? '');
      await self.token.fill(connection.token);
      await self.useSandbox.setChecked(connection.sandbox ?? false);
      await self.save.click();
    },
    /** From first run to "Connected". */
    async connect(connection: { organizationId?: string; token: string; sandbox?: boolean }) {
      await self.agree();
      await self.submitConnection(connection);
      await self.connected.waitFor();
    },
    async disconnect() {
      await region.getByRole('button', { name: 'Edit' }).click();
      await region.getByRole('button', { name: 'Disconnect' }).click();
      await page
        .getByRole('alertdialog', { name: 'Disconnect Credly?' })
        .or(page.getByRole('dialog', { name: 'Disconnect Credly?' }))
        .getByRole('button', { name: 'Disconnect' })
        .click();
      await region.getByRole('button', { name: 'Connect' }).waitFor();
    },
    /** The row of a participant on Activity. */
    row: (participant: string | RegExp) => self.awards.getByRole('row').filter({ hasText: participant }),
  };
  return self;
}
