import type { IncomingMessage } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { Readable } from 'node:stream';
import { vi } from 'vitest';
import { type CredlyServer, startCredlyServer, type Token, type WorldSeed } from '../../credly-server/index.ts';

/** The local Credly, reached through `fetch` under Credly's own host names. */
export interface StandIn extends CredlyServer {
  /** Called with each request before it leaves; what it returns is waited for. */
  beforeEachRequest(hook: (request: Request) => unknown): void;
  stop(): Promise<void>;
}

/** Starts the local Credly and lets `fetch` lead to it, and nowhere else, until it is stopped. */
export async function startStandIn(
  seed: { production?: Partial<WorldSeed>; sandbox?: Partial<WorldSeed> } = {},
): Promise<StandIn> {
  const server = await startCredlyServer(seed);
  let hook: (request: Request) => unknown = () => undefined;
  vi.stubGlobal('fetch', async (input: string | URL | Request, init?: RequestInit) => {
    const request = new Request(input, init);
    await hook(request);
    return forward(request, server.port);
  });
  return Object.assign(server, {
    beforeEachRequest: (it: typeof hook) => {
      hook = it;
    },
    stop: stopOf(server),
  });
}

const stopOf = (server: CredlyServer) => {
  const stop = server.stop;
  return async () => {
    vi.unstubAllGlobals();
    await stop();
  };
};

/** Node's own `fetch` knows neither our certificate nor host names of the test; this keeps its manners in what matters. */
async function forward(request: Request, port: number): Promise<Response> {
  const url = new URL(request.url);
  const body = Buffer.from(await request.arrayBuffer());
  request.signal.throwIfAborted();
  const answer = await new Promise<IncomingMessage>((resolve, reject) => {
    const outgoing = httpsRequest(
      {
        host: '127.0.0.1',
        port,
        method: request.method,
        path: url.pathname + url.search,
        headers: { ...Object.fromEntries(request.headers), host: url.host },
        rejectUnauthorized: false,
        agent: false,
        signal: request.signal,
      },
      resolve,
    );
    outgoing.on('error', () => reject(request.signal.aborted ? request.signal.reason : new TypeError('fetch failed')));
    outgoing.end(body);
  });
  const status = answer.statusCode ?? 0;
  const location = answer.headers.location;
  if (status >= 300 && status < 400 && location) {
    answer.destroy();
    if (request.redirect === 'error') throw new TypeError('fetch failed');
    return forward(new Request(new URL(location, url), { headers: request.headers }), port);
  }
  const headers = Object.entries(answer.headers).map(([name, value]): [string, string] => [name, String(value)]);
  const stream = status === 204 ? null : (Readable.toWeb(answer) as ReadableStream<Uint8Array<ArrayBuffer>>);
  return new Response(stream, { status, headers });
}

/** The first of a list that a seed certainly has. */
export function first<T>(items: readonly T[]): T {
  const [item] = items;
  if (item === undefined) throw new Error('The stand-in has none.');
  return item;
}

export const tokenOf = (world: { tokens: readonly Token[] }): string => first(world.tokens).token;
