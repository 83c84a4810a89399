import type { ResultReading } from '../awards/result.ts';
import type { SiteProfile } from './profile.ts';

/**
 * Reads a result from the text of a result page, line by line, with a profile's sentence templates. Matching is linear:
 * a template is a list of fixed words and places, never a regular expression.
 */

const maxLines = 2000;
const maxLineLength = 400;

/** @returns null where the page tells no result, or tells two that differ */
export function readPageText(profile: Pick<SiteProfile, 'results'>, text: string): ResultReading | null {
  const { texts } = profile.results;
  const lines = text
    .split('\n')
    .slice(0, maxLines)
    .map((line) => line.replace(/\s+/g, ' ').trim())
    .filter((line) => line !== '' && line.length <= maxLineLength);

  const score = merge(lines.flatMap((line) => firstMatch(texts.score, line, texts.units) ?? []));
  const outcome = merge(lines.flatMap((line) => firstMatch(texts.outcome, line, []) ?? []));
  if (!score || !outcome || Object.keys({ ...score, ...outcome }).length === 0) return null;

  const has = (phrases: readonly string[]) =>
    lines.some((line) => phrases.some((phrase) => fold(line).includes(fold(phrase))));
  const says = (phrases: readonly string[]) =>
    lines.some((line) => phrases.some((phrase) => trimEnd(fold(line)) === fold(phrase)));
  const passed = says(texts.passed);
  const notPassed = says(texts.notPassed);
  return {
    score: score.score ?? null,
    maximum: score.maximum ?? null,
    percent: score.percent ?? null,
    passed: passed === notPassed ? null : passed,
    passMark: null,
    outcome: outcome.outcome ?? null,
    finality: has(texts.pending) ? 'pending' : has(texts.partial) ? 'partial' : 'final',
    attemptId: null,
  };
}

type Places = Partial<Record<'score' | 'maximum' | 'percent' | 'outcome', string>>;

function firstMatch(templates: readonly string[], line: string, units: readonly string[]): Places | null {
  for (const template of templates) {
    const places = matchTemplate(template, line, units);
    if (places) return places;
  }
  return null;
}

/**
 * Finds a template in a line; it has to begin the line or a sentence in it ("Passing score: 80%" is no "Score: 80%"), and
 * nothing may follow but punctuation or a unit ("Score: 80% required to pass" is none either).
 * @param units words that may follow, such as "points"
 * @returns what stands in its places, or null
 */
export function matchTemplate(template: string, line: string, units: readonly string[] = []): Places | null {
  const parts = template.split(/(\{\w+\})/).filter((part) => part !== '');
  const lead = fold(parts[0] ?? '').trim();
  if (lead === '' || lead.startsWith('{')) return null;
  const folded = fold(line);
  for (let start = folded.indexOf(lead); start >= 0; start = folded.indexOf(lead, start + 1)) {
    if (!beginsSentence(line, start)) continue;
    const places = matchAt(parts, line, start, units);
    if (places) return places;
  }
  return null;
}

function beginsSentence(line: string, start: number): boolean {
  let before = start - 1;
  while (line[before] === ' ') before -= 1;
  return before < 0 || '.!?:;,–—-('.includes(line[before] ?? '');
}

function matchAt(parts: string[], line: string, start: number, units: readonly string[]): Places | null {
  const places: Places = {};
  let at = start;
  for (const part of parts) {
    // White space around a number may be missing ("80%", "80 %").
    while (line[at] === ' ') at += 1;
    if (part.startsWith('{')) {
      const name = part.slice(1, -1) as keyof Places;
      const value = name === 'outcome' ? line.slice(at).trim() : numberAt(line, at);
      if (!value) return null;
      places[name] = name === 'outcome' ? value.slice(0, 300) : value.replace(',', '.');
      at += name === 'outcome' ? line.length : value.length;
    } else {
      const wanted = fold(part).trim();
      if (!fold(line.slice(at, at + wanted.length + 8)).startsWith(wanted)) return null;
      at += wanted.length;
    }
  }
  return endsSentence(line.slice(at), units) ? places : null;
}

function endsSentence(rest: string, units: readonly string[]): boolean {
  const first = rest.trimStart()[0];
  if (first === undefined || '.!;,)–—'.includes(first)) return true;
  const words = trimEnd(fold(rest.trim()));
  return units.some((unit) => words === fold(unit));
}

/** Digits with an optional decimal part of one or two digits. "1,000" has two meanings and is no number here. */
function numberAt(line: string, at: number): string | null {
  let end = at;
  while (isDigit(line[end])) end += 1;
  if (end === at || end - at > 9) return null;
  if ((line[end] === '.' || line[end] === ',') && isDigit(line[end + 1])) {
    let decimals = end + 1;
    while (isDigit(line[decimals])) decimals += 1;
    if (decimals - end > 3) return null;
    end = decimals;
  }
  return line.slice(at, end);
}

/** "8 of 10" and "80%" add up; "8 of 10" and "9 of 10" are no result. */
function merge(all: Places[]): Places | null {
  const merged: Places = {};
  for (const places of all) {
    for (const [name, value] of Object.entries(places) as [keyof Places, string][]) {
      if (merged[name] !== undefined && merged[name] !== value) return null;
      merged[name] = value;
    }
  }
  return merged;
}

const fold = (text: string) => text.toLowerCase();
const trimEnd = (text: string) => text.replace(/[.! ]+$/, '');
const isDigit = (char: string | undefined) => char !== undefined && char >= '0' && char <= '9';
