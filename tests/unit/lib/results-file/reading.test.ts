import { describe, expect, it } from 'vitest';
import { dateOrderOf, readDate } from '../../../../lib/results-file/dates.ts';
import { guessColumns, noColumns } from '../../../../lib/results-file/guess-columns.ts';
import { decimalMarkOf, readNumber, readPercent, readScore } from '../../../../lib/results-file/numbers.ts';
import { readRow } from '../../../../lib/results-file/read-rows.ts';
import type { Columns, Setup } from '../../../../lib/results-file/setup.ts';
import { readPassed, readStatus, splitName } from '../../../../lib/results-file/words.ts';
import { noon } from '../builders.ts';

describe('numbers', () => {
  it.each([
    ['8', '.', '8'],
    [' 8.50 ', '.', '8.50'],
    ['+8', '.', '8'],
    ['.5', '.', '0.5'],
    ['8,5', ',', '8.5'],
    ['0,85', ',', '0.85'],
    ['1,234.5', '.', '1234.5'],
    ['1.234,5', ',', '1234.5'],
    ['1 234,5', ',', '1234.5'],
    ["1'234.5", '.', '1234.5'],
    ['007', '.', '7'],
    ['-3', '.', '-3'],
    ['\u22123', '.', '-3'],
    ['8 points', '.', '8'],
    ['8 Punkte', ',', '8'],
    ['12345678901234567890', '.', null],
    ['8,5', '.', null],
    ['12,34', '.', null],
    ['1e5', '.', null],
    ['0x10', '.', null],
    ['eight', '.', null],
    ['', '.', null],
    ['Infinity', '.', null],
  ] as const)('"%s" with the mark %s is %s, exactly', (text, mark, number) => {
    expect(readNumber(text, mark)).toBe(number);
  });

  it.each([
    [['8', '9'], '.'],
    [['8,5', '9'], ','],
    [['8.5'], '.'],
    [['1,234'], 'ask'],
    [['1.234'], 'ask'],
    [['0,234'], ','],
    [['1,234', '8,5'], ','],
    [['1,234', '8.5'], '.'],
    [['1,234,567'], '.'],
    [['1.234,50'], ','],
    [['8,5', '8.5'], 'ask'],
    [['8,5/10'], ','],
    [['not a number, 8.5.3'], '.'],
    [[], '.'],
  ] as const)('the decimal mark of %j is %s', (texts, mark) => {
    expect(decimalMarkOf(texts)).toBe(mark);
  });

  it.each([
    ['85 %', 'percent', '85'],
    ['85%', 'percent', '85'],
    ['85.25', 'percent', '85.25'],
    ['0.85', 'share', '85.00'],
    ['0.3333', 'share', '33.33'],
    ['85%', 'share', '85'],
    ['%', 'percent', null],
  ] as const)('"%s" as %s is %s percent', (text, as, percent) => {
    const read = readPercent(text, '.', as);
    expect(read === null ? null : Number(read)).toBe(percent === null ? null : Number(percent));
  });

  it.each([
    ['8', { score: '8', maximum: null }],
    ['8/10', { score: '8', maximum: '10' }],
    ['8 / 10', { score: '8', maximum: '10' }],
    ['8 out of 10', { score: '8', maximum: '10' }],
    ['8 von 10', { score: '8', maximum: '10' }],
    ['8 de 10', { score: '8', maximum: '10' }],
    ['8/10/12', null],
    ['8/', null],
    ['/10', null],
  ])('the score "%s" is %j', (text, score) => {
    expect(readScore(text, '.')).toEqual(score);
  });
});

