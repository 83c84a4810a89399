import { useState } from 'preact/hooks';
import type { ImportPreview } from './model.ts';

/** The choices of a preview: nothing is replaced unless it was chosen. */
export function useTakes(preview: ImportPreview | null) {
  const [taken, setTaken] = useState<ReadonlySet<number>>(new Set());
  const onTake = (position: number, take: boolean) =>
    setTaken((former) => new Set([...former].filter((it) => it !== position).concat(take ? [position] : [])));
  const fresh = preview?.rows.filter((it) => it.status === 'new').length ?? 0;
  return { taken, onTake, take: [...taken], count: fresh + taken.size };
}
