import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { csvText, withoutFormula } from '../../../../components/options/awards-csv.ts';
import { parseTable } from '../../../../lib/results-file/parse-table.ts';
import { factsOf, openResultsFile, questionsOf, readRows } from '../../../../lib/results-file/results-file.ts';
import { maxCell, maxRows, type Setup } from '../../../../lib/results-file/setup.ts';
import { noon } from '../builders.ts';

const bytes = (text: string) => new TextEncoder().encode(text);
function opened(content: string | Uint8Array, delimiter: string | null = null) {
  const result = openResultsFile(typeof content === 'string' ? bytes(content) : content, delimiter);
  if (!result.ok) throw new Error(result.trouble);
  return result.file;
}
const cells = (content: string | Uint8Array) => opened(content).table.rows.map((row) => row.cells);
const trouble = (content: string | Uint8Array) =>
  openResultsFile(typeof content === 'string' ? bytes(content) : content, null);

describe('a file', () => {
  it.each([
    ['comma', ','],
    ['semicolon', ';'],
    ['tab', '\t'],
    ['bar', '|'],
  ])('is cut at its own separator: %s', (_name, mark) => {
    const text = [
      ['Name', 'Email', 'Score'],
      ['Ada', 'ada@example.com', '8'],
      ['Bo', 'bo@example.com', '9'],
    ];
    const file = opened(text.map((row) => row.join(mark)).join('\n'));
    expect(file.table.delimiter).toBe(mark);
    expect(file.table.rows.map((row) => row.cells)).toEqual(text);
  });

  it('may say its separator to Excel, and is read by the one that a person chose', () => {
    expect(opened('sep=;\r\na;b\r\n1;2').table.rows).toEqual([
      { line: 2, cells: ['a', 'b'] },
      { line: 3, cells: ['1', '2'] },
    ]);
    expect(opened('a;b,c;d', ',').table.rows[0]?.cells).toEqual(['a;b', 'c;d']);
  });

  it('has cells in quotation marks with separators, quotation marks and lines in them', () => {
    expect(cells('a,b\r\n"x, ""y""\r\nz",2')).toEqual([
      ['a', 'b'],
      ['x, "y"\r\nz', '2'],
    ]);
  });

  it('counts lines as a spreadsheet does, also past empty ones', () => {
    const rows = opened('a,b\n"1\n1",2\n\n,\n3,4').table.rows;
    expect(rows.map(({ line }) => line)).toEqual([1, 2, 5]);
  });

  it('says where a quotation mark has no end', () => {
    expect(opened('a,b\n1,2\n"3,4\n5,6').table.brokenAt).toBe(3);
    expect(opened('a,b\n1,2').table.brokenAt).toBeNull();
  });

  it.each([
    ['UTF-8', bytes('Müller,1\nb,2'), 'utf-8'],
    ['UTF-8 with a byte order mark', bytes('\uFEFFMüller,1\nb,2'), 'utf-8'],
    ['Windows-1252', Uint8Array.from(Buffer.from('Müller,1\nb,2', 'latin1')), 'windows-1252'],
    ['UTF-16', Uint8Array.from(Buffer.from('\uFEFFMüller,1\nb,2', 'utf16le')), 'utf-16le'],
  ])('is decoded: %s', (_name, content, encoding) => {
    const file = opened(content);
    expect(file.encoding).toBe(encoding);
    expect(file.table.rows[0]?.cells).toEqual(['Müller', '1']);
  });

  it('keeps the euro sign and the quotation marks of Windows-1252', () => {
    expect(cells(Uint8Array.from([0x80, 0x93, 0x2c, 0x31]))).toEqual([['€“', '1']]);
  });

  it('is refused where it is none, empty, or too long', () => {
    expect(trouble(Uint8Array.from([0x50, 0x4b, 3, 4, 0, 0]))).toEqual({ ok: false, trouble: 'not-text' });
    expect(trouble('\n , \n')).toEqual({ ok: false, trouble: 'empty' });
    expect(trouble('')).toEqual({ ok: false, trouble: 'empty' });
    expect(trouble(`h\n${'x\n'.repeat(maxRows + 1)}`)).toEqual({ ok: false, trouble: 'too-many-rows' });
    expect(trouble(','.repeat(300).replace(/,/g, 'a,'))).toEqual({ ok: false, trouble: 'too-many-columns' });
  });

  it('of fifty thousand rows is read in seconds, and its progress is told', () => {
    const seen: number[] = [];
    const row = 'Ada,Lovelace,ada@example.com,8,10,2026-03-02,"a long remark, with a comma, that nobody needs"\n';
    const result = parseTable(`a,b,c,d,e,f,g\n${row.repeat(maxRows)}`, null, (rows) => seen.push(rows));
    expect(result.ok && result.table.rows).toHaveLength(maxRows + 1);
    expect(seen.length).toBeGreaterThan(2);
  }, 20_000);
});

