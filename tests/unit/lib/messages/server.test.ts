import { beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { emptyReading } from '../../../../lib/awards/result.ts';
import { defaultIssueOptions } from '../../../../lib/awards/rule.ts';
import { type Envelope, type MessageType, protocol, type SenderRole } from '../../../../lib/messages/protocol.ts';
import { type Handlers, type Sender, serveMessages } from '../../../../lib/messages/server.ts';

/** Chrome gives extension addresses an origin; Node does not know their scheme. */
class ChromeUrl extends URL {
  override get origin(): string {
    return this.protocol === 'chrome-extension:' ? `${this.protocol}//${this.host}` : super.origin;
  }
}

const site = 'https://app.credspark.com';
const self = 'chrome-extension://test-extension-id';

const taughtSite = 'https://quiz.example';

const roleOf = async (url: URL) => {
  if (url.origin === taughtSite) return 'taught';
  if (url.origin !== site) return null;
  return url.pathname.startsWith('/play') ? 'player' : 'editor';
};

type From = Record<string, unknown>;
const senders: Record<SenderRole, From> = {
  editor: { id: 'test-extension-id', url: `${site}/edit`, origin: site, tab: { id: 7 }, frameId: 0, documentId: 'd-1' },
  player: { id: 'test-extension-id', url: `${site}/play`, origin: site, tab: { id: 7 }, frameId: 3, documentId: 'd-2' },
  taught: { id: 'test-extension-id', url: `${taughtSite}/a`, origin: taughtSite, tab: { id: 8 }, frameId: 0 },
  'extension-page': { id: 'test-extension-id', url: `${self}/options.html`, origin: self, frameId: 0 },
};

const handler = vi.fn<(message: unknown, sender: Sender) => Promise<unknown>>();
const refused = { ok: false, error: 'refused' };

beforeEach(() => {
  fakeBrowser.reset();
  vi.stubGlobal('URL', ChromeUrl);
  handler.mockReset().mockResolvedValue('answer');
  const all = Object.fromEntries(Object.keys(protocol).map((type) => [type, handler]));
  serveMessages(all as unknown as Handlers, roleOf);
  return () => vi.unstubAllGlobals();
});

function ask(raw: unknown, from: From): Promise<Envelope<unknown>> {
  return new Promise((resolve) => {
    void fakeBrowser.runtime.onMessage.trigger(raw, from, resolve);
  });
}

const typedDraft = {
  kind: 'passing-score',
  badge: null,
  threshold: '8',
  unit: 'percent',
  ranges: [],
  rangeUnit: 'percent',
  passMark: { value: '', unit: 'percent' },
  outcomes: [],
  expires: { kind: 'template', date: '', months: '' },
  mailLanguage: '',
  suppressMail: false,
  evidence: { name: '', url: '' },
  retake: 'once',
  hold: false,
};

const triedRule = {
  awardFor: { kind: 'passing-score', threshold: '80', unit: 'percent', templateId: 't' },
  options: { hold: false, retake: 'once', issue: defaultIssueOptions },
  reading: { score: null, maximum: null, percent: '85', outcome: null },
};

const fileRow = {
  line: 2,
  identity: { firstName: 'Ada', lastName: 'Lovelace', email: 'ada@example.com' },
  reading: { ...emptyReading, percent: '85', finality: 'final' },
  observedAt: 0,
};

/** A message of each type that fits its schema. */
const samples: { [T in MessageType]: unknown } = {
  'page.hello': { because: 'load', isWatched: false },
  'editor.load': {},
  'editor.context': { quizIds: [] },
  'quiz.seen': { quizIds: ['id:1'], title: '' },
  'quiz.address': { quizIds: ['id:1'], slug: 'food', is: 'ours' },
  'templates.page': { page: 1 },
  'templates.kept': { after: null },
  'templates.check': { quizIds: ['id:1'] },
  'rule.save': {
    quiz: { quizIds: ['id:1'], title: 'Food' },
    awardFor: { kind: 'passing-score', threshold: '80', unit: 'percent', templateId: 't' },
    since: null,
  },
  'rule.remove': { quizIds: ['id:1'] },
  'rule.put-back': { quizIds: ['id:1'], ruleId: '1' },
  'draft.keep': { quizIds: ['id:1'], draft: typedDraft },
  'draft.drop': { quizIds: ['id:1'] },
  'rule.try': triedRule,
  'rule.test': { ...triedRule, quiz: { quizIds: ['id:1'], title: 'Food' }, email: 'ada@example.com' },
  'rules.others': { quizIds: ['id:1'] },
  'rule.place': { quizIds: ['id:1'], placement: { above: [], below: ['Score'], index: 0 } },
  'rule.words': { quizIds: ['id:1'], block: { heading: 'Well done, {name}', text: null } },
  'rule.snippet': { quizIds: ['id:1'] },
  'words.keep': { quizIds: ['id:1'], words: { heading: 'Well', text: '' } },
  'words.drop': { quizIds: ['id:1'] },
  'quiz.own-button-seen': { quizIds: ['id:1'] },
  'site.own-card-seen': {},
  'site.findings': { findings: [{ what: 'button', by: null }] },
  'options.open': { view: 'activity' },
  'player.context': {},
  'attempt.exchange': {
    kind: 'form',
    url: '/x',
    method: 'POST',
    requestType: '',
    requestText: '',
    status: 200,
    responseText: '',
  },
  'attempt.page-result': {
    reading: {
      score: '8',
      maximum: null,
      percent: null,
      passed: null,
      passMark: null,
      outcome: null,
      finality: 'final',
      attemptId: null,
    },
  },
  'attempt.page-doubt': { doubt: 'two-results' },
  'attempt.state': {},
  'attempt.details': { details: { firstName: 'Ada', lastName: null, email: null } },
  'options.state': {},
  'consent.answer': { answer: 'agreed' },
  'connection.save': { organizationId: '', token: '', sandbox: false },
  'connection.disconnect': {},
  'rule.resume': { ruleId: '1' },
  'rule.options': { ruleId: 'rule', hold: true, retake: 'once' },
  'queue.release': {},
  'awards.save-settings': { holdAll: false, undoMinutes: 0, maxPerDay: 10, maxPerQuizAndDay: 5, retentionDays: 90 },
  'awards.receipt': { id: 'award' },
  'participant.erase': { email: 'ada@example.com' },
  'awards.page': { before: null },
  'awards.touched': { since: 0 },
  'awards.refresh': { id: 'award-1' },
  'awards.refresh-all': {},
  'awards.revoke': { id: 'award-1', why: 'A mistake' },
  'awards.correct-email': { id: 'award-1', email: 'ada@example.com' },
  'awards.act': { ids: ['1'], action: 'approve' },
  'awards.set-details': { id: '1', details: { firstName: null, lastName: null, email: null } },
  'quizzes.facts': { ruleIds: ['1'] },
  'quizzes.check': { fresh: false },
  'rule.delete': { ruleId: '1' },
  'rule.restore': { ruleId: '1' },
  'rules.export': {},
  'rules.preview-import': { text: '{}' },
  'rules.import': { text: '{}', take: [{ position: 0, since: { ruleId: '1', version: 1 } }] },
  'production.preview': {},
  'production.move': { rules: [{ ruleId: '1', version: 1 }], badges: [{ sandbox: 'a', production: 'b' }] },
  'setup.export': { passphrase: 'four random words here' },
  'setup.preview': { text: '{}', passphrase: 'x' },
  'setup.import': { text: '{}', passphrase: 'x', take: [], withSettings: true },
  'responses.seen': {
    quizIds: ['id:1'],
    address: 'https://app.credspark.com/x',
    page: { grids: [], isPaged: false, isEmpty: false, asksPassword: false },
    addresses: [],
  },
  'responses.award': { listId: '1', rowIds: ['1'], confirmed: null },
  'watch.set': { ruleId: '1', on: true },
  'watch.read-now': { ruleId: '1' },
  'sites.export': { id: 'quiz.example' },
  'sites.preview-import': { text: '{}' },
  'sites.import': { text: '{}' },
  'sites.remove': { id: 'quiz.example' },
  'sites.access-changed': {},
  'teaching.start': { address: 'https://quiz.example/food', siteId: null },
  'teaching.view': { isLoad: true },
  'teaching.act': { do: 'go', step: 'take' },
  'teaching.exchange': {
    kind: 'form',
    url: '/x',
    method: 'POST',
    requestType: '',
    requestText: '',
    status: 200,
    responseText: '',
  },
  'teaching.text': { text: 'You got 8 of 10' },
  'quizzes.others': {},
  'quizzes.find': { address: 'https://quiz.example/food' },
  'results.assess': { list: 'list-1', ruleId: '1', start: 0, rows: [fileRow] },
  'results.dry-run': { ruleId: '1', fileName: 'results.csv', noMail: false, rows: [fileRow] },
  'import.open': { ruleId: '1', ruleVersion: 1, fileName: 'results.csv', noMail: false },
  'import.add': {
    id: '1',
    rows: [
      { line: 2, chosen: fileRow },
      { line: 3, left: 'not-passing' },
    ],
  },
  'import.start': { id: '1' },
  'import.pause': { id: '1' },
  'import.resume': { id: '1' },
  'import.stop': { id: '1' },
  'import.clear': { id: '1' },
  'import.state': {},
  'import.outcomes': { id: '1', after: 0 },
  'lock.state': {},
  'lock.set': { pin: '1234' },
  'lock.now': {},
  'lock.unlock': { pin: '1234' },
  'lock.remove': {},
  'lock.reset': {},
};

/** Who may send what. Written out once more on purpose: opening a message to a page takes two changes. */
const allowed: { [T in MessageType]: SenderRole[] } = {
  'page.hello': ['editor', 'player'],
  'editor.load': ['editor'],
  'editor.context': ['editor'],
  'quiz.seen': ['editor'],
  'quiz.address': ['editor', 'extension-page'],
  'templates.page': ['editor', 'extension-page'],
  'templates.kept': ['editor', 'extension-page'],
  'templates.check': ['editor'],
  'rule.save': ['editor', 'extension-page'],
  'rule.remove': ['editor'],
  'rule.put-back': ['editor'],
  'draft.keep': ['editor'],
  'draft.drop': ['editor'],
  'rule.try': ['editor', 'extension-page'],
  'rule.test': ['editor', 'extension-page'],
  'rules.others': ['editor', 'extension-page'],
  'rule.place': ['editor'],
  'rule.words': ['editor'],
  'rule.snippet': ['editor'],
  'words.keep': ['editor'],
  'words.drop': ['editor'],
  'quiz.own-button-seen': ['editor'],
  'site.own-card-seen': ['editor'],
  'site.findings': ['editor', 'player'],
  'options.open': ['editor', 'player'],
  'player.context': ['player'],
  'attempt.exchange': ['player'],
  'attempt.page-result': ['player'],
  'attempt.page-doubt': ['player'],
  'attempt.state': ['player'],
  'attempt.details': ['player'],
  'options.state': ['extension-page'],
  'consent.answer': ['extension-page'],
  'connection.save': ['extension-page'],
  'connection.disconnect': ['extension-page'],
  'rule.resume': ['extension-page'],
  'rule.options': ['extension-page'],
  'queue.release': ['extension-page'],
  'awards.save-settings': ['extension-page'],
  'awards.receipt': ['extension-page'],
  'participant.erase': ['extension-page'],
  'awards.page': ['extension-page'],
  'awards.touched': ['extension-page'],
  'awards.refresh': ['extension-page'],
  'awards.refresh-all': ['extension-page'],
  'awards.revoke': ['extension-page'],
  'awards.correct-email': ['extension-page'],
  'awards.act': ['extension-page'],
  'awards.set-details': ['extension-page'],
  'quizzes.facts': ['extension-page'],
  'quizzes.check': ['extension-page'],
  'rule.delete': ['extension-page'],
  'rule.restore': ['extension-page'],
  'rules.export': ['extension-page'],
  'rules.preview-import': ['extension-page'],
  'rules.import': ['extension-page'],
  'production.preview': ['extension-page'],
  'production.move': ['extension-page'],
  'setup.export': ['extension-page'],
  'setup.preview': ['extension-page'],
  'setup.import': ['extension-page'],
  'responses.seen': ['editor'],
  'responses.award': ['editor'],
  'watch.set': ['extension-page'],
  'watch.read-now': ['extension-page'],
  'sites.export': ['extension-page'],
  'sites.preview-import': ['extension-page'],
  'sites.import': ['extension-page'],
  'sites.remove': ['extension-page'],
  'sites.access-changed': ['extension-page'],
  'teaching.start': ['extension-page'],
  'teaching.view': ['editor', 'player', 'taught'],
  'teaching.act': ['editor', 'player', 'taught'],
  'teaching.exchange': ['editor', 'player', 'taught'],
  'teaching.text': ['editor', 'player', 'taught'],
  'quizzes.others': ['extension-page'],
  'quizzes.find': ['extension-page'],
  'results.assess': ['extension-page'],
  'results.dry-run': ['extension-page'],
  'import.open': ['extension-page'],
  'import.add': ['extension-page'],
  'import.start': ['extension-page'],
  'import.pause': ['extension-page'],
  'import.resume': ['extension-page'],
  'import.stop': ['extension-page'],
  'import.clear': ['extension-page'],
  'import.state': ['extension-page'],
  'import.outcomes': ['extension-page'],
  'lock.state': ['extension-page'],
  'lock.set': ['extension-page'],
  'lock.now': ['extension-page'],
  'lock.unlock': ['extension-page'],
  'lock.remove': ['extension-page'],
  'lock.reset': ['extension-page'],
};
const types = Object.keys(allowed) as MessageType[];

describe('every message', () => {
  it('lists its senders', () => {
    expect(Object.fromEntries(Object.entries(protocol).map(([type, { from }]) => [type, [...from]]))).toEqual(allowed);
  });

  it.each(types)('%s is answered to its senders and refused to others', async (type) => {
    for (const [role, from] of Object.entries(senders)) {
      const expected = allowed[type].includes(role as SenderRole) ? { ok: true, value: 'answer' } : refused;
      expect({ role, answer: await ask({ type, message: samples[type] }, from) }).toEqual({ role, answer: expected });
    }
    expect(handler).toHaveBeenCalledTimes(allowed[type].length);
  });
});

describe('a sender', () => {
  const hello = { type: 'page.hello', message: samples['page.hello'] };
  const state = { type: 'options.state', message: {} };

  it.each<[string, unknown, From]>([
    ['another extension', hello, { ...senders.editor, id: 'other-extension' }],
    ['nobody', hello, { ...senders.editor, id: undefined }],
    ['no address', hello, { ...senders.editor, url: undefined }],
    ['an address that is none', hello, { ...senders.editor, url: 'nowhere' }],
    [
      'a page of another site',
      hello,
      { ...senders.editor, url: 'https://evil.example/edit', origin: 'https://evil.example' },
    ],
    ['a page whose origin is another', hello, { ...senders.editor, origin: 'https://evil.example' }],
    ['a sandboxed frame of the site', hello, { ...senders.editor, origin: 'null' }],
    ['a page without an origin', hello, { ...senders.editor, origin: undefined }],
    ['a page without a tab', hello, { ...senders.editor, tab: undefined }],
    ['a page in a tab without an id', hello, { ...senders.editor, tab: {} }],
    ['about:blank', hello, { ...senders.editor, url: 'about:blank', origin: 'null' }],
    [
      'the site over http',
      hello,
      { ...senders.editor, url: 'http://app.credspark.com/', origin: 'http://app.credspark.com' },
    ],
    [
      'a page of another extension',
      state,
      { ...senders['extension-page'], url: 'chrome-extension://other/options.html' },
    ],
    ['a sandboxed page of ours', state, { ...senders['extension-page'], origin: 'null' }],
    ['an extension page framed by a site', state, { ...senders['extension-page'], origin: site }],
    ['another extension that names our page', state, { ...senders['extension-page'], id: 'other-extension' }],
    ['a site that claims to be an extension page', state, { ...senders.editor, origin: self }],
  ])('is refused: %s', async (_what, message, from) => {
    expect(await ask(message, from)).toEqual(refused);
    expect(handler).not.toHaveBeenCalled();
  });

  it('is described by the browser’s word, whatever the message claims', async () => {
    const message = {
      ...(samples['page.hello'] as object),
      role: 'extension-page',
      tabId: 99,
      url: 'https://evil.example',
    };
    await ask(
      { type: 'page.hello', message, role: 'extension-page', sender: senders['extension-page'] },
      senders.player,
    );
    expect(handler).toHaveBeenCalledWith(
      { because: 'load', isWatched: false },
      { role: 'player', url: new URL(`${site}/play`), tabId: 7, frameId: 3, ownerFrameId: 3, documentId: 'd-2' },
    );
  });
});

describe('a frame without an address', () => {
  const hello = { type: 'page.hello', message: samples['page.hello'] };
  const blank = { ...senders.player, url: 'about:blank', frameId: 5 };

  it('belongs to the page that it names, within the browser’s word on its origin', async () => {
    await ask({ ...hello, owner: { page: `${site}/play?x=1`, frame: 3 } }, blank);
    expect(handler).toHaveBeenCalledWith(
      { because: 'load', isWatched: false },
      { role: 'player', url: new URL(`${site}/play?x=1`), tabId: 7, frameId: 5, ownerFrameId: 3, documentId: 'd-2' },
    );
  });

  it.each<[string, unknown, From]>([
    ['names a page of another origin', { page: 'https://evil.example/play', frame: 3 }, blank],
    [
      'has another origin than it names',
      { page: `${site}/play`, frame: 3 },
      { ...blank, origin: 'https://evil.example' },
    ],
    ['is sandboxed', { page: `${site}/play`, frame: 3 }, { ...blank, origin: 'null' }],
    ['names itself', { page: 'about:blank', frame: 5 }, blank],
    ['names an extension page', { page: `${self}/options.html`, frame: 3 }, { ...blank, origin: self }],
    ['names no page', undefined, blank],
    ['names a page that is none', { page: 'play', frame: 3 }, blank],
  ])('is refused when it %s', async (_what, owner, from) => {
    expect(await ask({ ...hello, owner }, from)).toEqual(refused);
    expect(handler).not.toHaveBeenCalled();
  });

  it('is all that may name another page', async () => {
    await ask({ ...hello, owner: { page: `${site}/play`, frame: 0 } }, senders.editor);
    expect(handler.mock.calls[0]?.[1]).toMatchObject({ role: 'editor', url: new URL(`${site}/edit`), ownerFrameId: 0 });
  });
});

describe('a message', () => {
  it.each<[string, unknown]>([
    ['nothing', undefined],
    ['null', null],
    ['a text', 'page.hello'],
    ['a list', ['page.hello']],
    ['no type', { message: {} }],
    [
      'a type that is no text',
      { type: { toString: () => 'page.hello' }, message: { because: 'load', isWatched: false } },
    ],
    ['an unknown type', { type: 'token.show', message: {} }],
    ['__proto__', { type: '__proto__', message: {} }],
    ['constructor', { type: 'constructor', message: {} }],
    ['toString', { type: 'toString', message: {} }],
    ['hasOwnProperty', { type: 'hasOwnProperty', message: {} }],
    ['no content', { type: 'page.hello' }],
    ['content of another shape', { type: 'page.hello', message: { because: 'curiosity', isWatched: false } }],
    ['content that is a list', { type: 'page.hello', message: [] }],
  ])('is refused: %s', async (_what, raw) => {
    expect(await ask(raw, senders.editor)).toEqual(refused);
    expect(handler).not.toHaveBeenCalled();
  });

  it.each<[MessageType, unknown]>([
    ['attempt.exchange', { ...(samples['attempt.exchange'] as object), responseText: 'x'.repeat(1_000_001) }],
    [
      'attempt.page-result',
      { reading: { ...(samples['attempt.page-result'] as { reading: object }).reading, score: 8 } },
    ],
    [
      'attempt.page-result',
      { reading: { ...(samples['attempt.page-result'] as { reading: object }).reading, score: '1e9' } },
    ],
  ])('%s is refused from a player when it does not fit', async (type, message) => {
    expect(await ask({ type, message }, senders.player)).toEqual(refused);
  });

  it('brings nothing that its schema does not know', async () => {
    await ask({ type: 'attempt.state', message: { templateId: 'badge-of-my-choice' } }, senders.player);
    expect(handler.mock.calls[0]?.[0]).toEqual({});
  });

  it.each([
    ['throws', () => Promise.reject(new Error('token canary-1234 of robin@example.com'))],
    [
      'throws at once',
      () => {
        throw new Error('token canary-1234');
      },
    ],
    ['throws nonsense', () => Promise.reject('canary-1234')],
  ])('whose handler %s has failed, and no more is said', async (_what, fail) => {
    handler.mockImplementation(fail);
    expect(await ask({ type: 'options.state', message: {} }, senders['extension-page'])).toEqual({
      ok: false,
      error: 'failed',
    });
  });
});
