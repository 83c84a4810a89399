import { beforeEach, expect, it, vi } from 'vitest';
import { responsesHandlers } from '../../../entrypoints/background/responses-handlers.ts';
import type { Worker } from '../../../entrypoints/background/worker.ts';
import { countByState } from '../../../lib/awards/ledger-reads.ts';
import { putRule } from '../../../lib/awards/rules-store.ts';
import type { OfferView } from '../../../lib/messages/protocol.ts';
import type { Sender } from '../../../lib/messages/server.ts';
import { readSiteHealth } from '../../../lib/quiz-site/site-health.ts';
import { answerConsent } from '../../../lib/settings/consent.ts';
import { noon, rule } from '../lib/builders.ts';
import { emptyStorage, storedText } from '../lib/storage.ts';

const observing = vi.hoisted(() => ({ on: true }));
vi.mock('../../../entrypoints/background/observing.ts', () => ({ isObserving: async () => observing.on }));
vi.mock('../../../lib/connection/connection.ts', async (original) => ({
  ...(await original<object>()),
  readConnection: async () => ({ organizationId: 'organization-1', environment: 'production' }),
}));

const worker = { outbox: { drain: vi.fn() }, changed: vi.fn(async () => undefined) } as unknown as Worker;
const handlers = responsesHandlers(worker);
const quizIds = ['slug:food-safety-5f2a'];
const address = 'https://app.credspark.com/assessments/food-safety-5f2a/data';
const sender: Sender = {
  role: 'editor',
  url: new URL(address),
  tabId: 7,
  frameId: 0,
  ownerFrameId: 0,
  documentId: 'document-1',
};

const row = (name: string, { score = '9 of 10', status = 'Completed' } = {}) => [
  name,
  'Example',
  `${name}@example.com`,
  score,
  status,
];
const page = (...rows: string[][]) => ({
  grids: [{ head: ['First Name', 'Last Name', 'Email', 'Score', 'Status'], rows, odd: 0, isCut: false }],
  isPaged: false,
  isEmpty: false,
  asksPassword: false,
});

beforeEach(async () => {
  await emptyStorage();
  observing.on = true;
  await answerConsent('agreed', noon);
  await putRule(rule());
});

const offer = async (...rows: string[][]): Promise<OfferView> => {
  const view = await handlers['responses.seen']({ quizIds, address, page: page(...rows), addresses: [] }, sender);
  if (!view) throw new Error('Nothing was offered.');
  return view;
};
const award = (
  view: OfferView,
  part: { rowIds?: string[]; confirmed?: number | null; listId?: string } = {},
  from = sender,
) =>
  handlers['responses.award'](
    { listId: view.listId, rowIds: view.rows.filter((it) => it.ticked).map((it) => it.id), confirmed: null, ...part },
    from,
  );
const waiting = () => countByState(['waiting']);

it('ticks what is final and qualifies, lists what was reviewed unticked, and never offers what is pending', async () => {
  const view = await offer(
    row('ada'),
    row('reviewed', { status: 'Reviewed' }),
    row('pending', { status: 'Pending' }),
    row('low', { score: '1 of 10' }),
    row('odd', { score: '9 of 3' }),
  );
  expect(view.rows.map(({ firstName, kind, ticked }) => [firstName, kind, ticked])).toEqual([
    ['ada', 'ready', true],
    ['reviewed', 'reviewed', false],
    ['odd', 'held', false],
  ]);
  expect(view.others).toMatchObject({ pending: 1, notPassing: 1, already: 0 });
  expect(await waiting()).toBe(0);
});

it('awards exactly the rows that are named, and offers them no more', async () => {
  const view = await offer(row('ada'), row('grace'));
  const [ada] = view.rows;
  expect(await award(view, { rowIds: [ada?.id ?? ''] })).toEqual({
    ok: true,
    awarded: 1,
    held: 0,
    needsDetails: 0,
    already: 0,
  });
  const after = await offer(row('ada'), row('grace'));
  expect(after.rows.map((it) => it.firstName)).toEqual(['grace']);
  expect(after.others.already).toBe(1);
  expect(await storedText()).toContain('"source":"responses-page"');
});