const setup = (part: Partial<Setup> = {}, columns: Partial<Setup['columns']> = {}): Setup => ({
  hasHeadings: true,
  columns: { ...factsOf(opened('a,b\n1,2'), true).guess, ...columns },
  decimalMark: '.',
  percentAs: 'percent',
  nameSplit: null,
  dates: { kind: 'now' },
  now: noon,
  ...part,
});

describe('a hostile file', () => {
  it('cannot reach our objects by its headings', () => {
    const file = opened('__proto__,constructor,email,toString\n{"x":1},polluted,ada@example.com,9');
    const facts = factsOf(file, true);
    expect(facts.columns.map(({ heading }) => heading)).toEqual(['__proto__', 'constructor', 'email', 'toString']);
    expect(facts.guess).toMatchObject({ email: 2, score: null, firstName: null });
    questionsOf(file, true, { ...facts.guess, status: 0 });
    expect(readRows(file, setup({}, facts.guess), 0, 9)[0]?.identity.email).toBe('ada@example.com');
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
  });

  it('has no cell that is taken over its length, and none that is shown over eighty characters', () => {
    const file = opened(`Email,Score\nada@example.com,${'9'.repeat(5_000_000)}`);
    expect(file.table.rows[1]?.cells[1]?.length).toBe(maxCell + 1);
    const facts = factsOf(file, true);
    expect(facts.columns[1]?.samples[0]?.length).toBe(80);
    expect(readRows(file, setup({}, facts.guess), 0, 9)).toMatchObject([{ problem: 'cell-too-long' }]);
  });

  it('has formulas and HTML as the text that they are', () => {
    const file = opened('First name,Last name,Email,Score\n"=cmd|\' /C calc\'!A0",<b>x</b>,ada@example.com,9');
    const [row] = readRows(file, setup({}, factsOf(file, true).guess), 0, 9);
    expect(row?.identity).toMatchObject({ firstName: "=cmd|' /C calc'!A0", lastName: '<b>x</b>' });
  });

  it('of any text is read or refused, and never throws', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => {
        const result = openResultsFile(bytes(text), null);
        if (!result.ok) return;
        const facts = factsOf(result.file, null);
        questionsOf(result.file, facts.hasHeadings, facts.guess);
        readRows(result.file, setup({ hasHeadings: facts.hasHeadings }, facts.guess), 0, 100);
      }),
      { numRuns: 60 },
    );
  });
});

it('a file that we wrote reads back, whatever stands in it', () => {
  const cell = fc.oneof(fc.string({ unit: 'grapheme', maxLength: 20 }), fc.stringMatching(/^[=+\-@\t\r\n",; a]{0,8}$/));
  fc.assert(
    fc.property(fc.array(fc.tuple(cell, cell, cell), { minLength: 1, maxLength: 6 }), (rows) => {
      const written = rows.map((cells) => ['x', ...cells]);
      const table = opened(csvText(written), ',').table;
      expect(table.rows.map((row) => row.cells)).toEqual(written.map((cells) => cells.map(withoutFormula)));
    }),
    { numRuns: 300 },
  );
});

describe('headings', () => {
  it('are told from results by an address or a number in the first line', () => {
    expect(factsOf(opened('Name,Email\nAda,a@b.c'), null)).toMatchObject({ hasHeadings: true, rows: 1 });
    expect(factsOf(opened('Ada,a@b.c,8\nBo,b@b.c,9'), null)).toMatchObject({ hasHeadings: false, rows: 2 });
  });
});

describe('what a file does not say is asked', () => {
  const ask = (text: string) => {
    const file = opened(text);
    const { guess } = factsOf(file, true);
    return questionsOf(file, true, guess);
  };

  it('the order of day and month, with the date about which it is asked', () => {
    expect(ask('email;date\na@b.c;2026-03-04\nb@b.c;03/04/2026')).toMatchObject({
      dateOrder: 'ask',
      dateSample: '03/04/2026',
    });
    expect(ask('email;date\na@b.c;03/04/2026\nb@b.c;23/04/2026')).toMatchObject({ dateOrder: 'day-first' });
  });

  it('whether 0.85 is a share', () => {
    expect(ask('email;percent\na@b.c;0,85\nb@b.c;1').percentAs).toBe('ask');
    expect(ask('email;percent\na@b.c;0,85\nb@b.c;85').percentAs).toBe('percent');
    expect(ask('email;percent\na@b.c;0,85 %').percentAs).toBe('percent');
  });

  it('what every word of the status means', () => {
    expect(ask('email;status\na;Notified\nb;notified\nc;Pending\nd;Somehow').statuses).toEqual([
      { word: 'Notified', count: 2, meaning: 'final' },
      { word: 'Pending', count: 1, meaning: 'pending' },
      { word: 'Somehow', count: 1, meaning: 'unknown' },
    ]);
  });

  it('how full names are split, with the hard ones first', () => {
    expect(ask('email;name\na;Ada Lovelace\nb;Juan de la Cruz\nc;Plato').names).toEqual([
      'Juan de la Cruz',
      'Plato',
      'Ada Lovelace',
    ]);
  });
});
