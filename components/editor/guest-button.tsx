import { classNames } from '../ui/class-names.ts';

/** A button in a host page; it dresses like the page's own. */
export function GuestButton({
  label,
  onClick,
  inside = false,
  description,
  atEnd = false,
}: {
  label: string;
  onClick: () => void;
  /** Inside one of our own elements, rather than in a row of the page's buttons. */
  inside?: boolean;
  description?: string;
  /** Keeps its focus, unlike a native disabled button: an element that has moved as far as it can is still at hand. */
  atEnd?: boolean;
}) {
  return (
    <button
      type="button"
      class={classNames('guest-button', inside && 'guest-button--inside')}
      aria-description={description}
      aria-disabled={atEnd || undefined}
      onClick={atEnd ? undefined : onClick}
    >
      {label}
    </button>
  );
}
