import { createServer, type RequestListener, type Server } from 'node:http';
import { afterEach, describe, expect, it, vi } from 'vitest';
import {
  type CredlyToken,
  defaultTimeoutMs,
  ForbiddenOriginError,
  isFailure,
  sendAuthorized,
} from '../../../../lib/credly/authorized-request.ts';
import { type StandIn, startStandIn, tokenOf } from '../credly-stand-in.ts';

const canary = 'canary-token-5f2a' as CredlyToken;
const encodedCanary = Buffer.from(`${canary}:`).toString('base64');
const organizations = 'https://api.credly.com/v1/organizations';

let credly: StandIn | undefined;
afterEach(async () => {
  await credly?.stop();
  credly = undefined;
  vi.unstubAllGlobals();
});

const start = async () => {
  credly = await startStandIn();
  return credly;
};

function expectNoToken(it: unknown): void {
  const seen = [
    JSON.stringify(it),
    String(it),
    it instanceof Error ? `${it.stack}${JSON.stringify(it.cause)}` : '',
  ].join();
  expect(seen).not.toContain(canary);
  expect(seen).not.toContain(encodedCanary);
}

describe('where a token may go', () => {
  it.each([
    'http://api.credly.com/v1/organizations',
    'https://api.credly.com:8443/v1/organizations',
    'https://api.credly.com.evil.example/v1/organizations',
    'https://api.credly.com@evil.example/v1/organizations',
    'https://evil.example/https://api.credly.com/v1/organizations',
    'https://evil.example/?https://api.credly.com',
    'https://evil.example#@api.credly.com',
    'https://evil.example\\@api.credly.com/',
    'https://user@api.credly.com/v1/organizations',
    'https://user:secret@api.credly.com/v1/organizations',
    'https://:secret@api.credly.com/v1/organizations',
    'https://xapi.credly.com/',
    'https://api.credly.com./',
    'https://www.credly.com/',
    'https://credly.com/',
    'https://api-credly.com/',
    'https://api.сredly.com/',
    'https://api.credly.com%2eevil.example/',
    'wss://api.credly.com/',
    'data:application/json,{}',
    'https://app.credspark.com/',
  ])('not to %s', async (url) => {
    const fetch = vi.fn();
    vi.stubGlobal('fetch', fetch);
    const error = await sendAuthorized({ method: 'GET', url, token: canary }).catch((it: unknown) => it);
    expect(error).toBeInstanceOf(ForbiddenOriginError);
    expectNoToken(error);
    expect(fetch).not.toHaveBeenCalled();
  });

  it('not to a blob that names its host', async () => {
    vi.stubGlobal('fetch', vi.fn());
    const url = 'blob:https://api.credly.com/1';
    await expect(sendAuthorized({ method: 'GET', url, token: canary })).rejects.toBeInstanceOf(ForbiddenOriginError);
  });

  it.each(['api.credly.com', 'sandbox-api.credly.com'])('to %s', async (host) => {
    const { requests } = await start();
    await sendAuthorized({ method: 'GET', url: `https://${host}/v1/organizations`, token: canary });
    expect(requests.map((it) => [it.host, it.headers.authorization])).toEqual([[host, `Basic ${encodedCanary}`]]);
  });

  it.each(['not an address', '/v1/organizations', ''])('not to %j, which is no address', async (url) => {
    const error = await sendAuthorized({ method: 'GET', url, token: canary }).catch((it: unknown) => it);
    expect(error).toBeInstanceOf(Error);
    expectNoToken(error);
  });
});

describe('a request', () => {
  it('stays without cookies, cache and referrer, and follows no redirect', async () => {
    const fetch = vi.fn<typeof globalThis.fetch>(async () => new Response('{}'));
    vi.stubGlobal('fetch', fetch);
    await sendAuthorized({ method: 'GET', url: organizations, token: canary });
    expect(fetch.mock.calls[0]?.[1]).toMatchObject({
      redirect: 'error',
      credentials: 'omit',
      cache: 'no-store',
      referrerPolicy: 'no-referrer',
    });
  });

  it('carries its body as JSON', async () => {
    const { requests } = await start();
    await sendAuthorized({ method: 'POST', url: `${organizations}/1/badges`, token: canary, body: { a: 'ä' } });
    expect(requests[0]).toMatchObject({ body: { a: 'ä' }, headers: { 'content-type': 'application/json' } });
  });

  it('encodes any character of a token', async () => {
    const { requests } = await start();
    await sendAuthorized({ method: 'GET', url: organizations, token: 'tökén:1' as CredlyToken });
    expect(requests[0]?.headers.authorization).toBe(`Basic ${Buffer.from('tökén:1:').toString('base64')}`);
  });

  it('is never repeated by itself', async () => {
    const server = await start();
    for (const status of [429, 500, 503]) {
      server.fault({}, { kind: 'status', status }, 1);
      const answer = await sendAuthorized({ method: 'GET', url: organizations, token: canary });
      expect(answer).toMatchObject({ status });
    }
    expect(server.requests).toHaveLength(3);
  });
});

