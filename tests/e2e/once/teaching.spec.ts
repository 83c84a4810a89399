import type { Page } from '@playwright/test';
import { formioHost, startTaughtSites, surveyHost, type TaughtSites } from '../../taught-sites/index.ts';
import { questions, wrongAnswer } from '../../taught-sites/questions.ts';
import { test as base, expect, grace, type Harness } from '../harness.ts';
import { typeInto } from '../pages/editor-ui.ts';
import { teachingUi } from '../pages/teaching-ui.ts';
import { connect } from './support/test.ts';

/** Sites that nobody here wrote: each is taught through the interface alone, and then awards. */
const test = base.extend<{ sites: TaughtSites }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixtures' names from the pattern
  sites: async ({}, use) => {
    const sites = await startTaughtSites();
    await use(sites);
    await sites.stop();
  },
  browserOptions: async ({ sites }, use) => use({ others: [sites] }),
});

type Person = { firstName: string; lastName: string; email: string };
const marked: Person = { firstName: 'Ada', lastName: 'Lovelace', email: 'ada@example.com' };

/** A person would press "Allow" in the browser's own bubble; without a screen it is given on the browser's own page. */
async function allow({ context, extensionId }: Harness, host: string): Promise<void> {
  const page = await context.newPage();
  await page.goto('chrome://extensions');
  await page.evaluate(
    ([id, pattern]) =>
      (
        chrome as unknown as { developerPrivate: { addHostPermission(id: string, host: string): Promise<void> } }
      ).developerPrivate.addHostPermission(id ?? '', pattern ?? ''),
    [extensionId, `https://${host}/*`],
  );
  await page.close();
}

/** From the options page to the quiz, with the panel on it. */
async function addSite(harness: Harness, address: string): Promise<Page> {
  const { options, context } = harness;
  await options.goTo('Quiz sites');
  await options.page.getByRole('button', { name: 'Add a quiz site' }).click();
  const dialog = options.page.getByRole('dialog', { name: 'Add a quiz site' });
  await dialog.getByRole('textbox', { name: 'Address of a quiz' }).fill(address);
  const opened = context.waitForEvent('page');
  await dialog.getByRole('button', { name: 'Continue' }).click();
  return opened;
}

/** @param correct so many questions, the others wrong */
async function takeSurvey(page: Page, person: Person, correct: number): Promise<void> {
  await page.getByRole('textbox', { name: 'First name' }).fill(person.firstName);
  await page.getByRole('textbox', { name: 'Last name' }).fill(person.lastName);
  await page.getByRole('textbox', { name: 'E-mail' }).fill(person.email);
  await page.getByRole('button', { name: 'Next', exact: true }).first().click();
  for (const [index, question] of questions.entries())
    await page.getByText(index < correct ? question.right : wrongAnswer(question), { exact: true }).click();
  await page.getByRole('button', { name: 'Complete' }).click();
  await expect(page.getByText('answers right')).toBeVisible();
}

async function takeForm(page: Page, person: Person, correct: number): Promise<void> {
  await page.getByRole('textbox', { name: 'First name' }).fill(person.firstName);
  await page.getByRole('textbox', { name: 'Last name' }).fill(person.lastName);
  await page.getByRole('textbox', { name: 'E-mail' }).fill(person.email);
  for (const [index, question] of questions.entries())
    await page.getByLabel(index < correct ? question.right : wrongAnswer(question), { exact: true }).check();
  await page.getByRole('button', { name: 'Submit' }).click();
  await expect(page.getByText('Submission Complete').first()).toBeVisible();
}

/** The badge for the quiz that was just taught. */
async function chooseBadge(harness: Harness, quiz: string): Promise<void> {
  const { page } = harness.options;
  const region = page.getByRole('region', { name: 'Quizzes of other sites' });
  await region.getByRole('button', { name: `Award a Credly Badge: ${quiz}` }).click();
  const ui = harness.uiOf(page);
  await ui.choose('Safe Food Handling');
  await typeInto(ui.passingScore, '80');
  await ui.save.click();
  await expect(region.getByRole('button', { name: `Change the award: ${quiz}` })).toBeVisible();
}

test('a SurveyJS quiz is taught by taking it once, and then awards by what its page says', async ({
  harness,
  sites,
}) => {
  await connect(harness);
  await allow(harness, surveyHost);
  const page = await addSite(harness, `https://${surveyHost}/quiz/food-safety`);
  const ui = teachingUi(page);
  await expect(ui.heading('The quiz')).toBeAttached();
  await ui.press('Next');
  await expect(ui.heading('Take the quiz once')).toBeAttached();
  await takeSurvey(page, marked, 4);
  await expect(ui.panel.getByText('1 request seen. On the page: You got 4 of 5 answers right.')).toBeVisible();
  // What was recorded survives a reload of the page.
  await page.reload();
  await ui.press('The result is shown');
  await expect(ui.preview).toHaveText('Ada Lovelace (ada@example.com), 4 of 5 = 80 %, final');
  expect(harness.credly.posts()).toHaveLength(0);
  await ui.press('Next');
  await ui.press('This site has no editor');
  await ui.panel.getByRole('textbox', { name: 'Name of the site' }).fill('Academy');
  await ui.press('Save');
  await ui.press('Choose the badge');
  await expect(ui.panel).toHaveCount(0);
  await chooseBadge(harness, 'Food Safety');

  const { page: participant } = await harness.participant();
  await participant.goto(`https://${surveyHost}/quiz/food-safety`);
  await takeSurvey(participant, grace, 5);
  await expect.poll(() => harness.credly.posts().length).toBe(1);
  expect(harness.credly.posts()[0]?.body).toMatchObject({
    recipient_email: grace.email,
    issued_to_first_name: 'Grace',
  });
  expect(sites.stored).toHaveLength(2);
});

test('a Form.io form is taught by its answers, and then awards by what its server says', async ({ harness }) => {
  await connect(harness);
  await allow(harness, formioHost);
  const page = await addSite(harness, `https://${formioHost}/forms/hygiene`);
  const ui = teachingUi(page);
  await ui.press('Next');
  await takeForm(page, marked, 4);
  await ui.press('The result is shown');
  await expect(ui.preview).toHaveText('Ada Lovelace (ada@example.com), 8 of 10 = 80 %, final');
  await ui.press('Next');
  await ui.press('This site has no editor');
  await ui.press('Save');
  await ui.press('Choose the badge');
  await chooseBadge(harness, 'Kitchen Hygiene');

  const { page: participant } = await harness.participant();
  await participant.goto(`https://${formioHost}/forms/hygiene`);
  await takeForm(participant, grace, 5);
  await expect.poll(() => harness.credly.posts().length).toBe(1);
  expect(harness.credly.posts()[0]?.body).toMatchObject({ recipient_email: grace.email });
});
