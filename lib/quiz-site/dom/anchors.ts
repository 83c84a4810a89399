import type { SiteProfile, Strategy } from '../profile.ts';
import { buttonSelector, fold, headingSelector, nameOf, type Panel, visibleInPanel, wordSet } from './elements.ts';

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
  switch (strategy.by) {
    case 'css': {
      const [only, ...others] = visibleInPanel(panel, strategy.selector);
      return only && others.length === 0 ? behind(only, only, 'css') : null;
    }
    case 'buttons-of-panel': {
      const formWords = wordSet(profile.words.formButtons);
      const buttons = visibleInPanel(panel, buttonSelector).filter((it) => !formWords.has(fold(nameOf(it))));
      const last = largestGroup(buttons, (it) => it.parentElement)?.at(-1);
      return last ? behind(last, last, strategy.by) : null;
    }
    case 'blocks-with-headings': {
      const blocks = findBlocks(panel);
      const last = blocks.at(-1);
      return last ? behind(last, last, strategy.by) : null;
    }
    case 'cards-with-buttons': {
      const words = wordSet(strategy.words);
      const buttons = visibleInPanel(panel, buttonSelector).filter((it) => words.has(fold(nameOf(it))));
      const cards = buttons.flatMap((button) => cardOf(button, buttons, panel) ?? []);
      const last = largestGroup([...new Set(cards)], (it) => it.parentElement)?.at(-1);
      return last ? behind(last, last, strategy.by) : null;
    }
    case 'end-of-panel':
      return {
        parent: panel.root,
        before: null,
        neighbour: visibleInPanel(panel, buttonSelector).at(-1) ?? null,
        by: strategy.by,
      };
  }
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

/**
 * Where our block goes among the page's: behind the remembered heading, else at the remembered index, else last.
 * @returns how many of the page's blocks stand above it
 */
export function positionOf(
  placement: { afterHeading: string | null; index: number } | null,
  blocks: HTMLElement[],
): number {
  if (!placement) return blocks.length;
  const { afterHeading, index } = placement;
  const after = afterHeading === null ? -1 : blocks.findIndex((it) => headingOf(it) === afterHeading);
  return after >= 0 ? after + 1 : Math.min(index, blocks.length);
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
