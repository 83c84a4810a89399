import { withRule } from '../flows/with-rule.ts';
import { expect, test } from '../harness.ts';
import { nearlyDone, type Person, person, postsOf, rounds, windowOf } from './deaths.ts';

test('no award is lost and none is doubled, whenever the worker dies', async ({ harness }) => {
  test.setTimeout(60_000 + rounds * 20_000 + 120_000);
  const { credly } = harness;
  // One badge a quiz and person, and more people than the hourly cap would let through are not needed.
  await withRule(harness, 'scored');
  const people: Person[] = [];
  const hits = { 'before the request': 0, 'between request and answer': 0, 'after the answer': 0 };
  const postOf = (who: Person) => postsOf(harness, who)[0];
  const noteHit = (who: Person) => {
    hits[windowOf(postOf(who))] += 1;
  };

  for (let round = 0; round < rounds; round += 1) {
    const before = person('Before', round);
    const attempt = await nearlyDone(harness, before);
    const done = attempt.finish();
    await expect.poll(() => harness.site.responses.length, { intervals: [1] }).toBeGreaterThan(people.length);
    await harness.killWorker();
    noteHit(before);
    await done;
    people.push(before);
    await attempt.close();

    const between = person('Between', round);
    const second = await nearlyDone(harness, between);
    const slow = credly.fault({ method: 'POST' }, { kind: 'slow', delayMs: 700 });
    await second.finish();
    await expect.poll(() => postOf(between) !== undefined, { intervals: [5] }).toBe(true);
    await harness.killWorker();
    noteHit(between);
    slow.remove();
    people.push(between);
    await second.close();

    const after = person('After', round);
    const third = await nearlyDone(harness, after);
    await third.finish();
    await expect.poll(() => postOf(after)?.answeredAt !== undefined, { intervals: [1] }).toBe(true);
    // From at once to 50 ms after the answer's last byte: the window in which the worker writes what it was told.
    const lateMs = (50 * round) / Math.max(1, rounds - 1);
    await new Promise((resolve) => setTimeout(resolve, lateMs));
    await harness.killWorker();
    noteHit(after);
    people.push(after);
    await third.close();
  }
  console.log(
    `killed ${Object.entries(hits)
      .map(([window, count]) => `${window}: ${count}`)
      .join(', ')}`,
  );

  // Whatever was unanswered is asked about after a minute; what Credly then does not have waits for the second question.
  await harness.options.goTo('Activity');
  const rowOf = (who: Person) => harness.options.row(who.email);
  for (const who of people) {
    await expect(rowOf(who)).toHaveCount(1);
    await expect(rowOf(who)).toContainText(/Issued|Already issued|Unconfirmed/, { timeout: 100_000 });
  }
  await expect
    .poll(
      async () => {
        const unsettled = [];
        for (const who of people) {
          const isUnconfirmed = (await rowOf(who).getByText('Unconfirmed').count()) > 0;
          if (isUnconfirmed && credly.production.badges.some((it) => it.recipient_email === who.email))
            unsettled.push(who.email);
        }
        return unsettled;
      },
      { timeout: 100_000 },
    )
    .toEqual([]);
  for (const who of people) {
    const badges = credly.production.badges.filter((it) => it.recipient_email === who.email);
    expect(badges.length, `badges of ${who.email}`).toBeLessThanOrEqual(1);
    if (badges.length === 0) await expect(rowOf(who)).toContainText('Unconfirmed');
  }
  expect(Object.values(hits).reduce((sum, count) => sum + count)).toBe(rounds * 3);
});
