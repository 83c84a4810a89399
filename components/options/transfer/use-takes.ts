import { useState } from 'preact/hooks';
import type { ImportPreview } from './model.ts';

/** The choices of a preview: nothing is replaced unless it was chosen. */
export function useTakes(preview: ImportPreview | null) {
  const [taken, setTaken] = useState<ReadonlySet<number>>(new Set());
  const onTake = (position: number, take: boolean) =>
    setTaken((former) => new Set([...former].filter((it) => it !== position).concat(take ? [position] : [])));
  const chosen = preview?.rows.filter((it) => it.status === 'new' || taken.has(it.position)) ?? [];
  const take = chosen.map(({ position, mineStamp }) => ({ position, since: mineStamp }));
  return { taken, onTake, take, count: take.length };
}
