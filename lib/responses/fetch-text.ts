import type { SiteProfile } from '../quiz-site/profile.ts';

/**
 * Reads an address of a quiz site as the person who is signed in there: GET alone, with the site's own cookies, and with
 * nothing of ours. Credly's token has no way to here.
 */

export type Fetched =
  | { kind: 'text'; text: string }
  /** The site leads elsewhere, to where somebody signs in, or says that nobody is. */
  | { kind: 'signed-out' }
  /** The site answers, and not with this. */
  | { kind: 'refused' }
  | { kind: 'unreachable' };

/** Shorter than the time after which the browser ends a worker that waits for an answer. */
const timeoutMs = 25_000;
/** No list of responses is that long. */
const maxBytes = 5_000_000;

/** @throws where the address is not one of the profile's site: a mistake of ours */
export async function fetchText(
  { origins, responseList }: Pick<SiteProfile, 'origins' | 'responseList'>,
  address: string,
  accept: 'json' | 'html',
): Promise<Fetched> {
  const url = new URL(address);
  if (!origins.includes(url.origin) || url.protocol !== 'https:') throw new Error('Not an address of the quiz site.');
  const get = (redirect: RequestRedirect) =>
    fetch(url, {
      method: 'GET',
      credentials: 'include',
      redirect,
      cache: 'no-store',
      referrerPolicy: 'no-referrer',
      headers: { accept: accept === 'json' ? 'application/json, text/plain;q=0.9, */*;q=0.5' : 'text/html' },
      signal: AbortSignal.timeout(timeoutMs),
    });
  let response: Response;
  try {
    response = await get('follow');
  } catch {
    // A sign-in on another host may not be read from here, which looks like a broken connection.
    const first = await get('manual').catch(() => null);
    return { kind: first?.type === 'opaqueredirect' ? 'signed-out' : 'unreachable' };
  }
  const { pathname, origin } = new URL(response.url || address);
  const isSignIn = responseList.signIn.some((path) => pathname === path || pathname.startsWith(`${path}/`));
  if (response.status === 401 || isSignIn || !origins.includes(origin)) return { kind: 'signed-out' };
  if (response.status === 429 || response.status >= 500) return { kind: 'unreachable' };
  if (!response.ok) return { kind: 'refused' };
  const text = await limitedText(response).catch(() => null);
  if (text === null) return { kind: 'unreachable' };
  return text === '' ? { kind: 'refused' } : { kind: 'text', text };
}

/** Nothing where it is too long: the rest is let go. */
async function limitedText(response: Response): Promise<string> {
  const reader = response.body?.getReader();
  const decoder = new TextDecoder();
  let text = '';
  let bytes = 0;
  while (reader) {
    const { done, value } = await reader.read();
    if (done) break;
    bytes += value.byteLength;
    if (bytes > maxBytes) {
      await reader.cancel();
      return '';
    }
    text += decoder.decode(value, { stream: true });
  }
  return text + decoder.decode();
}
