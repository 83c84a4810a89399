import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { scrollTopFor } from './option-window.ts';

/** Every row is as high as the others, so that a place in the list is arithmetic. */
export const rowHeightPx = 56;

export const visibleRows = 5;

/** Which row is active: that of a template where it is known and in the list, else the row of that number. */
interface Place {
  id?: string | undefined;
  row: number;
}

/**
 * Where the open list stands: which row is active, and which ones are in view. A list that changes meanwhile changes
 * neither: what Enter or a click would choose stays what it is, and stays where it is.
 */
export function useListPlace(rows: readonly { id: string }[], isShown: boolean) {
  const box = useRef<HTMLDivElement>(null);
  const [place, setPlace] = useState<Place>({ row: 0 });
  const [firstVisible, setFirstVisible] = useState(0);
  const drawn = useRef({ rows, place });
  const rowOf = (id: string | undefined) => rows.findIndex((it) => it.id === id);
  const found = rowOf(place.id);
  const active = found < 0 ? Math.min(place.row, rows.length - 1) : found;
  const isSamePlace = place === drawn.current.place && drawn.current.rows.length > 0;
  // Asked before the rows are drawn anew, while the browser knows where the pointer is.
  const pointed = isSamePlace && rows !== drawn.current.rows ? box.current?.querySelector('[role=option]:hover') : null;

  useLayoutEffect(() => {
    const before = drawn.current.rows;
    drawn.current = { rows, place };
    const list = box.current;
    if (!list || !isShown) return;
    const inView = Math.max(firstVisible, Math.min(place.row, firstVisible + visibleRows - 1));
    const held = pointed ? Number(pointed.getAttribute('aria-posinset')) - 1 : inView;
    const heldNow = rowOf(before[held]?.id);
    // The focus stays in the field, so that nothing else brings the active row into view.
    const top = isSamePlace
      ? list.scrollTop + (heldNow < 0 ? 0 : heldNow - held) * rowHeightPx
      : scrollTopFor(active, rowHeightPx, list.scrollTop, visibleRows * rowHeightPx);
    if (top !== list.scrollTop) list.scrollTop = top;
    setFirstVisible(Math.floor(top / rowHeightPx));
    // No redraw: this is what is drawn.
    Object.assign(place, { id: rows[active]?.id, row: active });
  }, [place, rows, isShown]);

  return {
    box,
    active,
    firstVisible,
    setPlace,
    onScroll: () => setFirstVisible(Math.floor((box.current?.scrollTop ?? 0) / rowHeightPx)),
  };
}
