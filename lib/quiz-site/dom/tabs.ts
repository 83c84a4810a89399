import type { TabName } from '../names.ts';
import type { SiteProfile } from '../profile.ts';
import { elementsWithText, fold, isVisible, type Panel, wordSet } from './elements.ts';
import { pageAddress } from './page-address.ts';

/**
 * Finds a row of tabs by its words and tells which one is current. Nothing is known of the editor's markup, so this
 * works with ARIA, without it, and with class names that mean nothing.
 */

export interface TabRow {
  /** The smallest element that holds the whole row. */
  row: Element;
  /** Each tab's item: the row's descendant that stands for it alone. */
  items: Map<string, HTMLElement>;
}

/** A row needs so many different words, so that a text that happens to say "Design" is none; unless fewer are known. */
const minWords = 3;

/** @param words the tabs' words, each folded word under the tab it means */
export function findTabRow(root: Element, words: ReadonlyMap<string, string>): TabRow | null {
  const elements = elementsWithText(root, new Set(words.keys()));
  const enough = Math.min(minWords, new Set(words.values()).size);
  // Climb from each word to the nearest ancestor that holds enough different ones.
  for (const element of elements) {
    for (let row = element.parentElement; row && row !== document.body; row = row.parentElement) {
      const inside = elements.filter((it) => row.contains(it));
      const names = new Set(inside.map((it) => words.get(fold(it.textContent ?? ''))));
      if (names.size < enough) continue;
      if (names.size < inside.length) break;
      return { row, items: new Map(inside.map((it) => [nameFor(it, words), itemOf(it, row, inside)])) };
    }
  }
  return null;
}

/**
 * The current tab: by ARIA, by an address that only its link has, by a telling class, or because it alone looks
 * different from all the others.
 * @param clicked the tab a person clicked last, the weakest evidence
 * @returns null where the page does not say
 */
export function currentTab({ items }: TabRow, clicked: string | null): string | null {
  const all = [...items];
  const only = (test: (item: HTMLElement) => boolean): string | null => {
    const hits = all.filter(([, item]) => test(item));
    return hits.length === 1 ? (hits[0]?.[0] ?? null) : null;
  };
  const within = (item: HTMLElement, selector: string) =>
    item.matches(selector) || item.querySelector(selector) !== null;
  return (
    only((it) => within(it, '[aria-selected=true], [aria-current]:not([aria-current=false])')) ??
    only((it) => within(it, '.active, .current, .selected, .is-active, .is-current, .is-selected')) ??
    oddOneOut(all) ??
    only((it) => it.matches('a[href]') && leadsHere(it as HTMLAnchorElement)) ??
    clicked
  );
}

function oddOneOut(all: [string, HTMLElement][]): string | null {
  const looks = new Map<string, string[]>();
  for (const [name, item] of all) {
    const look = [item, ...item.querySelectorAll('*')].map((it) => it.getAttribute('class') ?? '').join('|');
    looks.set(look, [...(looks.get(look) ?? []), name]);
  }
  const single = [...looks.values()].filter((names) => names.length === 1);
  return looks.size === 2 && single.length === 1 ? (single[0]?.[0] ?? null) : null;
}

function leadsHere({ pathname, hash }: HTMLAnchorElement): boolean {
  const here = pageAddress();
  return pathname === here.pathname && hash === here.hash;
}

/** The highest element below the row that holds this word and no other. */
function itemOf(element: HTMLElement, row: Element, others: HTMLElement[]): HTMLElement {
  let item = element;
  while (
    item.parentElement &&
    item.parentElement !== row &&
    !others.some((it) => it !== element && item.parentElement?.contains(it))
  )
    item = item.parentElement;
  return item;
}

function nameFor(element: Element, words: ReadonlyMap<string, string>): string {
  return words.get(fold(element.textContent ?? '')) ?? '';
}

/** No tab has more letters than that. */
const maxTabLength = 60;

/** What stands among the tabs of a row, looks like one of them, and has a word that nobody told us. */
export function unknownTabs({ items }: TabRow): Element[] {
  const known = [...items.values()];
  const [first] = known;
  const parents = new Set(known.map((it) => it.parentElement));
  return [...parents].flatMap((parent) =>
    [...(parent?.children ?? [])].filter((it) => {
      const text = (it.textContent ?? '').trim();
      const isTab = it.tagName === first?.tagName && text !== '' && text.length <= maxTabLength;
      return isTab && !known.some((other) => it.contains(other)) && isVisible(it);
    }),
  );
}

/** The editor's tabs, as words for `findTabRow`. */
export function editorTabWords(profile: Pick<SiteProfile, 'words'>): Map<string, TabName> {
  const words = new Map<string, TabName>();
  for (const [name, list] of Object.entries(profile.words.tabs))
    for (const word of list) words.set(fold(word), name as TabName);
  return words;
}

/** The settings' tabs; every word of "Integrations" means `integrations`. */
export function settingsTabWords(profile: Pick<SiteProfile, 'words'>): Map<string, string> {
  const words = new Map(profile.words.settingsTabs.map((word) => [fold(word), fold(word)]));
  for (const word of wordSet(profile.words.integrations)) words.set(word, 'integrations');
  return words;
}

/**
 * What belongs to the current tab: its tab panel, the main region beside the row, or everything behind the row in the
 * element around it.
 */
export function panelOf({ row }: TabRow): Panel | null {
  const panels = [...document.querySelectorAll<HTMLElement>('[role=tabpanel]')].filter(isVisible);
  const [panel] = panels;
  if (panel && panels.length === 1) return { root: panel, behind: null, except: row };
  const [main, ...others] = [...document.querySelectorAll<HTMLElement>('main, [role=main]')].filter(isVisible);
  if (main && others.length === 0 && !main.contains(row)) return { root: main, behind: null };
  for (let place: Element = row; place.parentElement; place = place.parentElement) {
    if (place === main || place === document.body) break;
    if (hasContentBehind(place)) return { root: place.parentElement, behind: place, except: row };
  }
  return main ? { root: main, behind: null, except: row } : null;
}

function hasContentBehind(element: Element): boolean {
  for (let next = element.nextElementSibling; next; next = next.nextElementSibling) if (isContent(next)) return true;
  return false;
}

function isContent(element: Element): boolean {
  return (
    !['SCRIPT', 'STYLE', 'TEMPLATE', 'FOOTER'].includes(element.tagName) &&
    isVisible(element) &&
    (element.textContent ?? '').trim() !== ''
  );
}
