import fc from 'fast-check';
import { expect, it } from 'vitest';
import { byName, createFilter, filterTemplates, foldText } from '../../../../components/editor/badge-search.ts';
import { rowsInDocument, scrollTopFor } from '../../../../components/editor/option-window.ts';
import { template } from './templates.ts';

const list = [
  template({ name: 'Café Hygiene', description: 'Cleaning, allergens', skills: ['Food Safety'] }),
  template({ name: 'Advanced Food Safety', description: 'Temperatures' }),
  template({ name: 'Food Safety', description: 'Basics' }),
  template({ name: 'Project Leadership', skills: ['Risk Management', 'Facilitation'] }),
];
const found = (query: string) => filterTemplates(list, query).map((it) => it.name);

it('a word is looked for in name, description and skills, without regard to case and accents', () => {
  expect(found('CAFE')).toEqual(['Café Hygiene']);
  expect(found('allergèns')).toEqual(['Café Hygiene']);
  expect(found('risk')).toEqual(['Project Leadership']);
  expect(found('  ')).toEqual(list.map((it) => it.name));
  expect(found('no such badge')).toEqual([]);
});

it('letters that are typed without their strokes, dots and ligatures are found, and so the other way round', () => {
  const alike = [
    ['Łódź', 'lodz'],
    ['Smørrebrød', 'smorrebrod'],
    ['Straße', 'strasse'],
    ['STRAẞE', 'strasse'],
    ['Đorđe', 'dorde'],
    ['Guðrún Þór', 'gudrun thor'],
    ['Ærø', 'aero'],
    ['Cœur', 'coeur'],
    ['Işık Kırmızı', 'isik kirmizi'],
    ['Ħal Ŧest', 'hal test'],
    ['Manager’s ‘Guide’', "manager's 'guide'"],
    ['Re‑use – Basics — I−II', 're-use - basics - i-ii'],
    ['Academy™', 'academytm'],
    ['Ǿre', 'ore'],
    ['“Quoted” «words»', '"quoted" "words"'],
    ['ΟΔΟΣ', 'οδοσ'],
  ] as const;
  for (const [name, typed] of alike) {
    expect(filterTemplates([template({ name })], typed), typed).toHaveLength(1);
    expect(filterTemplates([template({ name: typed })], name), name).toHaveLength(1);
  }
});

it('a text that is written alike in every alphabet stays as it is', () => {
  expect(foldText('Project Leadership 2')).toBe('project leadership 2');
  expect(foldText('日本語 Ж')).toBe('日本語 ж');
});

it('every word must occur, and names that begin with the query come first', () => {
  expect(found('food safety')).toEqual(['Food Safety', 'Café Hygiene', 'Advanced Food Safety']);
  expect(found('safety temperatures')).toEqual(['Advanced Food Safety']);
});

it('a query finds exactly those whose texts hold its words', () => {
  const words = fc.stringMatching(/^[a-c ]{0,6}$/);
  fc.assert(
    fc.property(fc.array(fc.record({ name: words, description: words, skill: words })), words, (texts, query) => {
      const templates = texts.map(({ name, description, skill }, index) =>
        template({ id: String(index), name, description, skills: [skill] }),
      );
      const wanted = query.split(' ').filter(Boolean);
      const expected = templates.filter((it) =>
        wanted.every((word) => [it.name, it.description ?? '', ...it.skills].some((text) => text.includes(word))),
      );
      expect(new Set(filterTemplates(templates, query))).toEqual(new Set(expected));
    }),
  );
});

it('the order is by name and always the same', () => {
  const shuffled = [list[3], list[0], list[2], list[1]].flatMap((it) => it ?? []);
  expect(shuffled.sort(byName).map((it) => it.name)).toEqual([
    'Advanced Food Safety',
    'Café Hygiene',
    'Food Safety',
    'Project Leadership',
  ]);
});

it('the rows in view and the active one are in the document, few others, each once and in order', () => {
  const numbers = fc.record({
    count: fc.integer({ min: 0, max: 5000 }),
    first: fc.integer({ min: 0, max: 6000 }),
    visible: fc.integer({ min: 1, max: 12 }),
    active: fc.integer({ min: -1, max: 4999 }),
  });
  fc.assert(
    fc.property(numbers, ({ count, first, visible, active }) => {
      const rows = rowsInDocument(count, first, visible, active);
      expect(rows).toEqual([...new Set(rows)].sort((a, b) => a - b));
      expect(rows.every((it) => it >= 0 && it < count)).toBe(true);
      expect(rows.length).toBeLessThanOrEqual(visible + 9);
      const start = Math.max(0, Math.min(first, count - visible));
      for (let row = start; row < Math.min(count, start + visible); row += 1) expect(rows).toContain(row);
      if (active >= 0 && active < count) expect(rows).toContain(active);
    }),
  );
});

it('the list scrolls no further than a row needs', () => {
  expect(scrollTopFor(2, 50, 0, 250)).toBe(0);
  expect(scrollTopFor(5, 50, 0, 250)).toBe(50);
  expect(scrollTopFor(1, 50, 200, 250)).toBe(50);
});

it('finds the same whether a query was typed letter by letter or at once', () => {
  const words = ['food', 'safety', 'fo', 'lead', 'é', 'x'];
  const items = ['Food Safety', 'Safe Food', 'Leadership', 'Fóod', 'Xylophone'].map((name, index) =>
    template({ id: String(index), name, description: index % 2 ? 'safety first' : null }),
  );
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...words), { maxLength: 3 }), fc.nat(12), (typed, back) => {
      const query = typed.join(' ');
      const filter = createFilter();
      for (let at = 1; at <= query.length; at += 1) filter(items, query.slice(0, at));
      // Taken back by some letters, and on to the end again.
      filter(items, query.slice(0, Math.max(0, query.length - back)));
      expect(filter(items, query)).toEqual(filterTemplates(items, query));
      expect(filter([...items].reverse(), query)).toEqual(filterTemplates([...items].reverse(), query));
    }),
  );
});
