import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { Award } from '../../../../lib/awards/award.ts';
import { requestOfResult, resultOfRow } from '../../../../lib/awards/import/file-result.ts';
import {
  addRows,
  clearImport,
  feedImport,
  type NewRow,
  openImport,
  pauseImport,
  resumeImport,
  startImport,
  stopImport,
} from '../../../../lib/awards/import/import-job.ts';
import { outcomesAfter, readProgress } from '../../../../lib/awards/import/import-progress.ts';
import { readImport } from '../../../../lib/awards/import/import-store.ts';
import { moveAward } from '../../../../lib/awards/ledger.ts';
import { awardsPage } from '../../../../lib/awards/ledger-reads.ts';
import * as recording from '../../../../lib/awards/record-result.ts';
import { eraseExpired, eraseParticipant } from '../../../../lib/awards/retention.ts';
import type { Rule } from '../../../../lib/awards/rule.ts';
import { deleteRule, putRule } from '../../../../lib/awards/rules-store.ts';
import type { FileRow } from '../../../../lib/results-file/setup.ts';
import { hourMs, identity, minuteMs, noon, observed, reading, rule, ruleBadge } from '../builders.ts';
import { outboxRig } from '../outbox-rig.ts';
import { emptyStorage, storedText } from '../storage.ts';

beforeEach(async () => {
  await emptyStorage();
  await putRule(rule());
});

const row = (line: number, part: Partial<FileRow> = {}): FileRow => ({
  line,
  identity: identity({ email: `p${line}@example.com` }),
  reading: reading(),
  observedAt: noon - hourMs,
  ...part,
});
const chosen = (line: number, part: Partial<FileRow> = {}): NewRow => ({ line, chosen: row(line, part) });
const class_ = (count: number) => Array.from({ length: count }, (_, at) => chosen(at + 2));

async function stored(rows: NewRow[], about: { rule?: Rule; noMail?: boolean } = {}): Promise<string> {
  const opened = await openImport(
    { rule: about.rule ?? rule(), quizKey: 'food-safety-5f2a', fileName: 'class.csv', noMail: about.noMail ?? false },
    noon,
  );
  if (!opened) throw new Error('Another import is under way.');
  expect(await addRows(opened.id, rows, noon)).toBe(true);
  return opened.id;
}
async function started(...args: Parameters<typeof stored>): Promise<string> {
  const id = await stored(...args);
  await startImport(id, noon);
  return id;
}
async function feedAll(now = noon): Promise<void> {
  while (await feedImport(now)) {
    // Portion by portion.
  }
}
const all = () => awardsPage(null, 1000);
const states = async () => (await all()).map(({ state }) => state);
const emails = async () => (await all()).map(({ earner }) => earner?.email).sort();

describe('the rows of an import', () => {
  it('are stored before anything is recorded, and then become awards of the file', async () => {
    const id = await stored([chosen(2), { line: 3, left: 'not-passing' }]);
    await feedAll();
    expect(await all()).toEqual([]);
    await startImport(id, noon);
    await feedAll();
    expect(await all()).toEqual([
      expect.objectContaining({
        state: 'waiting',
        importId: id,
        issuedAt: '2026-03-03 11:00:00 +0000',
        provenance: { source: 'file', origin: 'class.csv', frame: 'top', observedAt: noon - hourMs, profile: 'file' },
      }),
    ]);
  });

  it('lose name and address as soon as they are in the ledger; rows that are left never have any', async () => {
    const id = await started([chosen(2), { line: 3, left: 'not-chosen' }]);
    expect(await storedText()).toContain('"row":');
    await feedAll();
    const text = await storedText();
    expect(text).not.toContain('"row":');
    // Once, in the ledger.
    expect(text.split('p2@example.com')).toHaveLength(2);
    expect(await outcomesAfter(id, 0, 10)).toMatchObject([
      { line: 2, kind: 'award', isOwn: true, award: { state: 'waiting' } },
      { line: 3, kind: 'left', reason: 'not-chosen' },
    ]);
  });

  it('carry what was chosen for the file', async () => {
    await started([chosen(2)], { noMail: true });
    await feedAll();
    expect((await all())[0]?.rule.issue).toMatchObject({ suppressMail: true });
  });

  it('of people who have an award stand for it, and make no other', async () => {
    const live = await recording.recordResult(observed({ identity: identity({ email: 'P2@example.com' }) }), noon);
    const id = await started([chosen(2), chosen(3)]);
    await feedAll();
    expect(await all()).toHaveLength(2);
    expect(await outcomesAfter(id, 0, 10)).toMatchObject([
      { line: 2, isOwn: false, award: { id: live?.awardId } },
      { line: 3, isOwn: true },
    ]);
    expect(await readProgress()).toMatchObject({ toRecord: 0, withoutAward: 1, awards: { waiting: 1 } });
  });

  it('are taken only while the import is being stored', async () => {
    const id = await started([chosen(2)]);
    expect(await addRows(id, [chosen(3)], noon)).toBe(false);
    expect(await addRows('another', [chosen(3)], noon)).toBe(false);
  });
});

