// @vitest-environment happy-dom
import { act } from 'preact/test-utils';
import { afterEach, expect, it, vi } from 'vitest';
import { BadgeCombobox, type BadgeComboboxProps } from '../../../../components/editor/badge-combobox.tsx';
import { clear, control, descriptionOf, show } from '../page.tsx';
import { template, templateList } from './templates.ts';

afterEach(clear);

function picker(part: Partial<BadgeComboboxProps> = {}) {
  const onSelect = vi.fn<BadgeComboboxProps['onSelect']>();
  const onRefresh = vi.fn();
  const props = { list: templateList(), selected: null, error: null, onSelect, onRefresh, ...part };
  const draw = (more: Partial<BadgeComboboxProps> = {}) => act(() => void show(<BadgeCombobox {...props} {...more} />));
  draw();
  const input = () => document.querySelector<HTMLInputElement>('[role=combobox]') as HTMLInputElement;
  return {
    onSelect,
    onRefresh,
    draw,
    input,
    options: () => [...document.querySelectorAll<HTMLElement>('[role=option]')],
    names: () => [...document.querySelectorAll('[role=option]')].map((it) => it.getAttribute('aria-label')),
    active: () => {
      const id = input().getAttribute('aria-activedescendant');
      return id ? document.getElementById(id)?.getAttribute('aria-label') : null;
    },
    status: () => document.querySelector('[role=status][id]')?.textContent,
    panel: () => document.querySelector('.combobox__panel')?.textContent,
    click: () => act(() => input().click()),
    type: (text: string) =>
      act(() => {
        input().value = text;
        input().dispatchEvent(new Event('input', { bubbles: true }));
      }),
    press(key: string, more: KeyboardEventInit = {}) {
      const event = new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...more });
      act(() => void input().dispatchEvent(event));
      return event;
    },
  };
}

const many = (count: number) =>
  templateList({
    items: Array.from({ length: count }, (_, index) =>
      template({ id: `t${index}`, name: `Course ${String(index + 1).padStart(4, '0')}` }),
    ),
  });

it('has only the rows in view in the document, however many there are, and tells each its place', () => {
  const it = picker({ list: many(5000) });
  it.click();
  expect(it.options().length).toBeLessThan(20);
  it.press('ArrowDown');
  it.press('End');
  expect(it.active()).toBe('Course 5000');
  const last = it.options().at(-1);
  expect(last?.getAttribute('aria-posinset')).toBe('5000');
  expect(last?.getAttribute('aria-setsize')).toBe('5000');
  expect(it.options().length).toBeLessThan(20);
});

it('an option is named by its badge alone; level, expiry, skills and description describe it', () => {
  const it = picker({
    list: templateList({
      items: [
        template({
          name: 'Safe Food Handling',
          level: 'Foundational',
          expiry: { kind: 'after', count: 2, unit: 'year' },
          skills: ['Hygiene', 'Allergens'],
          description: 'Keeps a kitchen safe',
        }),
      ],
    }),
  });
  it.click();
  const [option] = it.options();
  expect(option?.getAttribute('aria-label')).toBe('Safe Food Handling');
  expect(option?.getAttribute('aria-description')).toBe(
    'Foundational · Expires after 2 years · Hygiene, Allergens. Keeps a kitchen safe',
  );
});

it('says how many match what was typed, and chooses the first of them by Enter', () => {
  const it = picker({ list: many(340) });
  expect(it.status()).toBe('Badges in your organization: 340');
  it.type('course 033');
  expect(it.status()).toBe('11 of 340 badges');
  it.press('ArrowDown');
  it.press('Enter');
  expect(it.onSelect.mock.calls[0]?.[0].name).toBe('Course 0331');
  expect(it.input().getAttribute('aria-expanded')).toBe('false');
});

it('arrows, pages, Home and End move in the list and stop at its ends', () => {
  const it = picker({ list: many(30) });
  it.press('ArrowDown');
  expect(it.active()).toBe('Course 0001');
  it.press('ArrowUp');
  expect(it.active()).toBe('Course 0001');
  it.press('PageDown');
  expect(it.active()).toBe('Course 0006');
  it.press('End');
  it.press('ArrowDown');
  expect(it.active()).toBe('Course 0030');
  it.press('PageUp');
  expect(it.active()).toBe('Course 0025');
  it.press('Home');
  expect(it.active()).toBe('Course 0001');
});

it('Home and End belong to the text as long as the arrows have not moved into the list', () => {
  const it = picker({ list: many(30) });
  it.type('course');
  expect(it.press('End').defaultPrevented).toBe(false);
  expect(it.active()).toBe('Course 0001');
});

