import { asDecimal } from '../values.ts';
import { pathOf, type Recording, type SeenExchange, seenExchanges } from './recording.ts';
import { resultLines, type TextLine } from './text-lines.ts';

/** Where things stood in a recording: each place can be told apart and named in a profile. */

export type PlaceFrom = 'request' | 'answer' | 'text';

export interface Place {
  /** `answer /result/points`, `text You got {score} of {maximum}`. */
  id: string;
  from: PlaceFrom;
  /** A path, or a template. */
  where: string;
  /** What stood there last. */
  value: string;
  /** In which requests of the recording it stood. */
  exchanges: number[];
}

const maxValue = 200;

/** Every field that was sent or answered. */
export function fieldPlaces(recording: Recording): Place[] {
  const places = new Map<string, Place>();
  for (const [index, exchange] of seenExchanges(recording).entries())
    for (const from of ['request', 'answer'] as const)
      for (const field of exchange[from]) {
        const id = `${from} ${pathOf(field)}`;
        const known = places.get(id);
        const value = String(field.value).slice(0, maxValue);
        if (value.trim() === '' && !known) continue;
        places.set(id, {
          id,
          from,
          where: pathOf(field),
          value,
          exchanges: [...new Set([...(known?.exchanges ?? []), index])],
        });
      }
  return [...places.values()];
}

export function textPlace({ template, line }: TextLine): Place {
  return { id: `text ${template}`, from: 'text', where: template, value: line, exchanges: [] };
}

export const textPlaces = (recording: Recording): Place[] => resultLines(recording).map(textPlace);

export const isNumber = ({ value }: Place): boolean => asDecimal(value.replace(/\s?%$/, '')) !== null;

/** The object that a field stands in: "/result" of "/result/points". */
export const groupOf = ({ where }: Place): string => where.slice(0, where.lastIndexOf('/'));
export const keyOf = ({ where }: Place): string => where.slice(where.lastIndexOf('/') + 1);

/** What a place's id says, without a recording to look at. */
export function parsePlace(id: string): { from: PlaceFrom; where: string } | null {
  const space = id.indexOf(' ');
  const from = id.slice(0, space);
  const where = id.slice(space + 1);
  return (from === 'request' || from === 'answer' || from === 'text') && where !== '' ? { from, where } : null;
}

/** The requests that hold any of these places. */
export function exchangesOf(recording: Recording, ids: readonly string[]): SeenExchange[] {
  const all = seenExchanges(recording);
  const used = new Set(fieldPlaces(recording).flatMap((it) => (ids.includes(it.id) ? it.exchanges : [])));
  return all.filter((_, index) => used.has(index));
}
