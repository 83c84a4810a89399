import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { editorHandlers } from '../../../entrypoints/background/editor-handlers.ts';
import { liveRule } from '../../../entrypoints/background/live-rule.ts';
import { quizzesHandlers } from '../../../entrypoints/background/quizzes-handlers.ts';
import type { Worker } from '../../../entrypoints/background/worker.ts';
import { judgeResult } from '../../../lib/awards/judge-result.ts';
import { removeRule } from '../../../lib/awards/removed-rules.ts';
import { getRule, putRule } from '../../../lib/awards/rules-store.ts';
import { checkAndSaveConnection } from '../../../lib/connection/check-connection.ts';
import type { Sender } from '../../../lib/messages/server.ts';
import { rememberQuiz } from '../../../lib/quiz-site/known-quizzes.ts';
import { answerConsent } from '../../../lib/settings/consent.ts';
import { noon, observed, passingScore, rule, ruleBadge } from '../lib/builders.ts';
import { first, type StandIn, startStandIn, tokenOf } from '../lib/credly-stand-in.ts';
import { putRules } from '../lib/put-rules.ts';
import { emptyStorage } from '../lib/storage.ts';

vi.mock('../../../entrypoints/background/observing.ts', () => ({
  syncObserving: async () => undefined,
  isObserving: async () => true,
}));

const worker = { changed: vi.fn(async () => undefined) } as unknown as Worker;
const editor = editorHandlers(worker);
const quizzes = quizzesHandlers(worker);
const page = (path: string, role = 'editor') =>
  ({ role, url: new URL(path, 'https://app.credspark.com'), tabId: 1, frameId: 0, ownerFrameId: 0 }) as Sender;
const food = page('/interactions/4711/deliver');
const fire = page('/interactions/4712/deliver');
const ownPage = { role: 'extension-page' } as Sender;
const player = (slug: string) => liveRule(page(`/assessments/${slug}/assessment_responses/new`, 'player'));

const before = ['id:4711', 'slug:food-safety'];
const after = ['id:4711', 'slug:food-hygiene'];
const seen = (quizIds: string[], from = food, title = 'Food Safety') => editor['quiz.seen']({ quizIds, title }, from);
const contextOf = (quizIds: string[], from = food) => editor['editor.context']({ quizIds }, from);
const answer = (is: 'ours' | 'not_ours', slug = 'food-hygiene', from = food) =>
  editor['quiz.address']({ quizIds: ['id:4711'], slug, is }, from);

let organizationId = '';
let credly: StandIn;

beforeEach(async () => {
  await emptyStorage();
  credly = await startStandIn();
  await answerConsent('agreed', noon);
  organizationId = first(credly.production.organizations).id;
  await checkAndSaveConnection({ organizationId, token: tokenOf(credly.production), sandbox: false }, noon);
});
afterEach(() => credly.stop());

const ruleOf = (id: string, quizIds: string[]) => rule({ id, quizIds, organizationId, environment: 'production' });
const templateId = () => first(credly.production.templates).id;
const save = (quizIds: string[], from = food, since: { ruleId: string; version: number } | null = null) =>
  editor['rule.save'](
    {
      quiz: { quizIds, title: 'Food Safety' },
      awardFor: { kind: 'passing-score', threshold: '80', unit: 'percent', templateId: templateId() },
      since,
    },
    from,
  );