it('Esc closes the list and keeps what is chosen; with no list to close it is left to the dialog', () => {
  const list = many(3);
  const it = picker({ list, selected: list.items[1] ?? null });
  it.type('0003');
  expect(it.press('Escape').defaultPrevented).toBe(true);
  expect(it.input().value).toBe('Course 0002');
  expect(it.press('Escape').defaultPrevented).toBe(false);
  expect(it.onSelect).not.toHaveBeenCalled();
});

it('opens at the badge that is chosen', () => {
  const list = many(300);
  const it = picker({ list, selected: list.items[200] ?? null });
  it.press('ArrowDown');
  expect(it.active()).toBe('Course 0201');
});

it('leaving the field closes the list and chooses nothing', () => {
  const it = picker({ list: many(3) });
  it.type('course');
  act(() => void it.input().dispatchEvent(new FocusEvent('blur')));
  expect(it.input().getAttribute('aria-expanded')).toBe('false');
  expect(it.onSelect).not.toHaveBeenCalled();
});

it('what was kept can be chosen from while Credly is asked, and beside an error', () => {
  const items = many(40).items;
  const it = picker({ list: templateList({ items, status: 'loading' }) });
  it.type('0007');
  expect(it.names()).toEqual(['Course 0007']);
  it.draw({
    list: templateList({ items, status: 'error', error: 'Credly is busy.', keptAt: Date.now() - 7_200_000 }),
  });
  expect(it.names()).toEqual(['Course 0007']);
  expect(it.status()).toBe('Credly is busy. Shown is the list as it was 2 hours ago. 1 of 40 badges');
});

it('each way of having nothing to show has its own words', () => {
  const it = picker({ list: { status: 'loading', items: [], total: null, error: null } });
  it.click();
  expect(it.status()).toBe('Loading badges from Credly...');
  it.draw({ list: templateList() });
  expect(it.status()).toContain('no active badge templates');
  expect(it.panel()).toContain('no active badge templates');
  it.draw({
    list: { ...templateList(), status: 'error', total: null, error: 'This computer is offline.', isOffline: true },
  });
  expect(it.status()).toBe('This computer is offline.');
  expect(it.panel()).toBe('This computer is offline.');
  it.draw({ list: many(3) });
  it.type('physics');
  expect(it.status()).toBe('No badge matches. Try fewer words.');
  expect(it.panel()).toContain('“physics”');
});

it('a chosen badge that is not in the whole list is said to be archived; in a list that still loads it is not', () => {
  const selected = { id: 'gone', name: 'Old Badge', imageUrl: null };
  const it = picker({ list: templateList({ items: many(3).items, status: 'loading' }), selected });
  expect(descriptionOf(it.input())).not.toContain('archived');
  it.draw({ list: many(3) });
  expect(descriptionOf(it.input())).toContain('“Old Badge” was archived or removed in Credly');
  it.draw({ list: { ...many(3), status: 'error', error: 'Credly is busy.', keptAt: Date.now() } });
  expect(descriptionOf(it.input())).toContain('“Old Badge” was archived');
  it.draw({ list: many(3), selected: many(3).items[0] ?? null });
  expect(descriptionOf(it.input())).not.toContain('archived');
});

it('takes a name of its own where a dialog has several, and is called Select Badge otherwise', () => {
  const it = picker({ list: many(3), label: 'Badge for 80 percent or more' });
  expect(control('input', 'Badge for 80 percent or more')).toBe(it.input());
  it.draw({ label: undefined as never });
  expect(control('input', 'Select Badge')).toBe(it.input());
});

it('Refresh asks anew, once at a time', () => {
  const it = picker({ list: many(3) });
  act(() => control('button', 'Refresh').click());
  it.draw({ list: { ...many(3), status: 'loading' } });
  act(() => control('button', 'Checking...').click());
  expect(it.onRefresh).toHaveBeenCalledTimes(1);
});

it('pictures come once a row stays, carry no referrer and are never left to the page to load; a broken one shows initials', async () => {
  const imageUrl = 'https://images.credly.com/images/1/food.png';
  const it = picker({ list: templateList({ items: [template({ name: 'Safe Food', imageUrl })] }) });
  it.click();
  // Rows that go with the next key are never loaded, and none holds the first frame up.
  expect(document.querySelector('img')).toBeNull();
  await expect.poll(() => document.querySelector('img')).not.toBeNull();
  const picture = document.querySelector('img');
  expect(picture?.hasAttribute('loading')).toBe(false);
  expect(picture?.getAttribute('referrerpolicy')).toBe('no-referrer');
  act(() => void picture?.dispatchEvent(new Event('error')));
  expect(document.querySelector('[data-initials]')?.getAttribute('data-initials')).toBe('SF');
});
