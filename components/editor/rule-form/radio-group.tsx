import { useId } from 'preact/hooks';

export interface RadioGroupProps<T extends string> {
  legend: string;
  value: T;
  options: { value: T; label: string; help?: string }[];
  onChange: (value: T) => void;
}

/** One of a few, side by side; below each other where one of them needs a word of explanation. */
export function RadioGroup<T extends string>({ legend, value, options, onChange }: RadioGroupProps<T>) {
  const name = useId();
  return (
    <fieldset class="award-dialog__group">
      <legend class="ui-field__label">{legend}</legend>
      <div class={options.some((it) => it.help) ? 'rule-form__stack' : 'award-dialog__radios'}>
        {options.map((option) => (
          <div key={option.value}>
            <label class="ui-check-row">
              <input
                type="radio"
                class="ui-radio"
                name={name}
                checked={value === option.value}
                aria-describedby={option.help && `${name}-${option.value}`}
                onChange={() => onChange(option.value)}
              />
              {option.label}
            </label>
            {option.help && (
              <p id={`${name}-${option.value}`} class="ui-field__help rule-form__indented">
                {option.help}
              </p>
            )}
          </div>
        ))}
      </div>
    </fieldset>
  );
}
