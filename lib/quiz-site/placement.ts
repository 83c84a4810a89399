/**
 * Where our block stands among a page's own, kept so that it outlives changes of them: by the headings above and below
 * it. Pure, for both sides.
 */
export interface BlockPlacement {
  /** Headings of the page's blocks above ours, from the top; the last is our neighbour. */
  above: string[];
  /** ... and below ours; the first is our neighbour. */
  below: string[];
  /** How many blocks stood above it, for pages on which none of the headings is left. */
  index: number;
}

/** On either side the nearest ones say enough. */
export const maxHeadings = 60;

/** @param headings of the page's own blocks, from the top */
export function placementAt(headings: readonly string[], position: number): BlockPlacement {
  return {
    above: headings.slice(0, position).slice(-maxHeadings),
    below: headings.slice(position).slice(0, maxHeadings),
    index: position,
  };
}

/**
 * The position at which the fewest blocks stand on another side of ours than they did. Of several alike: as far from the
 * nearest block that is left as before, else nearest to the old index. Without a placement, last.
 * @returns how many of the page's blocks stand above ours
 */
export function positionAmong(placement: BlockPlacement | null, headings: readonly string[]): number {
  if (!placement) return headings.length;
  const { above, below, index } = placement;
  const remembered = numbered([...above, ...below]);
  /** At which place each of the page's blocks was remembered; -1 for one that is new. */
  const was = numbered(headings).map((key) => remembered.indexOf(key));
  const worth = (position: number): number => {
    const broken = was.filter((at, now) => at >= 0 && at < above.length !== now < position).length;
    // Of two neighbours as near, the one above.
    const near = was.map((at, now) =>
      at >= 0 && position - now === above.length - at ? Math.abs(at - above.length + 0.6) : Number.POSITIVE_INFINITY,
    );
    return broken * 1e6 + Math.min(...near, 1e3 + Math.abs(position - index));
  };
  return [...headings.keys(), headings.length].reduce((best, it) => (worth(it) < worth(best) ? it : best));
}

/** Blocks of one heading are told apart by their order, as long as there are as many of them. */
function numbered(headings: readonly string[]): string[] {
  return headings.map((heading, at) => {
    const ofIt = headings.flatMap((it, place) => (it === heading ? place : []));
    return `${ofIt.indexOf(at)}/${ofIt.length}:${heading}`;
  });
}
