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
 * The position at which the fewest blocks stand on another side of ours than they did. Of several alike: beside the
 * neighbour of before, else nearest to the old index. Without a placement, last.
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

  const before = keys.indexOf(remembered[above.length - 1] ?? '') + 1;
  if (before > 0 && best.positions.includes(before)) return before;
  const after = keys.indexOf(remembered[above.length] ?? '');
  if (after >= 0 && best.positions.includes(after)) return after;
  const distance = (position: number) => Math.abs(position - index);
  return best.positions.reduce((nearest, it) => (distance(it) < distance(nearest) ? it : nearest));
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
