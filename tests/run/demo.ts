/**
 * `npm run demo`: plays the whole job in Chromium against the local Credly and the stand-in quiz site, with the production
 * build. With `-- --open` the browser stays open for a person to go on. Succeeds only if the local Credly's record holds
 * exactly one POST, from the extension's own origin, with exactly the five required fields.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Page } from '@playwright/test';
import { startCredlyServer } from '../credly-server/index.ts';
import { editorUi } from '../e2e/pages/editor-ui.ts';
import { optionsPage } from '../e2e/pages/options-page.ts';
import { startQuizSite } from '../quiz-site/index.ts';
import { editorPage, playerPage } from '../quiz-site/page-objects.ts';
import { launchExtensionBrowser } from './extension-browser.ts';

const root = resolve(import.meta.dirname, '../..');
const pictures = join(root, 'demo-screenshots');
const open = process.argv.includes('--open');
const requiredFields = [
  'badge_template_id',
  'issued_at',
  'issued_to_first_name',
  'issued_to_last_name',
  'recipient_email',
];

const say = (line: string) => process.stdout.write(`${line}\n`);
let count = 0;

/** One step of the story: what is done, what came of it, and a picture. */
async function step(title: string, page: Page, work: () => Promise<string>): Promise<void> {
  const result = await work();
  count += 1;
  const file = join(pictures, `${String(count).padStart(2, '0')}-${title.toLowerCase().replace(/[^a-z]+/g, '-')}.png`);
  await page.screenshot({ path: file });
  say(`${count}. ${title}: ${result}`);
}

if (spawnSync('wxt', ['build'], { cwd: root, stdio: ['ignore', 'ignore', 'inherit'] }).status !== 0) process.exit(1);
mkdirSync(pictures, { recursive: true });

const [credly, site] = await Promise.all([startCredlyServer(), startQuizSite({ build: 'b' })]);
const { context, extensionId } = await launchExtensionBrowser({ credly, site, headless: !open });
const address = `chrome-extension://${extensionId}/options.html`;
const isOptions = (page: Page) => page.url().startsWith(address);
const optionsTab = context.pages().find(isOptions) ?? (await context.waitForEvent('page', { predicate: isOptions }));
const options = optionsPage(optionsTab);
const [organization] = credly.production.organizations;
const [token] = credly.production.tokens;
if (!organization || !token) throw new Error('The local Credly has no organization.');
const quiz = site.quiz('scored');

await step('The options page opens by itself', optionsTab, async () => {
  await optionsTab.getByRole('button', { name: 'I agree' }).waitFor();
  return 'it asks for consent before anything else';
});
await step('The admin agrees and connects Credly', optionsTab, async () => {
  await options.connect({ organizationId: organization.id, token: token.token });
  return `Connected to ${organization.name}`;
});

const author = await context.newPage();
const editor = editorPage(author, site);
const ui = editorUi(author);
await step('The author opens the Motivation tab', author, async () => {
  await editor.open(quiz, 'motivation');
  await ui.button.waitFor();
  return '"Award a Credly Badge" is there';
});
await step('The author chooses a badge', author, async () => {
  await ui.button.click();
  await ui.choose('Safe Food Handling');
  return `Safe Food Handling, for ${await ui.passingScore.inputValue()} percent or more`;
});
await step('The author saves', author, async () => {
  await ui.save.click();
  await ui.group.waitFor();
  return 'the button has become "Credly badge award"';
});
await step('The author looks at Results View', author, async () => {
  await editor.goToTab('results-view');
  await ui.block.getByRole('button', { name: 'Move up' }).click();
  return 'the block is there and has been moved up';
});

const attempt = async (person: { firstName: string; lastName: string; email: string }, correct: number) => {
  const page = await context.newPage();
  await playerPage(page, site).take(quiz, person, { correct });
  const block = page.getByRole('region', { name: 'Credly badge', exact: true });
  return { page, block };
};
const ada = await attempt({ firstName: 'Ada', lastName: 'Lovelace', email: 'ada@example.com' }, 5);
await step('Ada passes', ada.page, async () => {
  await ada.block.getByText('Credly sent an invitation').waitFor();
  await ada.block.scrollIntoViewIfNeeded();
  return (await ada.block.getByRole('status').textContent()) ?? '';
});
const alan = await attempt({ firstName: 'Alan', lastName: 'Turing', email: 'alan@example.com' }, 1);
await step('Alan does not pass', alan.page, async () => {
  await alan.block.getByText('did not earn').waitFor();
  await alan.block.scrollIntoViewIfNeeded();
  return (await alan.block.getByRole('status').textContent()) ?? '';
});
await step('The admin looks at Activity', optionsTab, async () => {
  await optionsTab.bringToFront();
  await options.goTo('Activity');
  await options.row('Ada Lovelace').getByText('Issued', { exact: true }).waitFor();
  return `${await options.awards.getByRole('row').count()} rows with the head`;
});

const posts = credly.posts();
const [post] = posts;
const fields = Object.keys((post?.body ?? {}) as object).sort();
const proven =
  posts.length === 1 &&
  post?.origin === `chrome-extension://${extensionId}` &&
  JSON.stringify(fields) === JSON.stringify(requiredFields);
say(`\nThe local Credly recorded ${posts.length} POST from ${post?.origin ?? 'nobody'} with ${fields.join(', ')}.`);
say(proven ? 'That is exactly one badge, with exactly the five required fields.' : 'That is not what was expected.');
say(`Pictures of each step: ${pictures}`);

if (open) {
  say('\nThe browser stays open. Close it to end the demo. To connect again:');
  say(`  Organization ID ${organization.id}\n  Authorization Token ${token.token}`);
  await new Promise((closed) => context.on('close', closed));
} else await context.close();
await Promise.all([credly.stop(), site.stop()]);
process.exit(proven ? 0 : 1);
