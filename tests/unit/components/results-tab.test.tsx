// @vitest-environment happy-dom
import Papa from 'papaparse';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { OptionsActions } from '../../../components/options/model.ts';
import type {
  CheckedRow,
  FileFacts,
  ImportOutcome,
  ImportView,
  Questions,
} from '../../../components/options/results/model.ts';
import { outcomesCsv, outcomesFileName } from '../../../components/options/results/outcomes-csv.ts';
import { ResultsTab } from '../../../components/options/results/results-tab.tsx';
import { isChosenAtFirst, kindOf, leftReasonOf } from '../../../components/options/results/row-kinds.ts';
import type { OptionsState } from '../../../lib/messages/client.ts';
import { connection, optionsActions, optionsState, rule, someTime } from './builders.ts';
import { english, markedEnglish } from './english.ts';
import { button, clear, control, field, show, type } from './page.tsx';

afterEach(clear);

const noColumns = {
  firstName: null,
  lastName: null,
  fullName: null,
  email: null,
  score: null,
  maximum: null,
  percent: null,
  outcome: null,
  passed: null,
  status: null,
  date: null,
  attemptId: null,
};
const facts = (part: Partial<FileFacts> = {}): FileFacts => ({
  columns: ['First name', 'Last name', 'Mail', 'Percent', 'Status'].map((heading) => ({ heading, samples: ['x'] })),
  rows: 3,
  delimiter: ';',
  encoding: 'windows-1252',
  hasHeadings: true,
  guess: { ...noColumns, firstName: 0, lastName: 1, email: 2, percent: 3, status: 4 },
  brokenAt: null,
  ...part,
});
const questions = (part: Partial<Questions> = {}): Questions => ({
  decimalMark: '.',
  percentAs: 'percent',
  dateOrder: 'day-first',
  names: [],
  statuses: [],
  dateSample: null,
  ...part,
});
const checkedRow = (line: number, part: Partial<CheckedRow> = {}): CheckedRow => ({
  line,
  identity: { firstName: 'P', lastName: String(line), email: `p${line}@example.com` },
  reading: {
    score: null,
    maximum: null,
    percent: '85',
    passed: null,
    passMark: null,
    outcome: null,
    finality: 'final',
    attemptId: null,
  },
  observedAt: someTime,
  problem: null,
  isReviewed: false,
  verdict: 'award',
  reason: null,
  ...part,
});
const view = (part: Partial<ImportView> = {}): ImportView => ({
  id: 'import-1',
  fileName: 'class.csv',
  quizTitle: 'Laboratory safety',
  environment: 'production',
  active: true,
  state: 'running',
  problem: null,
  noMail: false,
  startedAt: someTime,
  rows: 200,
  chosen: 164,
  toRecord: 40,
  withoutAward: 2,
  awards: {
    'needs-details': 1,
    held: 0,
    waiting: 20,
    sending: 3,
    unconfirmed: 0,
    issued: 98,
    'already-issued': 0,
    failed: 0,
    'not-passing': 0,
    cancelled: 0,
    revoked: 0,
  },
  ...part,
});

function open(
  part: Partial<OptionsActions> = {},
  state: Partial<OptionsState> = {},
  importView: ImportView | null = null,
) {
  const actions = optionsActions({
    openResults: vi.fn(async () => ({ ok: true as const, facts: facts() })),
    askAboutResults: vi.fn(async () => questions()),
    ...part,
  });
  const draw = (importView: ImportView | null) =>
    show(
      <ResultsTab
        state={optionsState({ connection: connection(), rules: [rule()], ...state })}
        importView={importView}
        actions={actions}
        quizSiteUrl="https://q/"
      />,
    );
  draw(importView);
  return { actions, draw };
}
const text = () => document.body.textContent ?? '';
function choose(content = 'a;b') {
  const input = document.querySelector<HTMLInputElement>('input[type="file"]');
  if (!input) throw new Error('no file field');
  Object.defineProperty(input, 'files', { configurable: true, value: [new File([content], 'class.csv')] });
  input.dispatchEvent(new Event('change', { bubbles: true }));
}
async function toRows(rows: CheckedRow[], part: Partial<OptionsActions> = {}) {
  const opened = open({ checkResults: vi.fn(async () => ({ ok: true as const, rows, ruleVersion: 3 })), ...part });
  choose();
  await vi.waitFor(() => expect(opened.actions.askAboutResults).toHaveBeenCalled());
  await vi.waitFor(() => {
    button('Check rows').click();
    expect(text()).toContain('Rows of class.csv');
  });
  return opened;
}

