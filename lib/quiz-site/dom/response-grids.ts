import type { SiteProfile } from '../profile.ts';
import type { Grid, ResponsePage } from '../response-page.ts';
import { fold, isOurs, wordSet } from './elements.ts';

/**
 * Takes the tables of a page that lists responses as text: real tables, and rows of alike elements below a row of column
 * words. Works without layout too, on a document that was only parsed.
 */

const maxRows = 500;
const maxCells = 60;
const maxCellLength = 400;
const maxGrids = 5;
/** A head needs so many different column words. */
const minWords = 2;
/** How far above the head its rows may begin. */
const maxLevels = 2;

export interface FoundGrid {
  grid: Grid;
  /** The table, or the element that holds head and rows. */
  element: HTMLElement;
}

export type IsShown = (element: Element) => boolean;

/** For a document without layout: what the markup itself hides. */
export const isShownByMarkup: IsShown = (element) =>
  element.closest('[hidden], template, [style*="display:none" i]') === null;

/** @param except stands in the root and is no part of the list, such as the row of tabs */
export function readResponsePage(
  { responseList }: Pick<SiteProfile, 'responseList'>,
  root: Element,
  isShown: IsShown,
  except: Element | null = null,
): { page: ResponsePage; found: FoundGrid[] } {
  const shown: IsShown = (it) => !isOurs(it) && !except?.contains(it) && isShown(it);
  const found = findGrids(wordSet(Object.values(responseList.columns).flat()), root, shown);
  const page: ResponsePage = {
    grids: found.map((it) => it.grid),
    isPaged: withText(root, wordSet(responseList.nextPage), shown).some(isEnabled) || leadsOn(root, shown),
    isEmpty: withText(root, wordSet(responseList.empty), shown).length > 0,
    asksPassword: [...root.querySelectorAll('input[type=password]')].some(shown),
  };
  return { page, found };
}

function findGrids(words: ReadonlySet<string>, root: Element, shown: IsShown): FoundGrid[] {
  const tables = [...root.querySelectorAll('table')]
    .filter(shown)
    .flatMap((table) => gridOfTable(table, words, shown) ?? []);
  const heads = withText(root, words, shown).filter((it) => it.closest('table') === null);
  const rows = new Set(heads.flatMap((it) => headAround(it, heads, root) ?? []));
  const others = [...rows].flatMap((head) => gridBelow(head, shown) ?? []);
  return [...tables, ...others].slice(0, maxGrids);
}

function gridOfTable(table: HTMLTableElement, words: ReadonlySet<string>, shown: IsShown): FoundGrid | null {
  const rows = [...table.rows].filter((it) => it.closest('table') === table);
  const at = rows.findIndex(
    (it) => new Set([...it.cells].map(headText).filter((text) => words.has(fold(text)))).size >= minWords,
  );
  const head = rows[at];
  if (!head) return null;
  const body = rows.slice(at + 1).filter(shown);
  return {
    element: table,
    grid: gridOf(
      [...head.cells],
      body.map((it) => [...it.cells]),
    ),
  };
}

/** The smallest element around a column word that holds enough of them, each in a child of its own. */
function headAround(word: Element, all: readonly Element[], root: Element): Element | null {
  for (let it = word.parentElement; it && it !== root; it = it.parentElement) {
    const inside = all.filter((other) => it.contains(other));
    if (new Set(inside.map((other) => fold(headText(other)))).size < minWords) continue;
    const children = inside.map((other) => [...it.children].find((child) => child.contains(other)));
    return new Set(children).size === inside.length ? it : null;
  }
  return null;
}

function gridBelow(head: Element, shown: IsShown): FoundGrid | null {
  const width = head.children.length;
  let place = head;
  for (let level = 0; level <= maxLevels && place.parentElement; level += 1) {
    const { parentElement } = place;
    const rows = followers(place).flatMap((it) => (it.children.length === width ? [it] : [...it.children]));
    if (rows.some((it) => it.children.length === width)) {
      const body = rows.filter(shown).map((it) => [...it.children]);
      return { element: parentElement as HTMLElement, grid: gridOf([...head.children], body) };
    }
    place = parentElement;
  }
  return null;
}

function followers(element: Element): Element[] {
  const siblings = [...(element.parentElement?.children ?? [])];
  return siblings.slice(siblings.indexOf(element) + 1);
}

function gridOf(head: readonly Element[], body: readonly (readonly Element[])[]): Grid {
  const width = head.length;
  const isWhole = (cells: readonly Element[]) =>
    cells.length === width && cells.every((it) => !it.matches('[colspan]:not([colspan="1"])'));
  const rows = body.filter(isWhole);
  return {
    head: head.slice(0, maxCells).map((it) => headText(it).slice(0, maxCellLength)),
    rows: rows
      .slice(0, maxRows)
      .map((cells) => cells.slice(0, maxCells).map((it) => cellText(it).slice(0, maxCellLength))),
    // One cell across the table is a heading or a note, not a response.
    odd: body.filter((it) => it.length > 1 && !isWhole(it)).length,
    isCut: rows.length > maxRows,
  };
}

/** What a column is called, without the arrow that says how the list is sorted. */
function headText(element: Element): string {
  return textOf(element)
    .replace(/[▲▼△▽↑↓⇅⇵]/g, '')
    .trim();
}

/** What a cell says; of a time, the exact one. */
function cellText(element: Element): string {
  const times = element.querySelectorAll('time[datetime]');
  return (times.length === 1 && times[0]?.getAttribute('datetime')) || textOf(element);
}

/** With a space between its parts, so that a name and the address below it stay two words. */
function textOf(element: Element): string {
  const parts: string[] = [];
  const texts = element.ownerDocument.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const { nodeValue, parentElement } = texts.currentNode;
    if (parentElement?.closest('script, style, template, [hidden]') === null) parts.push(nodeValue ?? '');
  }
  return parts.join(' ').replace(/\s+/g, ' ').trim();
}

/** Shown elements whose whole text is one of the words, each the innermost. */
function withText(root: Element, words: ReadonlySet<string>, shown: IsShown): Element[] {
  const found: Element[] = [];
  const texts = root.ownerDocument.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const { nodeValue, parentElement } = texts.currentNode;
    if (!nodeValue || !parentElement || nodeValue.length > 200) continue;
    // A sentence may end with a full stop, and a column with an arrow.
    const word = fold(nodeValue.replace(/[▲▼△▽↑↓⇅⇵]|\.\s*$/g, ''));
    if (words.has(word) && shown(parentElement)) found.push(parentElement);
  }
  return found;
}

const isEnabled = (element: Element) => element.closest('[disabled], [aria-disabled=true], .disabled') === null;

function leadsOn(root: Element, shown: IsShown): boolean {
  return [...root.querySelectorAll('a[rel~=next]')].some((it) => shown(it) && isEnabled(it));
}
