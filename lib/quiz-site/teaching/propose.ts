import { credsparkProfile } from '../credspark.ts';
import { simplify, wordsOf } from '../fields.ts';
import type { FieldKind } from '../names.ts';
import { fieldPlaces, groupOf, isNumber, keyOf, type Place, textPlaces } from './places.ts';
import { marked, type Recording, seenExchanges } from './recording.ts';
import { resultLines } from './text-lines.ts';
import { requestPattern } from './url-pattern.ts';

/**
 * Proposes which of the things that were seen is which. What could be two things is proposed as none: the user says. The
 * usual names of the shipped profile serve as hints, nothing more.
 */

export const identityKinds = ['firstName', 'lastName', 'email'] as const;
export const resultKinds = ['score', 'maximum', 'percent', 'outcome'] as const;
export const choiceKinds = [...identityKinds, ...resultKinds, 'last'] as const;
export type ChoiceKind = (typeof choiceKinds)[number];

/** A place by its id for each kind; for `last`, `url` or a place with its word. Null: there is none. */
export type Chosen = Record<ChoiceKind, string | null>;

export const noChoice: Chosen = {
  firstName: null,
  lastName: null,
  email: null,
  score: null,
  maximum: null,
  percent: null,
  outcome: null,
  last: null,
};

/** The request that carries the result is the last one. */
export const byAddress = 'url';

export function propose(recording: Recording): Chosen {
  const places = fieldPlaces(recording);
  const score = proposeScore(recording, places);
  const last = score.score?.from === 'text' ? null : proposeLast(recording, score.score);
  return {
    ...noChoice,
    firstName: idOf(proposeIdentity('firstName', places)),
    lastName: idOf(proposeIdentity('lastName', places)),
    email: idOf(proposeIdentity('email', places)),
    score: idOf(score.score),
    maximum: idOf(score.maximum),
    percent: idOf(score.percent),
    last,
  };
}

const idOf = (place: Place | null): string | null => place?.id ?? null;

/** The places in which the marked answer was sent. */
function proposeIdentity(kind: (typeof identityKinds)[number], places: readonly Place[]): Place | null {
  const wanted = marked[kind].toLowerCase();
  const held = places.filter((it) => it.from === 'request' && it.value.trim().toLowerCase() === wanted);
  return onlyOne(held) ?? onlyOne(held.filter((it) => isCalled(kind, it)));
}

interface ScorePlaces {
  score: Place | null;
  maximum: Place | null;
  percent: Place | null;
}

/**
 * An exact field of an answer where there is just one of a usual name, or just one with the number that the page shows;
 * else the page's sentence, where one is plainer than all others.
 */
function proposeScore(recording: Recording, all: readonly Place[]): ScorePlaces {
  const [line, second] = resultLines(recording);
  const isPlain = line !== undefined && line.rank > 0 && (second === undefined || line.rank > second.rank);
  const told = isPlain ? line.places : {};
  for (const from of ['answer', 'request'] as const) {
    const numbers = all.filter((it) => it.from === from && isNumber(it) && isOwnResult(it));
    const score =
      onlyOne(numbers.filter((it) => isCalled('score', it) && agrees(it, told.score))) ??
      onlyOne(numbers.filter((it) => told.score !== undefined && told.maximum !== undefined && agrees(it, told.score)));
    const beside = (place: Place | null) => numbers.filter((it) => !place || groupOf(it) === groupOf(place));
    const percent = onlyOne(beside(score).filter((it) => isCalled('percent', it) && agrees(it, told.percent)));
    if (!score && !percent) continue;
    const others = beside(score).filter((it) => it !== score && it !== percent);
    const maximum =
      score &&
      (onlyOne(others.filter((it) => isCalled('maximum', it) && agrees(it, told.maximum))) ??
        onlyOne(others.filter((it) => told.maximum !== undefined && agrees(it, told.maximum))));
    return { score, maximum, percent: isConsistent(score, maximum, percent) ? percent : null };
  }
  const sentence = isPlain ? (textPlaces(recording)[0] ?? null) : null;
  return { score: sentence, maximum: null, percent: null };
}

/** A percentage between 0 and 1, or one of something else, is none. */
function isConsistent(score: Place | null, maximum: Place | null, percent: Place | null): boolean {
  if (!score || !maximum || !percent) return true;
  const part = (Number(score.value) / Number(maximum.value)) * 100;
  return Math.abs(part - Number.parseFloat(percent.value)) < 1;
}

/**
 * Which request is the last: the only one with the result, if nothing else goes to its address; else one that a word of
 * state tells from the others.
 */
function proposeLast(recording: Recording, score: Place | null): string | null {
  const index = score?.exchanges.at(-1);
  const exchanges = seenExchanges(recording);
  const carrier = index === undefined ? undefined : exchanges[index];
  if (!score || !carrier) return null;
  const pattern = requestPattern(carrier.url);
  const alike = exchanges.filter((it) => it.method === carrier.method && requestPattern(it.url) === pattern);
  if (alike.length === 1) return byAddress;
  const words = lastWords(recording, score).filter(({ value, exchanges: held }) => {
    const word = simplify(value);
    const isFinal = credsparkProfile.results.finality.final.some((it) => simplify(it) === word);
    return isFinal && held.length === 1;
  });
  const [word] = words;
  return words.length === 1 && word ? word.id : null;
}

/** Words of state in the request that carries the result and in its answer: `answer /status=complete`. */
export function lastWords(recording: Recording, score: Place | null): Place[] {
  const index = score?.exchanges.at(-1);
  const exchanges = seenExchanges(recording);
  const carrier = index === undefined ? undefined : exchanges[index];
  if (!carrier) return [];
  return (['request', 'answer'] as const).flatMap((from) =>
    carrier[from]
      .filter((it) => isWord(it.value))
      .map((field): Place => {
        const where = `${field.group}/${field.key}`;
        const value = String(field.value);
        const held = exchanges.flatMap((it, at) =>
          it[from].some((other) => `${other.group}/${other.key}` === where && String(other.value) === value)
            ? [at]
            : [],
        );
        return { id: `${from} ${where}=${value}`, from, where, value, exchanges: held };
      }),
  );
}

/** States are said in a word. */
const isWord = (value: unknown) => value === true || (typeof value === 'string' && /^[\p{L}_ -]{2,40}$/u.test(value));

function isCalled(kind: FieldKind, place: Place): boolean {
  const name = simplify(keyOf(place));
  return credsparkProfile.results.fields[kind].names.some((it) => simplify(it) === name);
}

/** Not somebody else's, and not a part of the result. */
function isOwnResult(place: Place): boolean {
  const others = credsparkProfile.results.notTheResult.map(simplify);
  return !wordsOf(groupOf(place)).some((word) => others.includes(word)) && !/\/\d+(\/|$)/.test(place.where);
}

const agrees = (place: Place, told: string | undefined) =>
  told === undefined || Number(place.value.replace(/\s?%$/, '')) === Number(told);

function onlyOne(places: readonly Place[]): Place | null {
  const [first] = places;
  return places.length === 1 && first ? first : null;
}
