import type { Page } from '@playwright/test';
import { withRule } from '../flows/with-rule.ts';
import { expect, type Harness, test } from '../harness.ts';

/**
 * What real quiz apps do on the wire, in a real player page with our hook in it (credspark.md, traps 1 to 7): the hook must
 * see it, and the page must get what it would get without us. Traps 9 to 13 are what builds b and c of the stand-in are.
 */
test.use({ build: 'b' });

interface Seen {
  kind: string;
  url: string;
  method: string;
  requestType: string;
  requestText: string;
  status: number;
  responseText: string;
}

const answer = '{"result":{"score":8}}';

/** A player page in which requests to `/trap` answer as their query says, and everything the hook tells is collected. */
async function openPlayer(harness: Harness): Promise<Page> {
  await withRule(harness, 'scored');
  const { page, player } = await harness.participant();
  await page.route(/\/trap/, async (route) => {
    const query = new URL(route.request().url()).searchParams;
    const size = Number(query.get('size') ?? 0);
    const status = Number(query.get('status') ?? 200);
    await route.fulfill({
      status,
      contentType: query.get('type') ?? 'application/json',
      body: status === 204 ? '' : size > 0 ? 'x'.repeat(size) : (query.get('body') ?? answer),
    });
  });
  await player.open(harness.site.quiz('scored'));
  await page.evaluate(() =>
    document.addEventListener('credly-badges-for-credspark:observed', (event) => {
      const seen = JSON.parse(sessionStorage.getItem('seen') ?? '[]');
      const observed = JSON.parse((event as CustomEvent<string>).detail);
      if (observed.url.includes('/trap')) sessionStorage.setItem('seen', JSON.stringify([...seen, observed]));
    }),
  );
  return page;
}

const seenIn = (page: Page) => page.evaluate(() => JSON.parse(sessionStorage.getItem('seen') ?? '[]') as Seen[]);

/** Makes a request in the page and gives what the hook told of it. */
async function observe(page: Page, request: () => unknown): Promise<{ got: unknown; seen: Seen | undefined }> {
  await page.evaluate(() => sessionStorage.removeItem('seen'));
  const got = await page.evaluate(request);
  await expect.poll(async () => (await seenIn(page)).length).toBe(1);
  const [seen] = await seenIn(page);
  return { got, seen };
}

const formText = 'email=ada%40example.com&score=8';

test('bodies of any kind, by fetch and XHR, are seen as they were when they were sent (trap 1)', async ({
  harness,
}) => {
  const page = await openPlayer(harness);
  const cases: [string, () => unknown, Partial<Seen>][] = [
    [
      'fetch with FormData that no form made, emptied right after',
      async () => {
        const data = new FormData();
        data.append('email', 'ada@example.com');
        data.append('score', '8');
        const sent = fetch('/trap', { method: 'POST', body: data });
        data.delete('email');
        return (await sent).json();
      },
      { requestType: 'multipart/form-data', requestText: formText },
    ],
    [
      'a Request with FormData',
      async () => {
        const data = new FormData();
        data.append('email', 'ada@example.com');
        data.append('score', '8');
        return (await fetch(new Request('/trap', { method: 'PUT', body: data }))).json();
      },
      { method: 'PUT', requestText: formText },
    ],
    [
      'fetch with urlencoded parameters',
      async () => {
        const body = new URLSearchParams({ email: 'ada@example.com', score: '8' });
        return (await fetch('/trap', { method: 'post', body })).json();
      },
      { method: 'POST', requestType: 'application/x-www-form-urlencoded', requestText: formText },
    ],
    [
      'fetch with JSON in a Blob',
      async () => (await fetch('/trap', { method: 'PATCH', body: new Blob(['{"score":8}']) })).json(),
      { method: 'PATCH', requestText: '{"score":8}' },
    ],
    [
      'XHR with FormData that is filled anew before the answer',
      () =>
        new Promise((resolve) => {
          const data = new FormData();
          data.append('email', 'ada@example.com');
          data.append('score', '8');
          const xhr = new XMLHttpRequest();
          xhr.open('POST', '/trap');
          xhr.onload = () => resolve(JSON.parse(xhr.responseText));
          xhr.send(data);
          data.set('email', 'grace@example.com');
        }),
      { requestType: 'multipart/form-data', requestText: formText },
    ],
  ];
  for (const [what, request, expected] of cases)
    await test.step(what, async () => {
      const { got, seen } = await observe(page, request);
      expect(got, what).toEqual(JSON.parse(answer));
      expect(seen, what).toMatchObject({ kind: 'exchange', status: 200, responseText: answer, ...expected });
    });
});

test('answers are seen whatever the page reads them as, and whatever they are called (traps 2, 3, 6 and 7)', async ({
  harness,
}) => {
  const page = await openPlayer(harness);
  for (const responseType of ['', 'text', 'json', 'blob', 'arraybuffer'] as const)
    await test.step(`responseType "${responseType}" of a relative address`, async () => {
      await page.evaluate((type) => sessionStorage.setItem('type', type), responseType);
      const { got, seen } = await observe(
        page,
        () =>
          new Promise((resolve) => {
            const xhr = new XMLHttpRequest();
            xhr.open('POST', '../trap?status=201&type=text/html');
            xhr.responseType = sessionStorage.getItem('type') as XMLHttpRequestResponseType;
            xhr.onload = async () =>
              resolve(
                await new Response(xhr.responseType === 'json' ? JSON.stringify(xhr.response) : xhr.response).text(),
              );
            xhr.send('x=1');
          }),
      );
      expect(got).toBe(answer);
      expect(seen).toMatchObject({
        status: 201,
        responseText: answer,
        url: expect.stringMatching(/^https:.*\/trap\?/),
      });
    });
  const empty = await observe(page, async () => (await fetch('/trap?status=204', { method: 'POST' })).status);
  expect(empty).toMatchObject({ got: 204, seen: { status: 204, responseText: '' } });
  const labelled = await observe(page, async () => (await fetch('/trap?body=', { method: 'POST' })).text());
  expect(labelled).toMatchObject({ got: '', seen: { status: 200, responseText: '' } });
});

test('form.submit() is seen, and goes where it goes (trap 1)', async ({ harness }) => {
  const page = await openPlayer(harness);
  await Promise.all([
    page.waitForURL(/\/trap/),
    page.evaluate(() => {
      const form = document.body.appendChild(document.createElement('form'));
      form.method = 'post';
      form.action = 'trap?type=text/html';
      form.innerHTML = '<input name="user[email]" value="ada@example.com"><input name="method" value="none">';
      // The hard way: the form's own method is hidden by its field, and no submit event is fired.
      HTMLFormElement.prototype.submit.call(form);
    }),
  ]);
  expect(await seenIn(page)).toMatchObject([
    { kind: 'form', method: 'POST', requestText: 'user%5Bemail%5D=ada%40example.com&method=none' },
  ]);
});

test('bodies of more than a megabyte are left alone, and the page has them whole', async ({ harness }) => {
  const page = await openPlayer(harness);
  const answered = await observe(
    page,
    async () => (await (await fetch('/trap?size=3000000', { method: 'POST' })).text()).length,
  );
  expect(answered).toMatchObject({ got: 3_000_000, seen: { responseText: '' } });
  const sent = await observe(page, async () =>
    (await fetch('/trap', { method: 'POST', body: 'x'.repeat(1_500_000) })).json(),
  );
  expect(sent).toMatchObject({ got: JSON.parse(answer), seen: { requestText: '', responseText: answer } });
});
