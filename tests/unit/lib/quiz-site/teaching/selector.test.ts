// @vitest-environment happy-dom
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { pickedBlocks, pickedTab } from '../../../../../lib/quiz-site/dom/picked.ts';
import { looksGenerated, selectorOf } from '../../../../../lib/quiz-site/dom/selector.ts';

beforeEach(() => {
  vi.spyOn(Element.prototype, 'checkVisibility').mockReturnValue(true);
  document.body.innerHTML = '';
});

const find = (selector: string) => document.querySelector<HTMLElement>(selector) ?? document.body;

describe('a name in the markup', () => {
  it.each([
    'css-1q2w3e',
    'sc-bdVaJa',
    'Button_primary__3xkQ2',
    '_2fGhj',
    'jss142',
    ':r1:',
    'makeStyles-root-42x7',
    'svelte-1tky8bj',
    'a94f3c1',
    'emotion-cache-xk2',
    'dQw4w9WgXcQ',
  ])('“%s” was made by a build', (name) => {
    expect(looksGenerated(name)).toBe(true);
  });

  it.each(['reward-buttons', 'panel', 'quizEditor', 'tab-list', 'actions', 'col-2', 'add-button', 'submitButton'])(
    '“%s” was given by a person',
    (name) => {
      expect(looksGenerated(name)).toBe(false);
    },
  );
});

describe('what was pointed at', () => {
  /** The same page out of two builds: another hash in every class. */
  const page = (hash: (name: string) => string) => `
    <nav class="${hash('tabs')}"><a href="#a">Zaprojektuj</a><a href="#b">Zachęty</a><a href="#c">Analityka</a></nav>
    <main class="${hash('main')}">
      <div class="${hash('row')}"><button class="${hash('button')}">Save</button></div>
      <section data-testid="rewards" class="${hash('panel')}">
        <div class="${hash('row')}">
          <button class="${hash('button')}">One</button><button class="${hash('button')}" id=":r7:">Two</button>
        </div>
        <div class="${hash('list')}">
          <article class="${hash('block')}"><h3>Score</h3><p>text</p></article>
          <article class="${hash('block')}"><h3>Feedback</h3></article>
          <article class="${hash('block')}"><h3>Answers</h3></article>
        </div>
      </section>
    </main>`;
  const first = (name: string) => `css-${name.length}x9k2 ${name[0]}Qz3T`;
  const second = (name: string) => `css-b7${name.length}zz8 ${name[1]}8kPq`;

  it('is found again in the next build, whose class names are others', () => {
    document.body.innerHTML = page(first);
    const button = [...document.querySelectorAll('button')].find((it) => it.textContent === 'Two');
    const selector = button && selectorOf(button);
    expect(selector).toBeTruthy();
    for (const made of ['css-', ':r7:', 'Qz3T']) expect(selector).not.toContain(made);
    document.body.innerHTML = page(second);
    expect(find(selector ?? '').textContent).toBe('Two');
  });

  it('of a list is all of it, however much there will be', () => {
    document.body.innerHTML = page(first);
    const picked = pickedBlocks(find('article:nth-of-type(2) h3'));
    expect(picked?.count).toBe(3);
    document.body.innerHTML = page(second);
    expect([...document.querySelectorAll(picked?.selector ?? '')].map((it) => it.tagName)).toEqual(
      new Array(3).fill('ARTICLE'),
    );
  });

  it('as a tab is its word, with the words of its row', () => {
    document.body.innerHTML = page(first);
    expect(pickedTab(find('a[href="#b"]'))).toMatchObject({
      name: 'Zachęty',
      row: ['Zaprojektuj', 'Zachęty', 'Analityka'],
    });
  });
});
