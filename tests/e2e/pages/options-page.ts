import type { Locator, Page } from '@playwright/test';

export interface ConnectionInput {
  organizationId?: string;
  token: string;
  sandbox?: boolean;
}

/** The extension's options page, driven as an admin does. */
export function optionsPage(page: Page) {
  const region = page.getByRole('region', { name: 'Credly Integration' });
  const disclosure = page.getByRole('region', { name: 'Before you start: what is read, sent and kept' });
  const disconnectDialog = page.getByRole('dialog', { name: 'Disconnect Credly?' });
  const withdrawDialog = page.getByRole('dialog', { name: 'Withdraw consent?' });
  const detailsDialog = page.getByRole('dialog', { name: 'Add details' });
  const rules = page.getByRole('region', { name: 'Quizzes with a badge' });
  const self = {
    page,
    region,
    disclosure,
    notNow: disclosure.getByRole('button', { name: 'Not now' }),
    agreeButton: disclosure.getByRole('button', { name: 'I agree' }),
    connectButton: region.getByRole('button', { name: 'Connect' }),
    edit: region.getByRole('button', { name: 'Edit' }),
    cancel: region.getByRole('button', { name: 'Cancel' }),
    organizationId: region.getByRole('textbox', { name: 'Organization ID' }),
    token: region.getByLabel('Authorization Token', { exact: true }),
    useSandbox: region.getByRole('checkbox', { name: 'Use sandbox' }),
    organizationChoices: region.getByRole('group', { name: 'Choose the organization that awards the badges' }),
    save: region.getByRole('button', { name: 'Save' }),
    /** What is wrong with the form as a whole, rather than with one field. */
    formAlert: region.getByRole('alert'),
    connected: region.getByText('Connected', { exact: true }),
    /** The fact of that name about the connection. */
    fact: (term: string) =>
      region
        .getByRole('term')
        .filter({ hasText: new RegExp(`^${term}$`) })
        .locator('xpath=following-sibling::dd'),
    disconnectDialog,
    withdrawDialog,
    detailsDialog,
    rules,
    rule: (quizTitle: string) => rules.getByRole('listitem').filter({ hasText: quizTitle }).first(),
    awards: page.getByRole('table', { name: 'Awards' }),
    agree: () => page.getByRole('button', { name: 'I agree' }).click(),
    /** Opens a tab of the page, looking at the page first: one in the background is slow. */
    async goTo(tab: 'Integrations' | 'Quizzes' | 'Import results' | 'Activity' | 'Quiz sites' | 'Settings') {
      await page.bringToFront();
      await page.getByRole('tab', { name: tab }).click();
    },
    /** Fills in the open connection form and saves; waits for neither success nor failure. */
    async submitForm(connection: ConnectionInput) {
      await self.organizationId.fill(connection.organizationId ?? '');
      await self.token.fill(connection.token);
      await self.useSandbox.setChecked(connection.sandbox ?? false);
      await self.save.click();
    },
    /** Opens the connection form, fills it in and saves; waits for neither success nor failure. */
    async submitConnection(connection: ConnectionInput) {
      await region.getByRole('button', { name: 'Connect' }).click();
      await self.submitForm(connection);
    },
    /** From first run to "Connected". */
    async connect(connection: ConnectionInput) {
      await self.agree();
      await self.submitConnection(connection);
      await self.connected.waitFor();
    },
    async openDisconnectDialog() {
      await self.edit.click();
      await region.getByRole('button', { name: 'Disconnect' }).click();
      await disconnectDialog.waitFor();
    },
    async disconnect() {
      await self.openDisconnectDialog();
      await disconnectDialog.getByRole('button', { name: 'Disconnect' }).click();
      await region.getByRole('button', { name: 'Connect' }).waitFor();
    },
    async openWithdrawDialog() {
      await self.goTo('Settings');
      await page.getByRole('button', { name: 'Withdraw consent' }).click();
      await withdrawDialog.waitFor();
    },
    async withdrawConsent() {
      await self.openWithdrawDialog();
      await withdrawDialog.getByRole('button', { name: 'Withdraw consent' }).click();
      await page.getByRole('button', { name: 'Read and decide again' }).last().waitFor();
    },
    /** From Settings, after "Not now" or a withdrawal. */
    async agreeAgain() {
      await self.goTo('Settings');
      await page
        .getByRole('tabpanel', { name: 'Settings' })
        .getByRole('button', { name: 'Read and decide again' })
        .click();
      await self.agree();
      await disclosure.waitFor({ state: 'hidden' });
    },
    /** Opens all there is to know of a participant's award. */
    async openReceipt(participant: string) {
      await self
        .row(participant)
        .getByRole('button', { name: /, receipt$/ })
        .click();
      return page.getByRole('dialog', { name: /^Receipt/ });
    },
    /** Lets go what is held for review, if anything is. */
    async approveHeld() {
      await self.goTo('Activity');
      const approve = page.getByRole('button', { name: /^Approve all/ });
      if (await approve.isVisible()) await approve.click();
    },
    /** Completes name and e-mail of an award that needs details. */
    async completeDetails(row: Locator, details: { firstName: string; lastName: string; email: string }) {
      await row.getByRole('button', { name: /details/i }).click();
      const dialog = page.getByRole('dialog');
      await dialog.getByLabel('First name').fill(details.firstName);
      await dialog.getByLabel('Last name').fill(details.lastName);
      await dialog.getByLabel('Email').fill(details.email);
      await dialog.getByRole('button', { name: 'Save' }).click();
    },
    /** The row of a participant on Activity. */
    row: (participant: string | RegExp) => self.awards.getByRole('row').filter({ hasText: participant }),
  };
  return self;
}
