import { buildBadge } from '../../credly-server/index.ts';
import { attemptBlock, withRule } from '../flows/with-rule.ts';
import { ada, expect, grace, test } from '../harness.ts';

/** What Credly says, seen to the end. Nothing in it depends on how the quiz site is built, so one build shows it. */

test('an earner with a Credly account is told so', async ({ harness }) => {
  harness.credly.production.addKnownEarner({ email: grace.email });
  await withRule(harness, 'scored');
  const { page, player } = await harness.participant();
  await player.take(harness.site.quiz('scored'), grace, { correct: 4 });
  await expect(attemptBlock(page)).toContainText('Added to your Credly account');
});

test('a refusal by Credly is shown in its own words and kept', async ({ harness }) => {
  const sentence = 'Recipient email is not allowed by your contract.';
  await withRule(harness, 'scored');
  harness.credly.fault(
    { method: 'POST', path: /badges$/ },
    { kind: 'status', status: 422, body: { data: { message: sentence } } },
    1,
  );
  const { page, player } = await harness.participant();
  await player.take(harness.site.quiz('scored'), ada, { correct: 5 });
  await expect(attemptBlock(page)).toContainText('could not be sent');
  await harness.options.goTo('Activity');
  const row = harness.options.row('Ada Lovelace');
  await expect(row).toContainText('Failed');
  await expect(row).toContainText(sentence);
  await row.getByRole('button', { name: 'Try again' }).click();
  await expect(row).toContainText('Issued');
});

test('a badge that the earner already has counts as already issued', async ({ harness }) => {
  const { production } = harness.credly;
  const [organization] = production.organizations;
  const template = production.templates.find((it) => it.name === 'Safe Food Handling');
  if (!organization || !template) throw new Error('The local Credly does not have that badge.');
  production.badges.push(buildBadge(organization, template, { recipient_email: ada.email }));
  await withRule(harness, 'scored');
  const { page, player } = await harness.participant();
  await player.take(harness.site.quiz('scored'), ada, { correct: 5 });
  await expect(attemptBlock(page)).toContainText('You have this badge already');
  await harness.options.goTo('Activity');
  await expect(harness.options.row('Already issued')).toHaveCount(1);
  expect(production.badges).toHaveLength(1);
});

test('two results of one person within seconds are held, whatever the quiz', async ({ harness }) => {
  await withRule(harness, 'scored');
  await withRule(harness, 'scored-2', { alreadyConnected: true });
  const first = await harness.participant();
  await first.player.take(harness.site.quiz('scored'), ada, { correct: 5 });
  await expect(attemptBlock(first.page)).toContainText('Credly sent an invitation');
  const second = await harness.participant();
  await second.player.take(harness.site.quiz('scored-2'), ada, { correct: 5 });
  await expect(attemptBlock(second.page)).toContainText('being reviewed');
  await harness.options.goTo('Activity');
  await expect(harness.options.row('Held for review')).toContainText('within 20 seconds');
  expect(harness.credly.posts()).toHaveLength(1);
});

test('a refused token pauses everything, keeps the award, and a new token sets it going', async ({ harness }) => {
  const { credly, options } = harness;
  await withRule(harness, 'scored');
  const fault = credly.fault({ method: 'POST' }, { kind: 'status', status: 401 });
  const { page, player } = await harness.participant();
  await player.take(harness.site.quiz('scored'), ada, { correct: 5 });
  await expect(attemptBlock(page)).toContainText('left for the organizer');
  await options.goTo('Integrations');
  await expect(options.page.getByText('Credly refuses the token: no awards go out')).toBeVisible();
  fault.remove();
  await options.region.getByRole('button', { name: 'Edit' }).click();
  await options.token.fill(credly.production.addToken({}).token);
  await options.save.click();
  await expect(options.connected).toBeVisible();
  await expect(attemptBlock(page)).toContainText('Credly sent an invitation');
  expect(credly.production.badges).toHaveLength(1);
});
