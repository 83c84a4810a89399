import { useId } from 'preact/hooks';
import { describedBy, FieldNotes, type FieldTexts } from './field.tsx';

export interface SelectFieldProps extends FieldTexts {
  value: string;
  choices: readonly { value: string; label: string }[];
  onChange: (value: string) => void;
}

/** One of several, with its label above, help and error below. */
export function SelectField(props: SelectFieldProps) {
  const id = useId();
  return (
    <div class="ui-field">
      <label class="ui-field__label" for={id}>
        {props.label}
      </label>
      <select
        class="ui-input ui-select"
        id={id}
        aria-invalid={props.error ? true : undefined}
        aria-describedby={describedBy(id, props)}
        onChange={(event) => props.onChange(event.currentTarget.value)}
      >
        {props.choices.map(({ value, label }) => (
          <option key={value} value={value} selected={value === props.value}>
            {label}
          </option>
        ))}
      </select>
      <FieldNotes id={id} help={props.help} error={props.error} />
    </div>
  );
}
