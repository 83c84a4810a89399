import type { RefObject } from 'preact';
import { useId } from 'preact/hooks';
import { describedBy, FieldNotes, type FieldTexts } from './field.tsx';
import { leaveUnlessForButton } from './text-field.tsx';

export interface TextAreaProps extends FieldTexts {
  value: string;
  rows: number;
  onInput?: (value: string) => void;
  onLeave?: () => void;
  readOnly?: boolean;
  /** Text of a machine: every character counts. */
  code?: boolean;
  areaRef?: RefObject<HTMLTextAreaElement | null>;
}

/** Lines of text with their label above, help and error below. */
export function TextArea(props: TextAreaProps) {
  const id = useId();
  return (
    <div class="ui-field">
      <label class="ui-field__label" for={id}>
        {props.label}
      </label>
      <textarea
        class={props.code ? 'ui-input ui-area ui-area--code' : 'ui-input ui-area'}
        id={id}
        ref={props.areaRef ?? null}
        rows={props.rows}
        value={props.value}
        dir={props.code ? 'ltr' : 'auto'}
        autocomplete="off"
        spellcheck={!props.code}
        readOnly={props.readOnly ?? false}
        aria-invalid={Boolean(props.error)}
        aria-describedby={describedBy(id, props)}
        onInput={(event) => props.onInput?.(event.currentTarget.value)}
        onBlur={(event) => leaveUnlessForButton(event, props.onLeave)}
      />
      <FieldNotes id={id} help={props.help} error={props.error} />
    </div>
  );
}
