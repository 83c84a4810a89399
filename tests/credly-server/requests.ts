import type { IncomingMessage } from 'node:http';

/** One request as it arrived, and how it was answered. */
export interface RecordedRequest {
  /** When it arrived, ms since the epoch. */
  at: number;
  /** The `Host` header without its port. */
  host: string;
  method: string;
  /** Path without the query. */
  path: string;
  /** Decoded query; the last value wins when a name is repeated. */
  query: Record<string, string>;
  headers: Record<string, string>;
  origin: string | undefined;
  /** Parsed JSON when the body is JSON, its text otherwise, `undefined` when there was none. */
  body: unknown;
  /** `undefined` while (or because) nothing was answered. */
  answeredStatus: number | undefined;
  /** When the answer was sent, ms since the epoch. */
  answeredAt: number | undefined;
}

const maxBodyBytes = 1024 * 1024;

/** Reads a whole body; `undefined` when it is larger than 1 MB. */
async function readBody(message: IncomingMessage): Promise<string | undefined> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of message as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > maxBodyBytes) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function parseBody(text: string): unknown {
  if (text === '') return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** Turns Node's message into a record; gives `tooLarge` instead of a body above 1 MB. Rejects if the client goes. */
export async function readRequest(message: IncomingMessage): Promise<{ request: RecordedRequest; tooLarge: boolean }> {
  const at = Date.now();
  const host = (message.headers.host ?? '').replace(/:\d+$/, '').toLowerCase();
  const { pathname, searchParams } = new URL(message.url ?? '/', 'https://credly.invalid');
  const headers = Object.fromEntries(
    Object.entries(message.headersDistinct).map(([name, values]) => [name, (values ?? []).join(', ')]),
  );
  const text = await readBody(message);
  const request: RecordedRequest = {
    at,
    host,
    method: message.method ?? 'GET',
    path: pathname,
    query: Object.fromEntries(searchParams),
    headers,
    origin: headers.origin,
    body: text === undefined ? undefined : parseBody(text),
    answeredStatus: undefined,
    answeredAt: undefined,
  };
  return { request, tooLarge: text === undefined };
}

/** Keeps every request in order and tells those who wait for one. */
export class RequestLog {
  readonly all: RecordedRequest[] = [];
  private readonly waiters = new Set<(request: RecordedRequest) => void>();

  add(request: RecordedRequest): void {
    this.all.push(request);
    for (const tell of this.waiters) tell(request);
  }

  /** Resolves with the first recorded match, or the next one to arrive; rejects after `timeoutMs`. */
  waitFor(method: string, path: RegExp, timeoutMs: number): Promise<RecordedRequest> {
    const matches = (request: RecordedRequest) => request.method === method && path.test(request.path);
    const recorded = this.all.find(matches);
    if (recorded) return Promise.resolve(recorded);
    return new Promise((resolve, reject) => {
      const finish = () => {
        clearTimeout(timer);
        this.waiters.delete(tell);
      };
      const tell = (request: RecordedRequest) => {
        if (!matches(request)) return;
        finish();
        resolve(request);
      };
      const timer = setTimeout(() => {
        finish();
        reject(new Error(`No ${method} ${path} reached the Credly stand-in within ${timeoutMs} ms`));
      }, timeoutMs);
      this.waiters.add(tell);
    });
  }
}
