import type { BlockPlacement } from '../placement.ts';
import type { Anchor } from './anchors.ts';
import { headingSelector, isInPanel, isOurs, isVisible, nameOf, type Panel, visibleInPanel } from './elements.ts';

/** The page's own blocks on Results View and on a result page, and the place of ours among them. */

/** What pages mark one of their parts by. */
const item = 'section, article, li';

/**
 * The page's own blocks: the outermost list of alike siblings with headings, and what stands among them without one. A
 * single one is a list of one.
 * @param placement what was remembered of blocks; where they are still found, no others are taken for them
 */
export function findBlocks(panel: Panel, placement: BlockPlacement | null): HTMLElement[] {
  const first = firstHeadings(panel);
  const isTitled = (it: HTMLElement | undefined) => it !== undefined && first.get(it)?.tagName === 'H1';
  const all = [...first.keys()];
  // What holds the page's title is no block, unless all have such headings.
  const untitled = all.filter((it) => !isTitled(it));
  const alike = (them: HTMLElement[]) => [...Map.groupBy(them, (it) => it.tagName).values()];
  const siblings = Map.groupBy(untitled.length > 0 ? untitled : all, (it) => it.parentElement);
  const groups = [...siblings.values()].flatMap(alike).sort(([a], [b]) => depth(b) - depth(a));

  // From the innermost out: a heading within something listed is not the own one of what holds the list.
  const listed = new Set<Element>();
  const isListed = (it: Element | null | undefined, end?: Element): boolean =>
    Boolean(it && it !== end && (listed.has(it) || isListed(it.parentElement, end)));
  const lists: HTMLElement[][] = [];
  for (const group of groups) {
    const own = group.flatMap((it) => (isListed(first.get(it), it) ? [] : levelOf(first.get(it))));
    if (new Set(own).size === own.length && !isBlockAround(group, own[0])) continue;
    for (const it of group) listed.add(it);
    lists.push(group);
  }

  const known = new Set([...(placement?.above ?? []), ...(placement?.below ?? [])]);
  const knownIn = (group: HTMLElement[]) => group.filter((it) => known.has(headingOf(it))).length;
  const outermost = lists.filter(([it]) => !isListed(it?.parentElement)).sort((a, b) => b.length - a.length);
  groups.reverse();
  const several = groups.filter((it) => it.length > 1);
  const single = groups.filter((it) => it.length === 1 && !isTitled(it[0]));
  const best = [...outermost, ...several, ...single].reduce<HTMLElement[]>(
    (a, b) => (a.length === 0 || knownIn(b) > knownIn(a) ? b : a),
    [],
  );
  return withHeadless(best.length === 1 ? best.map(itemIn) : best, panel);

  /** A single item whose heading is of the level of those listed in it: a title above blocks would be of a higher one. */
  function isBlockAround([it, ...others]: HTMLElement[], level: string | undefined): boolean {
    if (!it?.matches(item) || others.length > 0 || !level) return false;
    return lists.some(([inner]) => it.contains(inner ?? null) && levelOf(inner && first.get(inner)) === level);
  }

  /** Of what holds one and the same block, the outermost that is marked as an item; else the outermost. */
  function itemIn(block: HTMLElement): HTMLElement {
    if (block.matches(item)) return block;
    const items = [...block.querySelectorAll<HTMLElement>(item)];
    return items.find((it) => first.get(it) === first.get(block)) ?? block;
  }
}

/** The heading by which a block is recognised later. */
export function headingOf(block: Element): string {
  return nameOf(block.querySelector(headingSelector) ?? block).slice(0, 200);
}

/** Where ours goes when so many of the page's blocks stand above it. */
export function placeAmong(anchor: Anchor, position: number): Anchor {
  const { blocks } = anchor;
  const [next, last] = [blocks[position], blocks.at(-1)];
  if (next) return { ...anchor, parent: next.parentElement ?? anchor.parent, before: next };
  if (!last || blocks.length === 1) return anchor;
  return { ...anchor, parent: last.parentElement ?? anchor.parent, before: last.nextElementSibling };
}

/** Whatever holds a heading in a panel, and its first one. */
function firstHeadings(panel: Panel): Map<HTMLElement, HTMLElement> {
  const first = new Map<HTMLElement, HTMLElement>();
  for (const heading of visibleInPanel(panel, headingSelector))
    for (let it = heading.parentElement; it && it !== panel.root; it = it.parentElement) {
      if (!isInPanel(panel, it) || (panel.except && it.contains(panel.except))) break;
      if (!first.has(it)) first.set(it, heading);
    }
  return first;
}

/** Alike siblings count without a heading too: between the others, or where their class says the same. */
function withHeadless(blocks: HTMLElement[], panel: Panel): HTMLElement[] {
  const siblings = [...(blocks[0]?.parentElement?.children ?? [])] as HTMLElement[];
  const [from, to] = [blocks[0], blocks.at(-1)].map((it) => siblings.indexOf(it as HTMLElement)) as [number, number];
  const isAlike = (it: HTMLElement, at: number) =>
    it.tagName === blocks[0]?.tagName &&
    it.textContent?.trim() &&
    blocks.some((block) => block.className === it.className) &&
    (it.className || (at > from && at < to)) &&
    isInPanel(panel, it) &&
    !isOurs(it) &&
    isVisible(it);
  return siblings.filter((it, at) => blocks.includes(it) || isAlike(it, at));
}

const levelOf = (heading: HTMLElement | undefined) => heading?.ariaLevel ?? heading?.tagName ?? '';

function depth(element: Element | null | undefined): number {
  return element ? 1 + depth(element.parentElement) : 0;
}
