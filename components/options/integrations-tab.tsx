import { useEffect, useRef, useState } from 'preact/hooks';
import type { OptionsState } from '@/lib/messages/client';
import { useTranslate } from '../i18n.ts';
import { Button } from '../ui/button.tsx';
import { Icon } from '../ui/icons.tsx';
import { Notice } from '../ui/notice.tsx';
import { ConnectedCard } from './connected-card.tsx';
import { ConnectionForm } from './connection-form.tsx';
import { ConnectionNotices, SiteNotices } from './connection-notices.tsx';
import { DisconnectDialog } from './disconnect-dialog.tsx';
import type { OptionsActions } from './model.ts';
import { QuizzesSummary } from './quizzes/quizzes-summary.tsx';
import { ReleaseNotice } from './release-notice.tsx';
import { Section } from './section.tsx';
import { SetupCard } from './transfer/setup-card.tsx';

export interface IntegrationsTabProps {
  state: OptionsState;
  actions: OptionsActions;
  isFormOpen: boolean;
  onFormOpen: (open: boolean) => void;
  /** Leads to the awards that wait. */
  onReview: () => void;
  /** Asks for the disclosure: without "I agree" nothing is sent to Credly, not even to check a token. */
  /** Asks for the disclosure; `then` is what was asked for, and is done once it is agreed to. */
  onConsentNeeded: (then?: () => void) => void;
}

/** The connection with Credly and the quizzes that use it. */
export function IntegrationsTab(props: IntegrationsTabProps) {
  const { state, actions, isFormOpen, onFormOpen } = props;
  const { connection } = state;
  const t = useTranslate();
  const [isDisconnecting, setDisconnecting] = useState(false);
  const opener = useRef<HTMLButtonElement>(null);
  const wasOpen = useRef(isFormOpen);
  const hasAgreed = state.consent.state === 'agreed';

  useEffect(() => {
    if (wasOpen.current && !isFormOpen) opener.current?.focus();
    wasOpen.current = isFormOpen;
  }, [isFormOpen]);

  const open = () => (hasAgreed || connection ? onFormOpen(true) : props.onConsentNeeded());

  return (
    <div class="options-stack">
      {!hasAgreed && (
        <Notice
          tone="warning"
          heading={t('declined_heading')}
          action={<Button onClick={() => props.onConsentNeeded()}>{t('action_decide_again')}</Button>}
        >
          {t('declined')}
        </Notice>
      )}
      {connection && <ConnectionNotices {...state} connection={connection} />}
      <ReleaseNotice queue={state.queue} onRelease={actions.releaseQueue} onReview={props.onReview} />
      <SiteNotices {...state} />
      <Section heading={t('integration_heading')}>
        {isFormOpen ? (
          <>
            <ConnectionForm
              connection={connection}
              onSave={async (draft) => {
                if (hasAgreed) return actions.saveConnection(draft);
                props.onConsentNeeded();
                return null;
              }}
              onSaved={() => onFormOpen(false)}
              onCancel={() => onFormOpen(false)}
            />
            {connection && (
              <div class="options-danger-zone">
                <p class="options-muted">{t('disconnect_hint')}</p>
                <Button kind="danger" onClick={() => setDisconnecting(true)}>
                  {t('action_disconnect')}
                </Button>
              </div>
            )}
          </>
        ) : connection ? (
          <ConnectedCard connection={connection} onEdit={open} editRef={opener} />
        ) : (
          <div class="options-connect">
            <span class="options-connect__mark">
              <Icon name="medal" size={24} />
            </span>
            <p>{t('integration_unconnected')}</p>
            <Button kind="primary" onClick={open} buttonRef={opener}>
              {t('action_connect')}
            </Button>
          </div>
        )}
      </Section>
      <QuizzesSummary rules={state.rules} onShow={() => actions.show('quizzes')} />
      <SetupCard
        connection={connection}
        hasAgreed={hasAgreed}
        actions={actions}
        onConsentNeeded={props.onConsentNeeded}
      />
      {isDisconnecting && connection && (
        <DisconnectDialog
          organizationName={connection.organizationName}
          stoppingQuizzes={state.rules.filter((rule) => rule.active && !rule.stopped).map((rule) => rule.quizTitle)}
          waiting={state.waiting}
          onDisconnect={async () => {
            const done = await actions.disconnect();
            if (done) onFormOpen(false);
            return done;
          }}
          onClose={() => setDisconnecting(false)}
        />
      )}
    </div>
  );
}
