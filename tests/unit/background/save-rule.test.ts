import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { editorHandlers } from '../../../entrypoints/background/editor-handlers.ts';
import { ruleHandlers } from '../../../entrypoints/background/rule-handlers.ts';
import type { Worker } from '../../../entrypoints/background/worker.ts';
import { allRules } from '../../../lib/awards/rules-store.ts';
import { checkAndSaveConnection } from '../../../lib/connection/check-connection.ts';
import type { RuleStamp } from '../../../lib/messages/protocol.ts';
import type { Sender } from '../../../lib/messages/server.ts';
import { answerConsent } from '../../../lib/settings/consent.ts';
import { noon } from '../lib/builders.ts';
import { first, type StandIn, startStandIn, tokenOf } from '../lib/credly-stand-in.ts';
import { emptyStorage } from '../lib/storage.ts';

vi.mock('../../../entrypoints/background/observing.ts', () => ({ syncObserving: async () => undefined }));

const worker = { changed: async () => undefined } as unknown as Worker;
const editor = editorHandlers(worker);
const page = { role: 'editor', url: new URL('https://app.credspark.com/interactions/4711/motivation') } as Sender;
const quizIds = ['id:4711'];

let credly: StandIn;
beforeEach(async () => {
  await emptyStorage();
  credly = await startStandIn();
  await answerConsent('agreed', noon);
  const organizationId = first(credly.production.organizations).id;
  await checkAndSaveConnection({ organizationId, token: tokenOf(credly.production), sandbox: false }, noon);
});
afterEach(() => credly.stop());

const save = (threshold: string, since: RuleStamp | null) =>
  editor['rule.save'](
    {
      quiz: { quizIds, title: 'Food Safety' },
      awardFor: {
        kind: 'passing-score',
        threshold,
        unit: 'percent',
        templateId: first(credly.production.templates).id,
      },
      since,
    },
    page,
  );
const stamp = async (): Promise<RuleStamp | null> => {
  const { rule } = await editor['editor.context']({ quizIds }, page);
  return rule && { ruleId: rule.id, version: rule.version };
};
const thresholds = async () =>
  (await allRules()).map((it) => it.awardFor.kind === 'passing-score' && it.awardFor.threshold);

describe('two tabs on one quiz', () => {
  it('do not overwrite each other: the second is told, with what the first saved', async () => {
    await save('70', null);
    const opened = await stamp();
    expect(await save('95', opened)).toMatchObject({ ok: true });
    expect(await save('70', opened)).toMatchObject({
      ok: false,
      trouble: 'rule-changed',
      rule: { version: 2, awardFor: { threshold: '95' } },
    });
    expect(await thresholds()).toEqual(['95']);
    expect(await save('70', await stamp())).toMatchObject({ ok: true });
    expect(await thresholds()).toEqual(['70']);
  });

  it('do not both make the quiz’s first award, however close together they save', async () => {
    const replies = await Promise.all([save('70', null), save('95', null)]);
    expect(replies.map((it) => it.ok).sort()).toEqual([false, true]);
    expect(await allRules()).toHaveLength(1);
  });

  it('do not bring back what the other removed', async () => {
    await save('70', null);
    const opened = await stamp();
    await editor['rule.remove']({ quizIds }, page);
    expect(await save('80', opened)).toEqual({ ok: false, trouble: 'rule-changed', rule: null });
    expect(await allRules()).toEqual([]);
  });

  it('do not undo what was set on the Quizzes tab meanwhile', async () => {
    await save('70', null);
    const opened = await stamp();
    const message = { ruleId: opened?.ruleId ?? '', hold: true, retake: 'once' } as const;
    await ruleHandlers(worker)['rule.options'](message, { role: 'extension-page' } as Sender);
    expect(await save('80', opened)).toMatchObject({ ok: false, trouble: 'rule-changed', rule: { hold: true } });
  });
});
