// @vitest-environment happy-dom
import { afterEach, describe, expect, it } from 'vitest';
import { ScoreBar } from '../../../../components/editor/rule-form/score-bar.tsx';
import { clear, show } from '../page.tsx';
import { draftOf, gold, quizOnPage, silver } from './builders.ts';

afterEach(clear);

const ranges = [
  { from: '0', badge: null },
  { from: '60', badge: silver },
  { from: '90', badge: gold },
];

function bar(part: Partial<Parameters<typeof ScoreBar>[0]> = {}, rows = ranges) {
  const draft = draftOf(quizOnPage(), { kind: 'score-ranges', ranges: rows });
  return show(<ScoreBar draft={draft} maximum={100} {...part} />);
}
const all = (root: HTMLElement, selector: string) => [...root.querySelectorAll<HTMLElement>(selector)];

describe('the bar of score ranges', () => {
  it('gives each range the width of its share of the scale, and its bound the place', () => {
    const root = bar();
    expect(all(root, '.score-bar__range').map((it) => it.style.flexGrow)).toEqual(['60', '30', '10']);
    expect(all(root, '.score-bar__bounds > span').map((it) => [it.textContent, it.style.insetInlineStart])).toEqual([
      ['0', '0%'],
      ['60', '60%'],
      ['90', '90%'],
    ]);
  });

  it('ends at the most points there are', () => {
    const rows = [
      { from: '0', badge: null },
      { from: '6', badge: silver },
    ];
    const root = bar({ maximum: 8, score: 7 }, rows);
    expect(all(root, '.score-bar__range').map((it) => it.style.flexGrow)).toEqual(['6', '2']);
    expect(all(root, '.score-bar__mark').map((it) => it.style.insetInlineStart)).toEqual(['87.5%']);
  });

  it('shows a range of the maximum alone too, and a score beyond the end at the end', () => {
    const root = bar({ score: 140 }, [...ranges, { from: '100', badge: gold }]);
    expect(Number(all(root, '.score-bar__range').at(-1)?.style.flexGrow)).toBeGreaterThan(0);
    expect(all(root, '.score-bar__mark').map((it) => it.style.insetInlineStart)).toEqual(['100%']);
  });

  it('has the picture of its badge on every range that gives one', () => {
    const root = bar();
    expect(all(root, '.score-bar__range').map((it) => it.querySelectorAll('.ui-picture').length)).toEqual([0, 1, 1]);
    expect(all(root, '[data-initials]').map((it) => it.dataset.initials)).toEqual(['S', 'G']);
  });

  it('says in words what it shows, to those who cannot see it and to those who point at it', () => {
    const root = bar();
    const words = [
      '0 up to, not including, 60 percent: No badge',
      '60 up to, not including, 90 percent: Silver',
      '90 percent or more: Gold',
    ];
    expect(root.querySelector('[role=img]')?.getAttribute('aria-label')).toBe(words.join('. '));
    expect(all(root, '.score-bar__range').map((it) => it.title)).toEqual(words);
  });

  it.each<[string, string[]]>([
    ['while a bound is missing', ['0', '']],
    ['while bounds are out of order', ['0', '80', '60']],
    ['with a bound beyond the end', ['0', '120']],
  ])('is not drawn %s', (_why, bounds) => {
    expect(
      bar(
        {},
        bounds.map((from) => ({ from, badge: null })),
      ).textContent,
    ).toBe('');
  });
});
