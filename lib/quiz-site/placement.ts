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
  const side = new Map(remembered.map((key, at) => [key, at < above.length ? ('above' as const) : ('below' as const)]));
  const keys = numbered(headings);

  // From the top down: each block that is passed either comes onto its old side or leaves it.
  let broken = keys.filter((key) => side.get(key) === 'above').length;
  let best = { broken, positions: [0] };
  keys.forEach((key, at) => {
    const its = side.get(key);
    if (its) broken += its === 'above' ? -1 : 1;
    if (broken < best.broken) best = { broken, positions: [] };
    if (broken === best.broken) best.positions.push(at + 1);
  });

  // Each block that is left tells a position: as far from it as before. The nearest one's counts.
  let wanted = index;
  let nearest = Number.POSITIVE_INFINITY;
  remembered.forEach((key, at) => {
    const isAbove = at < above.length;
    const away = isAbove ? above.length - at : at - above.length + 1;
    const now = keys.indexOf(key);
    const its = isAbove ? now + away : now - away + 1;
    if (now < 0 || away >= nearest || !best.positions.includes(its)) return;
    wanted = its;
    nearest = away;
  });
  const distance = (position: number) => Math.abs(position - wanted);
  return best.positions.reduce((closest, it) => (distance(it) < distance(closest) ? it : closest));
}

/** Blocks of one heading are told apart by their order. */
function numbered(headings: readonly string[]): string[] {
  const seen = new Map<string, number>();
  return headings.map((heading) => {
    const number = seen.get(heading) ?? 0;
    seen.set(heading, number + 1);
    return `${number}:${heading}`;
  });
}
