// @vitest-environment happy-dom
import { expect, it } from 'vitest';
import { credsparkProfile } from '../../../../lib/quiz-site/credspark.ts';
import { isShownByMarkup, readResponsePage } from '../../../../lib/quiz-site/dom/response-grids.ts';
import { responsePageSchema } from '../../../../lib/quiz-site/response-page.ts';

/** As the document that nobody sees does it. */
function pageOf(markup: string) {
  const { body } = new DOMParser().parseFromString(`<body>${markup}</body>`, 'text/html');
  const { page } = readResponsePage(credsparkProfile, body, isShownByMarkup);
  return responsePageSchema.parse(page);
}

const cells = (tag: string, ...texts: string[]) => texts.map((it) => `<${tag}>${it}</${tag}>`).join('');
const head = ['Name', 'E-mail', 'Score', 'Status'];
const ada = ['Ada Lovelace', 'ada@example.com', '8 of 10', 'Notified'];

it('takes a table with a head, without what is hidden or not a row', () => {
  const page = pageOf(`<table><thead><tr>${cells('th', ...head)}</tr></thead><tbody>
    <tr>${cells('td', ...ada)}</tr><tr hidden>${cells('td', ...ada)}</tr>
    <tr><td colspan="4">March</td></tr><tr><td colspan="2">x</td><td>y</td><td>z</td></tr></tbody></table>`);
  expect(page.grids).toEqual([{ head, rows: [ada], odd: 1, isCut: false }]);
});

it('takes rows of elements without any table', () => {
  const row = (texts: string[]) => `<div>${cells('span', ...texts)}</div>`;
  expect(pageOf(`<p>x</p><div>${row(head)}${row(ada)}${row(ada)}</div>`).grids).toEqual([
    { head, rows: [ada, ada], odd: 0, isCut: false },
  ]);
  const withHead = `<section><header>${row(head)}</header><div>${row(ada)}<div><i>note</i></div></div></section>`;
  expect(pageOf(withHead).grids).toEqual([{ head, rows: [ada], odd: 0, isCut: false }]);
});

it('keeps what stands below each other in a cell apart, and takes the exact time', () => {
  const page = pageOf(`<table><tr>${cells('th', 'Participant', 'Score ▲', 'Submitted')}</tr><tr>
    <td><b>Ada Lovelace</b><small>ada@example.com</small></td><td>8<br>of 10</td>
    <td><time datetime="2026-03-03T10:42:00Z">yesterday</time></td></tr></table>`);
  expect(page.grids[0]).toMatchObject({
    head: ['Participant', 'Score', 'Submitted'],
    rows: [['Ada Lovelace ada@example.com', '8 of 10', '2026-03-03T10:42:00Z']],
  });
});

it('sees that there are more pages, that the list is empty, and that somebody has to sign in', () => {
  expect(pageOf('<button>Next</button>')).toMatchObject({ isPaged: true, isEmpty: false, asksPassword: false });
  expect(pageOf('<button disabled>Next</button><a rel="next" aria-disabled="true">›</a>').isPaged).toBe(false);
  expect(pageOf('<a>Weiter</a>').isPaged).toBe(true);
  expect(pageOf('<p>No responses yet.</p>').isEmpty).toBe(true);
  expect(pageOf('<input type="password">').asksPassword).toBe(true);
});

it('takes no more than fits', () => {
  const row = `<tr>${cells('td', ...ada)}</tr>`;
  const { grids } = pageOf(`<table><tr>${cells('th', ...head)}</tr>${row.repeat(600)}</table>`);
  expect(grids[0]).toMatchObject({ isCut: true });
  expect(grids[0]?.rows).toHaveLength(500);
  expect(
    pageOf(
      `<table><tr>${cells('th', ...head)}</tr><tr>${cells('td', 'x'.repeat(90_000), ...ada.slice(1))}</tr></table>`,
    ).grids[0]?.rows[0]?.[0],
  ).toHaveLength(400);
});

it('runs nothing and keeps no markup of what it reads', () => {
  const page = pageOf(
    `<table><tr>${cells('th', ...head)}</tr><tr><td><script>globalThis.ran = true</script><img src=x onerror="globalThis.ran = true">Ada</td>${cells('td', ...ada.slice(1))}</tr></table>`,
  );
  expect(page.grids[0]?.rows[0]?.[0]).toBe('Ada');
  expect('ran' in globalThis).toBe(false);
});
