import { beforeEach, expect, it, vi } from 'vitest';
import { browser } from 'wxt/browser';
import { editorHandlers } from '../../../entrypoints/background/editor-handlers.ts';
import type { Worker } from '../../../entrypoints/background/worker.ts';
import { getRule } from '../../../lib/awards/rules-store.ts';
import { checkAndSaveConnection } from '../../../lib/connection/check-connection.ts';
import type { Sender } from '../../../lib/messages/server.ts';
import { allIdsOf } from '../../../lib/quiz-site/known-quizzes.ts';
import { answerConsent } from '../../../lib/settings/consent.ts';
import { noon, rule } from '../lib/builders.ts';
import { first, startStandIn, tokenOf } from '../lib/credly-stand-in.ts';
import { putRules } from '../lib/put-rules.ts';
import { emptyStorage } from '../lib/storage.ts';

vi.mock('../../../entrypoints/background/observing.ts', () => ({ syncObserving: async () => undefined }));

const worker = { changed: async () => undefined } as unknown as Worker;
const handlers = editorHandlers(worker);
const page = (path: string) => ({ role: 'editor', url: new URL(path, 'https://app.credspark.com') }) as Sender;
const deliver = page('/interactions/4711/deliver');
const seen = (quizIds: string[]) => handlers['quiz.seen']({ quizIds, title: 'Food Safety' }, deliver);

let organizationId = '';

beforeEach(async () => {
  await emptyStorage();
  const credly = await startStandIn();
  await answerConsent('agreed', noon);
  organizationId = first(credly.production.organizations).id;
  await checkAndSaveConnection({ organizationId, token: tokenOf(credly.production), sandbox: false }, noon);
  await credly.stop();
});

const ruleOf = (id: string, quizIds: string[], scope = organizationId) =>
  rule({ id, quizIds, organizationId: scope, environment: 'production' });

it("joins the quiz's number in the editor with the public address that its page shows", async () => {
  await putRules([ruleOf('food', ['id:4711'])]);
  await seen(['id:4711', 'slug:food-safety']);
  expect(await allIdsOf(['slug:food-safety'])).toEqual(['slug:food-safety', 'id:4711']);
  expect((await getRule('food'))?.quizIds).toEqual(['id:4711', 'slug:food-safety']);
});

it('does not join two quizzes that each have a rule because one links to the other', async () => {
  await putRules([ruleOf('food', ['id:4711']), ruleOf('fire', ['slug:fire-safety'])]);
  await seen(['id:4711', 'slug:fire-safety']);
  expect(await allIdsOf(['slug:fire-safety'])).toEqual(['slug:fire-safety']);
  expect((await getRule('food'))?.quizIds).toEqual(['id:4711']);
});

it("stops awarding under this connection where the site's own button is seen, and leaves others' rules alone", async () => {
  await putRules([ruleOf('ours', ['id:4711']), ruleOf('theirs', ['id:4711'], 'another-organization')]);
  await handlers['quiz.own-button-seen']({ quizIds: ['id:4711'] }, deliver);
  expect((await getRule('ours'))?.stopped).toMatchObject({ reason: 'own-credly-button' });
  expect((await getRule('theirs'))?.stopped).toBeNull();
});

it('says whether the block was moved: only with a rule, on a page of its quiz', async () => {
  await putRules([ruleOf('food', ['id:4711'])]);
  const placement = { above: [], below: ['Score'], index: 0 };
  const move = (sender: Sender) => handlers['rule.place']({ quizIds: ['id:4711'], placement }, sender);
  expect(await move(page('/interactions/5000/edit'))).toEqual({ saved: false });
  expect((await getRule('food'))?.placement).toBeNull();
  expect(await move(deliver)).toEqual({ saved: true });
  expect((await getRule('food'))?.placement).toEqual(placement);
  await putRules([{ ...ruleOf('food', ['id:4711']), organizationId: 'another-organization' }]);
  expect(await move(deliver)).toEqual({ saved: false });
});

it('writes the HTML that an author can paste for a rule of this page alone', async () => {
  vi.spyOn(browser.i18n, 'getMessage').mockImplementation((id) => `words of ${id}`);
  await putRules([ruleOf('food', ['id:4711'])]);
  const ask = (sender: Sender) => handlers['rule.snippet']({ quizIds: ['id:4711'] }, sender);
  expect((await ask(deliver)).html).toContain('words of snippet_heading');
  expect(await ask(page('/interactions/5000/edit'))).toEqual({ html: null });
});
