import { ada, expect, issueFields, test } from '../harness.ts';
import { connected } from './connected.ts';

test('a passing participant gets the badge that the author chose', async ({ harness }) => {
  const { credly, site } = harness;
  await connected(harness);

  const { editor, ui } = await harness.author();
  await editor.open(site.quiz('scored'), 'motivation');
  await ui.awardForScore('Safe Food Handling');
  await expect(ui.group).toContainText('80 %');

  const { page, player } = await harness.participant();
  await player.take(site.quiz('scored'), ada, { correct: 4 });
  const block = page.getByRole('region', { name: 'Credly badge', exact: true });
  await expect(block).toContainText('Credly sent an invitation to a...@example.com');

  const [post, ...others] = credly.posts();
  expect(others).toHaveLength(0);
  expect(post?.origin).toBe(`chrome-extension://${harness.extensionId}`);
  expect(Object.keys(post?.body as object).sort()).toEqual(issueFields);
});