describe('every row is recorded exactly once', () => {
  const everyRule = () =>
    rule({ retake: 'every', awardFor: { ...rule().awardFor, badge: ruleBadge({ allowsDuplicates: true }) } as never });
  const kinds: [string, Rule, Partial<FileRow>][] = [
    ['one badge per person', rule(), {}],
    ['every passing result, by attempt', everyRule(), { reading: reading({ attemptId: 'r-1' }) }],
    ['every passing result, by the one moment of the import', everyRule(), { observedAt: noon }],
    ['without an address', rule(), { identity: identity({ email: null }) }],
  ];

  it.each(kinds)('however often the worker dies: %s', async (_name, its, part) => {
    await putRule(its);
    const rows = Array.from({ length: 4 }, (_, at) => ({ ...row(at + 2), ...part, line: at + 2 })).map(
      (it): NewRow => ({
        line: it.line,
        chosen: it.identity.email === null ? it : { ...it, identity: row(it.line).identity },
      }),
    );
    const id = await started(rows, { rule: its });
    // Each death falls between the ledger's note and the import's own, one row further each time.
    for (let survived = 0; survived < 4; survived += 1) {
      const real = recording.recordResult;
      let count = 0;
      const spy = vi.spyOn(recording, 'recordResult').mockImplementation(async (...args) => {
        if (count++ > survived) throw new Error('The worker died.');
        return real(...args);
      });
      await feedImport(noon + survived * minuteMs).catch(() => undefined);
      spy.mockRestore();
      // Before the next life knows of any of it.
      expect(await all()).toHaveLength(survived + 1);
    }
    await feedAll(noon + hourMs);
    expect(await all()).toHaveLength(4);
    const outcomes = await outcomesAfter(id, 0, 10);
    expect(outcomes.map((it) => it.kind === 'award' && it.isOwn)).toEqual([true, true, true, true]);
  });

  it('in portions, of which each is a turn of its own', async () => {
    await started(class_(120));
    expect(await feedImport(noon)).toBe(true);
    expect(await all()).toHaveLength(50);
    await feedAll();
    expect(await all()).toHaveLength(120);
  });

  it('also when two feed at the same time', async () => {
    await started(class_(60));
    await Promise.all([feedAll(), feedAll(), feedAll()]);
    expect(new Set(await emails()).size).toBe(60);
    expect(await all()).toHaveLength(60);
  });
});

describe('a pause', () => {
  it('stops the feeding and what waits, and Resume lets both go on', async () => {
    const rig = await outboxRig();
    const id = await started(class_(60));
    await feedImport(noon);
    await pauseImport(id, noon);
    await feedAll();
    await rig.drainAt(noon + hourMs);
    expect(rig.posts()).toBe(0);
    expect(await states()).toEqual(Array(50).fill('waiting'));
    expect((await all()).every((it: Award) => it.reason === 'import-paused')).toBe(true);
    expect(await readProgress()).toMatchObject({ about: { state: 'paused' }, toRecord: 10, isOver: false });

    expect(await resumeImport(id, noon + hourMs)).toBe(true);
    await feedAll(noon + hourMs);
    await rig.drainAt(noon + hourMs);
    expect(await states()).toEqual(Array(60).fill('issued'));
    expect(await readProgress()).toMatchObject({ toRecord: 0, isOver: true, awards: { issued: 60 } });
  });

  it('holds back even what was about to leave with others', async () => {
    const rig = await outboxRig();
    const id = await started(class_(60));
    await feedAll();
    let asked = 0;
    rig.underway = async () => {
      if (++asked === 1) await pauseImport(id, rig.now);
    };
    await rig.drainAt(noon + minuteMs);
    // The first fifty were on their way.
    expect((await states()).filter((it) => it === 'issued')).toHaveLength(50);
    expect((await states()).filter((it) => it === 'waiting')).toHaveLength(10);
  });

  it('leaves awards alone that are not of this file', async () => {
    const id = await started([chosen(2)]);
    await feedAll();
    await recording.recordResult(observed(), noon);
    await pauseImport(id, noon);
    expect((await all()).map(({ reason }) => reason).sort()).toEqual(['import-paused', null]);
  });

  it('comes by itself when the rule is changed or removed, until a person says so', async () => {
    const id = await started(class_(60));
    await feedImport(noon);
    await putRule(rule({ version: 2 }));
    await feedAll();
    expect(await readImport()).toMatchObject({ state: 'paused', problem: 'rule-changed' });
    expect(await all()).toHaveLength(50);
    await deleteRule('rule-1');
    expect(await resumeImport(id, noon)).toBe(false);
    await putRule(rule({ version: 2 }));
    expect(await resumeImport(id, noon)).toBe(true);
    await feedAll();
    expect(await all()).toHaveLength(60);
  });
});

