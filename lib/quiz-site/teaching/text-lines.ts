import { compileTemplate, fold, matchTemplate, type Places, prepareLine } from '../text-template.ts';
import { marked, type Recording } from './recording.ts';

/** Makes templates of the sentences in which a page told its result. */

export interface TextLine {
  template: string;
  /** The sentence as it stood there. */
  line: string;
  places: Places;
  /** How plainly it tells a result; the larger, the plainer. */
  rank: number;
}

const maxLine = 200;
const maxLines = 400;
/** What stands between a score and its maximum. */
const between = ['/', 'of', 'out of', 'from', 'von', 'aus', 'de', 'sur', 'su', 'di', 'af', 'av', 'z', 'van'];
const aboutResults = [
  'score',
  'got',
  'result',
  'points',
  'correct',
  'punkte',
  'ergebnis',
  'puntos',
  'grade',
  'erreicht',
];

/** Every line that could be a result, the plainest first: of the last page that plainly tells one, else of the last. */
export function resultLines({ texts }: Recording): TextLine[] {
  const pages = texts.map(({ text }) => linesOfPage(text)).reverse();
  return pages.find(([plainest]) => plainest && plainest.rank > 0) ?? pages[0] ?? [];
}

function linesOfPage(text: string): TextLine[] {
  const found = new Map<string, TextLine>();
  for (const line of linesOf(text)) {
    const made = templateOf(line);
    if (made && !found.has(made.template)) found.set(made.template, made);
  }
  return [...found.values()].sort((a, b) => b.rank - a.rank);
}

/** As pages are read: a label that ends with a colon belongs to the line below it. */
function linesOf(text: string): string[] {
  const lines: string[] = [];
  let label = '';
  for (const raw of text.split('\n', maxLines)) {
    const line = raw.replace(/\s+/g, ' ').trim();
    if (line === '') continue;
    const whole = label ? `${label} ${line}` : line;
    label = line.endsWith(':') ? whole : '';
    if (!label && whole.length <= maxLine) lines.push(whole);
  }
  return lines;
}

/** A line with its numbers made places; null where that is no sentence that could be found again. */
export function templateOf(whole: string): TextLine | null {
  const line = withoutName(whole);
  const numbers = [...line.matchAll(/\d{1,9}(?:[.,]\d{1,2})?/g)].map((it) => ({ at: it.index, text: it[0] }));
  if (numbers.length === 0 || numbers.length > 3) return null;
  const names: ('score' | 'maximum' | 'percent')[] = [];
  for (const { at, text } of numbers) {
    const isPercent = /^\s?%/.test(line.slice(at + text.length));
    const next = isPercent ? 'percent' : names.includes('score') ? 'maximum' : 'score';
    if (names.includes(next)) return null;
    names.push(next);
  }
  let template = '';
  let from = 0;
  for (const [index, { at, text }] of numbers.entries()) {
    template += `${line.slice(from, at)}{${names[index]}}`;
    from = at + text.length;
  }
  template += endOf(line.slice(from), names.at(-1) === 'percent');
  return checked(
    template,
    line,
    names,
    numbers.map((it) => it.text),
  );
}

/** What follows the last number is kept as far as it belongs to it: "80 %", "8 of 10 points". */
function endOf(rest: string, isPercent: boolean): string {
  const unit = isPercent ? (/^\s?%/.exec(rest)?.[0] ?? '') : '';
  const after = rest.slice(unit.length);
  const words = /^[^.!?,;)–—(]*/.exec(after)?.[0] ?? '';
  return `${unit}${/^\s*[.!;,)–—]/.test(after) ? '' : words.trimEnd()}`;
}

function checked(template: string, line: string, names: string[], numbers: string[]): TextLine | null {
  if (template.length > maxLine || /[{}]/.test(line)) return null;
  const compiled = compileTemplate(template);
  const begins = compiled?.[0];
  if (!compiled || !begins || !('words' in begins)) return null;
  const places = matchTemplate(compiled, prepareLine(line));
  if (!places || names.some((name, index) => places[name as keyof Places] !== numbers[index]?.replace(',', '.')))
    return null;
  const { score, maximum, percent } = places;
  if (score && maximum && Number(score) > Number(maximum)) return null;
  if (percent && Number(percent) > 100) return null;
  return { template, line, places, rank: rankOf(template, places) };
}

function rankOf(template: string, { maximum, percent }: Places): number {
  const folded = fold(template);
  const middle = /\{score\}(.*)\{maximum\}/.exec(folded)?.[1]?.trim() ?? '';
  const speaks = aboutResults.some((word) => folded.includes(word));
  return (maximum && between.includes(middle) ? 4 : 0) + (speaks ? 2 : 0) + (percent ? 1 : 0);
}

/** "Ada, you got 8 of 10" is said to everybody by another name: what stands behind the name is what can be found again. */
function withoutName(line: string): string {
  const folded = fold(line);
  const ends = Object.values(marked).map((name) => {
    const at = folded.lastIndexOf(fold(name));
    return at < 0 ? 0 : at + name.length;
  });
  const end = Math.max(...ends);
  if (end === 0 || !/\d/.test(line.slice(end))) return end === 0 ? line : line.slice(0, firstName(folded)).trim();
  return line.slice(end).replace(/^[\s.!?:;,–—(•·|-]+/, '');
}

function firstName(folded: string): number {
  const starts = Object.values(marked)
    .map((name) => folded.indexOf(fold(name)))
    .filter((at) => at >= 0);
  return Math.min(...starts);
}
