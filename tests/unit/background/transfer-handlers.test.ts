import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { lockHandlers } from '../../../entrypoints/background/lock-handlers.ts';
import { productionHandlers } from '../../../entrypoints/background/production-handlers.ts';
import { quizzesHandlers } from '../../../entrypoints/background/quizzes-handlers.ts';
import { transferHandlers } from '../../../entrypoints/background/transfer-handlers.ts';
import type { Worker } from '../../../entrypoints/background/worker.ts';
import { defaultAwardSettings, readAwardSettings, saveAwardSettings } from '../../../lib/awards/award-settings.ts';
import { allRules, putRule } from '../../../lib/awards/rules-store.ts';
import { checkAndSaveConnection } from '../../../lib/connection/check-connection.ts';
import { readConnection, removeConnection } from '../../../lib/connection/connection.ts';
import type { Sender } from '../../../lib/messages/server.ts';
import { countAs } from '../../../lib/quiz-site/changed-address.ts';
import { allIdsOf, rememberQuiz } from '../../../lib/quiz-site/known-quizzes.ts';
import { answerConsent } from '../../../lib/settings/consent.ts';
import { noon, passingScore, rule, ruleBadge } from '../lib/builders.ts';
import { first, type StandIn, startStandIn, tokenOf } from '../lib/credly-stand-in.ts';
import { putRules } from '../lib/put-rules.ts';
import { emptyStorage, storedText } from '../lib/storage.ts';

// The registration of content scripts is the browser's.
vi.mock('../../../entrypoints/background/observing.ts', () => ({ syncObserving: async () => undefined }));

const worker = { changed: async () => undefined, outbox: { abort() {}, async drain() {} } } as unknown as Worker;
const handlers = {
  ...transferHandlers(worker),
  ...productionHandlers(worker),
  ...quizzesHandlers(worker),
  ...lockHandlers(worker),
};
type Messages = typeof handlers;
const ask = <T extends keyof Messages>(type: T, message: Parameters<Messages[T]>[0]) =>
  (handlers[type] as (message: unknown, sender: Sender) => ReturnType<Messages[T]>)(message, {} as Sender);

const passphrase = 'correct horse battery';
let credly: StandIn;

beforeEach(async () => {
  await emptyStorage();
  credly = await startStandIn();
  await answerConsent('agreed', noon);
});
afterEach(() => credly.stop());

const organization = (environment: 'production' | 'sandbox' = 'production') => first(credly[environment].organizations);

async function connect(environment: 'production' | 'sandbox' = 'production'): Promise<string> {
  const token = tokenOf(credly[environment]);
  const form = { organizationId: organization(environment).id, token, sandbox: environment === 'sandbox' };
  expect(await checkAndSaveConnection(form, noon)).toEqual({ ok: true });
  return token;
}

function badge(name: string, environment: 'production' | 'sandbox' = 'production') {
  const template = credly[environment].templates.find((it) => it.name === name);
  if (!template) throw new Error(`The stand-in has no ${name}.`);
  return ruleBadge({ templateId: template.id, name });
}

/** A rule for a quiz of that name, under the connection of that environment. */
const ruleFor = (quiz: string, name: string, environment: 'production' | 'sandbox' = 'production') =>
  rule({
    id: `rule-${quiz}-${environment}`,
    quizIds: [`slug:${quiz}`],
    quizTitle: quiz,
    organizationId: organization(environment).id,
    environment,
    awardFor: passingScore('80', 'percent', badge(name, environment)),
  });

async function exported(): Promise<string> {
  return (await ask('rules.export', {})).text;
}

/** What is new in a file, and of what differs the entries at these places, each over what is here now. */
async function takesOf(text: string, replace: number[] = []) {
  const reply = await ask('rules.preview-import', { text });
  const rows = reply.ok ? reply.preview.rows : [];
  const chosen = rows.filter((it) => it.status === 'new' || replace.includes(it.position));
  return chosen.map(({ position, mineStamp }) => ({ position, since: mineStamp }));
}
const imported = async (text: string, replace: number[] = []) =>
  ask('rules.import', { text, take: await takesOf(text, replace) });

