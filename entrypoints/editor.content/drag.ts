import type { DropLineAt } from '@/components/editor/drop-line.tsx';

/**
 * Dragging our block among the page's own. By pointer events on our handle alone: nothing of the page is made draggable,
 * nothing moves before it is let go, and only what a person does counts.
 */

export interface Drag {
  /** The page's own blocks, from the top. */
  blocks: () => HTMLElement[];
  /** Where it would go; null once the drag is over. */
  onOver: (at: DropLineAt | null) => void;
  /** Let go above so many blocks minus one: how many of the page's stand above it. */
  onDrop: (position: number) => void;
}

/** A press that moves less is a click. */
const minDistancePx = 5;
/** Nearer to the edge of the window than this, the page scrolls. */
const edgePx = 56;
const scrollStepPx = 14;
const lineThicknessPx = 4;

export function startDrag(event: PointerEvent, handle: HTMLElement, { blocks, onOver, onDrop }: Drag): void {
  if (!event.isTrusted) return;
  const start = { x: event.clientX, y: event.clientY };
  const { pointerId } = event;
  let pointer = start;
  let isDragging = false;
  let frame = 0;
  const listening = new AbortController();
  const { signal } = listening;
  handle.setPointerCapture(pointerId);

  const end = () => {
    listening.abort();
    cancelAnimationFrame(frame);
    if (handle.hasPointerCapture(pointerId)) handle.releasePointerCapture(pointerId);
    if (isDragging) onOver(null);
  };
  const show = () => {
    const list = blocks();
    onOver(lineAt(list, positionAt(list, pointer)));
  };
  const scroll = () => {
    const step = pointer.y < edgePx ? -scrollStepPx : pointer.y > innerHeight - edgePx ? scrollStepPx : 0;
    if (step !== 0) {
      scroller(blocks()[0] ?? handle).scrollBy(0, step);
      show();
    }
    frame = requestAnimationFrame(scroll);
  };

  handle.addEventListener(
    'pointermove',
    (move) => {
      if (!move.isTrusted || move.pointerId !== pointerId) return;
      pointer = { x: move.clientX, y: move.clientY };
      if (!isDragging) {
        if (Math.hypot(pointer.x - start.x, pointer.y - start.y) < minDistancePx) return;
        isDragging = true;
        frame = requestAnimationFrame(scroll);
      }
      show();
    },
    { signal },
  );
  handle.addEventListener(
    'pointerup',
    (up) => {
      if (!up.isTrusted || up.pointerId !== pointerId) return;
      const wasDragging = isDragging;
      end();
      if (wasDragging) onDrop(positionAt(blocks(), { x: up.clientX, y: up.clientY }));
    },
    { signal },
  );
  handle.addEventListener('pointercancel', end, { signal });
  handle.addEventListener('lostpointercapture', end, { signal });
  document.addEventListener(
    'keydown',
    (key) => {
      if (!key.isTrusted || key.key !== 'Escape' || !isDragging) return;
      // Ends the drag, and nothing of the page.
      key.preventDefault();
      key.stopImmediatePropagation();
      end();
    },
    { signal, capture: true },
  );
}

/** How many blocks a point is past: by their middles, along the way in which they are laid out. */
function positionAt(blocks: HTMLElement[], { x, y }: { x: number; y: number }): number {
  const rects = blocks.map((it) => it.getBoundingClientRect());
  if (!isRow(rects)) return rects.filter((it) => y > it.top + it.height / 2).length;
  const rtl = getComputedStyle(blocks[0] as HTMLElement).direction === 'rtl';
  return rects.filter((it) => (rtl ? x < it.left + it.width / 2 : x > it.left + it.width / 2)).length;
}

function lineAt(blocks: HTMLElement[], position: number): DropLineAt | null {
  const rects = blocks.map((it) => it.getBoundingClientRect());
  const [before, after] = [rects[position - 1], rects[position]];
  const near = after ?? before;
  if (!near) return null;
  const half = lineThicknessPx / 2;
  if (isRow(rects)) {
    const left = after ? after.left : near.right;
    return { left: left - half, top: near.top, width: lineThicknessPx, height: near.height };
  }
  const top = before && after ? (before.bottom + after.top) / 2 : after ? after.top - 8 : near.bottom + 8;
  return { left: near.left, top: top - half, width: near.width, height: lineThicknessPx };
}

/** Blocks beside each other rather than below each other. */
function isRow([first, second]: DOMRect[]): boolean {
  return first !== undefined && second !== undefined && Math.abs(first.top - second.top) < first.height / 2;
}

/** What scrolls around an element. */
function scroller(element: Element): Element {
  for (let it = element.parentElement; it; it = it.parentElement)
    if (it.scrollHeight > it.clientHeight && /auto|scroll/.test(getComputedStyle(it).overflowY)) return it;
  return document.scrollingElement ?? document.documentElement;
}
