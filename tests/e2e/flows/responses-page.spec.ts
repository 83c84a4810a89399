import { ada, expect, grace, test } from '../harness.ts';
import { responsesUi } from '../pages/responses-ui.ts';
import { withRule } from './with-rule.ts';

const emails = (posts: { body: unknown }[]) =>
  posts.map((it) => (it.body as { recipient_email: string }).recipient_email).sort();
const person = (name: string) => ({ firstName: name, lastName: 'Example', email: `${name.toLowerCase()}@example.com` });

test('results on Data & Analytics that earned a badge are offered, and exactly the ticked ones awarded', async ({
  harness,
}) => {
  const { site, credly, options } = harness;
  await withRule(harness, 'scored');
  const quiz = site.quiz('scored');
  const full = { correct: 5 };
  // On the second page, which is not among what is offered.
  site.settings.responsesPerPage = 8;
  site.respond(quiz, { registration: person('Earlier'), goal: full });
  site.respond(quiz, { registration: ada, goal: full, status: 'notified' });
  site.respond(quiz, { registration: grace, goal: full, status: 'completed' });
  site.respond(quiz, { registration: person('Failing'), goal: { correct: 1 }, status: 'notified' });
  site.respond(quiz, { registration: person('Reviewed'), goal: full, status: 'reviewed' });
  site.respond(quiz, { registration: person('Pending'), goal: full, status: 'pending' });
  site.respond(quiz, { registration: person('Partial'), goal: full, status: 'partial' });
  site.respond(quiz, { registration: null, goal: full, status: 'completed' });
  site.respond(quiz, { registration: person('Unticked'), goal: full, status: 'completed' });

  const { page, editor } = await harness.author();
  const ui = responsesUi(page);
  await editor.open(quiz, 'data');
  await expect(ui.block).toContainText('3 results on this page qualify and have no badge yet');
  await expect(ui.block).toContainText('1 is pending review · 1 is not complete · 1 has no usable e-mail');
  await expect(ui.block).toContainText('The list has more pages');
  await ui.open.click();
  await expect(ui.dialog.getByRole('row')).toHaveCount(5);
  await expect(ui.box('Ada Lovelace')).toBeChecked();
  await expect(ui.row('reviewed@example.com')).toContainText('the participant has not been told');
  await expect(ui.box('Reviewed Example')).not.toBeChecked();
  await expect(ui.dialog).not.toContainText('earlier@example.com');

  // The page's script can find our buttons, and cannot press them.
  await page.evaluate(() => {
    const host = document.querySelector('[data-credly-badges-for-credspark=offer-dialog]');
    for (const button of host?.shadowRoot?.querySelectorAll('button') ?? []) button.click();
  });
  expect(credly.posts()).toHaveLength(0);

  await ui.box('Unticked Example').uncheck();
  await ui.award('Award 2 badges').click();
  await expect(ui.dialog).toContainText('2 awards are on their way');
  await ui.close.click();
  await expect(ui.block).toContainText('1 result on this page qualifies');
  await expect.poll(() => emails(credly.posts())).toEqual([ada.email, grace.email]);

  await options.goTo('Activity');
  await expect(options.row('Ada Lovelace')).toContainText('Issued');
  expect(await harness.storedText()).toContain('"source":"responses-page"');

  // What was awarded live or here is not offered again, and what is left can be.
  await page.bringToFront();
  await ui.open.click();
  await expect(ui.dialog.getByRole('row')).toHaveCount(3);
  await ui.box('Reviewed Example').check();
  await ui.award('Award 2 badges').click();
  await expect(ui.dialog).toContainText('2 awards are on their way');
  await ui.close.click();
  await expect(ui.block).toContainText('No result on this page waits for a badge');
  await expect.poll(() => credly.posts()).toHaveLength(4);
});
