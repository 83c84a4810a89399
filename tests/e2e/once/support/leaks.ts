import type { Page } from '@playwright/test';

/** A place where a secret must not be: gives back everything that can be read there, as text. */
export interface Collector {
  place: string;
  collect(): Promise<string> | string;
}

/** The forms in which a token could show: as it is, as a Basic header, as a URL or JSON would write it, backwards. */
function formsOf(secret: string): string[] {
  const basic = Buffer.from(`${secret}:`).toString('base64').replace(/=+$/, '');
  return [
    secret,
    basic,
    encodeURIComponent(secret),
    JSON.stringify(secret).slice(1, -1),
    [...secret].reverse().join(''),
  ];
}

/** The places in which the secret can be read, in the order of the collectors. */
export async function leaksOf(secret: string, collectors: readonly Collector[]): Promise<string[]> {
  const forms = formsOf(secret);
  const places: string[] = [];
  for (const { place, collect } of collectors) {
    const text = await collect();
    if (forms.some((form) => text.includes(form))) places.push(place);
  }
  return places;
}

/** All of a page that its script can read: markup, open shadow roots, what is typed in fields, its own storage, address. */
export function readablePage(page: Page): Promise<string> {
  return page.evaluate(() => {
    const parts: string[] = [location.href, document.title, document.cookie];
    const read = (root: Document | ShadowRoot) => {
      parts.push(root instanceof Document ? root.documentElement.outerHTML : root.innerHTML);
      for (const element of root.querySelectorAll('*')) {
        if (element.shadowRoot) read(element.shadowRoot);
        if ('value' in element) parts.push(String(element.value));
      }
    };
    read(document);
    try {
      parts.push(JSON.stringify({ ...localStorage }), JSON.stringify({ ...sessionStorage }));
    } catch {
      // Not every page has storage.
    }
    return parts.join('\n');
  });
}

/** Records in each page to come what its script could hear: messages of the window and events of our names. */
export const hearInPage = () => {
  const heard: string[] = [];
  Object.assign(globalThis, { heard });
  const names = ['message', 'credly-badges-for-credspark:observed', 'credly-badges-for-credspark:stop'];
  for (const target of [window, document]) {
    for (const name of names)
      target.addEventListener(name, (event) => {
        heard.push(`${name}: ${JSON.stringify((event as CustomEvent).detail ?? (event as MessageEvent).data ?? null)}`);
      });
  }
};

export const heardInPage = (page: Page): Promise<string> =>
  page.evaluate(() => (globalThis as { heard?: string[] }).heard?.join('\n') ?? '');
