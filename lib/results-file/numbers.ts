import Big from 'big.js';
import { decimalSchema } from '../awards/result.ts';
import type { DecimalMark } from './setup.ts';

/** Numbers as people and spreadsheets write them, read exactly. What could be two numbers is asked about, never guessed. */

const spaces = /[\s\u00a0\u2009\u202f]+/g;
const units = /\s*(?:points?|pts?|punkte?|pkte?|puntos?|ptos?)\.?$/i;

function bare(text: string): string {
  return text
    .trim()
    .replace(units, '')
    .replace(spaces, ' ')
    .replace(/^\u2212/, '-');
}

/** Which decimal mark a number can only have; `either` where it depends, null where it has none. */
function evidence(text: string): DecimalMark | 'either' | null {
  const digits = bare(text).replace(/\s?%$/, '').replace(/[ '’]/g, '');
  const marks = digits.match(/[.,]/g) ?? [];
  const [first, last] = [marks[0], marks.at(-1)];
  if (!first || !last || !/^[-+]?[\d.,]+$/.test(digits)) return null;
  const other = last === '.' ? ',' : '.';
  if (first !== last) return last as DecimalMark;
  if (marks.length > 1) return other;
  // "1,234" may be more than a thousand or a little more than one; "0,234" and "8,5" may not.
  return /^[-+]?[1-9]\d{0,2}[.,]\d{3}$/.test(digits) ? 'either' : (last as DecimalMark);
}

/** The decimal mark of a file's numbers; `ask` where they do not say, or contradict each other. */
export function decimalMarkOf(texts: Iterable<string>): DecimalMark | 'ask' {
  const seen = new Set<DecimalMark | 'either'>();
  for (const text of texts) {
    // "8/10" are two numbers.
    for (const part of text.split(pair)) {
      const mark = evidence(part);
      if (mark) seen.add(mark);
    }
  }
  if (seen.has('.') && seen.has(',')) return 'ask';
  if (seen.has(',')) return ',';
  if (seen.has('.')) return '.';
  return seen.has('either') ? 'ask' : '.';
}

const patterns: Record<DecimalMark, RegExp> = {
  '.': /^([-+]?)(\d{1,3}(?:[, '’]\d{3})+|\d*)(?:\.(\d+))?$/,
  ',': /^([-+]?)(\d{1,3}(?:[. '’]\d{3})+|\d*)(?:,(\d+))?$/,
};

/** A decimal of the worker's own form; null for anything else. */
export function readNumber(text: string, mark: DecimalMark): string | null {
  const [, sign = '', whole = '', fraction = ''] = patterns[mark].exec(bare(text)) ?? [];
  if (whole === '' && fraction === '') return null;
  const digits = whole.replace(/\D/g, '').replace(/^0+(?=\d)/, '') || '0';
  const number = `${sign === '-' ? '-' : ''}${digits}${fraction ? `.${fraction}` : ''}`;
  return decimalSchema.safeParse(number).success ? number : null;
}

/** "85", "85 %" and, where the column holds shares, "0.85". A percent sign is stronger than the column. */
export function readPercent(text: string, mark: DecimalMark, as: 'percent' | 'share'): string | null {
  const hasSign = text.trim().endsWith('%');
  const number = readNumber(hasSign ? text.trim().slice(0, -1) : text, mark);
  if (number === null || hasSign || as === 'percent') return number;
  const percent = Big(number).times(100).toFixed();
  return decimalSchema.safeParse(percent).success ? percent : null;
}

/** A column of numbers from 0 to 1 without percent signs may hold shares, or very bad results: `ask`. */
export function percentAsOf(texts: Iterable<string>, mark: DecimalMark): 'percent' | 'ask' {
  let any = false;
  for (const text of texts) {
    if (text.includes('%')) return 'percent';
    const number = readNumber(text, mark);
    if (number === null) continue;
    if (Big(number).gt(1)) return 'percent';
    any ||= Big(number).gt(0);
  }
  return any ? 'ask' : 'percent';
}

const pair = /\s*(?:\/|\b(?:out of|of|von|de|sobre|sur)\b)\s*/i;

/** "8", or "8 / 10" with its maximum. */
export function readScore(text: string, mark: DecimalMark): { score: string; maximum: string | null } | null {
  const parts = text.trim().split(pair);
  if (parts.length > 2) return null;
  const [first, second] = parts.map((it) => readNumber(it, mark));
  if (!first || second === null) return null;
  return { score: first, maximum: second ?? null };
}
