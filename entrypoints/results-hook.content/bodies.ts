import { maxBodyLength } from '@/lib/quiz-site/hook-wire.ts';

/** Copies of what a page sends and gets, as text. Whatever is too long, endless or no text is left alone. */

/** A body inside a Request can be read only once, and that is the page's right: so a copy is made before. */
export function copyOf(input: RequestInfo | URL, init: RequestInit | undefined): Request | null {
  try {
    return input instanceof Request && !init?.body && writes(input.method) && !input.bodyUsed ? input.clone() : null;
  } catch {
    return null;
  }
}

export function writes(method: string): boolean {
  return method === 'POST' || method === 'PUT' || method === 'PATCH';
}

/** A copy of what is sent. Streams are left alone: reading them would take them from the page. */
export async function bodyText(body: unknown): Promise<string> {
  if (typeof body === 'string') return body.length > maxBodyLength ? '' : body;
  if (body instanceof URLSearchParams) return body.toString();
  if (body instanceof FormData) return fieldsText(body);
  if (body instanceof Blob && body.size <= maxBodyLength) return body.text();
  return '';
}

export async function copyText(copy: Request | null): Promise<string> {
  if (!copy) return '';
  const text = await limitedText(copy.body);
  const type = copy.headers.get('content-type') ?? '';
  if (!text || !type.startsWith('multipart/form-data')) return text;
  return fieldsText(await new Response(text, { headers: { 'content-type': type } }).formData());
}

/** The type that the browser gives a body by itself. */
export function typeOf(body: unknown): string {
  if (body instanceof FormData) return 'multipart/form-data';
  return body instanceof URLSearchParams ? 'application/x-www-form-urlencoded' : '';
}

/** Text fields only; files stay where they are. */
export function fieldsText(data: FormData): string {
  const fields = new URLSearchParams();
  for (const [name, value] of data) if (typeof value === 'string') fields.append(name, value);
  return fields.toString();
}

/** A copy of the answer's text, read no further than what can be a result; endless and binary answers are left alone. */
export async function answerText(response: Response): Promise<string> {
  const type = response.headers.get('content-type') ?? '';
  const length = Number(response.headers.get('content-length') ?? 0);
  if (response.bodyUsed || length > maxBodyLength || /^(image|audio|video|font)\/|event-stream/.test(type)) return '';
  return limitedText(response.clone().body);
}

/** What a stream holds, or nothing where that is too much: the rest is let go. */
async function limitedText(body: ReadableStream<Uint8Array> | null): Promise<string> {
  const reader = body?.getReader();
  const decoder = new TextDecoder();
  let text = '';
  while (reader) {
    const { done, value } = await reader.read();
    if (done) break;
    text += decoder.decode(value, { stream: true });
    if (text.length <= maxBodyLength) continue;
    await reader.cancel();
    return '';
  }
  return text + decoder.decode();
}

/** `responseText` throws for blob and json, so each kind is read in its own way. */
export async function xhrText(xhr: XMLHttpRequest): Promise<string> {
  switch (xhr.responseType) {
    case '':
    case 'text':
      return xhr.responseText.length > maxBodyLength ? '' : xhr.responseText;
    case 'json':
      return JSON.stringify(xhr.response) ?? '';
    case 'blob':
      return xhr.response instanceof Blob && xhr.response.size <= maxBodyLength ? xhr.response.text() : '';
    case 'arraybuffer':
      return xhr.response instanceof ArrayBuffer && xhr.response.byteLength <= maxBodyLength
        ? new TextDecoder().decode(xhr.response)
        : '';
    default:
      return '';
  }
}