describe('before a file is chosen', () => {
  it('says what is needed first', () => {
    open({}, { connection: null });
    expect(text()).toContain('Connect Credly first');
    clear();
    open({}, { rules: [rule({ active: false })] });
    expect(text()).toContain('No quiz of this connection awards a badge yet');
    clear();
    open();
    expect(text()).toContain('Nothing is sent before you press Award');
  });

  it.each([
    ['too-large', '30 MB'],
    ['too-many-rows', '50,000'],
    ['not-text', 'no text file'],
    ['empty', 'nothing in this file'],
  ] as const)('says why a file is not taken: %s', async (trouble, words) => {
    open({ openResults: async () => ({ ok: false, trouble }) });
    choose();
    await vi.waitFor(() => expect(document.querySelector('[role="alert"]')?.textContent).toContain(words));
    expect(text()).toContain('Nothing was changed.');
    expect(button('Choose file')).toBeTruthy();
  });
});

describe('the columns of a file', () => {
  it('are guessed, and can be corrected; a column has one meaning and a meaning one column', async () => {
    const { actions } = open();
    choose();
    const select = await vi.waitFor(() => control<HTMLSelectElement>('select', 'What “Mail” is'));
    expect(select.value).toBe('email');
    const other = control<HTMLSelectElement>('select', 'What “Status” is');
    other.value = 'email';
    other.dispatchEvent(new Event('change', { bubbles: true }));
    await vi.waitFor(() =>
      expect(actions.askAboutResults).toHaveBeenLastCalledWith(
        true,
        expect.objectContaining({ email: 4, status: null, percent: 3 }),
      ),
    );
    await vi.waitFor(() => expect(control<HTMLSelectElement>('select', 'What “Mail” is').value).toBe(''));
  });

  it('are not read before everything that the file does not say is answered', async () => {
    const guess = { ...noColumns, fullName: 0, email: 2, percent: 3, date: 4 };
    const checkResults = vi.fn<OptionsActions['checkResults']>(async () => null);
    open({
      openResults: vi.fn(async () => ({ ok: true as const, facts: facts({ guess }) })),
      askAboutResults: vi.fn(async () =>
        questions({
          decimalMark: 'ask',
          percentAs: 'ask',
          dateOrder: 'ask',
          dateSample: '03/04/2026',
          names: ['Juan de la Cruz'],
        }),
      ),
      checkResults,
    });
    choose();
    await vi.waitFor(() => expect(text()).toContain('What stands first in 03/04/2026?'));
    button('Check rows').click();
    await vi.waitFor(() => expect(text().split('It cannot be told from the file').length).toBe(5));
    expect(text()).toContain('Tick this if it is so');
    expect(checkResults).not.toHaveBeenCalled();
    const pick = (label: string) =>
      [...document.querySelectorAll<HTMLElement>('.results-choice label')]
        .find((it) => it.textContent?.startsWith(label))
        ?.querySelector('input')
        ?.click();
    pick('The first word is the first name');
    pick('A little more than one');
    pick('85 percent');
    pick('The month');
    field('Every row is a final result').click();
    await vi.waitFor(() => expect(text()).not.toContain('It cannot be told from the file'));
    button('Check rows').click();
    await vi.waitFor(() => expect(checkResults).toHaveBeenCalledOnce());
    expect(checkResults.mock.lastCall?.[0]).toMatchObject({
      ruleId: 'rule-1',
      total: 3,
      setup: {
        nameSplit: 'first-word',
        decimalMark: ',',
        percentAs: 'share',
        dates: { kind: 'column', order: 'month-first' },
      },
    });
    await vi.waitFor(() => expect(document.querySelector('[role="alert"]')?.textContent).toContain('did not answer'));
  });
});

