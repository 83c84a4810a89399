import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createImportFeed } from '../../../entrypoints/background/import-feed.ts';
import { importHandlers } from '../../../entrypoints/background/import-handlers.ts';
import type { Worker } from '../../../entrypoints/background/worker.ts';
import { awardsPage } from '../../../lib/awards/ledger-reads.ts';
import { recordResult } from '../../../lib/awards/record-result.ts';
import { putRule } from '../../../lib/awards/rules-store.ts';
import { saveConnection } from '../../../lib/connection/connection.ts';
import type { Sender } from '../../../lib/messages/server.ts';
import type { FileRow } from '../../../lib/results-file/setup.ts';
import { answerConsent } from '../../../lib/settings/consent.ts';
import { identity, noon, observed, reading, rule } from '../lib/builders.ts';
import { connection } from '../lib/outbox-rig.ts';
import { emptyStorage } from '../lib/storage.ts';

const drain = vi.fn(async () => undefined);
const worker = { changed: async () => undefined, outbox: { drain } } as unknown as Worker;
const newWorker = () => importHandlers(worker, createImportFeed(worker));
let handlers: ReturnType<typeof newWorker>;
type Messages = typeof handlers;
const ask = <T extends keyof Messages>(type: T, message: Parameters<Messages[T]>[0]) =>
  (handlers[type] as (message: unknown, sender: Sender) => ReturnType<Messages[T]>)(message, {} as Sender);

beforeEach(async () => {
  await emptyStorage();
  handlers = newWorker();
  await answerConsent('agreed', noon);
  await saveConnection(connection());
  await putRule(rule());
});
afterEach(() => vi.clearAllMocks());

const row = (line: number, part: Partial<FileRow> = {}): FileRow => ({
  line,
  identity: identity({ email: `p${line}@example.com` }),
  reading: reading(),
  observedAt: noon,
  ...part,
});
const assess = (rows: FileRow[], start = 0, list = 'list-1') =>
  ask('results.assess', { list, ruleId: 'rule-1', start, rows });

describe('rows of a file', () => {
  it('are judged each by the rule and the ledger, and nothing is written', async () => {
    await recordResult(observed({ identity: identity({ email: 'p4@example.com' }) }), noon);
    const reply = await assess([
      row(2),
      row(3, { reading: reading({ score: '1' }) }),
      row(4),
      row(5, { identity: identity({ email: 'P2@example.com' }) }),
      row(6, { identity: identity({ email: null }) }),
      row(7, { reading: reading({ finality: 'pending' }) }),
      row(8, { reading: reading({ percent: '10' }) }),
    ]);
    expect(reply.ok && reply.assessed).toEqual([
      { verdict: 'award', reason: null },
      { verdict: 'not-passing', reason: null },
      { verdict: 'already', reason: 'waiting' },
      { verdict: 'twice', reason: null },
      { verdict: 'needs-details', reason: 'email-missing' },
      { verdict: 'no-result', reason: null },
      { verdict: 'held', reason: 'numbers-disagree' },
    ]);
    expect(await awardsPage(null, 9)).toHaveLength(1);
  });

  it('are one list over several messages', async () => {
    await assess([row(2), row(3)]);
    const reply = await assess([row(9, { identity: identity({ email: 'p2@example.com' }) })], 2);
    expect(reply.ok && reply.assessed).toEqual([{ verdict: 'twice', reason: null }]);
    const other = await assess([row(2)], 0, 'list-2');
    expect(other.ok && other.assessed).toEqual([{ verdict: 'award', reason: null }]);
  });

  it('have to be told from the beginning to a worker that was started anew, or when the rule has changed', async () => {
    await assess([row(2)]);
    handlers = newWorker();
    expect(await assess([row(3)], 1)).toEqual({ ok: false, trouble: 'restart' });
    await assess([row(2)]);
    await putRule(rule({ version: 2 }));
    expect(await assess([row(3)], 1)).toEqual({ ok: false, trouble: 'restart' });
    expect(await assess([row(2)])).toMatchObject({ ok: true, ruleVersion: 2 });
  });

  it('belong to a quiz of the present connection with a known address', async () => {
    await putRule(rule({ id: 'other', environment: 'sandbox' }));
    await putRule(rule({ id: 'unknown', quizIds: ['id:4711'] }));
    const trouble = async (ruleId: string) => {
      const reply = await ask('results.assess', { list: 'l', ruleId, start: 0, rows: [] });
      return reply.ok ? null : reply.trouble;
    };
    expect(await trouble('other')).toBe('other-connection');
    expect(await trouble('unknown')).toBe('not-joined');
    expect(await trouble('gone')).toBe('rule-gone');
    await answerConsent('declined', noon);
    expect(await trouble('rule-1')).toBe('no-consent');
  });

  it('of a thousand are judged in a few seconds', async () => {
    const rows = Array.from({ length: 1000 }, (_, at) => row(at + 2));
    const reply = await assess(rows);
    expect(reply.ok && reply.assessed.filter((it) => it.verdict === 'award')).toHaveLength(1000);
  }, 20_000);
});

