import { useSignal } from '@preact/signals';
import { useRef, useState } from 'preact/hooks';
import { type MessageId, useTranslate } from '../i18n.ts';
import { PasswordField } from '../ui/password-field.tsx';

type Field = 'first' | 'second';

export interface SecretWords {
  first: MessageId;
  showFirst: MessageId;
  help: MessageId;
  second: MessageId;
  showSecond: MessageId;
  /** What is wrong with it, and that the second one is another. */
  weak: MessageId;
  differs: MessageId;
}

/**
 * A new secret, typed twice because it cannot be read while it is typed.
 * @param isGood what the worker asks of it too; said before it is asked
 */
export function useNewSecret(words: SecretWords, isGood: (secret: string) => boolean, readOnly: boolean) {
  const t = useTranslate();
  const typed = useSignal({ first: '', second: '' });
  const [wrong, setWrong] = useState<{ field: Field; sentence: MessageId } | null>(null);
  const inputs = { first: useRef<HTMLInputElement>(null), second: useRef<HTMLInputElement>(null) };

  const refuse = (field: Field, sentence: MessageId) => {
    setWrong({ field, sentence });
    inputs[field].current?.focus();
  };
  const field = (which: Field, label: MessageId, showLabel: MessageId, help?: MessageId) => (
    <PasswordField
      label={t(label)}
      showLabel={t(showLabel)}
      help={help && t(help)}
      value={typed.value[which]}
      error={wrong?.field === which && t(wrong.sentence)}
      inputRef={inputs[which]}
      readOnly={readOnly}
      required
      onInput={(text) => {
        typed.value = { ...typed.value, [which]: text };
        setWrong(null);
      }}
    />
  );
  return {
    fields: (
      <>
        {field('first', words.first, words.showFirst, words.help)}
        {field('second', words.second, words.showSecond)}
      </>
    ),
    /** The secret, if it is a good one and the same twice; otherwise says what is wrong, at its field. */
    take(): string | null {
      const { first, second } = typed.value;
      if (!isGood(first)) refuse('first', words.weak);
      else if (first !== second) refuse('second', words.differs);
      else return first;
      return null;
    },
    /** The worker did not take it. */
    refuse: () => refuse('first', words.weak),
    clear() {
      typed.value = { first: '', second: '' };
    },
  };
}
