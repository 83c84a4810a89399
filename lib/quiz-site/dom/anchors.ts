import type { BlockPlacement } from '../placement.ts';
import type { SiteProfile, Strategy } from '../profile.ts';
import { findBlocks } from './blocks.ts';
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
  /** What the strategy found, each as one of the siblings ours can be moved among; none at the end of a panel. */
  blocks: HTMLElement[];
}

/**
 * @param placement where ours was put among blocks, which tells which ones they are
 * @returns null where no strategy fits; the caller says so instead of guessing
 */
export function findAnchor(
  profile: Pick<SiteProfile, 'anchors' | 'words'>,
  name: keyof SiteProfile['anchors'],
  panel: Panel,
  placement: BlockPlacement | null = null,
): Anchor | null {
  for (const strategy of profile.anchors[name]) {
    const anchor = tryStrategy(strategy, profile, panel, placement);
    if (anchor) return anchor;
  }
  return null;
}

function tryStrategy(
  strategy: Strategy,
  profile: Pick<SiteProfile, 'words'>,
  panel: Panel,
  placement: BlockPlacement | null,
): Anchor | null {
  const { by } = strategy;
  const end = { parent: panel.root, before: null, by };
  if (by === 'end-of-panel')
    return { ...end, neighbour: visibleInPanel(panel, buttonSelector).at(-1) ?? null, blocks: [] };
  const found = matchesOf(strategy, profile, panel, placement);
  const neighbour = found.at(-1);
  const { min, max } = strategy.matches;
  const parent = neighbour?.parentElement;
  if (!parent || found.length < min || found.length > max) return null;
  const blocks = itemsHolding(found);
  // A single heading may be the page's own: behind it is not yet behind what it is the heading of.
  if (by === 'blocks-with-headings' && found.length === 1) return { ...end, neighbour, blocks };
  return { parent, before: neighbour.nextElementSibling, neighbour, by, blocks };
}

/** Siblings that hold one or more of the elements each. */
function itemsHolding(elements: HTMLElement[]): HTMLElement[] {
  let parent = elements[0]?.parentElement;
  while (parent && !elements.every((it) => it !== parent && parent?.contains(it))) parent = parent.parentElement;
  const items = [...(parent?.children ?? [])] as HTMLElement[];
  return items.filter((item) => elements.some((it) => item.contains(it)));
}

/** What a strategy finds, in the order of the page. */
function matchesOf(
  strategy: Exclude<Strategy, { by: 'end-of-panel' }>,
  profile: Pick<SiteProfile, 'words'>,
  panel: Panel,
  placement: BlockPlacement | null,
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
      return largestRow(buttons);
    }
    case 'blocks-with-headings':
      return findBlocks(panel, placement);
    case 'cards-with-buttons': {
      const words = wordSet(strategy.words);
      const buttons = visibleInPanel(panel, buttonSelector).filter((it) => words.has(fold(nameOf(it))));
      const cards = buttons.flatMap((button) => cardOf(button, buttons, panel) ?? []);
      return largestRow([...new Set(cards)]);
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

/** The most of the elements that stand beside each other. */
function largestRow(elements: HTMLElement[]): HTMLElement[] {
  const rows = [...Map.groupBy(elements, (it) => it.parentElement).values()];
  return rows.sort((a, b) => b.length - a.length)[0] ?? [];
}
