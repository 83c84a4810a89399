import { useSignal } from '@preact/signals';
import { useRef, useState } from 'preact/hooks';
import { type MessageId, useTranslate } from '../../i18n.ts';
import { Button } from '../../ui/button.tsx';
import { Notice } from '../../ui/notice.tsx';
import { PasswordField } from '../../ui/password-field.tsx';

type Field = 'first' | 'second';

export interface PinFormProps {
  /** False where it could not be kept. */
  onSet: (pin: string) => Promise<boolean>;
  onCancel?: () => void;
}

/** A new PIN, typed twice. */
export function PinForm({ onSet, onCancel }: PinFormProps) {
  const t = useTranslate();
  const typed = useSignal({ first: '', second: '' });
  const [wrong, setWrong] = useState<{ field: Field; sentence: MessageId } | null>(null);
  const [busy, setBusy] = useState(false);
  const [failed, setFailed] = useState(false);
  const inputs = { first: useRef<HTMLInputElement>(null), second: useRef<HTMLInputElement>(null) };

  const refuse = (field: Field, sentence: MessageId) => {
    setWrong({ field, sentence });
    inputs[field].current?.focus();
  };
  const save = async () => {
    if (busy) return;
    const { first, second } = typed.value;
    setFailed(false);
    if (!/^\d{4,12}$/.test(first)) return refuse('first', 'lock_pin_problem');
    if (first !== second) return refuse('second', 'lock_pin_differs');
    setBusy(true);
    setFailed(!(await onSet(first)));
    setBusy(false);
    typed.value = { first: '', second: '' };
  };
  const field = (which: Field, label: MessageId, showLabel: MessageId, help?: MessageId) => (
    <PasswordField
      label={t(label)}
      showLabel={t(showLabel)}
      help={help && t(help)}
      value={typed.value[which]}
      error={wrong?.field === which && t(wrong.sentence)}
      inputRef={inputs[which]}
      readOnly={busy}
      required
      onInput={(text) => {
        typed.value = { ...typed.value, [which]: text };
        setWrong(null);
      }}
    />
  );
  return (
    <form
      class="options-form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      {field('first', 'lock_pin', 'lock_show', 'lock_pin_help')}
      {field('second', 'lock_pin_again', 'lock_show_again')}
      {failed && (
        <Notice tone="danger" live>
          {t('lock_failed')}
        </Notice>
      )}
      <div class="options-actions options-actions--start">
        <Button type="submit" busy={busy} busyLabel={t('lock_setting')}>
          {t('lock_set')}
        </Button>
        {onCancel && <Button onClick={onCancel}>{t('action_cancel')}</Button>}
      </div>
    </form>
  );
}
