import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { awardsCsv, csvFileName, csvText, withoutFormula } from '../../../components/options/awards-csv.ts';
import { award } from './builders.ts';
import { english, markedEnglish } from './english.ts';

/** As RFC 4180 has it, with CRLF after the last line too. */
function parse(text: string): string[][] {
  const rows: string[][] = [];
  let cells: string[] = [];
  for (let at = 0; at < text.length; ) {
    const [whole, quoted, plain = '', end] = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/y.exec(text.slice(at)) ?? [];
    if (whole === undefined) throw new Error(`not CSV at ${at}`);
    cells.push(quoted === undefined ? plain : quoted.replaceAll('""', '"'));
    at += whole.length;
    if (end === '\r\n') {
      rows.push(cells);
      cells = [];
    }
  }
  return rows;
}

describe('the file for spreadsheets', () => {
  it('reads back as what was written, whatever was written', () => {
    const cell = fc.oneof(fc.string({ unit: 'grapheme' }), fc.stringMatching(/^[=+\-@\t\r\n", a]{0,8}$/));
    fc.assert(
      fc.property(fc.array(fc.array(cell, { minLength: 1, maxLength: 5 }), { maxLength: 5 }), (rows) => {
        const text = csvText(rows);
        expect(text.startsWith('\uFEFF')).toBe(true);
        expect(parse(text.slice(1))).toEqual(rows.map((cells) => cells.map(withoutFormula)));
      }),
      { numRuns: 500 },
    );
  });

  it('lets no cell begin as a formula does, and changes no other', () => {
    fc.assert(
      fc.property(fc.constantFrom('=', '+', '-', '@', '\t', '\r', 'a', "'", ' '), fc.string(), (first, rest) => {
        const text = first + rest;
        expect(withoutFormula(text)).toBe('=+-@\t\r'.includes(first) ? `'${text}` : text);
        expect(withoutFormula(withoutFormula(text))).toBe(withoutFormula(text));
      }),
    );
  });

  it('has a heading for each column, and words for status, reason and environment', () => {
    const row = award({
      state: 'failed',
      reason: 'refused-by-credly',
      credlySentence: 'Email is suppressed',
      participant: { firstName: '=HYPERLINK("x")', lastName: null, email: 'ada@example.com' },
    });
    expect(parse(awardsCsv([row], english).slice(1))).toEqual([
      [
        'Participant first name',
        'Participant last name',
        'Participant e-mail',
        'Badge',
        'Quiz',
        'Status',
        'Reason',
        'Score',
        'Maximum',
        'Percent',
        'Outcome',
        'Environment',
        'Test badge',
        'Created',
        'Updated',
      ],
      [
        '\'=HYPERLINK("x")',
        '',
        'ada@example.com',
        'Safety Basics',
        'Laboratory safety',
        'Failed',
        'Credly refused the award. Credly: “Email is suppressed”',
        '9',
        '10',
        '',
        '',
        'Production',
        '',
        '2026-03-03T10:42:00.000Z',
        '2026-03-03T10:42:00.000Z',
      ],
    ]);
  });

  it('has no marks for the direction of names, which only the interface needs', () => {
    const row = award({ reason: 'refused-by-credly', credlySentence: 'כתובת (שגויה)' });
    expect(awardsCsv([row], markedEnglish)).toContain('Credly: “כתובת (שגויה)”');
  });

  it('marks a badge that was sent as a test', () => {
    const [headings, cells] = parse(awardsCsv([award({ isTest: true, environment: 'sandbox' })], english).slice(1));
    expect(cells?.[headings?.indexOf('Test badge') ?? -1]).toBe('Test');
  });

  it('is named by the day', () => {
    expect(csvFileName(new Date(2026, 2, 3, 23, 59))).toBe('credly-badges-2026-03-03.csv');
  });
});
