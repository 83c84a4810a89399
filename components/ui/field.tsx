import type { ComponentChildren } from 'preact';
import { Icon } from './icons.tsx';

/** What surrounds every control of a form. */
export interface FieldTexts {
  label: string;
  help?: string | undefined;
  /** What is wrong and what to do; null or absent where nothing is. */
  error?: ComponentChildren;
}

/** The ids of the texts that describe a control, for `aria-describedby`; undefined where there are none. */
export function describedBy(id: string, texts: FieldTexts): string | undefined {
  const ids = [texts.error ? `${id}-error` : '', texts.help ? `${id}-help` : ''].filter(Boolean);
  return ids.length > 0 ? ids.join(' ') : undefined;
}

/** What deserves a look and stops nothing, below a control. */
export function FieldWarning({ id, children }: { id: string; children: ComponentChildren }) {
  return (
    <p id={id} class="ui-field__warning">
      <Icon name="warning" />
      <span>{children}</span>
    </p>
  );
}

/** Help and error below a control. */
export function FieldNotes({ id, help, error }: { id: string } & Omit<FieldTexts, 'label'>) {
  return (
    <>
      {help && (
        <p class="ui-field__help" id={`${id}-help`}>
          {help}
        </p>
      )}
      {error && (
        <div class="ui-field__error" id={`${id}-error`}>
          <Icon name="alert" />
          <div>{error}</div>
        </div>
      )}
    </>
  );
}
