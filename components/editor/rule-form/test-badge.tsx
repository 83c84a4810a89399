import { useState } from 'preact/hooks';
import { useTranslate } from '../../i18n.ts';
import { Button } from '../../ui/button.tsx';
import { Notice } from '../../ui/notice.tsx';
import { TextField } from '../../ui/text-field.tsx';

export interface TestBadgeProps {
  email: string;
  onEmail: (email: string) => void;
  /** Sends it; gives back a sentence that says what went wrong, or null. */
  onSend: (email: string) => Promise<string | null>;
}

/** With a sandbox connection: the tried badge, really sent. It takes a second click. */
export function TestBadge({ email, onEmail, onSend }: TestBadgeProps) {
  const t = useTranslate();
  const [step, setStep] = useState<'typing' | 'asking' | 'sending' | 'sent'>('typing');
  const [failure, setFailure] = useState<string | null>(null);
  const send = async () => {
    setStep('sending');
    const trouble = await onSend(email.trim());
    setFailure(trouble);
    setStep(trouble ? 'typing' : 'sent');
  };
  const isAsking = step === 'asking' || step === 'sending';
  return (
    <div class="rule-form__stack test-badge">
      <TextField
        label={t('test_email')}
        help={t('test_help')}
        error={failure}
        keyboard="email"
        value={email}
        readOnly={isAsking}
        onInput={(value) => {
          onEmail(value.slice(0, 320));
          setFailure(null);
          setStep('typing');
        }}
      />
      {isAsking ? (
        <Notice
          tone="warning"
          live
          action={
            <span class="rule-form__actions">
              <Button size="small" onClick={() => setStep('typing')} disabled={step === 'sending'}>
                {t('test_not_now')}
              </Button>
              <Button size="small" busy={step === 'sending'} busyLabel={t('test_sending')} onClick={() => void send()}>
                {t('test_send_now')}
              </Button>
            </span>
          }
        >
          {t('test_sure', email.trim())}
        </Notice>
      ) : (
        <div>
          <Button size="small" disabled={email.trim() === ''} onClick={() => setStep('asking')}>
            {t('test_send')}
          </Button>
        </div>
      )}
      {step === 'sent' && (
        <p class="ui-field__help" role="status">
          {t('test_sent', email.trim())}
        </p>
      )}
    </div>
  );
}
