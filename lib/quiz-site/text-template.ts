/**
 * Sentences with places for what is read: "You got {score} of {maximum}". A template is compiled to a list of fixed words
 * and places; there is no backtracking. It is tried where a sentence begins, and one try looks at no more characters than
 * the template has, plus a few digits for each place. So the time for a text grows with its length and with nothing else.
 */

const placeNames = ['score', 'maximum', 'percent', 'outcome'] as const;
export type PlaceName = (typeof placeNames)[number];
export type Places = Partial<Record<PlaceName, string>>;

type Part = { words: string } | { place: PlaceName };
export type Template = readonly Part[];

const maxDigits = 9;
const maxDecimals = 2;
const maxOutcome = 300;

/**
 * @returns null for what is no template: a place that does not exist or comes twice, no place at all, two places with
 *   nothing between them, or an outcome (the rest of the line) that is not the last
 */
export function compileTemplate(text: string): Template | null {
  const parts: Part[] = [];
  for (const piece of text.split(/(\{\w+\})/)) {
    const name = piece.startsWith('{') && piece.endsWith('}') ? piece.slice(1, -1) : null;
    const place = placeNames.find((it) => it === name);
    if (name !== null && !place) return null;
    if (place) parts.push({ place });
    else if (piece.trim() !== '') parts.push({ words: fold(collapse(piece).trim()) });
  }
  const places = parts.flatMap((it) => ('place' in it ? [it.place] : []));
  const outcome = parts.findIndex((it) => 'place' in it && it.place === 'outcome');
  const adjacent = parts.some((it, index) => 'place' in it && 'place' in (parts[index - 1] ?? { words: '' }));
  const isFine =
    places.length > 0 &&
    new Set(places).size === places.length &&
    !adjacent &&
    (outcome < 0 || outcome === parts.length - 1);
  return isFine ? parts : null;
}

export const isTemplate = (text: string): boolean => compileTemplate(text) !== null;
/** Whether it begins with words of its own. One that does not would find itself in any row of numbers. */
export const beginsWithWords = (text: string): boolean => 'words' in (compileTemplate(text)?.[0] ?? {});

/** A line prepared once for all templates. */
export interface Line {
  text: string;
  folded: string;
  /** Where sentences begin in it. */
  starts: readonly number[];
  /** Where its closing punctuation begins. */
  end: number;
}

export function prepareLine(raw: string): Line {
  const text = collapse(raw).trim();
  const starts: number[] = [];
  for (let at = 0; at < text.length; at += 1) if (text[at] !== ' ' && beginsSentence(text, at)) starts.push(at);
  let end = text.length;
  while (end > 0 && '.! '.includes(text[end - 1] ?? '')) end -= 1;
  return { text, folded: fold(text), starts, end };
}

/**
 * Finds a template in a line; it has to begin a sentence ("Passing score: 80%" is no "Score: 80%"), and nothing may
 * follow but punctuation or a unit ("Score: 80% required to pass" is none either).
 * @param units words that may follow, folded
 * @returns what stands in its places, or null
 */
export function matchTemplate(template: Template, line: Line, units: readonly string[] = []): Places | null {
  for (const start of line.starts) {
    const places = matchAt(template, line, start, units);
    if (places) return places;
  }
  return null;
}

/** After punctuation; a hyphen only where white space sets it apart ("Ziel-Score: 80 %" is one word). */
function beginsSentence(text: string, start: number): boolean {
  const hasSpace = text[start - 1] === ' ';
  const before = hasSpace ? start - 2 : start - 1;
  const char = text[before];
  if (char === undefined) return true;
  if (char === '-') return hasSpace && (before === 0 || text[before - 1] === ' ');
  return '.!?:;,–—(•·|'.includes(char);
}

function matchAt(template: Template, { text, folded, end }: Line, start: number, units: readonly string[]) {
  const places: Places = {};
  let at = start;
  for (const part of template) {
    // White space around a number may be missing ("80%", "80 %").
    if (text[at] === ' ') at += 1;
    if ('words' in part) {
      if (!folded.startsWith(part.words, at)) return null;
      at += part.words.length;
    } else if (part.place === 'outcome') {
      const value = text.slice(at, at + maxOutcome).trim();
      if (!value) return null;
      places.outcome = value;
      at = text.length;
    } else {
      const length = numberLength(text, at);
      if (length === 0) return null;
      places[part.place] = text.slice(at, at + length).replace(',', '.');
      at += length;
    }
  }
  return endsSentence(text, folded, at, end, units) ? places : null;
}

function endsSentence(text: string, folded: string, at: number, end: number, units: readonly string[]): boolean {
  const next = text[at] === ' ' ? at + 1 : at;
  const char = text[next];
  if (char === undefined || '.!;,)–—'.includes(char)) return true;
  return units.some((unit) => next + unit.length === end && folded.startsWith(unit, next));
}

/** Digits with an optional decimal part of one or two digits; 0 where "1,000" could mean two things. */
function numberLength(text: string, at: number): number {
  let end = at;
  while (isDigit(text[end]) && end - at <= maxDigits) end += 1;
  if (end === at || end - at > maxDigits) return 0;
  if ((text[end] !== '.' && text[end] !== ',') || !isDigit(text[end + 1])) return end - at;
  let decimals = end + 1;
  while (isDigit(text[decimals]) && decimals - end <= maxDecimals + 1) decimals += 1;
  return decimals - end - 1 > maxDecimals ? 0 : decimals - at;
}

const collapse = (text: string) => text.replace(/\s+/g, ' ');
const isDigit = (char: string | undefined) => char !== undefined && char >= '0' && char <= '9';

/** Lower case, character by character where a letter's lower case is longer than the letter: places keep their number. */
export function fold(text: string): string {
  const folded = text.toLowerCase();
  if (folded.length === text.length) return folded;
  return Array.from(text, (char) => (char.toLowerCase().length === char.length ? char.toLowerCase() : char)).join('');
}