describe('the rows of a file', () => {
  const rows = [
    checkedRow(2),
    checkedRow(3, { isReviewed: true }),
    checkedRow(4, { verdict: 'held', reason: 'hold-for-review' }),
    checkedRow(5, { verdict: 'held', reason: 'numbers-disagree' }),
    checkedRow(6, { verdict: 'needs-details', reason: 'email-missing' }),
    checkedRow(7, { verdict: 'already', reason: 'issued' }),
    checkedRow(8, { verdict: 'twice' }),
    checkedRow(9, { verdict: 'not-passing' }),
    checkedRow(10, { verdict: 'no-result', reading: { ...checkedRow(10).reading, finality: 'pending' } }),
    checkedRow(11, { verdict: null, problem: 'date-unreadable' }),
  ];

  it('are counted first, and chosen only where they certainly pass or wait for approval anyway', async () => {
    await toRows(rows);
    expect(text()).toContain('10 rows, 7 pass, 1 lacks a name or e-mail, 1 already has the badge, 1 to award');
    expect(rows.filter(isChosenAtFirst).map(({ line }) => line)).toEqual([2, 4]);
    expect(document.querySelectorAll('tbody input')).toHaveLength(5);
    for (const words of ['Waits for a review.', 'The date cannot be read.', 'The e-mail is missing.'])
      expect(text()).toContain(words);
  });

  it('are handed over with why each of the others is left', async () => {
    const startImport = vi.fn<OptionsActions['startImport']>(async () => null);
    const { actions } = await toRows(rows, { startImport });
    type(field('At most'), '1');
    field('Do not send Credly’s mail').click();
    await vi.waitFor(() => button('Award 1 result').click());
    await vi.waitFor(() => expect(startImport).toHaveBeenCalledOnce());
    const [about, handed] = startImport.mock.lastCall ?? [null, []];
    expect(about).toEqual({ ruleId: 'rule-1', ruleVersion: 3, fileName: 'class.csv', noMail: true });
    expect(handed.map(({ left }) => left)).toEqual([
      null,
      'not-chosen',
      'above-limit',
      'not-chosen',
      'not-chosen',
      'already',
      'twice',
      'not-passing',
      'pending',
      'unreadable',
    ]);
    expect(actions.closeResults).toHaveBeenCalled();
  });

  it('more than fifty at once are asked about, with their number', async () => {
    const { actions } = await toRows(Array.from({ length: 300 }, (_, at) => checkedRow(at + 2)));
    // A long list draws only what is in view.
    expect(document.querySelectorAll('tbody tr[data-line]').length).toBeLessThan(100);
    button('Award 300 results').click();
    await vi.waitFor(() => expect(document.querySelector('dialog')?.textContent).toContain('Award 300 results?'));
    expect(actions.startImport).not.toHaveBeenCalled();
    control<HTMLButtonElement>('dialog button', 'Award 300 results').click();
    await vi.waitFor(() => expect(actions.startImport).toHaveBeenCalledOnce());
  });

  it('stay as they were chosen when it does not work', async () => {
    await toRows(rows, { startImport: vi.fn(async () => 'rule-changed' as const) });
    button('Award 2 results').click();
    await vi.waitFor(() => expect(text()).toContain('Your choices are kept.'));
    expect(button('Award 2 results').disabled).toBe(false);
  });

  it('show exactly what would be sent, or that nothing would', async () => {
    const { actions } = await toRows(rows, {
      dryRun: vi.fn(async () => [[{ name: 'recipient_email', value: 'p2@example.com' }], null]),
    });
    button('Show what would be sent').click();
    await vi.waitFor(() =>
      expect(document.querySelector('dialog dl')?.textContent).toBe('recipient_emailp2@example.com'),
    );
    expect(document.querySelector('dialog')?.textContent).toContain('waits for a person');
    expect(actions.startImport).not.toHaveBeenCalled();
  });

  it('show HTML and formulas as text', async () => {
    const name = '<img src=x onerror=alert(1)>';
    await toRows([checkedRow(2, { identity: { firstName: name, lastName: '=1+1', email: 'a@example.com' } })]);
    expect(document.querySelector('tbody img')).toBeNull();
    expect(text()).toContain(`${name} =1+1`);
  });

  it('can be gone back from, to the columns as they were left', async () => {
    await toRows(rows);
    button('Back to columns').click();
    await vi.waitFor(() => expect(document.querySelector('.results > div[hidden]')).toBeNull());
    expect(control<HTMLSelectElement>('select', 'What “Mail” is').value).toBe('email');
  });
});

it('a row is left for what it is, or because it was not chosen', () => {
  expect(leftReasonOf(checkedRow(2), false)).toBe('not-chosen');
  expect(leftReasonOf(checkedRow(2), true)).toBe('above-limit');
  const unclear = checkedRow(2, { verdict: 'no-result', reading: { ...checkedRow(2).reading, finality: 'unknown' } });
  expect([kindOf(unclear), leftReasonOf(unclear, false)]).toEqual(['not-final', 'unclear']);
});

