import { useId, useState } from 'preact/hooks';
import { describedBy, FieldNotes } from './field.tsx';
import { leaveUnlessForButton, type TextFieldProps } from './text-field.tsx';

export interface PasswordFieldProps extends Omit<TextFieldProps, 'keyboard'> {
  /** The words of the toggle that shows what is being typed. */
  showLabel: string;
}

/** A secret being typed. It can be shown while it is typed; an empty field has nothing to show. */
export function PasswordField(props: PasswordFieldProps) {
  const id = useId();
  const [wanted, setWanted] = useState(false);
  const shown = wanted && props.value !== '';
  return (
    <div class="ui-field">
      <label class="ui-field__label" for={id}>
        {props.label}
      </label>
      <div class="ui-field__row">
        <input
          class="ui-input ui-input--code"
          id={id}
          ref={props.inputRef ?? null}
          {...(shown ? { type: 'text' as const } : { type: 'password' as const })}
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
        <button
          type="button"
          class="ui-button ui-button--quiet"
          aria-pressed={shown}
          disabled={props.value === ''}
          onClick={() => setWanted(!shown)}
        >
          <span class="ui-button__label">{props.showLabel}</span>
        </button>
      </div>
      <FieldNotes id={id} help={props.help} error={props.error} />
    </div>
  );
}
