import { useTranslate } from '../i18n.ts';

export interface DragHandleProps {
  position: number;
  count: number;
  onMove: (by: number) => void;
  onGrab: (event: PointerEvent, handle: HTMLElement) => void;
}

/** By how many places each key moves; Home and End as far as it goes. */
const keys: Readonly<Record<string, number>> = { ArrowUp: -1, ArrowDown: 1, Home: -1000, End: 1000 };

/** Takes hold of the block: by pointer it is dragged, by arrow keys it moves. The buttons beside it do the same. */
export function DragHandle({ position, count, onMove, onGrab }: DragHandleProps) {
  const t = useTranslate();
  return (
    <button
      type="button"
      class="guest-handle"
      aria-label={t('block_handle', position + 1, count + 1)}
      title={t('block_handle_title')}
      onKeyDown={(event) => {
        const by = event.altKey || event.ctrlKey || event.metaKey ? undefined : keys[event.key];
        if (by === undefined) return;
        event.preventDefault();
        onMove(by);
      }}
      onPointerDown={(event) => {
        // The page may drag its own blocks, and would take ours for one of them.
        event.stopPropagation();
        if (event.button === 0) onGrab(event, event.currentTarget);
      }}
      onMouseDown={(event) => event.stopPropagation()}
      onTouchStart={(event) => event.stopPropagation()}
    >
      <svg width="16" height="16" viewBox="0 0 16 16" fill="currentColor" aria-hidden="true">
        {[4, 8, 12].flatMap((y) => [5.5, 10.5].map((x) => <circle key={`${x} ${y}`} cx={x} cy={y} r="1.35" />))}
      </svg>
    </button>
  );
}
