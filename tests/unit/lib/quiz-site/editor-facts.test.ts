// @vitest-environment happy-dom
import { afterEach, describe, expect, it } from 'vitest';
import { credsparkProfile } from '../../../../lib/quiz-site/credspark.ts';
import { readRegistration } from '../../../../lib/quiz-site/dom/registration.ts';
import { readScoreRanges } from '../../../../lib/quiz-site/dom/score-ranges.ts';

afterEach(() => document.body.replaceChildren());

/** A page from markup that stands in this file. */
function page(markup: string): HTMLElement {
  document.body.append(...new DOMParser().parseFromString(`<main>${markup}</main>`, 'text/html').body.children);
  return document.querySelector('main') ?? document.body;
}

const list = (...items: string[]) => `<h2>Score Ranges</h2><ul>${items.map((it) => `<li>${it}</li>`).join('')}</ul>`;
const ranges = (markup: string) => {
  page(markup);
  return readScoreRanges(credsparkProfile);
};

describe('score ranges on a page', () => {
  it.each([
    ['a list with dashes', list('Starting out: 0-5', 'Steady: 6-8', 'Outstanding: 9-10'), null],
    [
      'names in bold and points beside them',
      list(
        '<b>Starting out</b><i>0 – 5 points</i>',
        '<b>Steady</b><i>6 – 8 points</i>',
        '<b>Outstanding</b> 9 to 10 points',
      ),
      'points',
    ],
    [
      'three fields a row',
      `<h4>Score Ranges</h4><div>${[
        ['Starting out', 0, 5],
        ['Steady', 6, 8],
        ['Outstanding', 9, 10],
      ]
        .map((row) => `<div>${row.map((value) => `<input type="text" value="${value}">`).join('')}</div>`)
        .join('')}</div>`,
      null,
    ],
    ['the best first', list('Outstanding: 9-10', 'Steady: 6-8', 'Starting out: 0-5'), null],
  ])('are read from %s', (_what, markup, unit) => {
    expect(ranges(markup)).toEqual({
      unit,
      rows: [
        { name: 'Starting out', from: '0', to: '5' },
        { name: 'Steady', from: '6', to: '8' },
        { name: 'Outstanding', from: '9', to: '10' },
      ],
    });
  });

  it('may be percentages, in another language, open at the top, and have numbers in their names', () => {
    expect(ranges('<h3>Punktebereiche</h3><ol><li>Stufe 1: 0 bis 59 Punkte</li></ol>')).toEqual({
      unit: 'points',
      rows: [{ name: 'Stufe 1', from: '0', to: '59' }],
    });
    document.body.replaceChildren();
    expect(ranges(list('Level 1: 0% to 59.5%', 'Level 2: 60% to 100%'))).toEqual({
      unit: 'percent',
      rows: [
        { name: 'Level 1', from: '0', to: '59.5' },
        { name: 'Level 2', from: '60', to: '100' },
      ],
    });
    document.body.replaceChildren();
    expect(ranges(list('Bronze: 0-59', 'Gold: 60+')).rows.at(-1)).toEqual({ name: 'Gold', from: '60', to: null });
    document.body.replaceChildren();
    expect(ranges(list('Bronze (0-59%)', 'Gold (60%+)')).rows).toEqual([
      { name: 'Bronze', from: '0', to: '59' },
      { name: 'Gold', from: '60', to: null },
    ]);
    document.body.replaceChildren();
    expect(ranges(list('<b>Level 1</b> 0-59', '<b>Level 2</b> 60-100 points')).rows.map((it) => it.name)).toEqual([
      'Level 1',
      'Level 2',
    ]);
  });

  it.each([
    ['no heading says so', '<h2>Levels</h2><ul><li>Gold: 9-10</li></ul>'],
    ['a number is written with a comma', list('Silver: 0-59,5')],
    ['a comma stands before the lower bound', list('Low: 0 - 7', 'High: 7,5 - 10')],
    ['a comma and a space do', list('Low: 0 - 7', 'High: 7, 5 - 10')],
    ['an end is not included', list('Low: 0% - &lt;60%', 'High: 60% - 100%')],
    ['only the upper end is said', list('Low: &lt;60%', 'High: 60% - 100%')],
    ['a lower end is not included', list('Low: 0 - 60', 'High: &gt;60 - 100')],
    ['a single number may be either end', list('Low: 59', 'High: 60 - 100')],
    ['words say which end a number is', list('Low: below 60', 'High: 60 - 100')],
    ['thousands are written with a space', list('Low: 0 - 999', 'High: 1 000 - 2 500')],
    ['thousands are written with a point', list('Low: 0 - 999', 'High: 1.000 - 2.500')],
    ['a number may be below zero', list('Low: -5 - 4', 'High: 5 - 10')],
    ['more numbers follow', list('Low: 0 - 5 (of 10)', 'High: 6 - 10 (of 10)')],
    [
      'fields hold one end only',
      '<h4>Score Ranges</h4><div><div><input value="Low"><input value="9"><input value=""></div></div>',
    ],
    ['a row has no numbers', list('Gold: 9-10', 'Add a range')],
    ['a range ends below its beginning', list('Gold: 10-9')],
    ['two begin at the same score', list('Gold: 9-10', 'Silver: 9-10')],
  ])('are not read where %s', (_what, markup) => {
    expect(ranges(markup)).toEqual({ unit: null, rows: [] });
  });
});

describe('what a quiz asks for', () => {
  const read = (markup: string) => readRegistration(credsparkProfile, { root: page(markup), behind: null });

  it('is read from boxes in labels', () => {
    expect(
      read(
        '<label><input type="checkbox" checked> First Name</label><label><input type="checkbox"> Last Name</label><label><input type="checkbox" checked>E-Mail</label>',
      ),
    ).toEqual({ firstName: true, lastName: false, email: true });
  });

  it('is read from boxes with their words behind them, and from switches', () => {
    expect(
      read(
        '<div><input type="checkbox" checked><span>First Name</span><input type="checkbox"><span>Last Name</span></div><div role="switch" aria-checked="true" aria-label="Email"></div>',
      ),
    ).toEqual({ firstName: true, lastName: false, email: true });
  });

  it('is not known where there is no box, or two of one name', () => {
    expect(
      read(
        '<p>First Name</p><label><input type="checkbox"> Email</label><label><input type="checkbox" checked> Email</label>',
      ),
    ).toEqual({ firstName: null, lastName: null, email: null });
  });
});
