import { attemptBlock, withRule } from '../flows/with-rule.ts';
import { expect, openHarness, test } from '../harness.ts';
import { nearlyDone, person, postsOf, rounds, windowOf } from './deaths.ts';

test('two browsers of one organization that see the same result issue one badge, whenever a worker dies', async ({
  harness,
}) => {
  test.setTimeout(120_000 + rounds * 25_000);
  const { credly, site } = harness;
  const other = await openHarness(credly, site);
  await withRule(harness, 'scored');
  await withRule(other, 'scored');
  const people = Array.from({ length: rounds }, (_, round) => person('Twice', round));
  const hits: Record<string, number> = {};
  for (const [round, who] of people.entries()) {
    const attempts = [await nearlyDone(harness, who), await nearlyDone(other, who)];
    const slow = credly.fault({ method: 'POST' }, { kind: 'slow', delayMs: 300 });
    const results = site.responses.length;
    const post = () => postsOf(harness, who)[0];
    /** One window after the other: before the request, between request and answer, after the answer. */
    const mayDie = [
      () => site.responses.length > results,
      () => post() !== undefined,
      () => post()?.answeredAt !== undefined,
    ][round % 3];
    const finishing = Promise.all(attempts.map((it) => it.finish()));
    await expect.poll(() => mayDie?.(), { intervals: [1] }).toBe(true);
    await harness.killWorker();
    const window = windowOf(post());
    hits[window] = (hits[window] ?? 0) + 1;
    await finishing;
    slow.remove();
    for (const attempt of attempts) await attempt.close();
  }
  console.log(`one of two workers killed: ${JSON.stringify(hits)}`);

  for (const browser of [harness, other]) {
    await browser.options.goTo('Activity');
    for (const who of people) {
      await expect(browser.options.row(who.email)).toHaveCount(1);
      await expect(browser.options.row(who.email)).toContainText(/Issued|Already issued/, { timeout: 100_000 });
    }
  }
  for (const who of people)
    expect(credly.production.badges.filter((it) => it.recipient_email === who.email)).toHaveLength(1);
  await other.context.close();
});

test('where the template allows duplicates, what another browser has just issued is put before a person', async ({
  harness,
}) => {
  const { credly, site } = harness;
  const template = credly.production.templates.find((it) => it.name === 'Safe Food Handling');
  if (!template) throw new Error('The local Credly does not have that badge.');
  template.allow_duplicate_badges = true;
  const other = await openHarness(credly, site);
  await withRule(harness, 'scored');
  await withRule(other, 'scored');
  const who = person('Repeatable', 0);
  const first = await nearlyDone(harness, who);
  await first.finish();
  await expect.poll(() => credly.production.badges.length).toBe(1);
  await first.close();
  const { page, player } = await other.participant();
  await player.take(site.quiz('scored'), who, { correct: 5 });
  await expect(attemptBlock(page)).toContainText('being reviewed');
  expect(credly.posts()).toHaveLength(1);
  await other.context.close();
});
