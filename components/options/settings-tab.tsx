import { useState } from 'preact/hooks';
import type { OptionsState } from '@/lib/messages/client';
import { useTranslate } from '../i18n.ts';
import { Button } from '../ui/button.tsx';
import { Chip } from '../ui/chip.tsx';
import { useLanguage } from '../ui/language.ts';
import { formatDay } from '../ui/relative-time.tsx';
import { AwardSettingsForm } from './award-settings-form.tsx';
import { ConfirmDialog } from './confirm-dialog.tsx';
import { EraseParticipant } from './erase-participant.tsx';
import { LockCard } from './lock/lock-card.tsx';
import type { OptionsActions } from './model.ts';
import { Section } from './section.tsx';

export interface SettingsTabProps {
  state: OptionsState;
  version: string;
  isLockSet: boolean;
  actions: Pick<
    OptionsActions,
    'answerConsent' | 'saveSettings' | 'eraseParticipant' | 'setPin' | 'lockNow' | 'removeLock'
  >;
  onReadAgain: () => void;
}

/** What holds for all awards, erasing, the consent, which can be taken back, and what this extension is. */
export function SettingsTab({ state, version, isLockSet, actions, onReadAgain }: SettingsTabProps) {
  const t = useTranslate();
  const language = useLanguage();
  const [isWithdrawing, setWithdrawing] = useState(false);
  const { consent } = state;
  const agreed = consent.state === 'agreed';
  return (
    <div class="options-stack">
      <AwardSettingsForm settings={state.settings} onSave={actions.saveSettings} />
      <EraseParticipant onErase={actions.eraseParticipant} />
      <LockCard isSet={isLockSet} actions={actions} />
      <Section
        heading={t('settings_consent_heading')}
        aside={
          <Chip tone={agreed ? 'success' : 'neutral'} icon={agreed ? 'check' : 'minus'}>
            {t(agreed ? 'settings_agreed' : 'settings_not_agreed')}
          </Chip>
        }
      >
        {consent.at !== null && (
          <p>{t(agreed ? 'settings_agreed_on' : 'settings_declined_on', formatDay(consent.at, language))}</p>
        )}
        <p class="options-muted">{t(agreed ? 'settings_agreed_means' : 'declined')}</p>
        <div class="options-actions options-actions--start">
          {agreed ? (
            <Button kind="danger" onClick={() => setWithdrawing(true)}>
              {t('action_withdraw')}
            </Button>
          ) : (
            <Button kind="primary" onClick={onReadAgain}>
              {t('action_decide_again')}
            </Button>
          )}
        </div>
      </Section>
      <Section heading={t('settings_privacy_heading')}>
        <ul class="options-list">
          <li>{t('settings_privacy_sent')}</li>
          <li>{t('settings_privacy_kept')}</li>
          <li>{t('settings_privacy_never')}</li>
          <li>{t('settings_privacy_profile')}</li>
        </ul>
      </Section>
      <Section heading={t('settings_about_heading')}>
        <p>{t('settings_version', version)}</p>
        <p class="options-muted">{t('not_endorsed')}</p>
      </Section>
      {isWithdrawing && (
        <ConfirmDialog
          heading={t('withdraw_heading')}
          confirmLabel={t('action_withdraw')}
          busyLabel={t('withdraw_busy')}
          onConfirm={() => actions.answerConsent('declined')}
          onClose={() => setWithdrawing(false)}
        >
          <p>{t('withdraw_stops')}</p>
          <p>{t('withdraw_keeps')}</p>
        </ConfirmDialog>
      )}
    </div>
  );
}
