import { useState } from 'preact/hooks';
import { useTranslate } from '../../i18n.ts';
import { Button } from '../../ui/button.tsx';
import { Chip } from '../../ui/chip.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Section } from '../section.tsx';
import type { LockActions } from './model.ts';
import { PinForm } from './pin-form.tsx';

export interface LockCardProps {
  isSet: boolean;
  actions: Pick<LockActions, 'setPin' | 'lockNow' | 'removeLock'>;
}

/** Hiding this page behind a PIN, on a computer that several people use. */
export function LockCard({ isSet, actions }: LockCardProps) {
  const t = useTranslate();
  const [isChanging, setChanging] = useState(false);
  const [failed, setFailed] = useState(false);
  const act = async (action: () => Promise<boolean>) => setFailed(!(await action()));
  const set = async (pin: string) => {
    const done = await actions.setPin(pin);
    if (done) setChanging(false);
    return done;
  };
  return (
    <Section
      heading={t('lock_heading')}
      aside={
        <Chip tone={isSet ? 'success' : 'neutral'} icon={isSet ? 'check' : 'minus'}>
          {t(isSet ? 'lock_on' : 'lock_off')}
        </Chip>
      }
    >
      <p class="options-muted">{t('lock_intro')}</p>
      {isSet && <p>{t('lock_starts')}</p>}
      {(!isSet || isChanging) && <PinForm onSet={set} {...(isSet ? { onCancel: () => setChanging(false) } : {})} />}
      {isSet && !isChanging && (
        <div class="options-actions options-actions--start">
          <Button onClick={() => void act(actions.lockNow)}>{t('lock_now')}</Button>
          <Button onClick={() => setChanging(true)}>{t('lock_change')}</Button>
          <Button kind="danger" onClick={() => void act(actions.removeLock)}>
            {t('lock_remove')}
          </Button>
        </div>
      )}
      {failed && (
        <Notice tone="danger" live>
          {t('lock_failed')}
        </Notice>
      )}
    </Section>
  );
}
