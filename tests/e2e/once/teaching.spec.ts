import type { Locator, Page } from '@playwright/test';
import { blankProfile } from '../../../lib/quiz-site/teaching/build-profile.ts';
import { formioHost, startTaughtSites, surveyHost, type TaughtSites } from '../../taught-sites/index.ts';
import { questions, wrongAnswer } from '../../taught-sites/questions.ts';
import { test as base, expect, grace, type Harness } from '../harness.ts';
import { typeInto } from '../pages/editor-ui.ts';
import { teachingUi } from '../pages/teaching-ui.ts';
import { dictionaries } from './support/disguise.ts';
import { lookAtStates, ourElements, states } from './support/states.ts';
import { connect } from './support/test.ts';
import { words } from './support/words.ts';

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

const lookInPage = lookAtStates(ourElements);
const lookAtOptions = lookAtStates();

type Person = { firstName: string; lastName: string; email: string };
const marked: Person = { firstName: 'Ada', lastName: 'Lovelace', email: 'ada@example.com' };

type HostPermission = 'addHostPermission' | 'removeHostPermission';

/** What a person does on the browser's own page of the extension. */
async function changeAccess(how: HostPermission, { context, extensionId }: Harness, host: string): Promise<void> {
  const page = await context.newPage();
  await page.goto('chrome://extensions');
  await page.evaluate(
    ([how, id, pattern]) =>
      (
        chrome as unknown as { developerPrivate: Record<HostPermission, (id: string, host: string) => Promise<void>> }
      ).developerPrivate[how](id, pattern),
    [how, extensionId, `https://${host}/*`] as const,
  );
  await page.close();
}

/** A person would press "Allow" in the browser's own bubble; without a screen it is given on the browser's own page. */
const allow = (harness: Harness, host: string) => changeAccess('addHostPermission', harness, host);

