import type { ServerResponse } from 'node:http';
import type { Html } from './html.ts';

export interface SiteRequest {
  method: string;
  host: string;
  path: string;
  query: URLSearchParams;
  contentType: string;
  /** A header that the site's own scripts send. */
  requestedWith: string | undefined;
  body: Buffer;
}

/** What a route answers: a whole reply, or a stream that it writes itself. */
export type Reply =
  | { status: number; headers: Record<string, string>; body: string | Buffer }
  | { stream: (response: ServerResponse) => void };

export function page(body: Html, status = 200): Reply {
  return { status, headers: { 'content-type': 'text/html; charset=utf-8' }, body: `<!doctype html>${body.text}` };
}

export function json(value: unknown, { status = 200, contentType = 'application/json; charset=utf-8' } = {}): Reply {
  return { status, headers: { 'content-type': contentType }, body: JSON.stringify(value) };
}

export function redirect(location: string): Reply {
  return { status: 302, headers: { location }, body: '' };
}

export function noContent(): Reply {
  return { status: 204, headers: {}, body: '' };
}

export function notFound(): Reply {
  return { status: 404, headers: { 'content-type': 'text/plain' }, body: 'Not found' };
}

/** Reads an urlencoded or multipart body; files are left out. */
export async function form(request: SiteRequest): Promise<URLSearchParams> {
  const headers = { 'content-type': request.contentType };
  const data = await new Response(new Uint8Array(request.body), { headers }).formData();
  const fields = new URLSearchParams();
  for (const [name, value] of data) if (typeof value === 'string') fields.append(name, value);
  return fields;
}

/** Reads a JSON body that must be an object; anything else is an empty one. */
export function jsonObject(request: SiteRequest): Record<string, unknown> {
  const value: unknown = JSON.parse(request.body.toString('utf8') || '{}');
  return isObject(value) ? value : {};
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Server-sent events: `value()` at once, and again whenever it has changed. */
export function events(value: () => unknown): Reply {
  return {
    stream(response) {
      response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
      let last = '';
      const send = () => {
        const now = JSON.stringify(value());
        if (now !== last) response.write(`data: ${now}\n\n`);
        last = now;
      };
      send();
      const timer = setInterval(send, 100);
      response.on('close', () => clearInterval(timer));
    },
  };
}