describe('dates', () => {
  const utc = (...parts: [number, number, number, number?, number?, number?]) => Date.UTC(...parts);
  const local = (...parts: [number, number, number, number, number, number?]) => new Date(...parts).getTime();
  it.each([
    ['2026-03-02', utc(2026, 2, 2, 12)],
    ['2026-03-02T10:30:15Z', utc(2026, 2, 2, 10, 30, 15)],
    ['2026-03-02 10:30:15 +0200', utc(2026, 2, 2, 8, 30, 15)],
    ['2026-03-02 10:30 UTC', utc(2026, 2, 2, 10, 30)],
    ['2026-03-02 10:30', local(2026, 2, 2, 10, 30)],
    ['2026/03/02', utc(2026, 2, 2, 12)],
    ['02.03.2026', utc(2026, 2, 2, 12)],
    ['2.3.26', utc(2026, 2, 2, 12)],
    ['02.03.2026, 10:30 Uhr', local(2026, 2, 2, 10, 30)],
    ['02/03/2026', utc(2026, 2, 2, 12)],
    ['2 Mar 2026', utc(2026, 2, 2, 12)],
    ['Monday, 2 March 2026', utc(2026, 2, 2, 12)],
    ['2. März 2026', utc(2026, 2, 2, 12)],
    ['2 de marzo de 2026', utc(2026, 2, 2, 12)],
    ['March 2nd, 2026 3:05 PM', local(2026, 2, 2, 15, 5)],
    ['Mar 2, 2026 12:05 am', local(2026, 2, 2, 0, 5)],
    ['31.02.2026', 'unreadable'],
    ['2026-13-01', 'unreadable'],
    ['2026-03-02 25:00', 'unreadable'],
    ['1.1.1800', 'unreadable'],
    ['46084', 'unreadable'],
    ['yesterday', 'unreadable'],
    ['2026-03-04', 'future'],
    ['2026-03-03T12:00:01Z', 'future'],
  ])('"%s" is %s', (text, moment) => {
    expect(readDate(text, 'day-first', noon)).toBe(moment);
  });

  it('a month may stand first, unless there are dots', () => {
    expect(readDate('03/02/2026', 'month-first', noon)).toBe(utc(2026, 2, 2, 12));
    expect(readDate('02.03.2026', 'month-first', noon)).toBe(utc(2026, 2, 2, 12));
  });

  it('today is never later than now', () => {
    expect(readDate('2026-03-03', 'day-first', noon - 3_600_000)).toBe(noon - 3_600_000);
    expect(readDate('2026-03-03', 'day-first', noon + 3_600_000)).toBe(noon);
  });

  it.each([
    [['03/04/2026'], 'ask'],
    [['03/04/2026', '04/13/2026'], 'month-first'],
    [['03/04/2026', '13/04/2026'], 'day-first'],
    [['13/04/2026', '04/13/2026'], 'ask'],
    [['03.04.2026', '2026-04-03', '04/04/2026'], 'day-first'],
  ] as const)('the order of %j is %s', (texts, order) => {
    expect(dateOrderOf(texts)).toBe(order);
  });
});

describe('words', () => {
  it.each([
    [true, ['yes', 'TRUE', 'Passed', 'bestanden', 'Ja', 'sí', 'Aprobado', '1']],
    [false, ['no', 'False', 'Failed', 'nicht bestanden', 'Nein', 'suspenso', 'No aprobado', '0', 'not passed']],
    ['unclear', ['maybe', 'passed?!x', '85']],
    [null, ['', '  ']],
  ])('passed is %s for %j', (passed, texts) => {
    for (const text of texts) expect([text, readPassed(text)]).toEqual([text, passed]);
  });

  it.each([
    ['final', ['Notified', 'completed', 'Abgeschlossen', 'Completado']],
    ['reviewed', ['Reviewed', 'überprüft', 'Revisado']],
    ['pending', ['Pending', 'ausstehend', 'Pendiente', 'Needs review']],
    ['partial', ['In Progress', 'Partial', 'in Bearbeitung', 'En curso']],
    ['unknown', ['', 'ok', 'Completed (not reviewed)', '__proto__', 'constructor']],
  ])('the status is %s for %j', (meaning, texts) => {
    for (const text of texts) expect([text, readStatus(text)]).toEqual([text, meaning]);
  });

  it.each([
    ['Ada King Lovelace', 'last-word', 'Ada King', 'Lovelace'],
    ['Ada King Lovelace', 'first-word', 'Ada', 'King Lovelace'],
    ['Lovelace, Ada King', 'comma', 'Ada King', 'Lovelace'],
    ['Plato', 'last-word', 'Plato', null],
    ['Ada Lovelace', 'comma', 'Ada Lovelace', null],
  ] as const)('"%s" by %s is %s and %s', (name, split, firstName, lastName) => {
    expect(splitName(name, split)).toEqual({ firstName, lastName });
  });
});