describe('a quiz whose page shows another public address than before', () => {
  beforeEach(async () => {
    await putRules([ruleOf('food', before)]);
    await seen(before);
    await seen(after);
  });

  it('keeps its rule in the editor, which asks whether the address has changed', async () => {
    const byNewAddress = page('/assessments/food-hygiene/motivation');
    for (const [ids, from] of [
      [after, food],
      [['id:4711'], food],
      [['slug:food-hygiene'], byNewAddress],
    ] as const)
      expect(await contextOf([...ids], from)).toMatchObject({
        rule: { id: 'food' },
        address: { kind: 'changed', from: 'food-safety', to: 'food-hygiene' },
      });
  });

  it('tells the list of quizzes, and everything that shows it', async () => {
    expect(worker.changed).toHaveBeenCalled();
    expect(await quizzes['quizzes.facts']({ ruleIds: ['food'] }, ownPage)).toMatchObject([
      { changedAddress: { from: 'food-safety', to: 'food-hygiene' } },
    ]);
  });

  it('awards nothing until a person has answered: results at both addresses are held, and none is lost', async () => {
    for (const slug of ['food-safety', 'food-hygiene'])
      expect(await player(slug)).toMatchObject({
        rule: { id: 'food' },
        quizKey: 'food-safety',
        doubt: 'address-changed',
      });
    const judged = await judgeResult(observed({ rule: rule(), doubt: 'address-changed' }), noon);
    expect(judged).toMatchObject({ kind: 'new', hold: 'address-changed' });
  });

  it('goes by the new address once a person has said so, with the awards of the old one', async () => {
    expect(await answer('ours')).toEqual({ done: true });
    expect(await getRule('food')).toMatchObject({
      quizIds: ['id:4711', 'slug:food-hygiene'],
      awardedAs: 'food-safety',
      version: 1,
    });
    expect(await player('food-safety')).toBeNull();
    expect(await player('food-hygiene')).toMatchObject({ rule: { id: 'food' }, quizKey: 'food-safety', doubt: null });
    expect(await contextOf(after)).toMatchObject({ rule: { id: 'food' }, address: null });
    expect(await save(after, food, { ruleId: 'food', version: 1 })).toMatchObject({ ok: true, joined: true });
    expect(await getRule('food')).toMatchObject({ quizIds: after, awardedAs: 'food-safety', version: 2 });
  });

  it('can be told so on the list of quizzes too', async () => {
    expect(await answer('ours', 'food-hygiene', ownPage)).toEqual({ done: true });
    expect(await player('food-hygiene')).not.toBeNull();
  });

  it('stays with the old address where the new one was said to be another quiz’s, and is not asked again', async () => {
    expect(await answer('not_ours')).toEqual({ done: true });
    await seen(after);
    expect(await contextOf(after)).toMatchObject({ rule: { id: 'food' }, address: null });
    expect(await player('food-safety')).toMatchObject({ rule: { id: 'food' }, doubt: null });
  });

  it('stays as it was where its page shows the old address again', async () => {
    await seen(before);
    expect(await contextOf(['id:4711'])).toMatchObject({ address: null });
    expect(await player('food-safety')).toMatchObject({ doubt: null });
  });

  it('is not moved to an address that its page did not show', async () => {
    expect(await answer('ours', 'somewhere-else')).toEqual({ done: false });
    expect((await getRule('food'))?.quizIds).toEqual(before);
  });

  it('can be saved and removed meanwhile, and still asks', async () => {
    expect(await save(after, food, { ruleId: 'food', version: 1 })).toMatchObject({ ok: true });
    expect(await getRule('food')).toMatchObject({ version: 2, quizIds: before });
    expect(await contextOf(after)).toMatchObject({ address: { kind: 'changed' } });
    expect(await editor['rule.remove']({ quizIds: after }, food)).toEqual({ removed: 'food' });
  });

  it('is simply known by the new address once it has no rule any more', async () => {
    await removeRule('food');
    expect(await save(after)).toMatchObject({ ok: true, joined: true });
    expect(await player('food-hygiene')).not.toBeNull();
  });
});

describe('an address that is kept for another quiz with a rule of its own', () => {
  beforeEach(async () => {
    await putRules([ruleOf('food', before)]);
    await seen(before);
    await seen(['id:4712', 'slug:food-safety'], fire, 'Fire Safety');
  });

  it('moves nothing, and the author is told whose it is', async () => {
    expect((await getRule('food'))?.quizIds).toEqual(before);
    expect(await save(['id:4712', 'slug:food-safety'], fire)).toEqual({
      ok: false,
      trouble: 'address-taken',
      title: 'Food Safety',
    });
    expect(await contextOf(['id:4712', 'slug:food-safety'], fire)).toMatchObject({
      rule: null,
      address: { kind: 'taken', title: 'Food Safety' },
    });
  });

  it('is free once the other quiz has taken its new one', async () => {
    await seen(after);
    await answer('ours');
    expect(await save(['id:4712', 'slug:food-safety'], fire)).toMatchObject({ ok: true, joined: true });
    expect((await player('food-safety'))?.rule.id).not.toBe('food');
  });

  it('stays with its quiz even where a person says otherwise for a quiz with a rule', async () => {
    await putRules([ruleOf('fire', ['id:4712', 'slug:fire-safety'])]);
    await seen(['id:4712', 'slug:fire-safety'], fire);
    await seen(['id:4712', 'slug:food-safety'], fire);
    expect(await editor['quiz.address']({ quizIds: ['id:4712'], slug: 'food-safety', is: 'ours' }, fire)).toEqual({
      done: false,
    });
    expect((await getRule('food'))?.quizIds).toEqual(before);
  });
});

