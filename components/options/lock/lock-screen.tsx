import { useSignal } from '@preact/signals';
import { useEffect, useId, useRef, useState } from 'preact/hooks';
import { useTranslate } from '../../i18n.ts';
import { Button } from '../../ui/button.tsx';
import { useLanguage } from '../../ui/language.ts';
import { PasswordField } from '../../ui/password-field.tsx';
import { ConfirmDialog } from '../confirm-dialog.tsx';
import type { LockActions, LockState } from './model.ts';

export interface LockScreenProps {
  state: LockState;
  actions: Pick<LockActions, 'unlock' | 'resetLock'>;
}

/** All there is of this page while the browser is locked. */
export function LockScreen({ state, actions }: LockScreenProps) {
  const t = useTranslate();
  const language = useLanguage();
  const id = useId();
  const pin = useSignal('');
  const [error, setError] = useState<'lock_wrong' | 'lock_pin_problem' | 'lock_failed' | null>(null);
  const [busy, setBusy] = useState(false);
  const [isResetting, setResetting] = useState(false);
  const [now, setNow] = useState(Date.now());
  const input = useRef<HTMLInputElement>(null);
  const { retryAt } = state;
  const isWaiting = retryAt !== null && retryAt > now;

  useEffect(() => input.current?.focus(), []);
  // The wait ends by itself.
  useEffect(() => {
    if (retryAt === null) return;
    setNow(Date.now());
    const timer = setTimeout(() => setNow(Date.now()), Math.max(0, retryAt - Date.now()) + 50);
    return () => clearTimeout(timer);
  }, [retryAt]);

  const unlock = async () => {
    if (busy || isWaiting) return;
    if (!/^\d{4,12}$/.test(pin.value)) {
      setError('lock_pin_problem');
      return input.current?.focus();
    }
    setError(null);
    setBusy(true);
    const after = await actions.unlock(pin.value);
    setBusy(false);
    pin.value = '';
    if (!after) setError('lock_failed');
    else if (after.isLocked) setError('lock_wrong');
    input.current?.focus();
  };
  const clock = new Intl.DateTimeFormat(language, { timeStyle: 'medium' });
  return (
    <section class="lock-screen" aria-labelledby={id}>
      <h2 id={id}>{t('lock_screen_heading')}</h2>
      <p>{t('lock_screen_text')}</p>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void unlock();
        }}
      >
        <PasswordField
          label={t('lock_pin')}
          showLabel={t('lock_show')}
          value={pin.value}
          error={isWaiting ? t('lock_wait', clock.format(retryAt)) : error && t(error)}
          inputRef={input}
          readOnly={busy}
          onInput={(text) => {
            pin.value = text;
            setError(null);
          }}
        />
        <div class="lock-screen__actions">
          <Button kind="primary" type="submit" busy={busy} busyLabel={t('lock_unlocking')} disabled={isWaiting}>
            {t('lock_unlock')}
          </Button>
          <Button kind="plain" onClick={() => setResetting(true)}>
            {t('lock_forgotten')}
          </Button>
        </div>
        <p class="ui-visually-hidden" role="alert">
          {isWaiting ? t('lock_wait', clock.format(retryAt)) : error ? t(error) : ''}
        </p>
      </form>
      {isResetting && (
        <ConfirmDialog
          heading={t('lock_reset_heading')}
          confirmLabel={t('lock_reset')}
          busyLabel={t('lock_resetting')}
          onConfirm={actions.resetLock}
          onClose={() => setResetting(false)}
        >
          <p>{t('lock_reset_text')}</p>
          <p>{t('lock_reset_kept')}</p>
        </ConfirmDialog>
      )}
    </section>
  );
}