describe('an import', () => {
  it('says how far it is and what became of the rows, and can be paused', async () => {
    const { actions } = open({}, {}, view());
    expect(text()).toContain('101 of 164 done');
    expect(document.querySelector('progress')?.value).toBe(101);
    expect(text()).toContain('Issued 98');
    button('Pause').click();
    await vi.waitFor(() => expect(actions.pauseImport).toHaveBeenCalledWith('import-1'));
  });

  it('says why it paused by itself, goes on when asked to, and asks before it stops', async () => {
    const { actions } = open({}, {}, view({ state: 'paused', problem: 'rule-changed' }));
    expect(text()).toContain('was changed while its results were being awarded');
    button('Resume').click();
    await vi.waitFor(() => expect(actions.resumeImport).toHaveBeenCalledWith('import-1'));
    button('Stop for good').click();
    await vi.waitFor(() =>
      expect(document.querySelector('dialog')?.textContent).toContain('60 results that have not left'),
    );
    expect(actions.stopImport).not.toHaveBeenCalled();
    control<HTMLButtonElement>('dialog button', 'Stop for good').click();
    await vi.waitFor(() => expect(actions.stopImport).toHaveBeenCalledWith('import-1'));
  });

  it('that is over gives its result file, and leads to what waits for a person', async () => {
    const { actions } = open({}, {}, view({ state: 'over', toRecord: 0 }));
    button('Show Activity').click();
    expect(actions.show).toHaveBeenCalledWith('activity');
    button('Save result file').click();
    await vi.waitFor(() => expect(actions.download).toHaveBeenCalledOnce());
    button('Import another file').click();
    await vi.waitFor(() => expect(actions.clearImport).toHaveBeenCalledWith('import-1'));
  });
});

describe('the result file', () => {
  const award = (part: Partial<NonNullable<Extract<ImportOutcome, { kind: 'award' }>['award']>> = {}) => ({
    state: 'issued' as const,
    reason: null,
    credlySentence: null,
    firstName: '=SUM(A1)',
    lastName: 'O"Neil, jr.',
    email: 'ada@example.com',
    badge: 'Safety\r\nBasics',
    acceptUrl: 'https://www.credly.com/go/x',
    ...part,
  });

  it('has a line for each row, reads back, and lets no cell calculate', () => {
    const csv = outcomesCsv(
      [
        { line: 2, kind: 'award', isOwn: true, award: award() },
        { line: 3, kind: 'award', isOwn: false, award: award({ state: 'failed', reason: 'refused-by-credly' }) },
        { line: 4, kind: 'award', isOwn: true, award: null },
        { line: 5, kind: 'left', reason: 'above-limit' },
        { line: 6, kind: 'to-record' },
      ],
      english,
    );
    const { data } = Papa.parse<string[]>(csv.slice(1).trimEnd());
    expect(data.map((cells) => cells.length)).toEqual([8, 8, 8, 8, 8, 8]);
    expect(data[1]).toEqual([
      '2',
      "'=SUM(A1)",
      'O"Neil, jr.',
      'ada@example.com',
      'Issued',
      '',
      'Safety\r\nBasics',
      'https://www.credly.com/go/x',
    ]);
    expect(data[2]?.slice(4, 6)).toEqual(['Had an award already: Failed', 'Credly refused the award.']);
    expect(data.slice(3).map((cells) => cells[4])).toEqual(['Erased', 'Not awarded: above “At most”', 'Waiting']);
  });

  it('has no marks for the direction of names, which only the interface needs', () => {
    const refused = award({ state: 'failed', credlySentence: 'כתובת (שגויה)' });
    const csv = outcomesCsv([{ line: 2, kind: 'award', isOwn: false, award: refused }], markedEnglish);
    expect(csv).toContain('“כתובת (שגויה)”');
  });

  it('is named after the file that was imported', () => {
    const day = new Date(2026, 2, 3);
    expect(outcomesFileName('Klasse 7b.csv', day)).toBe('Klasse 7b-outcome-2026-03-03.csv');
    expect(outcomesFileName('../..\\x:y?.tsv', day)).not.toMatch(/[/\\:?]/);
    expect(outcomesFileName('.csv', day)).toBe('results-outcome-2026-03-03.csv');
  });
});
