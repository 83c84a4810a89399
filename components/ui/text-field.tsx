import type { RefObject } from 'preact';
import { useId } from 'preact/hooks';
import { describedBy, FieldNotes, type FieldTexts } from './field.tsx';

export interface TextFieldProps extends FieldTexts {
  value: string;
  onInput: (value: string) => void;
  /** Called when the field is left for something other than a button: a button decides for itself. */
  onLeave?: () => void;
  /** Which keyboard a touch screen offers. The field itself is plain text: it never changes what was typed. */
  keyboard?: 'text' | 'email' | 'numeric' | 'decimal' | 'search';
  required?: boolean;
  readOnly?: boolean;
  inputRef?: RefObject<HTMLInputElement | null>;
}

/** A line of text with its label above, help and error below. */
export function TextField(props: TextFieldProps) {
  const id = useId();
  return (
    <div class="ui-field">
      <label class="ui-field__label" for={id}>
        {props.label}
      </label>
      <input
        class="ui-input"
        id={id}
        ref={props.inputRef ?? null}
        type="text"
        inputMode={props.keyboard ?? 'text'}
        value={props.value}
        autocomplete="off"
        autocapitalize="none"
        spellcheck={false}
        readOnly={props.readOnly ?? false}
        aria-required={props.required || undefined}
        aria-invalid={Boolean(props.error)}
        aria-describedby={describedBy(id, props)}
        onInput={(event) => props.onInput(event.currentTarget.value)}
        onBlur={(event) => leaveUnlessForButton(event, props.onLeave)}
      />
      <FieldNotes id={id} help={props.help} error={props.error} />
    </div>
  );
}

/**
 * An error that appears between the press and the release of a mouse button would move the button away from under it,
 * and the click would be lost.
 */
export function leaveUnlessForButton(event: FocusEvent, onLeave: (() => void) | undefined): void {
  const next = event.relatedTarget;
  if (!(next instanceof Element && next.closest('button'))) onLeave?.();
}

/** The same for a row of several controls: going on within it is no leaving of it. */
export function leaveRow(event: FocusEvent, onLeave: () => void): void {
  const [row, next] = [event.currentTarget, event.relatedTarget];
  if (!(row instanceof Node && next instanceof Node && row.contains(next))) leaveUnlessForButton(event, onLeave);
}