async function sealed(): Promise<string> {
  const reply = await ask('setup.export', { passphrase });
  if ('problem' in reply) throw new Error(reply.problem);
  return reply.text;
}

/** Another browser: nothing is stored but the consent. */
async function anotherBrowser(): Promise<void> {
  await emptyStorage();
  await answerConsent('agreed', noon);
}

describe('export and import', () => {
  it('carry rules to another browser of the same organization', async () => {
    await connect();
    await putRule(ruleFor('kitchen', 'Safe Food Handling'));
    const text = await exported();
    await anotherBrowser();
    await connect();
    expect(await ask('rules.preview-import', { text })).toMatchObject({
      ok: true,
      preview: { rows: [{ quizTitle: 'kitchen', status: 'new', active: true }], refused: [] },
    });
    expect(await allRules()).toEqual([]);
    expect(await imported(text)).toEqual({ ok: true, added: 1, replaced: 0, left: [] });
    expect(await allRules()).toMatchObject([{ quizIds: ['slug:kitchen'], version: 1 }]);
  });

  it('never let the token out, and no participant', async () => {
    const token = await connect();
    await putRule(ruleFor('kitchen', 'Safe Food Handling'));
    const text = await exported();
    expect(text).toContain('kitchen');
    for (const secret of [token, token.slice(-8), '@']) expect(text).not.toContain(secret);
  });

  it('keep what is here unless the file’s was chosen', async () => {
    await connect();
    const mine = ruleFor('kitchen', 'Safe Food Handling');
    await putRule({ ...mine, hold: true });
    const text = await exported();
    await putRule(mine);
    expect(await imported(text)).toEqual({ ok: true, added: 0, replaced: 0, left: [] });
    expect(await allRules()).toEqual([mine]);
    expect(await imported(text, [0])).toEqual({ ok: true, added: 0, replaced: 1, left: [] });
    expect(await allRules()).toMatchObject([{ id: mine.id, hold: true, version: 2 }]);
  });

  it('keep a rule that somebody made after the preview', async () => {
    await connect();
    await putRule({ ...ruleFor('kitchen', 'Safe Food Handling'), hold: true });
    const text = await exported();
    const mine = { ...ruleFor('kitchen', 'Project Leadership'), id: 'made-meanwhile' };
    await emptyStorage();
    await answerConsent('agreed', noon);
    await connect();
    const take = await takesOf(text);
    await putRule(mine);
    const left = ['kitchen'];
    expect(await ask('rules.import', { text, take })).toEqual({ ok: true, added: 0, replaced: 0, left });
    expect(await allRules()).toEqual([mine]);
  });

  it('replace a rule only as it was previewed, and name what changed or went meanwhile', async () => {
    await connect();
    const [kitchen, lab] = [ruleFor('kitchen', 'Safe Food Handling'), ruleFor('lab', 'Peer Mentoring')];
    await putRules([
      { ...kitchen, hold: true },
      { ...lab, hold: true },
    ]);
    const text = await exported();
    await putRules([kitchen, lab]);
    const take = await takesOf(text, [0, 1]);
    const saved = { ...kitchen, version: 2, awardFor: passingScore('99', 'percent', badge('Safe Food Handling')) };
    await putRule(saved);
    await ask('rule.delete', { ruleId: lab.id });
    const left = ['kitchen', 'lab'];
    expect(await ask('rules.import', { text, take })).toEqual({ ok: true, added: 0, replaced: 0, left });
    expect(await allRules()).toEqual([saved]);
  });

  it('know a quiz by its number where its public address has changed since the file was written', async () => {
    await connect();
    const mine = { ...ruleFor('kitchen', 'Safe Food Handling'), quizIds: ['id:4711', 'slug:kitchen'] };
    await putRule({ ...mine, hold: true });
    const text = await exported();
    const moved = { ...mine, quizIds: ['id:4711', 'slug:kitchen-2'], awardedAs: 'kitchen' };
    await putRule(moved);
    await rememberQuiz(moved.quizIds, 'kitchen', noon);
    await countAs(moved.quizIds, 'kitchen');
    expect(await imported(text, [0])).toMatchObject({ replaced: 1, left: [] });
    expect(await allRules()).toMatchObject([{ quizIds: moved.quizIds, awardedAs: 'kitchen', hold: true }]);
  });

  it('carry a changed address to a browser that still knows the old one, and keep counting its awards', async () => {
    await connect();
    const mine = { ...ruleFor('kitchen', 'Safe Food Handling'), quizIds: ['id:4711', 'slug:kitchen'] };
    const moved = { ...mine, quizIds: ['id:4711', 'slug:kitchen-2'], awardedAs: 'kitchen' };
    await putRule(moved);
    const text = await exported();
    await anotherBrowser();
    await connect();
    await putRule(mine);
    await rememberQuiz(mine.quizIds, 'kitchen', noon);
    expect(await imported(text, [0])).toMatchObject({ replaced: 1, left: [] });
    expect(await allRules()).toMatchObject([{ quizIds: moved.quizIds, awardedAs: 'kitchen' }]);
    expect(await allIdsOf(['id:4711'])).toEqual(moved.quizIds);
  });

  it('refuse an address that contradicts the known one and tells nothing of it', async () => {
    await connect();
    const mine = { ...ruleFor('kitchen', 'Safe Food Handling'), quizIds: ['id:4711', 'slug:kitchen'] };
    await putRule({ ...mine, quizIds: ['id:4711', 'slug:another'] });
    const text = await exported();
    await anotherBrowser();
    await connect();
    await putRule(mine);
    await rememberQuiz(mine.quizIds, 'kitchen', noon);
    expect(await ask('rules.preview-import', { text })).toMatchObject({
      preview: { rows: [], refused: [{ reason: 'quiz-unclear' }] },
    });
  });

  it('say nothing of what somebody else has imported meanwhile', async () => {
    await connect();
    await putRule(ruleFor('kitchen', 'Safe Food Handling'));
    const text = await exported();
    await anotherBrowser();
    await connect();
    const take = await takesOf(text);
    await imported(text);
    expect(await ask('rules.import', { text, take })).toEqual({ ok: true, added: 0, replaced: 0, left: [] });
  });

  it('mark a rule whose expiry date has passed', async () => {
    await connect();
    const kitchen = ruleFor('kitchen', 'Safe Food Handling');
    await putRule({ ...kitchen, issue: { ...kitchen.issue, expires: { kind: 'date', date: '2020-01-31' } } });
    const text = await exported();
    await anotherBrowser();
    await connect();
    expect(await ask('rules.preview-import', { text })).toMatchObject({
      preview: { rows: [{ theirs: { isExpired: true } }] },
    });
  });

  it('leave an archived badge out', async () => {
    await connect();
    await putRule(ruleFor('old', 'Spreadsheet Basics'));
    const text = await exported();
    await anotherBrowser();
    await connect();
    expect(await ask('rules.preview-import', { text })).toMatchObject({
      preview: { rows: [], refused: [{ title: 'old', reason: 'badge-archived' }] },
    });
  });

  it.each(['{', '{"kind":"credly-badges-rules","version":99,"rules":[]}', '[1]'])(
    'change nothing for the file %s',
    async (text) => {
      await connect();
      await putRule(ruleFor('kitchen', 'Safe Food Handling'));
      const before = await storedText();
      expect(await ask('rules.import', { text, take: [{ position: 0, since: null }] })).toMatchObject({ ok: false });
      expect(await storedText()).toBe(before);
    },
  );

  it('change nothing while Credly cannot be asked about the badges', async () => {
    await connect();
    await putRule(ruleFor('kitchen', 'Safe Food Handling'));
    const text = await exported();
    await anotherBrowser();
    await connect();
    credly.fault({ path: /badge_templates/ }, { kind: 'status', status: 503 });
    expect(await ask('rules.import', { text, take: [] })).toEqual({ ok: false, trouble: 'busy' });
    expect(await allRules()).toEqual([]);
  });

  it('carry a thousand rules in a few requests', async () => {
    await connect();
    await putRules(
      Array.from({ length: 1000 }, (_, n) => ruleFor(`quiz-${n}`, n % 2 ? 'Safe Food Handling' : 'Peer Mentoring')),
    );
    const text = await exported();
    await anotherBrowser();
    await connect();
    const take = await takesOf(text);
    credly.clearRequests();
    expect(await ask('rules.import', { text, take })).toEqual({ ok: true, added: 1000, replaced: 0, left: [] });
    expect(credly.requests.length).toBeLessThanOrEqual(5);
  });
});

