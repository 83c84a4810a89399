import type { RefObject } from 'preact';
import { useId } from 'preact/hooks';
import { useTranslate } from '../i18n.ts';

export interface OrganizationChoicesProps {
  choices: readonly { id: string; name: string }[];
  /** The organization id as it stands in the form. */
  chosen: string;
  onChoose: (id: string) => void;
  firstRef: RefObject<HTMLInputElement | null>;
}

/** The organizations one token belongs to; choosing one fills in its id. */
export function OrganizationChoices({ choices, chosen, onChoose, firstRef }: OrganizationChoicesProps) {
  const t = useTranslate();
  const name = useId();
  return (
    <fieldset class="options-choices">
      <legend>{t('connection_choices')}</legend>
      {choices.map((choice, index) => (
        <label key={choice.id} class="options-choices__choice">
          <input
            ref={index === 0 ? firstRef : null}
            class="ui-radio"
            type="radio"
            name={name}
            checked={choice.id === chosen.trim()}
            onChange={() => onChoose(choice.id)}
          />
          <span>
            <bdi>{choice.name}</bdi> <span class="options-muted options-code">{choice.id}</span>
          </span>
        </label>
      ))}
    </fieldset>
  );
}
