import { useId } from 'preact/hooks';
import { FieldNotes } from '../../ui/field.tsx';

export interface ChoiceProps<T extends string> {
  legend: string;
  /** Null: nothing is chosen yet. */
  value: T | null;
  options: readonly { value: T; label: string; example?: string | undefined }[];
  onChange: (value: T) => void;
  help?: string | undefined;
  error?: string | null;
}

/** One of a few ways, each with an example where that says more than words. */
export function Choice<T extends string>({ legend, value, options, onChange, help, error }: ChoiceProps<T>) {
  const id = useId();
  return (
    <fieldset class="results-choice" aria-describedby={error ? `${id}-error` : undefined}>
      <legend class="ui-field__label">{legend}</legend>
      {help && <p class="ui-field__help">{help}</p>}
      {options.map((option) => (
        <label key={option.value} class="ui-check-row">
          <input
            class="ui-radio"
            type="radio"
            name={id}
            checked={value === option.value}
            onChange={() => onChange(option.value)}
          />
          <span>
            {option.label}
            {option.example && <span class="options-muted"> {option.example}</span>}
          </span>
        </label>
      ))}
      <FieldNotes id={id} error={error} />
    </fieldset>
  );
}
