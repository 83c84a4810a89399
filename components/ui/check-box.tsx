import type { RefObject } from 'preact';
import { useEffect, useId, useRef } from 'preact/hooks';
import { describedBy, FieldNotes, type FieldTexts } from './field.tsx';

export interface CheckBoxProps extends FieldTexts {
  checked: boolean;
  onChange: (checked: boolean) => void;
  /** Some, but not all, of what the box stands for. */
  mixed?: boolean;
  /** The label is read out, not shown: for the check boxes of a table's rows. */
  hideLabel?: boolean;
  disabled?: boolean;
  inputRef?: RefObject<HTMLInputElement | null>;
}

/** A check box with its label beside it, help and error below. */
export function CheckBox(props: CheckBoxProps) {
  const id = useId();
  const own = useRef<HTMLInputElement>(null);
  const ref = props.inputRef ?? own;
  const { mixed = false } = props;
  // `indeterminate` exists as a property only.
  useEffect(() => {
    if (ref.current) ref.current.indeterminate = mixed;
  }, [mixed, ref]);
  const box = (
    <input
      class="ui-check"
      id={id}
      ref={ref}
      type="checkbox"
      checked={props.checked}
      disabled={props.disabled}
      aria-label={props.hideLabel ? props.label : undefined}
      aria-invalid={props.error ? true : undefined}
      aria-describedby={describedBy(id, props)}
      onChange={(event) => props.onChange(event.currentTarget.checked)}
    />
  );
  if (props.hideLabel) return box;
  return (
    <div class="ui-field">
      <div class="ui-check-row">
        {box}
        <label for={id}>{props.label}</label>
      </div>
      <FieldNotes id={id} help={props.help} error={props.error} />
    </div>
  );
}
