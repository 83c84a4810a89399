import { useId } from 'preact/hooks';
import { describedBy, FieldNotes, type FieldTexts } from './field.tsx';
import { leaveUnlessForButton } from './text-field.tsx';

export interface DateFieldProps extends FieldTexts {
  /** `YYYY-MM-DD`, or empty. */
  value: string;
  onInput: (value: string) => void;
  onLeave?: () => void;
  /** `YYYY-MM-DD`: no later day can be chosen in the calendar. */
  max?: string;
}

/** A day, chosen in the browser's own calendar. */
export function DateField(props: DateFieldProps) {
  const id = useId();
  return (
    <div class="ui-field">
      <label class="ui-field__label" for={id}>
        {props.label}
      </label>
      <input
        id={id}
        class="ui-input"
        type="date"
        value={props.value}
        max={props.max}
        aria-invalid={Boolean(props.error)}
        aria-describedby={describedBy(id, props)}
        onInput={(event) => props.onInput(event.currentTarget.value)}
        onBlur={(event) => leaveUnlessForButton(event, props.onLeave)}
      />
      <FieldNotes id={id} help={props.help} error={props.error} />
    </div>
  );
}