describe('two quizzes that each have a rule, and are not known to be one', () => {
  it('are not joined by a save either, and neither rule is lost', async () => {
    await putRules([ruleOf('food', ['id:4711']), ruleOf('fire', ['slug:fire-safety'])]);
    const both = ['id:4711', 'slug:fire-safety'];
    expect(await contextOf(both)).toMatchObject({ rule: { id: 'food' }, address: { kind: 'taken' } });
    expect(await save(both, food, { ruleId: 'food', version: 1 })).toMatchObject({
      ok: false,
      trouble: 'address-taken',
    });
    expect(await getRule('fire')).not.toBeNull();
  });
});

describe('a renamed quiz', () => {
  it('is called by its new title everywhere, and its awards keep their rule’s version', async () => {
    await putRules([{ ...ruleOf('food', before), awardFor: passingScore('80', 'percent', ruleBadge()) }]);
    await seen(before, food, 'Food Hygiene');
    expect(await getRule('food')).toMatchObject({ quizTitle: 'Food Hygiene', version: 1 });
    await seen(before, food, '');
    expect(await getRule('food')).toMatchObject({ quizTitle: 'Food Hygiene' });
  });
});

describe('what a person has said of an address', () => {
  const takeOver = async () => {
    await putRule(ruleOf('food', before));
    await seen(before);
    await seen(after);
    await answer('ours');
  };
  const removed = async () => {
    await editor['rule.remove']({ quizIds: ['id:4711'] }, food);
  };

  it('holds while the badge is away: what is another quiz’s does not become this one’s by saving again', async () => {
    await putRule(ruleOf('food', before));
    await seen(before);
    await seen(after);
    await answer('not_ours');
    await removed();
    await seen(after);
    expect(await save(after)).toMatchObject({ ok: true });
    expect(await player('food-hygiene')).toBeNull();
    expect(await player('food-safety')).toMatchObject({ doubt: null });
  });

  it('goes with the quiz: a new badge counts the awards of the old address, so nobody is awarded twice', async () => {
    await takeOver();
    await removed();
    expect(await save(after)).toMatchObject({ ok: true });
    expect(await player('food-hygiene')).toMatchObject({ quizKey: 'food-safety' });
  });

  it('leaves the old address to another quiz, whose awards are its own', async () => {
    await takeOver();
    await seen(['id:4712', 'slug:food-safety'], fire, 'Fire Drill');
    expect(await save(['id:4712', 'slug:food-safety'], fire)).toMatchObject({ ok: true });
    const other = await player('food-safety');
    expect(other?.quizKey).not.toBe('food-safety');
    expect(other?.rule.quizIds).toContain('id:4712');
    expect(await player('food-hygiene')).toMatchObject({ rule: { id: 'food' }, quizKey: 'food-safety' });
  });

  it('is followed by a badge that comes back by Undo', async () => {
    await putRule(ruleOf('food', before));
    await seen(before);
    await removed();
    await seen(after);
    expect(await editor['rule.put-back']({ quizIds: after, ruleId: 'food' }, food)).toEqual({ restored: true });
    expect(await getRule('food')).toMatchObject({ quizIds: after, awardedAs: 'food-safety' });
    expect(await player('food-safety')).toBeNull();
    expect(await player('food-hygiene')).toMatchObject({ quizKey: 'food-safety', doubt: null });
  });

  it('is still asked for after a file was imported or a rule saved elsewhere', async () => {
    await putRule(ruleOf('food', before));
    await seen(before);
    await seen(after);
    await rememberQuiz(before, 'Food Safety', noon);
    expect(await player('food-safety')).toMatchObject({ doubt: 'address-changed' });
    // The page itself shows the known address again.
    await seen(before);
    expect(await player('food-safety')).toMatchObject({ doubt: null });
  });
});

it('an address that was saved for another quiz meanwhile is no longer asked about: the editor says whose it is', async () => {
  await putRule(ruleOf('food', before));
  await seen(before);
  await seen(after);
  await putRule(ruleOf('fire', ['id:4712', 'slug:food-hygiene']));
  await rememberQuiz(['id:4712', 'slug:food-hygiene'], 'Fire Drill', noon);
  expect(await answer('ours')).toEqual({ done: false });
  expect(await quizzes['quizzes.facts']({ ruleIds: ['food'] }, ownPage)).toMatchObject([{ changedAddress: null }]);
  expect(await contextOf(after)).toMatchObject({ rule: { id: 'food' }, address: { kind: 'taken' } });
});
