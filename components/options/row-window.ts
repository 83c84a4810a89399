import type { RefObject } from 'preact';
import { useEffect, useState } from 'preact/hooks';

/** Rows drawn beyond what is in view, above and below, so that scrolling and the Tab key always find the next one. */
const overscanRows = 6;

/** The window moves in steps, so that not every pixel of scrolling draws anew. */
const stepRows = 5;

/** What is drawn of a long list: rows by their index, and the room of those that are left out between them. */
export type Piece = { kind: 'row'; index: number } | { kind: 'gap'; before: number; rows: number };

/**
 * @param first index of the first row in view
 * @param viewRows how many rows fit the view
 * @param pinned index of a row that stays wherever the view is (the one with the focus), or -1
 */
export function piecesOf(count: number, first: number, viewRows: number, pinned: number): Piece[] {
  const start = Math.max(0, Math.min(first, count - viewRows) - overscanRows);
  const end = Math.min(count, start + viewRows + 2 * overscanRows);
  const drawn = Array.from({ length: end - start }, (_, offset) => start + offset);
  if (pinned >= 0 && pinned < count && (pinned < start || pinned >= end)) drawn.push(pinned);
  drawn.sort((a, b) => a - b);
  const pieces: Piece[] = [];
  let next = 0;
  for (const index of drawn) {
    if (index > next) pieces.push({ kind: 'gap', before: index, rows: index - next });
    pieces.push({ kind: 'row', index });
    next = index + 1;
  }
  if (next < count) pieces.push({ kind: 'gap', before: count, rows: count - next });
  return pieces;
}

/**
 * Follows the scrolling of a frame with rows of one height.
 * @returns the first row in view and how many rows may be in view: the frame is never higher than the window
 */
export function useRowWindow(frame: RefObject<HTMLElement | null>, rowHeightPx: number, isOn: boolean) {
  const [first, setFirst] = useState(0);
  const [windowHeightPx, setWindowHeightPx] = useState(innerHeight);
  useEffect(() => {
    const element = frame.current;
    if (!isOn || !element) return;
    const onScroll = () => setFirst(Math.floor(element.scrollTop / rowHeightPx / stepRows) * stepRows);
    const onResize = () => setWindowHeightPx(innerHeight);
    onScroll();
    element.addEventListener('scroll', onScroll, { passive: true });
    addEventListener('resize', onResize);
    return () => {
      element.removeEventListener('scroll', onScroll);
      removeEventListener('resize', onResize);
    };
  }, [isOn, rowHeightPx, frame]);
  return { first, viewRows: Math.ceil(windowHeightPx / rowHeightPx) + stepRows };
}
