import { classNames } from '../ui/class-names.ts';

/** A button in a host page; it dresses like the page's own. */
export function GuestButton({
  label,
  onClick,
  inside = false,
  description,
}: {
  label: string;
  onClick: () => void;
  /** Inside one of our own elements, rather than in a row of the page's buttons. */
  inside?: boolean;
  description?: string;
}) {
  return (
    <button
      type="button"
      class={classNames('guest-button', inside && 'guest-button--inside')}
      aria-description={description}
      onClick={onClick}
    >
      {label}
    </button>
  );
}