describe('an answer', () => {
  const send = (part: { signal?: AbortSignal; timeoutMs?: number; token?: CredlyToken } = {}) =>
    sendAuthorized({ method: 'GET', url: organizations, token: canary, ...part });

  it('is given as it came', async () => {
    const server = await start();
    const answer = await send({ token: tokenOf(server.production) as CredlyToken });
    if (isFailure(answer)) throw new Error(answer.kind);
    expect(answer.status).toBe(200);
    expect(JSON.parse(answer.text)).toMatchObject({ data: [{ name: 'Northwind Academy' }] });
  });

  it.each([
    ['60', 60_000],
    ['0', 0],
    ['999999', 3_600_000],
    ['soon', null],
    ['-1', null],
    ['', null],
  ])('with Retry-After %j means %j ms', async (value, retryAfterMs) => {
    const server = await start();
    server.fault({}, { kind: 'status', status: 429, headers: { 'Retry-After': value } });
    expect(await send()).toMatchObject({ retryAfterMs });
  });

  it('with a date in Retry-After means the time until then', async () => {
    const server = await start();
    const date = new Date(Date.now() + 600_000).toUTCString();
    server.fault({}, { kind: 'status', status: 503, headers: { 'Retry-After': date } });
    const answer = await send();
    expect((answer as { retryAfterMs: number }).retryAfterMs).toBeGreaterThan(590_000);
    expect((answer as { retryAfterMs: number }).retryAfterMs).toBeLessThanOrEqual(600_000);
  });

  it.each([301, 302, 307, 308])('that redirects (%i) is a failure, and nobody else is asked', async (status) => {
    const server = await start();
    const location = 'https://www.credly.com/login';
    server.fault({}, { kind: 'status', status, headers: { Location: location } }, 1);
    const failure = await send();
    expect(failure).toEqual({ kind: 'unreachable' });
    expectNoToken(failure);
    expect(server.requests).toHaveLength(1);
  });

  it('larger than 8 MB is not Credly’s', async () => {
    const server = await start();
    server.fault({}, { kind: 'malformed', body: ' '.repeat(8_000_001) }, 1);
    expect(await send()).toEqual({ kind: 'not-credly', status: 200 });
    server.fault({}, { kind: 'malformed', body: ' '.repeat(8_000_000) }, 1);
    expect(await send()).toMatchObject({ status: 200, retryAfterMs: null });
  });

  it('without a body is empty text', async () => {
    const server = await start();
    server.fault({}, { kind: 'status', status: 204 });
    expect(await send()).toEqual({ status: 204, text: '', retryAfterMs: null });
  });

  it('that is cut off is unreachable', async () => {
    const server = await start();
    server.fault({}, { kind: 'drop' });
    expect(await send()).toEqual({ kind: 'unreachable' });
  });

  it('that is cut off in the middle is unreachable', async () => {
    const cut: RequestListener = (_request, response) => {
      response.writeHead(200, { 'Content-Length': '1000' });
      response.write('{"data":', () => response.destroy());
    };
    const server = await listen(cut);
    const address = server.address();
    const port = typeof address === 'object' ? address?.port : 0;
    const { fetch } = globalThis;
    vi.stubGlobal('fetch', () => fetch(`http://127.0.0.1:${port}/`));
    expect(await send()).toEqual({ kind: 'unreachable' });
    server.close();
  });

  it('that does not come in time has timed out', async () => {
    const server = await start();
    server.fault({}, { kind: 'no-answer' });
    expect(await send({ timeoutMs: 20 })).toEqual({ kind: 'timed-out' });
    expect(defaultTimeoutMs).toBeLessThan(30_000);
  });

  it('that nobody waits for any more was aborted', async () => {
    const server = await start();
    server.fault({}, { kind: 'no-answer' });
    const given = new AbortController();
    const sent = send({ signal: given.signal });
    await server.waitForRequest('GET', /organizations/);
    given.abort();
    expect(await sent).toEqual({ kind: 'aborted' });
  });

  it('tells nothing of the token, even when the error that was caught holds it', async () => {
    vi.stubGlobal('fetch', async (_url: string, init: RequestInit) => {
      throw Object.assign(new Error(`failed with ${JSON.stringify([...new Headers(init.headers)])}`), {
        token: canary,
      });
    });
    const failure = await send();
    expect(failure).toEqual({ kind: 'unreachable' });
    expectNoToken(failure);
  });
});

function listen(listener: RequestListener): Promise<Server> {
  return new Promise((resolve) => {
    const server = createServer(listener);
    server.listen(0, '127.0.0.1', () => resolve(server));
  });
}
