import type { Page } from '@playwright/test';
import type { Harness } from '../harness.ts';
import { connected } from './connected.ts';

/** Connects and lets an author choose "Safe Food Handling" for a quiz's own passing score. */
export async function withRule(
  harness: Harness,
  quizKey: string,
  state: { alreadyConnected?: boolean } = {},
): Promise<void> {
  if (!state.alreadyConnected) await connected(harness);
  const { page, editor, ui } = await harness.author();
  await editor.open(harness.site.quiz(quizKey), 'motivation');
  await ui.awardForScore('Safe Food Handling');
  await page.close();
}

/** What a participant sees of the award on the result page. */
export const attemptBlock = (page: Page) => page.getByRole('region', { name: 'Credly badge', exact: true });

/** The details that a participant adds there. */
export const detailsForm = (page: Page) => {
  const form = page.getByRole('form', { name: 'Details for your badge' });
  return {
    field: (label: string) => form.getByRole('textbox', { name: label }),
    send: form.getByRole('button', { name: 'Send my badge' }),
  };
};
