// @vitest-environment happy-dom
import { act } from 'preact/test-utils';
import { afterEach, describe, expect, it, vi } from 'vitest';
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
    chevron: () => act(() => document.querySelector<HTMLElement>('.combobox__chevron')?.click()),
    isExpanded: () => input().getAttribute('aria-expanded') === 'true',
    marked: () => input().value.slice(input().selectionStart ?? 0, input().selectionEnd ?? 0),
    /** The field is left, for another control or for nothing. */
    leave: (next: Element | null = null) =>
      act(() => {
        input().dispatchEvent(new FocusEvent('blur', { relatedTarget: next }));
        input().dispatchEvent(new FocusEvent('focusout', { relatedTarget: next, bubbles: true }));
      }),
    focus: () => act(() => input().focus()),
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
  it.leave();
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

describe('an input method', () => {
  // Chrome says it by the one, some input methods by the other alone.
  const composing: KeyboardEventInit[] = [{ isComposing: true }, { keyCode: 229 }];

  it('has its own Enter and Esc: they choose nothing and leave the list open', () => {
    for (const more of composing) {
      const it = picker({ list: many(30) });
      it.type('course');
      for (const key of ['Enter', 'Escape', 'ArrowDown', 'Home'])
        expect(it.press(key, more).defaultPrevented, key).toBe(false);
      expect(it.isExpanded()).toBe(true);
      expect(it.input().value).toBe('course');
      expect(it.active()).toBe('Course 0001');
      expect(it.onSelect).not.toHaveBeenCalled();
      clear();
    }
  });

  it('does not open the list by its Enter', () => {
    const it = picker({ list: many(30) });
    for (const more of composing) it.press('Enter', more);
    expect(it.isExpanded()).toBe(false);
  });
});

describe('a list that changes while it is open', () => {
  const letters = (names: string) =>
    templateList({ items: [...names].map((name) => template({ id: `id-${name}`, name: `Badge ${name}` })) });

  it('keeps its place: what was active stays, and is what Enter chooses', () => {
    const it = picker({ list: letters('BCD') });
    it.press('ArrowDown');
    it.press('ArrowDown');
    expect(it.active()).toBe('Badge C');
    const named = it.input().getAttribute('aria-activedescendant');
    it.draw({ list: letters('ABCD') });
    expect(it.active()).toBe('Badge C');
    // To a screen reader nothing has happened.
    expect(it.input().getAttribute('aria-activedescendant')).toBe(named);
    it.press('Enter');
    expect(it.onSelect.mock.calls[0]?.[0].name).toBe('Badge C');
  });

  it('keeps the first match too, which no arrow has gone to', () => {
    const it = picker({ list: letters('BCD') });
    it.type('badge');
    it.draw({ list: letters('ABCD') });
    expect(it.active()).toBe('Badge B');
    it.press('ArrowUp');
    expect(it.active()).toBe('Badge A');
  });

  it('goes on from the same row when the active badge is gone', () => {
    const it = picker({ list: letters('ABCD') });
    it.press('ArrowDown');
    it.press('ArrowDown');
    it.draw({ list: letters('ACD') });
    expect(it.active()).toBe('Badge C');
    it.draw({ list: letters('A') });
    expect(it.active()).toBe('Badge A');
  });

  it('scrolls by as much as the rows above have become more or fewer, so that no row moves from under the eye', () => {
    const { items } = many(100);
    const it = picker({ list: templateList({ items }) });
    const box = document.querySelector('.combobox__list') as HTMLElement;
    it.press('ArrowDown');
    it.press('PageDown');
    it.press('PageDown');
    const row = () => [
      it.active(),
      Number(
        it
          .options()
          .find((o) => o.id === activeId())
          ?.style.insetBlockStart.replace('px', ''),
      ) - box.scrollTop,
    ];
    const activeId = () => it.input().getAttribute('aria-activedescendant');
    const before = row();
    const early = [1, 2, 3].map((n) => template({ id: `early-${n}`, name: `A ${n}` }));
    it.draw({ list: templateList({ items: [...early, ...items] }) });
    expect(row()).toEqual(before);
    it.draw({ list: templateList({ items: items.slice(2) }) });
    expect(row()).toEqual(before);
  });

  it('stays where it was scrolled to, although the active badge is elsewhere', () => {
    const { items } = many(100);
    const it = picker({ list: templateList({ items }) });
    const box = document.querySelector('.combobox__list') as HTMLElement;
    it.press('ArrowDown');
    const rowPx = Number(it.options()[1]?.style.insetBlockStart.replace('px', ''));
    act(() => {
      box.scrollTop = 40 * rowPx;
      box.dispatchEvent(new Event('scroll'));
    });
    it.draw({ list: templateList({ items: [template({ id: 'early', name: 'A' }), ...items] }) });
    expect(box.scrollTop).toBe(41 * rowPx);
    expect(it.names()).toContain('Course 0041');
  });

  it('shows what is chosen also when it comes after the list was opened', () => {
    const it = picker({
      list: { ...templateList(), status: 'loading', total: null },
      selected: many(9).items[6] ?? null,
    });
    it.click();
    it.draw({ list: many(9) });
    expect(it.active()).toBe('Course 0007');
  });
});

