import { ada, expect, grace, issueFields, test } from '../harness.ts';
import { typeInto } from '../pages/editor-ui.ts';
import { connected } from './connected.ts';
import { oneBuild } from './one-build.ts';
import { attemptBlock, detailsForm, withRule } from './with-rule.ts';

test(
  'exactly the five required fields leave, with the e-mail as typed and the time of the result',
  oneBuild,
  async ({ harness }) => {
    await withRule(harness, 'scored');
    const { page, player } = await harness.participant();
    const before = Date.now();
    await player.take(harness.site.quiz('scored'), { ...ada, email: '  Ada.Lovelace@Example.com ' }, { correct: 5 });
    await expect(attemptBlock(page)).toContainText('A...@Example.com');
    const [post, ...others] = harness.credly.posts();
    expect(others).toHaveLength(0);
    const body = post?.body as Record<string, string>;
    expect(Object.keys(body).sort()).toEqual(issueFields);
    expect(body).toMatchObject({
      recipient_email: 'Ada.Lovelace@Example.com',
      issued_to_first_name: 'Ada',
      issued_to_last_name: 'Lovelace',
    });
    expect(body.issued_at).toMatch(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d \+0000$/);
    const issuedAt = Date.parse(`${body.issued_at?.slice(0, 19).replace(' ', 'T')}Z`);
    expect(issuedAt).toBeGreaterThanOrEqual(Math.floor(before / 1000) * 1000);
    expect(post?.origin).toBe(`chrome-extension://${harness.extensionId}`);
  },
);

test('a result that does not pass sends nothing and keeps no name', oneBuild, async ({ harness }) => {
  await withRule(harness, 'scored');
  const { page, player } = await harness.participant();
  harness.credly.clearRequests();
  await player.take(harness.site.quiz('scored'), ada, { correct: 3 });
  await expect(attemptBlock(page)).toContainText('did not earn the badge');
  await harness.options.goTo('Activity');
  await expect(harness.options.row('Not passing')).toContainText('6');
  await expect(harness.options.awards).not.toContainText('Ada');
  expect(harness.credly.requests.filter((it) => it.method === 'POST')).toHaveLength(0);
  expect(await harness.storedText()).not.toContain('ada@example.com');
});

test('an outcome earns its badge and another one does not', async ({ harness }) => {
  await connected(harness);
  const { editor, ui } = await harness.author();
  const quiz = harness.site.quiz('outcome');
  await editor.open(quiz, 'motivation');
  await ui.awardForOutcomes('Project Leadership', ['Builder']);
  const first = await harness.participant();
  await first.player.take(quiz, ada, { outcome: 'Builder' });
  await expect(attemptBlock(first.page)).toContainText('Credly sent an invitation');
  const second = await harness.participant();
  await second.player.take(quiz, grace, { outcome: 'Explorer' });
  await expect(attemptBlock(second.page)).toContainText('did not earn the badge');
  expect(harness.credly.posts()).toHaveLength(1);
});

test('a rule in points decides by points', async ({ harness }) => {
  await withRule(harness, 'points');
  const quiz = harness.site.quiz('points');
  const { page, player } = await harness.participant();
  await player.take(quiz, ada, { correct: 4 });
  await expect(attemptBlock(page)).toContainText('Credly sent an invitation');
});

test('someone who skips registration gets nothing in the name of the one before', async ({ harness }) => {
  await withRule(harness, 'scored');
  const quiz = harness.site.quiz('scored');
  const { page, player } = await harness.participant();
  await player.take(quiz, ada, { correct: 5 });
  await expect(attemptBlock(page)).toContainText('Credly sent an invitation');
  await player.startAgain();
  await player.skipRegistration();
  await player.answer(harness.answersFor(quiz, { correct: 5 }));
  await expect(attemptBlock(page)).toContainText('Credly needs the following from you');
  await expect(attemptBlock(page)).not.toContainText('Ada');
  expect(harness.credly.posts()).toHaveLength(1);
  await harness.options.goTo('Activity');
  await expect(harness.options.row('Needs details')).toHaveCount(1);
});