describe('an import', () => {
  const open = async () => {
    const opened = await ask('import.open', { ruleId: 'rule-1', ruleVersion: 1, fileName: 'class.csv', noMail: false });
    if (!opened.ok) throw new Error(opened.trouble);
    return opened.id;
  };

  it('goes on by itself once it is started, and is told with its counts', async () => {
    const id = await open();
    expect(await ask('import.state', {})).toBeNull();
    await ask('import.add', {
      id,
      rows: [
        { line: 2, chosen: row(2) },
        { line: 3, left: 'not-passing' },
      ],
    });
    await ask('import.start', { id });
    await vi.waitFor(async () => expect(await ask('import.state', {})).toMatchObject({ toRecord: 0 }));
    expect(await ask('import.state', {})).toMatchObject({
      fileName: 'class.csv',
      quizTitle: 'Food safety',
      state: 'running',
      active: true,
      rows: 2,
      chosen: 1,
      awards: { waiting: 1 },
    });
    await vi.waitFor(() => expect(drain).toHaveBeenCalled());
    expect(await ask('import.outcomes', { id, after: 0 })).toMatchObject([
      { line: 2, kind: 'award', award: { email: 'p2@example.com', state: 'waiting' } },
      { line: 3, kind: 'left', reason: 'not-passing' },
    ]);
    expect(await ask('import.outcomes', { id, after: 3 })).toEqual([]);
  });

  it('goes on in another life of the worker', async () => {
    const id = await open();
    await ask('import.add', { id, rows: [{ line: 2, chosen: row(2) }] });
    const { startImport } = await import('../../../lib/awards/import/import-job.ts');
    await startImport(id, noon);
    await createImportFeed(worker)();
    expect(await awardsPage(null, 9)).toHaveLength(1);
  });

  it('rests while consent is withdrawn', async () => {
    const id = await open();
    await ask('import.add', { id, rows: [{ line: 2, chosen: row(2) }] });
    await answerConsent('declined', noon);
    await ask('import.start', { id });
    await createImportFeed(worker)();
    expect(await awardsPage(null, 9)).toEqual([]);
    await answerConsent('agreed', noon);
    await createImportFeed(worker)();
    expect(await awardsPage(null, 9)).toHaveLength(1);
  });

  it('is not opened by a rule that was changed since its rows were judged', async () => {
    await putRule(rule({ version: 2 }));
    expect(
      await ask('import.open', { ruleId: 'rule-1', ruleVersion: 1, fileName: 'class.csv', noMail: false }),
    ).toEqual({ ok: false, trouble: 'rule-changed' });
  });

  it('sends a dry run back as the very fields', async () => {
    const [fields, none] = await ask('results.dry-run', {
      ruleId: 'rule-1',
      fileName: 'class.csv',
      noMail: true,
      rows: [row(2), row(3, { reading: reading({ score: '1' }) })],
    });
    expect(fields).toContainEqual({ name: 'recipient_email', value: 'p2@example.com' });
    expect(fields).toContainEqual({ name: 'suppress_badge_notification_email', value: 'true' });
    expect(none).toBeNull();
  });
});