it('awards what was shown and not what the page says by then; rows it was not shown are refused', async () => {
  const view = await offer(row('ada'));
  expect(await award(view, { rowIds: ['made-up'] })).toEqual({ ok: false, trouble: 'list-gone' });
  expect(await award(view, { rowIds: [view.rows[0]?.id ?? '', 'made-up'] })).toEqual({
    ok: false,
    trouble: 'list-gone',
  });
  await offer(row('mallory'));
  expect(await award(view)).toEqual({ ok: false, trouble: 'list-gone' });
  expect(await waiting()).toBe(0);
});

it('awards a list once, whoever clicks twice, and to the document alone that was shown it', async () => {
  const view = await offer(row('ada'));
  expect(await award(view, {}, { ...sender, documentId: 'document-2' })).toEqual({ ok: false, trouble: 'list-gone' });
  expect(await award(view, {}, { ...sender, tabId: 8 })).toEqual({ ok: false, trouble: 'list-gone' });
  expect(await award(view)).toMatchObject({ ok: true });
  expect(await award(view)).toEqual({ ok: false, trouble: 'list-gone' });
  expect(await waiting()).toBe(1);
});

it('awards more than fifty only with their number as it was confirmed', async () => {
  const view = await offer(...Array.from({ length: 51 }, (_, n) => row(`p${n}`)));
  expect(await award(view)).toEqual({ ok: false, trouble: 'not-confirmed' });
  expect(await award(view, { confirmed: 50 })).toEqual({ ok: false, trouble: 'not-confirmed' });
  expect(await award(view, { confirmed: 51 })).toMatchObject({ ok: true, awarded: 51 });
});

it('awards nothing under a rule that was changed since', async () => {
  const view = await offer(row('ada'));
  await putRule(rule({ version: 2 }));
  expect(await award(view)).toEqual({ ok: false, trouble: 'rule-changed' });
  expect(await waiting()).toBe(0);
});

it('sends held ones to Activity, and says so', async () => {
  await putRule(rule({ hold: true }));
  const view = await offer(row('ada'));
  expect(view.rows[0]).toMatchObject({ kind: 'ready', ticked: true, reason: 'hold-for-review' });
  expect(await award(view)).toMatchObject({ ok: true, awarded: 0, held: 1 });
});

it('offers nothing of a list that is not certain, and keeps the doubt until one is', async () => {
  const twice = page();
  twice.grids = [
    {
      head: ['Email', 'Score', 'Points', 'Status'],
      rows: [['a@example.com', '1', '9', 'Completed']],
      odd: 0,
      isCut: false,
    },
  ];
  const view = await handlers['responses.seen']({ quizIds, address, page: twice, addresses: [] }, sender);
  expect(view).toMatchObject({ rows: [], problem: 'columns-unclear' });
  expect((await readSiteHealth()).doubts).toEqual([
    expect.objectContaining({ reason: 'columns-unclear', source: 'list' }),
  ]);
  await offer(row('ada'));
  expect((await readSiteHealth()).doubts).toEqual([]);
});

it.each<[string, () => Promise<void> | void, Partial<Sender>]>([
  ['without consent', () => void Object.assign(observing, { on: false }), {}],
  ['in a frame of another site', () => undefined, { ownerFrameId: 3 }],
  [
    'for a quiz that the page is not about',
    () => undefined,
    { url: new URL('https://app.credspark.com/assessments/other-1/data') },
  ],
  ['for a quiz without a rule', () => emptyStorage(), {}],
])('offers and keeps nothing %s', async (_when, prepare, part) => {
  await prepare();
  const message = { quizIds, address, page: page(row('ada')), addresses: [] };
  expect(await handlers['responses.seen'](message, { ...sender, ...part })).toBeNull();
  expect(await storedText()).not.toContain('ada@example.com');
});
