import { ofetch } from 'ofetch';
import { apiOrigins } from './environment.ts';
import type { CredlyFailure } from './errors.ts';

/** A Credly authorization token. Branded so that it cannot be mixed up with, or shown as, ordinary text. */
export type CredlyToken = string & { readonly __secret: 'credly-token' };

export interface AuthorizedRequest {
  method: 'GET' | 'POST' | 'PUT';
  /** Absolute address; anything outside Credly's two API origins is refused before a header is made. */
  url: string;
  token: CredlyToken;
  body?: unknown;
  signal?: AbortSignal | undefined;
  timeoutMs?: number;
}

/** The answer as it came: status, selected headers, text (at most `maxAnswerBytes`). */
export interface RawAnswer {
  status: number;
  text: string;
  retryAfterMs: number | null;
}

/** Below the 30 s after which Chrome may stop a worker that waits for an answer. */
export const defaultTimeoutMs = 15_000;
const maxAnswerBytes = 8_000_000;

/** Thrown for an address that must never see a token: a mistake of ours, not of a person or of the network. */
export class ForbiddenOriginError extends Error {
  override name = 'ForbiddenOriginError';
  constructor() {
    super('A token is sent to Credly’s two API origins only.');
  }
}

/**
 * The one place where the Authorization header is made (Basic, token as user name and a blank password).
 * Redirects are errors, cookies stay at home, nothing is retried here.
 * @throws ForbiddenOriginError for any other origin. Every other trouble is a returned failure.
 */
export async function sendAuthorized(request: AuthorizedRequest): Promise<RawAnswer | CredlyFailure> {
  if (!isCredlyApi(request.url)) throw new ForbiddenOriginError();
  const url = new URL(request.url);
  const timeout = AbortSignal.timeout(request.timeoutMs ?? defaultTimeoutMs);
  try {
    const response = await ofetch.raw<ReadableStream<Uint8Array>, 'stream'>(url.href, {
      method: request.method,
      headers: {
        Authorization: `Basic ${base64(`${request.token}:`)}`,
        Accept: 'application/json',
        ...(request.body === undefined ? {} : { 'Content-Type': 'application/json' }),
      },
      ...(request.body === undefined ? {} : { body: JSON.stringify(request.body) }),
      redirect: 'error',
      credentials: 'omit',
      cache: 'no-store',
      referrerPolicy: 'no-referrer',
      responseType: 'stream',
      ignoreResponseError: true,
      retry: false,
      signal: request.signal ? AbortSignal.any([request.signal, timeout]) : timeout,
    });
    const text = await readText(response._data);
    if (text === null) return { kind: 'not-credly', status: response.status };
    return { status: response.status, text, retryAfterMs: retryAfterMs(response.headers.get('retry-after')) };
  } catch {
    // The caught error can hold the request with its header: nothing of it goes on.
    if (request.signal?.aborted) return { kind: 'aborted' };
    if (timeout.aborted) return { kind: 'timed-out' };
    return { kind: 'unreachable' };
  }
}

/** Exactly https on one of the two hosts; a `blob:` address would have their origin too. */
function isCredlyApi(address: string): boolean {
  if (!URL.canParse(address)) return false;
  const { protocol, origin, username, password } = new URL(address);
  return protocol === 'https:' && Object.values(apiOrigins).includes(origin) && username === '' && password === '';
}

export function isFailure(answer: RawAnswer | CredlyFailure): answer is CredlyFailure {
  return 'kind' in answer;
}

async function readText(stream: ReadableStream<Uint8Array> | undefined | null): Promise<string | null> {
  if (!stream) return '';
  const reader = stream.getReader();
  const decoder = new TextDecoder();
  let bytes = 0;
  let text = '';
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return text + decoder.decode();
    bytes += value.byteLength;
    if (bytes > maxAnswerBytes) {
      await reader.cancel();
      return null;
    }
    text += decoder.decode(value, { stream: true });
  }
}

/** `Retry-After` in seconds or as a date; null where it is missing or not understood. At most one hour. */
function retryAfterMs(header: string | null): number | null {
  if (!header) return null;
  const ms = /^\d+$/.test(header.trim()) ? Number(header) * 1000 : Date.parse(header) - Date.now();
  return Number.isFinite(ms) && ms >= 0 ? Math.min(ms, 3_600_000) : null;
}

function base64(text: string): string {
  let binary = '';
  for (const byte of new TextEncoder().encode(text)) binary += String.fromCharCode(byte);
  return btoa(binary);
}
