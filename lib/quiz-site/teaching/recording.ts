import { z } from 'zod';
import { bodyKind, type Field, fieldsOf } from '../fields.ts';
import type { BodyKind } from '../profile.ts';

/** What was seen while a quiz was taken once, to teach where its result stands. Kept in memory of the browser session. */

/** The answers that a user gives while teaching, so that they can be told from everything else. */
export const marked = { firstName: 'Ada', lastName: 'Lovelace', email: 'ada@example.com' } as const;

/** More than a quiz sends; the oldest are dropped. */
const maxExchanges = 40;
/** Characters of one request or answer; longer ones are not kept. */
const maxBody = 100_000;
/** Of all together, so that the session's memory lasts. */
const maxAll = 1_500_000;
const maxPages = 10;
const maxText = 20_000;
/** Fields of one body that are offered. */
const maxFields = 300;

const exchangeSchema = z.object({
  kind: z.enum(['exchange', 'form']),
  url: z.string(),
  method: z.string(),
  requestType: z.string(),
  requestText: z.string(),
  status: z.number(),
  responseText: z.string(),
});
export type RecordedExchange = z.output<typeof exchangeSchema>;

export const recordingSchema = z.object({
  exchanges: z.array(exchangeSchema),
  /** Texts of pages as they stood when nothing was left to answer, the last one last. */
  texts: z.array(z.object({ text: z.string(), afterExchange: z.number() })),
  /** Addresses that were loaded, and how many requests had been seen by then. */
  loads: z.array(z.object({ url: z.string(), afterExchange: z.number() })),
});
export type Recording = z.output<typeof recordingSchema>;

export const emptyRecording: Recording = { exchanges: [], texts: [], loads: [] };

/** Adds what the page sent, if it can matter: refused requests and what holds nothing do not. */
export function withExchange(recording: Recording, exchange: RecordedExchange): Recording {
  const isRefused = exchange.kind === 'exchange' && (exchange.status < 200 || exchange.status >= 400);
  const size = exchange.requestText.length + exchange.responseText.length;
  if (isRefused || size === 0 || exchange.requestText.length > maxBody || exchange.responseText.length > maxBody)
    return recording;
  const kept = [...recording.exchanges, exchange].slice(-maxExchanges);
  while (kept.length > 1 && sizeOf(kept) > maxAll) kept.shift();
  return { ...recording, exchanges: kept };
}

const sizeOf = (all: readonly RecordedExchange[]) =>
  all.reduce((sum, it) => sum + it.requestText.length + it.responseText.length, 0);

export function withText(recording: Recording, text: string): Recording {
  const entry = { text: text.slice(0, maxText), afterExchange: recording.exchanges.length };
  return { ...recording, texts: [...recording.texts, entry].slice(-maxPages) };
}

export function withLoad(recording: Recording, url: string): Recording {
  const entry = { url, afterExchange: recording.exchanges.length };
  return { ...recording, loads: [...recording.loads, entry].slice(-maxPages) };
}

export interface SeenExchange {
  method: string;
  url: URL;
  body: BodyKind | null;
  request: Field[];
  answer: Field[];
}

/** A recording's requests, taken apart. */
export function seenExchanges({ exchanges }: Recording): SeenExchange[] {
  return exchanges.flatMap(({ method, url, requestType, requestText, responseText }) =>
    URL.canParse(url)
      ? [
          {
            method,
            url: new URL(url),
            body: bodyKind(requestText, requestType),
            request: usable(fieldsOf(requestText, requestType)),
            answer: usable(fieldsOf(responseText, '')),
          },
        ]
      : [],
  );
}

/** A name that a path cannot hold cannot be named in a profile. */
function usable(fields: Field[]): Field[] {
  const isPlain = ({ key, group }: Field) =>
    key !== '' && !key.includes('/') && key !== '*' && group.length + key.length < 280;
  return fields.filter(isPlain).slice(0, maxFields);
}

/** Where a field stands, as a profile names it. */
export const pathOf = ({ group, key }: Field): string => `${group}/${key}`;
