import { useState } from 'preact/hooks';
import { useTranslate } from '../../i18n.ts';
import { Button } from '../../ui/button.tsx';
import { Notice } from '../../ui/notice.tsx';
import { type SecretWords, useNewSecret } from '../new-secret.tsx';

const words: SecretWords = {
  first: 'lock_pin',
  showFirst: 'lock_show',
  help: 'lock_pin_help',
  second: 'lock_pin_again',
  showSecond: 'lock_show_again',
  weak: 'lock_pin_problem',
  differs: 'lock_pin_differs',
};
const isPin = (text: string) => /^\d{4,12}$/.test(text);

export interface PinFormProps {
  /** False where it could not be kept. */
  onSet: (pin: string) => Promise<boolean>;
  onCancel?: () => void;
}

/** A new PIN, typed twice. */
export function PinForm({ onSet, onCancel }: PinFormProps) {
  const t = useTranslate();
  const [busy, setBusy] = useState(false);
  const [failed, setFailed] = useState(false);
  const secret = useNewSecret(words, isPin, busy);

  const save = async () => {
    if (busy) return;
    setFailed(false);
    const pin = secret.take();
    if (pin === null) return;
    setBusy(true);
    setFailed(!(await onSet(pin)));
    setBusy(false);
    secret.clear();
  };
  return (
    <form
      class="options-form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      {secret.fields}
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
