// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { credsparkProfile } from '../../../../lib/quiz-site/credspark.ts';
import { findAnchor } from '../../../../lib/quiz-site/dom/anchors.ts';
import { headingOf, placeAmong } from '../../../../lib/quiz-site/dom/blocks.ts';
import { type BlockPlacement, placementAt, positionAmong } from '../../../../lib/quiz-site/placement.ts';
import { type Strategy, strategySchema } from '../../../../lib/quiz-site/profile.ts';

/** Where our block goes on a page, by strategies, as editor and player put it there. */

beforeEach(() => {
  Element.prototype.checkVisibility = () => true;
});
afterEach(() => document.body.replaceChildren());

const byHeadings: Strategy[] = [{ by: 'blocks-with-headings', matches: { min: 1, max: 500 } }, { by: 'end-of-panel' }];

/** Puts ours (an `aside`) onto the page. @returns the blocks it can be moved among, by name */
function put(html: string, placement: BlockPlacement | null = null, strategies = byHeadings): string[] {
  document.body.innerHTML = `<main>${html}</main>`;
  const root = document.querySelector('main') as HTMLElement;
  const profile = { ...credsparkProfile, anchors: { ...credsparkProfile.anchors, 'results-block': strategies } };
  const anchor = findAnchor(profile, 'results-block', { root, behind: null }, placement);
  if (!anchor) throw new Error('There is no place.');
  const names = anchor.blocks.map(headingOf);
  const { parent, before } = placeAmong(anchor, positionAmong(placement, names));
  const ours = document.createElement('aside');
  ours.id = 'ours';
  parent.insertBefore(ours, before);
  return names;
}

/** What stands before and behind ours, by its first words, and in what. */
function around(): { before: string | null; after: string | null; in: string } {
  const ours = document.querySelector('#ours');
  const words = (it: Element | null | undefined) => it && (it.querySelector('h1, h2, h3, h4') ?? it).textContent;
  const parent = ours?.parentElement;
  return {
    before: words(ours?.previousElementSibling) ?? null,
    after: words(ours?.nextElementSibling) ?? null,
    in: parent?.id || parent?.tagName.toLowerCase() || '',
  };
}

const section = (heading: string, rest = '<p>Text</p>') => `<section><h2>${heading}</h2>${rest}</section>`;
const questions = (count: number, level = 3) =>
  Array.from({ length: count }, (_, at) => `<div><h${level}>Question ${at + 1}</h${level}><p>Answer</p></div>`).join(
    '',
  );
const list = (...blocks: string[]) => `<h1>Your result</h1><div id="list">${blocks.join('')}</div>`;

describe('blocks of which one holds more headings than there are blocks', () => {
  const review = (rest: string) => list(section('Score'), section('Answers', rest), section('Share'));

  it.each([
    ['of a lower level', questions(5)],
    ['of the same level', questions(8, 2)],
    ['in a list of their own', `<div>${questions(8)}</div>`],
    ['beside a head of the block', `<ol>${'<li><h3>Q</h3></li>'.repeat(9)}</ol>`],
  ])('ours stays among the blocks, whatever headings they hold: %s', (_what, rest) => {
    expect(put(review(rest))).toEqual(['Score', 'Answers', 'Share']);
    expect(around()).toEqual({ before: 'Share', after: null, in: 'list' });
    put(list(section('Score'), section('Share'), section('Answers', rest)));
    expect(around()).toEqual({ before: 'Answers', after: null, in: 'list' });
  });

  it('a head and a body with headings make no list of a block', () => {
    const block = (name: string) => `<div><div><h2>${name}</h2></div><div><h3>More</h3></div></div>`;
    expect(put(list(block('Score'), block('Answers'), block('Share')))).toEqual(['Score', 'Answers', 'Share']);
    expect(around().in).toBe('list');
  });

  it('what holds the blocks is none itself, with or without a title beside it or of its own', () => {
    const blocks = section('Score') + section('Answers', questions(4)) + section('Share');
    const expected = ['Score', 'Answers', 'Share'];
    expect(put(`<div><h2>Quiz</h2></div><div id="list">${blocks}</div>`)).toEqual(expected);
    expect(put(`<div><h1>Quiz</h1></div><div><h1>Result</h1><div id="list">${blocks}</div></div>`)).toEqual(expected);
    expect(put(`<div><h1>Quiz</h1></div><div id="list"><h2>Result</h2>${blocks.replaceAll('h2', 'h3')}</div>`)).toEqual(
      expected,
    );
    expect(around()).toEqual({ before: 'Share', after: null, in: 'list' });
  });

  it('a larger list elsewhere on the page is not taken where the blocks of before are known', () => {
    const placement = placementAt(['Score', 'Answers'], 1);
    const aside = `<aside><div id="more">${questions(4, 2)}</div></aside>`;
    expect(put(`<div id="list">${section('Score')}${section('Answers')}</div>${aside}`, placement)).toHaveLength(2);
    expect(around()).toEqual({ before: 'Score', after: 'Answers', in: 'list' });
  });
});

