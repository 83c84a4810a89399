import type { ComponentChildren, RefObject } from 'preact';
import { classNames } from './class-names.ts';
import { Icon, type IconName } from './icons.tsx';

export interface ButtonProps {
  children: ComponentChildren;
  onClick?: () => void;
  /** `plain` has no border: for rows of tables, where many buttons stand below each other. */
  kind?: 'primary' | 'quiet' | 'danger' | 'plain';
  /** Small buttons stand in rows of tables. */
  size?: 'medium' | 'small';
  type?: 'button' | 'submit';
  icon?: IconName;
  disabled?: boolean;
  /** For buttons that stay pressed, such as filters. */
  pressed?: boolean;
  /** For buttons that unfold something. */
  expanded?: boolean;
  busy?: boolean;
  /** What the button is doing while it is busy. Given from the start, so that the width can be kept. */
  busyLabel?: string;
  /** A fuller name, where the visible words alone would not tell one row from another; starts with the visible words. */
  name?: string;
  describedBy?: string | undefined;
  buttonRef?: RefObject<HTMLButtonElement | null>;
}

/** A button. While busy it keeps focus and width, says what it does, and ignores clicks. */
export function Button(props: ButtonProps) {
  const { kind = 'quiet', size = 'medium', type = 'button', busy = false, busyLabel } = props;
  return (
    <button
      ref={props.buttonRef ?? null}
      type={type}
      class={classNames('ui-button', `ui-button--${kind}`, size === 'small' && 'ui-button--small')}
      disabled={props.disabled}
      aria-busy={busy}
      aria-pressed={props.pressed}
      aria-expanded={props.expanded}
      // Not `disabled` while busy: that would drop the focus to the top of the page.
      aria-disabled={busy || undefined}
      aria-label={props.name}
      aria-describedby={props.describedBy}
      onClick={(event) => {
        if (busy) event.preventDefault();
        else props.onClick?.();
      }}
    >
      <span class={classNames('ui-button__label', busy && busyLabel !== undefined && 'ui-button__label--away')}>
        {props.icon && <Icon name={props.icon} />}
        {props.children}
      </span>
      {busyLabel !== undefined && (
        <span class={classNames('ui-button__label', !busy && 'ui-button__label--away')}>
          <Icon name="spinner" />
          {busyLabel}
        </span>
      )}
    </button>
  );
}
