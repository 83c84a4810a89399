/** Rows rendered beyond the visible ones, so that scrolling shows no gaps. */
const spareRows = 4;

/**
 * Which rows of a long list are in the document: those in view with some spare ones, and the active one wherever it is,
 * since assistive technology is pointed to it.
 * @returns indexes, ascending, each once
 */
export function rowsInDocument(count: number, firstVisible: number, visibleRows: number, active: number): number[] {
  const first = Math.max(0, Math.min(firstVisible, count - visibleRows) - spareRows);
  const end = Math.min(count, first + visibleRows + 2 * spareRows);
  const rows = new Set([active, ...Array.from({ length: Math.max(0, end - first) }, (_, offset) => first + offset)]);
  return [...rows].filter((row) => row >= 0 && row < count).sort((a, b) => a - b);
}

/** Where the list has to stand so that a row is wholly in view; unchanged where it is already. */
export function scrollTopFor(row: number, rowHeightPx: number, scrollTop: number, heightPx: number): number {
  const top = row * rowHeightPx;
  if (top < scrollTop) return top;
  return Math.max(scrollTop, top + rowHeightPx - heightPx);
}
