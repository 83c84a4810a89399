import type { SiteProfile, Strategy } from '../profile.ts';
import {
  buttonSelector,
  elementsWithText,
  fold,
  headingSelector,
  isInPanel,
  nameOf,
  type Panel,
  visibleInPanel,
  wordSet,
} from './elements.ts';

/**
 * Finds the places in a page where our elements go, by the strategies of a site profile, in order.
 */

export interface Anchor {
  parent: Element;
  /** Our element goes before this one; null means at the end. */
  before: Element | null;
  /** An element of the kind we imitate, or null. */
  neighbour: HTMLElement | null;
  /** Which strategy found it, for the report. */
  by: Strategy['by'];
}

/** @returns null where no strategy fits; the caller says so instead of guessing */
export function findAnchor(
  profile: Pick<SiteProfile, 'anchors' | 'words'>,
  name: keyof SiteProfile['anchors'],
  panel: Panel,
): Anchor | null {
  for (const strategy of profile.anchors[name]) {
    const anchor = tryStrategy(strategy, profile, panel);
    if (anchor) return anchor;
  }
  return null;
}

function tryStrategy(strategy: Strategy, profile: Pick<SiteProfile, 'words'>, panel: Panel): Anchor | null {
  if (strategy.by === 'end-of-panel') {
    const neighbour = visibleInPanel(panel, buttonSelector).at(-1) ?? null;
    return { parent: panel.root, before: null, neighbour, by: strategy.by };
  }
  const found = matchesOf(strategy, profile, panel);
  const last = found.at(-1);
  const { min, max } = strategy.matches;
  return last && found.length >= min && found.length <= max ? behind(last, last, strategy.by) : null;
}

/** What a strategy finds, in the order of the page. */
function matchesOf(
  strategy: Exclude<Strategy, { by: 'end-of-panel' }>,
  profile: Pick<SiteProfile, 'words'>,
  panel: Panel,
): HTMLElement[] {
  switch (strategy.by) {
    case 'role': {
      const names = wordSet(strategy.names);
      return visibleInPanel(panel, roleSelector(strategy.role)).filter((it) => names.has(fold(nameOf(it))));
    }
    case 'text': {
      const all = elementsWithText(panel.root, wordSet(strategy.words));
      return all.filter((it) => isInPanel(panel, it));
    }
    case 'css':
      return visibleInPanel(panel, strategy.selector);
    case 'buttons-of-panel': {
      const formWords = wordSet(profile.words.formButtons);
      const buttons = visibleInPanel(panel, buttonSelector).filter((it) => !formWords.has(fold(nameOf(it))));
      return largestGroup(buttons, (it) => it.parentElement) ?? [];
    }
    case 'blocks-with-headings':
      return findBlocks(panel);
    case 'cards-with-buttons': {
      const words = wordSet(strategy.words);
      const buttons = visibleInPanel(panel, buttonSelector).filter((it) => words.has(fold(nameOf(it))));
      const cards = buttons.flatMap((button) => cardOf(button, buttons, panel) ?? []);
      return largestGroup([...new Set(cards)], (it) => it.parentElement) ?? [];
    }
  }
}

/** Tags that have a role without saying so. */
const impliedRoles: Readonly<Record<string, string>> = {
  button: 'button, input[type=button], input[type=submit]',
  link: 'a[href]',
  heading: 'h1, h2, h3, h4, h5, h6',
  list: 'ul, ol',
  listitem: 'li',
  region: 'section',
  table: 'table',
  main: 'main',
};

/** A role that is no plain word finds nothing, whatever it would mean in a selector. */
function roleSelector(role: string): string {
  const said = `[role=${CSS.escape(role)}]`;
  const implied = Object.hasOwn(impliedRoles, role) ? impliedRoles[role] : undefined;
  return implied ? `${said}, ${implied.replace(/(, |$)/g, ':not([role])$1')}` : said;
}

/** The page's own blocks: the largest group of alike siblings that have a heading each. */
export function findBlocks(panel: Panel): HTMLElement[] {
  const candidates = visibleInPanel(panel, headingSelector).flatMap((heading) => {
    const chain: HTMLElement[] = [];
    for (let it = heading.parentElement; it && it !== panel.root && panel.root.contains(it); it = it.parentElement)
      chain.push(it);
    return chain;
  });
  const groups = groupBy([...new Set(candidates)], (it) => it.parentElement);
  // Of nested groups the outer one holds whole blocks.
  const best = [...groups.values()]
    .filter((group) => group.length > 1 && alike(group))
    .sort((a, b) => b.length - a.length || depth(a) - depth(b))[0];
  return best ?? [];
}

/** The heading by which a block is recognised later. */
export function headingOf(block: Element): string {
  return nameOf(block.querySelector(headingSelector) ?? block).slice(0, 200);
}

function alike(group: HTMLElement[]): boolean {
  return new Set(group.map((it) => it.tagName)).size === 1;
}

function depth(group: HTMLElement[]): number {
  let count = 0;
  for (let it: Element | null = group[0] ?? null; it; it = it.parentElement) count += 1;
  return count;
}

/** The highest ancestor of a button that holds no other card's heading. */
function cardOf(button: HTMLElement, buttons: HTMLElement[], panel: Panel): HTMLElement | null {
  let card: HTMLElement | null = null;
  for (let it = button.parentElement; it && it !== panel.root; it = it.parentElement) {
    const headings = it.querySelectorAll(headingSelector).length;
    if (headings > 1 || buttons.filter((other) => it.contains(other)).length > 2) break;
    if (headings === 1) card = it;
  }
  return card;
}

function behind(element: HTMLElement, neighbour: HTMLElement, by: Strategy['by']): Anchor | null {
  const { parentElement } = element;
  return parentElement ? { parent: parentElement, before: element.nextElementSibling, neighbour, by } : null;
}

function largestGroup(elements: HTMLElement[], key: (it: HTMLElement) => Element | null): HTMLElement[] | undefined {
  return [...groupBy(elements, key).values()].sort((a, b) => b.length - a.length)[0];
}

function groupBy(
  elements: HTMLElement[],
  key: (it: HTMLElement) => Element | null,
): Map<Element | null, HTMLElement[]> {
  const groups = new Map<Element | null, HTMLElement[]>();
  for (const element of elements) groups.set(key(element), [...(groups.get(key(element)) ?? []), element]);
  return groups;
}