describe('with a badge chosen', () => {
  const list = many(30);
  const chosen = { list, selected: list.items[1] ?? null };

  it('its name is selected whenever the field is entered, so that typing replaces it', () => {
    const it = picker(chosen);
    it.focus();
    expect(it.marked()).toBe('Course 0002');
  });

  it('its name is selected again when the list is closed, by choosing or by Esc', () => {
    const it = picker(chosen);
    it.focus();
    it.press('ArrowDown');
    it.press('Escape');
    expect(it.marked()).toBe('Course 0002');
    it.press('ArrowDown');
    it.press('Enter');
    expect(it.marked()).toBe('Course 0002');
  });

  it('the whole list is shown on opening', () => {
    const it = picker(chosen);
    it.focus();
    it.click();
    expect(it.status()).toBe('Badges in your organization: 30');
    expect(it.options()[0]?.getAttribute('aria-setsize')).toBe('30');
  });

  it('the chosen one is said to be, which is not what is active', () => {
    const it = picker(chosen);
    it.click();
    it.press('ArrowDown');
    const said = it.options().filter((o) => o.getAttribute('aria-description')?.startsWith('Chosen'));
    expect(said.map((o) => o.getAttribute('aria-label'))).toEqual(['Course 0002']);
    expect(it.active()).toBe('Course 0003');
  });
});

it('says that it is expanded only when there is a list', () => {
  const it = picker({ list: many(3) });
  it.click();
  expect(it.isExpanded()).toBe(true);
  it.type('physics');
  expect(it.isExpanded()).toBe(false);
  expect(document.querySelector('[role=listbox]')?.hasAttribute('hidden')).toBe(true);
});

describe('in the list', () => {
  it('keys with Shift, Ctrl or Meta are for editing the text', () => {
    const it = picker({ list: many(30) });
    for (const modifier of ['shiftKey', 'ctrlKey', 'metaKey'])
      for (const key of ['Home', 'End', 'ArrowUp', 'ArrowDown', 'PageDown']) {
        it.press('ArrowDown');
        const before = it.active();
        expect(it.press(key, { [modifier]: true }).defaultPrevented, `${modifier} ${key}`).toBe(false);
        expect(it.active()).toBe(before);
      }
  });

  it('Home and End go back to the text with the arrows to the sides, and whenever it is edited', () => {
    for (const key of ['ArrowLeft', 'ArrowRight']) {
      const it = picker({ list: many(30) });
      it.press('ArrowDown');
      it.press('ArrowDown');
      expect(it.press(key).defaultPrevented).toBe(false);
      for (const edge of ['Home', 'End']) expect(it.press(edge).defaultPrevented, key).toBe(false);
      expect(it.active()).toBe('Course 0002');
      it.press('ArrowDown');
      it.type('course');
      expect(it.press('End').defaultPrevented).toBe(false);
      clear();
    }
  });
});

describe('a second click', () => {
  it('on the field closes the list, a third opens it', () => {
    const it = picker({ list: many(3) });
    it.click();
    it.click();
    expect(it.isExpanded()).toBe(false);
    it.click();
    expect(it.isExpanded()).toBe(true);
  });

  it('into what was typed is for editing it; the arrow beside it closes the list', () => {
    const it = picker({ list: many(3) });
    it.type('course 0003');
    it.click();
    expect(it.input().value).toBe('course 0003');
    expect(it.isExpanded()).toBe(true);
    it.chevron();
    expect(it.isExpanded()).toBe(false);
    it.chevron();
    expect(it.isExpanded()).toBe(true);
  });
});

describe('Refresh', () => {
  it('keeps what was typed to search, and gives the field back', () => {
    const it = picker({ list: many(30) });
    it.focus();
    it.type('0007');
    const refresh = control('button', 'Refresh');
    it.leave(refresh);
    expect(it.input().value).toBe('0007');
    act(() => refresh.click());
    it.draw({ list: { ...many(30), status: 'error', error: 'This computer is offline.' } });
    expect(it.input().value).toBe('0007');
    expect(it.names()).toEqual(['Course 0007']);
    expect(document.activeElement).toBe(it.input());
  });

  it('is no way to leave the list open: going on from it closes it', () => {
    const it = picker({ list: many(30) });
    it.type('0007');
    const refresh = control('button', 'Refresh');
    it.leave(refresh);
    act(() => void refresh.dispatchEvent(new FocusEvent('focusout', { bubbles: true, relatedTarget: document.body })));
    expect(it.isExpanded()).toBe(false);
  });

  it('Esc on it closes the list first', () => {
    const it = picker({ list: many(30) });
    it.type('0007');
    const esc = new KeyboardEvent('keydown', { key: 'Escape', bubbles: true, cancelable: true });
    act(() => void control('button', 'Refresh').dispatchEvent(esc));
    expect(esc.defaultPrevented).toBe(true);
    expect(it.isExpanded()).toBe(false);
  });
});

it('keeps what was typed while another window is in front', () => {
  const it = picker({ list: many(30) });
  it.focus();
  it.type('0007');
  // The field remains the document's active element.
  act(() => void it.input().dispatchEvent(new FocusEvent('focusout', { bubbles: true })));
  expect(it.input().value).toBe('0007');
});