describe('an import that is over', () => {
  it('gives up what has not left when it is stopped, and erases its rows', async () => {
    const id = await started(class_(60));
    await feedImport(noon);
    const [first] = await all();
    await moveAward(first?.id ?? '', 'waiting', 'sending', noon);
    await pauseImport(id, noon);
    await stopImport(id, noon);
    expect((await states()).sort()).toEqual([...Array(49).fill('cancelled'), 'sending']);
    expect(await storedText()).not.toContain('p61@example.com');
    expect((await outcomesAfter(id, 0, 100)).filter((it) => it.kind === 'left')).toHaveLength(10);
    await feedAll();
    expect(await all()).toHaveLength(50);
  });

  it('makes room for another one, and one that is under way does not', async () => {
    const id = await started(class_(2));
    const again = { rule: rule(), quizKey: 'q', fileName: 'b.csv', noMail: false };
    expect(await openImport(again, noon)).toBeNull();
    expect(await clearImport(id)).toBe(false);
    await feedAll();
    expect(await clearImport(id)).toBe(true);
    expect(await readProgress()).toBeNull();
    expect(await all()).toHaveLength(2);
    expect(await openImport(again, noon)).not.toBeNull();
  });
});

describe('personal data of an import', () => {
  it('goes with “Erase a participant”, also where the row is not recorded yet', async () => {
    const id = await started([chosen(2), chosen(3)]);
    expect(await eraseParticipant(' P2@Example.com', noon)).toEqual({ erased: 1, left: 0 });
    await feedAll();
    expect(await emails()).toEqual(['p3@example.com']);
    expect(await outcomesAfter(id, 0, 10)).toMatchObject([{ kind: 'left', reason: 'erased' }, { kind: 'award' }]);
    expect(await storedText()).not.toMatch(/p2@example/i);
  });

  it('goes after the retention time, and after an hour where it was never started', async () => {
    await started(class_(2));
    await eraseExpired(noon + 90 * 24 * hourMs);
    expect(await readImport()).not.toBeNull();
    await eraseExpired(noon + 90 * 24 * hourMs + 1);
    expect(await storedText()).not.toContain('@example.com');
    await stored(class_(2));
    await eraseExpired(noon + hourMs);
    expect(await readImport()).not.toBeNull();
    await eraseExpired(noon + hourMs + 1);
    expect(await storedText()).not.toContain('@example.com');
  });
});

it('a dry run is exactly what is sent later, and writes nothing', async () => {
  const rig = await outboxRig();
  const list = { rule: rule(), quizKey: 'food-safety-5f2a', fileName: 'class.csv', noMail: true };
  const promised = await requestOfResult(resultOfRow(row(2), list), noon);
  expect(await all()).toEqual([]);
  await started([chosen(2)], { noMail: true });
  await feedAll();
  await rig.drainAt(noon);
  expect(promised).toMatchObject({ recipient_email: 'p2@example.com', suppress_badge_notification_email: true });
  const sent = rig.credly.requests.find((it) => it.kind === 'issue');
  expect(sent?.requests).toEqual([promised]);
  expect(await requestOfResult(resultOfRow(row(9, { reading: reading({ score: '1' }) }), list), noon)).toBeNull();
});

it('what a person chose from a file is not held by the cap of an hour', async () => {
  const rig = await outboxRig();
  await started(class_(30));
  await feedAll();
  await rig.drainAt(noon);
  expect(await states()).toEqual(Array(30).fill('issued'));
});