/** From the options page to the quiz, with the panel on it. */
async function addSite(harness: Harness, address: string): Promise<Page> {
  const { options, context } = harness;
  await options.goTo('Quiz sites');
  await options.page.getByRole('button', { name: 'Add a quiz site' }).click();
  const dialog = options.page.getByRole('dialog', { name: 'Add a quiz site' });
  await dialog.getByRole('textbox', { name: 'Address of a quiz' }).fill(address);
  const opened = context.waitForEvent('page', { timeout: 10_000 });
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

test(
  'a SurveyJS quiz is taught by taking it once, and then awards by what its page says',
  states,
  async ({ harness, sites }) => {
    // Every step is looked at, in light and dark.
    test.slow();
    await connect(harness);
    await allow(harness, surveyHost);
    const page = await addSite(harness, `https://${surveyHost}/quiz/food-safety`);
    const ui = teachingUi(page);
    await expect(ui.heading('The quiz')).toBeAttached();
    await lookInPage('teaching which quiz', page);
    await ui.press('Next');
    await expect(ui.heading('Take the quiz once')).toBeAttached();
    // The panel lies over the page of a small window: folded, and in a corner where nothing has to be pressed.
    await ui.press('Fold');
    await ui.press('Move');
    await ui.press('Move');
    await takeSurvey(page, marked, 4);
    await expect(ui.panel.getByText('1 request seen. On the page: You got 4 of 5 answers right.')).toBeVisible();
    await lookInPage('teaching folded', page);
    await ui.press('Unfold');
    await lookInPage('teaching with a recording', page);
    // What was recorded survives a reload of the page.
    await page.reload();
    await ui.press('The result is shown');
    await expect(ui.preview).toHaveText('Ada Lovelace (ada@example.com), 4 of 5 = 80 %, final');
    await lookInPage('teaching checked', page);
    expect(harness.credly.posts()).toHaveLength(0);
    await ui.press('Next');
    await lookInPage('teaching the editor', page);
    await ui.press('This site has no editor');
    await ui.panel.getByRole('textbox', { name: 'Name of the site' }).fill('Academy');
    await ui.press('Save');
    await lookInPage('teaching saved', page);
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
    await harness.options.goTo('Quizzes');
    const { page: tab } = harness.options;
    await lookAtOptions('quizzes of other sites', tab);

    // Another quiz of the site needs no teaching, only its address.
    const region = tab.getByRole('region', { name: 'Quizzes of other sites' });
    await region.getByText(words('quizzes_other_add')).click();
    await region.getByLabel(words('quizzes_other_address')).fill('https://unknown.example/quiz/fire');
    await region.getByLabel(words('quizzes_other_title')).fill('Fire Safety');
    await region.getByRole('button', { name: 'Award a Credly Badge', exact: true }).click();
    await expect(region.getByText(words('quizzes_other_unknown'))).toBeVisible();
    await region.getByLabel(words('quizzes_other_address')).fill(`https://${surveyHost}/quiz/fire-safety`);
    await region.getByRole('button', { name: 'Award a Credly Badge', exact: true }).click();
    const dialog = harness.uiOf(tab);
    await dialog.choose('Project Leadership');
    await typeInto(dialog.passingScore, '80');
    await dialog.save.click();
    await expect(region.getByRole('button', { name: 'Change the award: Fire Safety' })).toBeVisible();
  },
);

test('an editor of another site is taught by pointing, and its author then awards in it', async ({
  harness,
  sites,
}) => {
  test.slow();
  const studio = `https://${surveyHost}/studio/food-safety`;
  await connect(harness);
  await allow(harness, surveyHost);
  const page = await addSite(harness, `https://${surveyHost}/quiz/food-safety`);
  const ui = teachingUi(page);
  await ui.press('Next');
  await ui.press('Fold');
  await takeSurvey(page, marked, 4);
  await ui.press('Unfold');
  await ui.press('The result is shown');
  await ui.press('Next');
  await page.goto(`${studio}/rewards`);
  const pointAt = async (what: string, place: Locator, words: string) => {
    await ui.press(`Point at it: ${what}`);
    await place.click();
    await expect(ui.panel.getByRole('listitem').filter({ hasText: what })).toContainText(words);
  };
  await pointAt('The tab with the button', page.getByRole('link', { name: 'Take-home' }), 'Take-home');
  await pointAt('The place of the button', page.getByRole('button', { name: 'Attach a voucher' }), 'Attach a voucher');
  await pointAt('The tab with the results', page.getByRole('link', { name: 'Ending' }), 'Ending');
  await page.goto(`${studio}/ending`);
  await pointAt('The list of results blocks', page.getByRole('heading', { name: 'What you missed' }), 'A list of 3');
  await ui.press('Next');
  await ui.panel.getByRole('textbox', { name: 'Name of the site' }).fill('Academy');
  await ui.press('Save');
  await ui.press('Done');
  await expect(ui.panel).toHaveCount(0);

  await page.goto(`${studio}/rewards`);
  const ours = harness.uiOf(page);
  await ours.awardForScore('Safe Food Handling', '80');
  await page.getByRole('link', { name: 'Ending' }).click();
  await expect(ours.block).toBeVisible();
  await ours.onBlock('Move up').click();
  await expect
    .poll(() => ours.headingsAbove(['Your score', 'What you missed', 'Tell a friend']))
    .toEqual(['Your score', 'What you missed']);

  const { page: participant } = await harness.participant();
  await participant.goto(`https://${surveyHost}/quiz/food-safety`);
  await takeSurvey(participant, grace, 5);
  await expect.poll(() => harness.credly.posts().length).toBe(1);
  expect(harness.credly.posts()[0]?.body).toMatchObject({ recipient_email: grace.email });
  await expect(participant.getByRole('region', { name: 'Credly badge', exact: true })).toContainText('Credly sent');
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

  // Taught once more, with a rule in force: the same form is read, and nothing is awarded for it.
  await harness.options.goTo('Quiz sites');
  const opened = harness.context.waitForEvent('page', { timeout: 10_000 });
  await harness.options.page.getByRole('button', { name: `Fix this: ${formioHost}` }).click();
  const again = await opened;
  await expect(teachingUi(again).panel).toBeVisible();
  await again.goto(`https://${formioHost}/forms/hygiene`);
  await takeForm(again, marked, 5);
  await teachingUi(again).press('The result is shown');
  await expect(teachingUi(again).preview).toHaveText('Ada Lovelace (ada@example.com), 10 of 10 = 100 %, final');
  expect(await harness.storedText()).toContain(grace.email);
  expect(harness.credly.posts()).toHaveLength(1);
  await teachingUi(again).press('Cancel');
  await expect(teachingUi(again).panel).toHaveCount(0);
  // What was recorded is forgotten with it.
  expect(await harness.storedText()).not.toContain(marked.email);
});

test('a site that is removed is no longer read, and its access is given up', states, async ({ harness }) => {
  await connect(harness);
  await allow(harness, formioHost);
  const { page } = harness.options;
  const profile = { ...blankProfile(`https://${formioHost}`, 'Forms'), version: 1 };
  const importFile = async (text: string) => {
    await harness.options.goTo('Quiz sites');
    await page.locator('input[type=file]:visible, .sites-head input[type=file]').setInputFiles({
      name: 'forms.json',
      mimeType: 'application/json',
      buffer: Buffer.from(text),
    });
  };
  await importFile('{"schema": 1, "name": "Not whole"}');
  const dialog = page.getByRole('dialog', { name: 'Import forms.json' });
  await expect(dialog.getByRole('alert')).toContainText('This profile does not fit');
  await dialog.getByRole('button', { name: 'Close' }).click();
  await importFile(JSON.stringify(profile));
  await expect(dialog).toContainText(`https://${formioHost}`);
  await lookAtOptions('profile of a new site', page);
  await dialog.getByRole('button', { name: 'Import' }).click();
  const site = page.getByRole('region', { name: 'Forms' });
  await expect(site).toContainText('Your own profile, version 1');
  await lookAtOptions('quiz sites with an own one', page);
  const state = () =>
    page.evaluate(async (origin) => {
      const scripts = await chrome.scripting.getRegisteredContentScripts();
      const isAllowed = await chrome.permissions.contains({ origins: [`${origin}/*`] });
      return { isRead: scripts.some((it) => it.matches?.some((pattern) => pattern.startsWith(origin))), isAllowed };
    }, `https://${formioHost}`);
  expect(await state()).toEqual({ isRead: true, isAllowed: true });
  // Taken away in the browser: nothing is read, a person is told, and it goes on when it is given back.
  await changeAccess('removeHostPermission', harness, formioHost);
  await expect(site).toContainText(words('sites_no_access_heading'));
  await expect(site.getByRole('button', { name: words('sites_allow') })).toBeVisible();
  await expect.poll(state).toEqual({ isRead: false, isAllowed: false });
  await lookAtOptions('quiz site without access', page);
  await allow(harness, formioHost);
  await expect(site).not.toContainText(words('sites_no_access_heading'));
  await expect.poll(state).toEqual({ isRead: true, isAllowed: true });
  await site.getByRole('button', { name: 'Remove: Forms' }).click();
  await page.getByRole('dialog', { name: 'Remove Forms?' }).getByRole('button', { name: 'Remove' }).click();
  await expect(site).toHaveCount(0);
  await expect.poll(state).toEqual({ isRead: false, isAllowed: false });
});

/** A CredSpark of tomorrow: in a language that no profile has, built with class names that mean nothing. */
function disguise(dictionary: Record<string, string>): void {
  const dress = () => {
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (texts.nextNode()) {
      const { currentNode: node } = texts;
      const translated = dictionary[(node.nodeValue ?? '').trim()];
      if (translated) node.nodeValue = translated;
    }
    for (const element of document.body.querySelectorAll('[class]')) {
      const names = [...element.classList].map(
        (name) =>
          `css-${[...name]
            .reduce((sum, it) => sum * 31 + it.charCodeAt(0), 7)
            .toString(36)
            .slice(-6)}`,
      );
      element.setAttribute('class', names.join(' '));
    }
  };
  document.addEventListener('DOMContentLoaded', dress);
}

test(
  '“Fix this”: places that were pointed at in an unknown language hold, until the profile is reset',
  states,
  async ({ harness }) => {
    // On several pages of the editor, and looked at in light and dark.
    test.slow();
    await connect(harness);
    const { options, context, site } = harness;
    await context.addInitScript(disguise, dictionaries.unknown);
    const editorUrl = site.urls.editor(site.quiz('scored'), 'motivation');
    const resultsUrl = site.urls.editor(site.quiz('scored'), 'results-view');
    await options.goTo('Quiz sites');
    const opened = context.waitForEvent('page', { timeout: 10_000 });
    await options.page.getByRole('button', { name: 'Fix this: CredSpark' }).click();
    const page = await opened;
    const ui = teachingUi(page);
    await expect(ui.panel).toBeVisible();
    await page.goto(editorUrl);
    const ours = harness.uiOf(page);
    await expect(ui.heading('The editor')).toBeAttached();

    // Esc leaves everything as it was; a click while pointing is not the page's.
    await ui.press('Point at it: The tab with the button');
    await page.keyboard.press('Escape');
    await expect(ui.button('Point at it: The tab with the button')).toBeVisible();
    await ui.press('Point at it: The tab with the button');
    await page.getByRole('link', { name: 'Widok wyników' }).click();
    expect(page.url()).toBe(editorUrl);
    await expect(ui.panel).toContainText('Widok wyników');
    await ui.press('Point at it: The tab with the button');
    await page.getByRole('link', { name: 'Zachęty' }).hover();
    await expect(ui.panel.getByRole('status')).toContainText('Zachęty');
    await lookInPage('pointing at a place', page);
    await page.keyboard.press('Enter');
    await expect(ui.panel).toContainText('Zachęty');
    await ui.press('Point at it: The place of the button');
    await page
      .getByRole('button', { name: 'Dodaj wiadomość' })
      .or(page.getByRole('link', { name: 'Dodaj wiadomość' }))
      .click();
    expect(page.url()).toBe(editorUrl);
    await expect(ui.panel).toContainText('Dodaj wiadomość');
    // The blocks stand on another tab: what was pointed at is kept from page to page.
    await ui.press('Point at it: The tab with the results');
    await page.getByRole('link', { name: 'Widok wyników' }).click();
    await page.goto(resultsUrl);
    await ui.press('Point at it: The list of results blocks');
    await page.getByRole('heading', { name: 'Answer review' }).click();
    await ui.press('Next');
    await expect(ui.heading('Take the quiz once')).toBeAttached();
    await ui.press('Skip');
    await expect(ui.heading('Check what was read')).toBeAttached();
    await ui.press('Skip');
    await expect(ui.heading('Save')).toBeAttached();
    await ui.press('Save');
    await ui.press('Done');
    await expect(ui.panel).toHaveCount(0);
    await page.goto(editorUrl);
    await expect(ours.button).toBeVisible();
    await ours.awardForScore('Safe Food Handling', '80');
    await page.goto(resultsUrl);
    await expect(ours.block).toBeVisible();

    await options.goTo('Quiz sites');
    await options.page.getByRole('button', { name: 'Reset to built-in: CredSpark' }).click();
    await options.page.getByRole('dialog').getByRole('button', { name: 'Reset to built-in' }).click();
    await expect(options.page.getByText('Built-in profile, version')).toBeVisible();
    await page.bringToFront();
    await page.goto(editorUrl);
    await expect(page.getByRole('link', { name: 'Zachęty' })).toBeVisible();
    await expect(ours.button).toHaveCount(0);
  },
);
