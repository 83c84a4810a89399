import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { credsparkProfile } from '../../../../lib/quiz-site/credspark.ts';
import { fetchText } from '../../../../lib/responses/fetch-text.ts';

const page = 'https://app.credspark.com/assessments/food/data';
const fetched = vi.fn<typeof fetch>();

beforeEach(() => vi.stubGlobal('fetch', fetched));
afterEach(() => {
  vi.unstubAllGlobals();
  fetched.mockReset();
});

const answer = (text: string, { status = 200, url = page } = {}) =>
  Object.defineProperty(new Response(status === 204 ? null : text, { status }), 'url', { value: url });
const read = () => fetchText(credsparkProfile, page, 'html');

it('asks with GET and the site’s own cookies, and with nothing of ours', async () => {
  fetched.mockResolvedValue(answer('<p>x</p>'));
  expect(await read()).toEqual({ kind: 'text', text: '<p>x</p>' });
  const [url, init] = fetched.mock.calls[0] ?? [];
  expect(String(url)).toBe(page);
  expect(init).toMatchObject({ method: 'GET', credentials: 'include', referrerPolicy: 'no-referrer' });
  expect(Object.keys(init?.headers ?? {})).toEqual(['accept']);
  expect(init?.body).toBeUndefined();
});

it.each([
  'https://api.credly.com/v1',
  'https://evil.example/',
  'http://app.credspark.com/x',
  'https://app.credspark.com.evil.example/',
])('never asks %s', async (address) => {
  await expect(fetchText(credsparkProfile, address, 'json')).rejects.toThrow('Not an address');
  expect(fetched).not.toHaveBeenCalled();
});

it.each([
  ['a 401', answer('', { status: 401 }), 'signed-out'],
  [
    'being led to the sign-in',
    answer('x', { url: 'https://app.credspark.com/users/sign_in?return_to=x' }),
    'signed-out',
  ],
  ['being led to another site', answer('x', { url: 'https://sso.example/' }), 'signed-out'],
  ['a 503', answer('', { status: 503 }), 'unreachable'],
  ['a 429', answer('', { status: 429 }), 'unreachable'],
  ['a 400', answer('', { status: 400 }), 'refused'],
  ['nothing', answer('', { status: 204 }), 'refused'],
  ['more than any list has', answer('x'.repeat(5_000_001)), 'refused'],
])('says what %s means', async (_what, response, kind) => {
  fetched.mockResolvedValue(response);
  expect((await read()).kind).toBe(kind);
});

it('tells a sign-in on a host that may not be read from a broken connection', async () => {
  const refused = new TypeError('Failed to fetch');
  fetched.mockRejectedValueOnce(refused).mockResolvedValueOnce({ type: 'opaqueredirect' } as Response);
  expect(await read()).toEqual({ kind: 'signed-out' });
  fetched.mockRejectedValue(refused);
  expect(await read()).toEqual({ kind: 'unreachable' });
});
