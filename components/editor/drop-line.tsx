import { useLayoutEffect, useRef } from 'preact/hooks';

/** In px of the window. */
export interface DropLineAt {
  left: number;
  top: number;
  width: number;
  height: number;
}

/** Where a dragged block would go. In the top layer: nothing of the page makes room for it, and nothing covers it. */
export function DropLine({ at }: { at: DropLineAt }) {
  const line = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => line.current?.showPopover?.(), []);
  return (
    <div
      ref={line}
      class="guest-drop-line"
      popover="manual"
      style={{
        left: `${at.left}px`,
        top: `${at.top}px`,
        width: `${at.width}px`,
        height: `${at.height}px`,
      }}
    />
  );
}