describe('a setup file', () => {
  it('connects another browser and brings rules and award settings', async () => {
    const token = await connect();
    await putRule(ruleFor('kitchen', 'Safe Food Handling'));
    await saveAwardSettings({ ...defaultAwardSettings, undoMinutes: 5 });
    const text = await sealed();
    await anotherBrowser();
    const preview = await ask('setup.preview', { text, passphrase });
    expect(preview).toMatchObject({
      ok: true,
      preview: {
        organizationName: 'Northwind Academy',
        environment: 'production',
        settings: { undoMinutes: 5 },
        rules: { rows: [{ quizTitle: 'kitchen', status: 'new', active: true }] },
      },
    });
    expect(JSON.stringify(preview)).not.toContain(token);
    expect(await readConnection()).toBeNull();
    const message = { text, passphrase, take: [{ position: 0, since: null }], withSettings: true };
    expect(await ask('setup.import', message)).toEqual({ ok: true, added: 1, replaced: 0, left: [] });
    expect(await readConnection()).toMatchObject({ organizationName: 'Northwind Academy', mayIssue: 'yes' });
    expect((await readAwardSettings()).undoMinutes).toBe(5);
    expect(await allRules()).toHaveLength(1);
  });

  it("previews whose badges these are by Credly's word, not by the file's", async () => {
    await connect();
    const text = await sealed();
    await anotherBrowser();
    organization().name = 'Harbour College';
    expect(await ask('setup.preview', { text, passphrase })).toMatchObject({
      preview: { organizationName: 'Harbour College' },
    });
  });

  it('holds the token in no readable form', async () => {
    const token = await connect();
    const text = await sealed();
    const data = Buffer.from((JSON.parse(text) as { data: string }).data, 'base64').toString('latin1');
    for (const clear of [text, data]) {
      expect(clear).not.toContain(token);
      expect(clear).not.toContain(organization().id);
    }
  });

  it('leaves the award settings here when that is chosen', async () => {
    await connect();
    await saveAwardSettings({ ...defaultAwardSettings, undoMinutes: 5 });
    const text = await sealed();
    await anotherBrowser();
    await ask('setup.import', { text, passphrase, take: [], withSettings: false });
    expect(await readAwardSettings()).toEqual(defaultAwardSettings);
  });

  it.each(['', 'short', 'aaaaaaaaaaaaaaaa'])('is not made under the passphrase "%s"', async (weak) => {
    await connect();
    expect(await ask('setup.export', { passphrase: weak })).toEqual({ problem: 'weak' });
  });

  it('is not made while disconnected', async () => {
    expect(await ask('setup.export', { passphrase })).toEqual({ problem: 'disconnected' });
  });

  it.each<[string, (text: string) => { text: string; passphrase: string }, string]>([
    ['another passphrase', (text) => ({ text, passphrase: 'another horse battery' }), 'wrong-passphrase'],
    ['a damaged file', (text) => ({ text: text.replace(/"data": "..../, '"data": "AAAA'), passphrase }), 'damaged'],
    ['a newer file', (text) => ({ text: text.replace('"version": 1', '"version": 2'), passphrase }), 'newer'],
    ['a file of rules', () => ({ text: '{"kind":"credly-badges-rules","version":1}', passphrase }), 'another-file'],
  ])('changes nothing with %s', async (_what, given, trouble) => {
    await connect();
    const text = await sealed();
    await anotherBrowser();
    const before = await storedText();
    const message = given(text);
    expect(await ask('setup.preview', message)).toEqual({ ok: false, trouble });
    expect(await ask('setup.import', { ...message, take: [], withSettings: true })).toEqual({ ok: false, trouble });
    expect(await storedText()).toBe(before);
  });

  it('is opened after this browser’s own consent only', async () => {
    await connect();
    const text = await sealed();
    await emptyStorage();
    credly.clearRequests();
    const refusal = { ok: false, trouble: 'no-consent' };
    expect(await ask('setup.preview', { text, passphrase })).toEqual(refusal);
    expect(await ask('setup.import', { text, passphrase, take: [], withSettings: true })).toEqual(refusal);
    expect(credly.requests).toEqual([]);
  });

  it('whose token died changes nothing and says what Credly said', async () => {
    await connect();
    const text = await sealed();
    await anotherBrowser();
    first(credly.production.tokens).expires_at = '2020-01-01T00:00:00.000Z';
    const before = await storedText();
    expect(await ask('setup.import', { text, passphrase, take: [], withSettings: true })).toEqual({
      ok: false,
      problem: { kind: 'token-refused', field: 'token' },
    });
    expect(await storedText()).toBe(before);
  });
});

describe('move to production', () => {
  it('needs production to be connected', async () => {
    await connect('sandbox');
    expect(await ask('production.preview', {})).toEqual({ ok: false, trouble: 'not-production' });
    expect(await ask('production.move', { rules: [{ ruleId: 'x', version: 1 }], badges: [] })).toEqual({
      ok: false,
      trouble: 'not-production',
    });
    await removeConnection();
    expect(await ask('production.preview', {})).toEqual({ ok: false, trouble: 'disconnected' });
  });

  it('makes new rules, leaves the sandbox’s and those of production as they are, and sends nothing', async () => {
    await connect();
    const sandbox = [ruleFor('kitchen', 'Safe Food Handling', 'sandbox'), ruleFor('lab', 'Test Badge', 'sandbox')];
    const there = ruleFor('taken', 'Peer Mentoring');
    await putRules([...sandbox, there, { ...ruleFor('taken', 'Test Badge', 'sandbox') }]);
    const reply = await ask('production.preview', {});
    expect(reply).toMatchObject({
      ok: true,
      preview: {
        badges: [
          {
            sandbox: { name: 'Safe Food Handling' },
            match: 'exact',
            candidates: [badge('Safe Food Handling').templateId],
          },
          { sandbox: { name: 'Test Badge' }, match: 'missing', candidates: [] },
        ],
        rules: [
          { quizTitle: 'kitchen', hasProductionRule: false },
          { quizTitle: 'lab', hasProductionRule: false },
          { quizTitle: 'taken', hasProductionRule: true },
        ],
      },
    });
    const badges = [
      {
        sandbox: badge('Safe Food Handling', 'sandbox').templateId,
        production: badge('Safe Food Handling').templateId,
      },
    ];
    const rules = [...sandbox.map((it) => it.id), 'rule-taken-sandbox'].map((ruleId) => ({ ruleId, version: 1 }));
    const left = ['lab', 'taken'];
    expect(await ask('production.move', { rules, badges })).toEqual({ ok: true, added: 1, left });
    const all = await allRules();
    expect(all).toHaveLength(5);
    expect(all).toEqual(expect.arrayContaining([...sandbox, there]));
    expect(
      all
        .filter((it) => it.environment === 'production')
        .map((it) => it.quizTitle)
        .sort(),
    ).toEqual(['kitchen', 'taken']);
    expect(new Set(credly.requests.map((it) => it.method))).toEqual(new Set(['GET']));
  });

  it('leaves a rule that was saved after the preview', async () => {
    await connect();
    const mine = ruleFor('kitchen', 'Safe Food Handling', 'sandbox');
    await putRule({ ...mine, version: 2 });
    const [sandbox, production] = [
      badge('Safe Food Handling', 'sandbox').templateId,
      badge('Safe Food Handling').templateId,
    ];
    const message = { rules: [{ ruleId: mine.id, version: 1 }], badges: [{ sandbox, production }] };
    expect(await ask('production.move', message)).toEqual({ ok: true, added: 0, left: ['kitchen'] });
    expect(await allRules()).toHaveLength(1);
  });

  it('takes no badge that is archived, or none of this organization', async () => {
    await connect();
    await putRule(ruleFor('kitchen', 'Safe Food Handling', 'sandbox'));
    const sandbox = badge('Safe Food Handling', 'sandbox').templateId;
    for (const production of [badge('Spreadsheet Basics').templateId, 'unknown', sandbox])
      expect(
        await ask('production.move', {
          rules: [{ ruleId: 'rule-kitchen-sandbox', version: 1 }],
          badges: [{ sandbox, production }],
        }),
      ).toEqual({ ok: false, trouble: 'template-gone' });
    expect(await allRules()).toHaveLength(1);
  });
});

describe('the badges of the list of quizzes', () => {
  it('are checked with Credly once in a while, and at once when asked', async () => {
    await connect();
    await putRules([ruleFor('old', 'Spreadsheet Basics'), ruleFor('new', 'Peer Mentoring')]);
    const unusable = [{ templateId: badge('Spreadsheet Basics').templateId, state: 'archived' }];
    credly.clearRequests();
    expect(await ask('quizzes.check', { fresh: false })).toMatchObject({ ok: true, unusable });
    const asked = credly.requests.length;
    expect(await ask('quizzes.check', { fresh: false })).toMatchObject({ ok: true, unusable });
    expect(credly.requests).toHaveLength(asked);
    await ask('quizzes.check', { fresh: true });
    expect(credly.requests).toHaveLength(2 * asked);
  });

  it('of more rules than a few are asked for by the list', async () => {
    await connect();
    const names = credly.production.templates.map((it) => it.name);
    const extra = Array.from({ length: 8 }, (_, n) => ({
      ...ruleFor(`extra-${n}`, 'Peer Mentoring'),
      awardFor: passingScore('80', 'percent', ruleBadge({ templateId: `gone-${n}` })),
    }));
    await putRules([...names.map((name, n) => ruleFor(`quiz-${n}`, name)), ...extra]);
    const check = await ask('quizzes.check', { fresh: true });
    expect(check.ok && check.unusable.map((it) => it.state).sort()).toEqual([
      ...['archived', 'archived'],
      ...extra.map(() => 'gone'),
    ]);
  });
});

describe('the facts of quizzes', () => {
  it('are told for the rules asked for, with the public address where it is known', async () => {
    const known = rule({ id: 'known', quizIds: ['id:4711', 'slug:food-safety-5f2a'] });
    await putRules([known, rule({ id: 'unknown', quizIds: ['id:4712'] })]);
    const address = 'https://app.credspark.com/assessments/food-safety-5f2a/assessment_responses/new';
    const watch = { on: false, isReady: false };
    expect(await ask('quizzes.facts', { ruleIds: ['known', 'unknown', 'removed'] })).toEqual([
      { ruleId: 'known', address, changedAddress: null, awards: 0, last: null, watch },
      { ruleId: 'unknown', address: null, changedAddress: null, awards: 0, last: null, watch },
    ]);
  });
});

describe('a forgotten PIN', () => {
  it('is no way to the connection: the reset disconnects', async () => {
    const token = await connect();
    await ask('lock.set', { pin: '2468' });
    await ask('lock.now', {});
    await ask('lock.reset', {});
    expect(await ask('lock.state', {})).toMatchObject({ isSet: false, isLocked: false });
    expect(await readConnection()).toBeNull();
    expect(await storedText()).not.toContain(token);
  });
});
