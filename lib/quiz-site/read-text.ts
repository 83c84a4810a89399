import type { ResultReading } from '../awards/result.ts';
import type { Doubt } from './names.ts';
import type { SiteProfile } from './profile.ts';
import {
  compileTemplate,
  fold,
  type Line,
  matchTemplate,
  type Places,
  prepareLine,
  type Template,
} from './text-template.ts';

/** Reads a result from the text of a result page, line by line, with a profile's templates. */

const maxLines = 2000;
const maxLineLength = 400;
/** The same sentence more often than this is a list (of answers, or of other people's results), not a result. */
const maxTold = 2;

export interface TextReading {
  /** Null where the page tells no result, or one that is in doubt. */
  result: ResultReading | null;
  doubt: Doubt | null;
}

/** An element that the profile names, with its text. */
export interface PlaceText {
  template: string;
  text: string;
}

const nothing: TextReading = { result: null, doubt: null };
const unclear: TextReading = { result: null, doubt: 'two-results' };

/** @param elements texts of the single elements in `results.places`; what they say must agree with the lines */
export function readPageText(
  profile: Pick<SiteProfile, 'results'>,
  text: string,
  elements: readonly PlaceText[] = [],
): TextReading {
  const { score, outcome, units, ...phrases } = compiledTexts(profile);
  const lines = linesOf(text);
  const told = [...findAll(score, lines, units), ...findAll(outcome, lines, []), ...readElements(elements, units)];
  if (told.length === 0) return nothing;
  const counts = new Map<string, number>();
  for (const places of told) {
    const key = JSON.stringify(places);
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  const merged = merge(told);
  if (!merged || Math.max(...counts.values()) > maxTold) return unclear;

  const has = (wanted: readonly string[]) => lines.some((line) => wanted.some((it) => line.folded.includes(it)));
  const says = (wanted: readonly string[]) => lines.some((line) => wanted.includes(line.folded.slice(0, line.end)));
  const passed = says(phrases.passed);
  const notPassed = says(phrases.notPassed);
  const result: ResultReading = {
    score: merged.score ?? null,
    maximum: merged.maximum ?? null,
    percent: merged.percent ?? null,
    passed: passed === notPassed ? null : passed,
    passMark: null,
    outcome: merged.outcome ?? null,
    attemptId: null,
    finality: has(phrases.pending) ? 'pending' : has(phrases.partial) ? 'partial' : 'final',
  };
  return { result, doubt: null };
}

interface CompiledTexts extends Record<'units' | 'passed' | 'notPassed' | 'pending' | 'partial', readonly string[]> {
  score: readonly Template[];
  outcome: readonly Template[];
}

const compiled = new WeakMap<SiteProfile['results'], CompiledTexts>();

function compiledTexts({ results }: Pick<SiteProfile, 'results'>): CompiledTexts {
  const known = compiled.get(results);
  if (known) return known;
  const { score, outcome, units, passed, notPassed, pending, partial } = results.texts;
  const templates = (texts: readonly string[]) => texts.map(compileTemplate).filter((it) => it !== null);
  const folded = (words: readonly string[]) => words.map(fold);
  const made: CompiledTexts = {
    score: templates(score),
    outcome: templates(outcome),
    units: folded(units),
    passed: folded(passed),
    notPassed: folded(notPassed),
    pending: folded(pending),
    partial: folded(partial),
  };
  compiled.set(results, made);
  return made;
}

/** A label that ends with a colon belongs to the line below it: "Your score:", "8 of 10". */
function linesOf(text: string): Line[] {
  const lines: string[] = [];
  let label = '';
  for (const raw of text.split('\n', maxLines)) {
    const line = raw.trim();
    if (line === '') continue;
    const whole = label ? `${label} ${line}` : line;
    label = line.endsWith(':') ? whole : '';
    if (!label && whole.length <= maxLineLength) lines.push(whole);
    if (label.length > maxLineLength) label = '';
  }
  return lines.map(prepareLine);
}

function findAll(templates: readonly Template[], lines: readonly Line[], units: readonly string[]): Places[] {
  return lines.flatMap((line) => {
    for (const template of templates) {
      const places = matchTemplate(template, line, units);
      if (places) return [places];
    }
    return [];
  });
}

function readElements(elements: readonly PlaceText[], units: readonly string[]): Places[] {
  return elements.flatMap(({ template, text }) => {
    const compiledTemplate = compileTemplate(template);
    return (
      (compiledTemplate && matchTemplate(compiledTemplate, prepareLine(text.slice(0, maxLineLength)), units)) ?? []
    );
  });
}

/** "8 of 10" and "80%" add up; "8 of 10" and "9 of 10" are no result. */
function merge(all: readonly Places[]): Places | null {
  const merged: Places = {};
  for (const places of all) {
    for (const [name, value] of Object.entries(places) as [keyof Places, string][]) {
      if (merged[name] !== undefined && merged[name] !== value) return null;
      merged[name] = value;
    }
  }
  return merged;
}