test(
  'details completed on the result page set the award going, and wrong ones are said there',
  oneBuild,
  async ({ harness }) => {
    await withRule(harness, 'scored');
    const quiz = harness.site.quiz('scored');
    const { page, player } = await harness.participant();
    const details = detailsForm(page);
    await player.take(quiz, null, { correct: 5 });
    await expect(attemptBlock(page)).toContainText('Credly needs the following from you');
    await typeInto(details.field('First name'), grace.firstName);
    await typeInto(details.field('Email'), 'grace@example');
    await details.send.click();
    await expect(details.field('Last name')).toHaveAccessibleDescription(/If you have one name only/);
    await expect(details.field('Email')).toHaveAccessibleDescription(/not a whole e-mail address/);
    await expect(details.field('Last name')).toBeFocused();
    await expect(details.field('Email')).toHaveValue('grace@example');
    await page.keyboard.type(grace.lastName);
    await typeInto(details.field('Email'), grace.email);
    await page.keyboard.press('Enter');
    await expect(attemptBlock(page)).toContainText('Credly sent an invitation to g...@example.com');
    await expect(attemptBlock(page)).toBeFocused();
    expect(harness.credly.posts().map((it) => it.body)).toMatchObject([
      { recipient_email: grace.email, issued_to_first_name: grace.firstName, issued_to_last_name: grace.lastName },
    ]);

    // Left to the organizer, it goes on from there.
    await player.take(quiz, null, { correct: 5 });
    await expect(details.field('First name')).toBeVisible();
    await harness.options.goTo('Activity');
    await harness.options.completeDetails(harness.options.row('Needs details'), ada);
    await expect(harness.options.row('Ada Lovelace')).toContainText('Issued');
    await expect(attemptBlock(page)).toContainText('Credly sent an invitation to a...@example.com');
  },
);

test(
  'reload, retake, another tab and another spelling of the address never send a second badge',
  oneBuild,
  async ({ harness }) => {
    await withRule(harness, 'scored');
    const quiz = harness.site.quiz('scored');
    const first = await harness.participant();
    await first.player.take(quiz, ada, { correct: 5 });
    await expect(attemptBlock(first.page)).toContainText('Credly sent an invitation');
    await first.page.reload();
    await first.player.take(quiz, { ...ada, email: 'ADA@Example.com' }, { correct: 4 });
    await expect(attemptBlock(first.page)).toContainText('You have earned this badge already');
    const second = await harness.participant();
    await second.player.take(quiz, ada, { correct: 5 });
    await expect(attemptBlock(second.page)).toContainText('You have earned this badge already');
    expect(harness.credly.posts()).toHaveLength(1);
  },
);

test('a result that waits for manual review is not awarded', async ({ harness }) => {
  const { site, credly } = harness;
  await withRule(harness, 'scored');
  site.settings.manualReview = true;
  const { page, player } = await harness.participant();
  await player.take(site.quiz('scored'), ada, { correct: 5 });
  // Another participant's final result is the sign that the pending one has been looked at.
  site.settings.manualReview = false;
  const other = await harness.participant();
  await other.player.take(site.quiz('scored'), grace, { correct: 5 });
  await expect(attemptBlock(other.page)).toContainText('Credly sent an invitation');
  await expect(attemptBlock(page)).toHaveCount(0);
  expect(credly.posts().map((it) => (it.body as { recipient_email: string }).recipient_email)).toEqual([grace.email]);
});

test('a pass mark of the page that contradicts the rule is held for a person', async ({ harness }) => {
  await connected(harness);
  const quiz = harness.site.quiz('scored');
  const { editor, ui } = await harness.author();
  await editor.open(quiz, 'motivation');
  await ui.awardForScore('Safe Food Handling', '50');
  const { page, player } = await harness.participant();
  await player.take(quiz, ada, { correct: 3 });
  await expect(attemptBlock(page)).toContainText('being reviewed');
  await harness.options.goTo('Activity');
  const row = harness.options.row('Ada Lovelace');
  await expect(row).toContainText('Held for review');
  expect(harness.credly.posts()).toHaveLength(0);
  await row.getByRole('button', { name: 'Approve' }).click();
  await expect(row).toContainText('Issued');
});

test('a quiz without a rule is not observed', oneBuild, async ({ harness }) => {
  await withRule(harness, 'scored');
  const { player } = await harness.participant();
  await player.take(harness.site.quiz('scored-2'), ada, { correct: 5 });
  const other = await harness.participant();
  await other.player.take(harness.site.quiz('scored'), grace, { correct: 5 });
  await expect(attemptBlock(other.page)).toContainText('Credly sent an invitation');
  expect(await harness.storedText()).not.toContain('ada@example.com');
});