describe('the guess of columns', () => {
  const guess = (headings: string[], samples: string[][] = []) => {
    const columns = headings.map((heading, at) => ({ heading, samples: samples.map((row) => row[at] ?? '') }));
    const found = Object.entries(guessColumns(columns)).filter(([, at]) => at !== null);
    return Object.fromEntries(found.map(([kind, at]) => [headings[at ?? 0] || `#${at}`, kind]));
  };

  it.each([
    [
      [
        'First Name',
        'Last Name',
        'Email Address',
        'Score',
        'Max Score',
        'Percent',
        'Passed?',
        'Completed At',
        'Response ID',
        'Status',
      ],
      ['firstName', 'lastName', 'email', 'score', 'maximum', 'percent', 'passed', 'date', 'attemptId', 'status'],
    ],
    [
      [
        'Vorname',
        'Name',
        'E-Mail-Adresse',
        'Punkte',
        'Höchstpunktzahl',
        'Prozent',
        'Bestanden',
        'Abgeschlossen am',
        'Versuch',
        'Status',
      ],
      ['firstName', 'lastName', 'email', 'score', 'maximum', 'percent', 'passed', 'date', 'attemptId', 'status'],
    ],
    [
      [
        'Nombre',
        'Apellidos',
        'Correo electrónico',
        'Puntuación',
        'Puntuación máxima',
        'Porcentaje',
        'Aprobado',
        'Fecha',
        'Intento',
        'Estado',
      ],
      ['firstName', 'lastName', 'email', 'score', 'maximum', 'percent', 'passed', 'date', 'attemptId', 'status'],
    ],
    [
      ['Nombre', 'Correo', 'Outcome', 'Notes'],
      ['fullName', 'email', 'outcome', undefined],
    ],
    [
      ['user[first_name]', 'user[last_name]', 'user[email]'],
      ['firstName', 'lastName', 'email'],
    ],
  ])('of %j', (headings, kinds) => {
    const found = guess(headings);
    expect(headings.map((it) => found[it])).toEqual(kinds);
  });

  it('looks at what stands below', () => {
    expect(guess(['Score'], [['85%'], ['90 %']])).toEqual({ Score: 'percent' });
    expect(guess(['Ergebnis'], [['bestanden'], ['nicht bestanden']])).toEqual({ Ergebnis: 'passed' });
    expect(guess(['Resultado'], [['Oro'], ['Plata']])).toEqual({ Resultado: 'outcome' });
    expect(guess(['Result'], [['8/10'], ['9/10']])).toEqual({ Result: 'score' });
    expect(guess(['Login', 'x'], [['ada@example.com', '1']])).toEqual({ Login: 'email' });
    expect(guess(['Email', 'Contact'], [['yes', 'ada@example.com']])).toEqual({ Contact: 'email' });
    expect(guess(['Completed'], [['yes'], ['no']])).toEqual({});
  });

  it('uses no column twice', () => {
    const columns = guessColumns(
      ['Name', 'Name', 'Email', 'Email', 'Score', 'Score'].map((heading) => ({ heading, samples: [] })),
    );
    const used = Object.values(columns).filter((it) => it !== null);
    expect(new Set(used).size).toBe(used.length);
  });
});

describe('a row', () => {
  const columns: Columns = { ...noColumns(), firstName: 0, lastName: 1, email: 2, score: 3, status: 4, date: 5 };
  const setup: Setup = {
    hasHeadings: true,
    columns,
    decimalMark: '.',
    percentAs: 'percent',
    nameSplit: null,
    dates: { kind: 'column', order: 'day-first' },
    now: noon,
  };
  const row = (cells: string[], part: Partial<Setup> = {}) => readRow({ line: 7, cells }, { ...setup, ...part }, 6);

  it('is a result with its line, its own date, and exact numbers', () => {
    expect(row(['Ada', ' Lovelace ', 'mailto:ada@example.com', '8.50/10', 'Notified', '2026-03-01'])).toEqual({
      line: 7,
      identity: { firstName: 'Ada', lastName: 'Lovelace', email: 'ada@example.com' },
      reading: {
        score: '8.50',
        maximum: '10',
        percent: null,
        passed: null,
        passMark: null,
        outcome: null,
        finality: 'final',
        attemptId: null,
      },
      observedAt: Date.UTC(2026, 2, 1, 12),
      problem: null,
      isReviewed: false,
    });
  });

  it('is final only by a status that says so', () => {
    const finality = (status: string) => row(['A', 'B', 'a@b.c', '8', status, '']).reading.finality;
    expect(['Notified', 'Reviewed', 'Pending', 'Partial', '', 'Whatever'].map(finality)).toEqual([
      'final',
      'final',
      'pending',
      'partial',
      'unknown',
      'unknown',
    ]);
    expect(row(['A', 'B', 'a@b.c', '8', 'Reviewed', '']).isReviewed).toBe(true);
    const without = { ...setup, columns: { ...columns, status: null } };
    expect(row(['A', 'B', 'a@b.c', '8', 'Pending', ''], without).reading.finality).toBe('final');
  });

  it('without a date of its own has the one moment of the import', () => {
    expect(row(['A', 'B', 'a@b.c', '8', 'Notified', '']).observedAt).toBe(noon);
    expect(row(['A', 'B', 'a@b.c', '8', 'Notified'], { dates: { kind: 'now' } }).observedAt).toBe(noon);
    const one = row(['A', 'B', 'a@b.c', '8', 'Notified'], { dates: { kind: 'one', day: '2026-02-28' } });
    expect(one.observedAt).toBe(Date.UTC(2026, 1, 28, 12));
  });

  it.each([
    ['too-many-cells', ['A', 'B', 'a@b.c', '8', 'Notified', '', 'x']],
    ['cell-too-long', ['A'.repeat(1001), 'B', 'a@b.c', '8', 'Notified', '']],
    ['cell-too-long', ['A'.repeat(201), 'B', 'a@b.c', '8', 'Notified', '']],
    ['score-unreadable', ['A', 'B', 'a@b.c', 'n/a', 'Notified', '']],
    ['date-unreadable', ['A', 'B', 'a@b.c', '8', 'Notified', 'soon']],
    ['date-in-future', ['A', 'B', 'a@b.c', '8', 'Notified', '2027-01-01']],
  ])('cannot be used: %s', (problem, cells) => {
    expect(row(cells).problem).toBe(problem);
  });

  it('may have empty cells too many, as spreadsheets write them', () => {
    expect(row(['A', 'B', 'a@b.c', '8', 'Notified', '', '', ' ']).problem).toBeNull();
  });
});