describe('a page that keeps one block', () => {
  const wide = placementAt(['Score', 'Answers', 'Share'], 0);
  const low = placementAt(['Score', 'Answers', 'Share'], 3);

  it.each([
    ['a section in a list', list(section('Answers'))],
    ['a list item', '<h1>Quiz</h1><ol id="list"><li><div><h2>Answers</h2></div></li></ol>'],
    ['a section in the panel', `<h1>Quiz</h1>${section('Answers')}<p>Start again</p>`],
    ['a div', '<div><h1>Quiz</h1></div><div><div><h2>Answers</h2></div><p>Text</p></div>'],
    ['a block with headings of its own', list(section('Answers', questions(8)))],
  ])('is a list of one: ours stays above it, and below it: %s', (_what, html) => {
    expect(put(html, wide)).toEqual(['Answers']);
    expect(around().after).toBe('Answers');
    put(html, low);
    const block = document.querySelector('h2')?.closest('section, li, main > div');
    const ours = document.querySelector('#ours') as Element;
    expect(block?.contains(ours)).toBe(false);
    expect((block?.compareDocumentPosition(ours) ?? 0) & Node.DOCUMENT_POSITION_FOLLOWING).toBeTruthy();
  });

  it('ours that was never moved stands at the end of the page, not behind its title', () => {
    expect(put('<div><h2>Your quiz</h2></div><p>8 of 10</p><a href="#">Start again</a>')).toHaveLength(1);
    expect(around()).toEqual({ before: 'Start again', after: null, in: 'main' });
  });

  it('a block with headings of its own level in it is that one, though ours was never moved', () => {
    expect(put(list(section('Answers', questions(8, 2))))).toEqual(['Answers']);
    expect(around()).toEqual({ before: 'Answers', after: null, in: 'main' });
    // A title is of a higher level than what it stands above.
    expect(put(section('Results', `<div>${questions(3)}</div>`))).toHaveLength(3);
  });

  it('a page without headings has no blocks, and ours stands at its end', () => {
    expect(put('<p>8 of 10</p><div>Thanks</div>', wide)).toEqual([]);
    expect(around()).toEqual({ before: 'Thanks', after: null, in: 'main' });
  });
});

describe('blocks that are hard to tell', () => {
  const block = (contents: string) => `<div class="block">${contents}</div>`;

  it('one without a heading counts where it is alike, also at the ends', () => {
    const page = list(
      block('<p>Welcome</p>'),
      block('<h2>Score</h2>'),
      block('<p>Text</p>'),
      block('<h2>Share</h2>'),
      '<div class="buttons">Add a block</div>',
    );
    expect(put(page)).toEqual(['Welcome', 'Score', 'Text', 'Share']);
    expect(around()).toEqual({ before: 'Share', after: 'Add a block', in: 'list' });
    put(page, placementAt(['Welcome', 'Score', 'Text', 'Share'], 2));
    expect(around()).toEqual({ before: 'Score', after: 'Text', in: 'list' });
    put(page, placementAt(['Welcome', 'Score', 'Text', 'Share'], 0));
    expect(around()).toEqual({ before: null, after: 'Welcome', in: 'list' });
  });

  it('what separates blocks, or is empty, is none', () => {
    const gap = '<div class="gap">+</div>';
    expect(put(list(block('<h2>A</h2>'), gap, block('<h2>B</h2>'), block(''), block('<h2>C</h2>')))).toEqual([
      'A',
      'B',
      'C',
    ]);
  });

  it('without classes only what stands between blocks is one of them', () => {
    const div = (contents: string) => `<div>${contents}</div>`;
    expect(put(list(div('8 of 10'), div('<h2>A</h2>'), div('Text'), div('<h2>B</h2>'), div('Again')))).toEqual([
      'A',
      'Text',
      'B',
    ]);
  });
});

describe('a list that was pointed at', () => {
  const css = (selector: string): Strategy[] => [
    strategySchema.parse({ by: 'css', selector, matches: { min: 1, max: 500 } }),
    ...byHeadings,
  ];
  const aside = `<aside id="aside">${questions(3)}</aside>`;

  it('is the one ours moves in, whatever has headings elsewhere', () => {
    const page = `${aside}<div id="list"><div class="blk">One</div><div class="blk">Two</div><div class="blk">Three</div></div>`;
    expect(put(page, null, css('.blk'))).toEqual(['One', 'Two', 'Three']);
    expect(around()).toEqual({ before: 'Three', after: null, in: 'list' });
    put(page, placementAt(['One', 'Two', 'Three'], 1), css('.blk'));
    expect(around()).toEqual({ before: 'One', after: 'Two', in: 'list' });
  });

  it('of which each stands in something of its own is moved among what holds them', () => {
    const page = `<ul id="list"><li><p class="blk">One</p></li><li><p class="blk">Two</p></li></ul>${aside}`;
    put(page, placementAt(['One', 'Two'], 1), css('.blk'));
    expect(around()).toEqual({ before: 'One', after: 'Two', in: 'list' });
    put(page, null, css('.blk'));
    expect(around()).toEqual({ before: 'Two', after: null, in: 'list' });
  });

  it('may be a single block', () => {
    const page = `<div id="list"><div class="blk">One</div><p>Foot</p></div>${aside}`;
    put(page, placementAt(['One'], 0), css('.blk'));
    expect(around()).toEqual({ before: null, after: 'One', in: 'list' });
    put(page, placementAt(['One'], 1), css('.blk'));
    expect(around()).toEqual({ before: 'One', after: 'Foot', in: 'list' });
  });
});
