import { useSignal } from '@preact/signals';
import { useRef, useState } from 'preact/hooks';
import { useTranslate } from '../i18n.ts';
import { Button } from '../ui/button.tsx';
import { usePlural } from '../ui/language.ts';
import { Notice } from '../ui/notice.tsx';
import { TextField } from '../ui/text-field.tsx';
import { ConfirmDialog } from './confirm-dialog.tsx';
import { Saved } from './saved.tsx';
import { Section } from './section.tsx';

/** Plain on purpose: it only keeps a name or half an address from being looked for. */
const looksLikeEmail = (text: string) => text.length <= 320 && /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(text);

export interface EraseParticipantProps {
  /** How many awards were erased and how many are on their way, or null where nothing answered. */
  onErase: (email: string) => Promise<{ erased: number; left: number } | null>;
}

/** Takes a person out of this browser's records, by e-mail. */
export function EraseParticipant({ onErase }: EraseParticipantProps) {
  const t = useTranslate();
  const plural = usePlural();
  const email = useSignal('');
  const input = useRef<HTMLInputElement>(null);
  const [isWrong, setWrong] = useState(false);
  const [asking, setAsking] = useState<string | null>(null);
  const [erased, setErased] = useState<{ erased: number; left: number } | null>(null);

  const ask = () => {
    const address = email.value.trim();
    setErased(null);
    setWrong(!looksLikeEmail(address));
    if (looksLikeEmail(address)) setAsking(address);
    else input.current?.focus();
  };

  return (
    <Section heading={t('erase_heading')}>
      <p class="options-muted">{t('erase_intro')}</p>
      <form
        class="options-form"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          ask();
        }}
      >
        <TextField
          label={t('erase_email')}
          keyboard="email"
          value={email.value}
          inputRef={input}
          error={isWrong && t('erase_email_problem')}
          onInput={(text) => {
            email.value = text;
            setWrong(false);
            setErased(null);
          }}
          onLeave={() => setWrong(email.value.trim() !== '' && !looksLikeEmail(email.value.trim()))}
        />
        <div class="options-actions options-actions--start options-actions--middle">
          <Button kind="danger" type="submit">
            {t('erase_action')}
          </Button>
          <Saved shown={erased !== null}>{erased === null ? '' : plural('erased', erased.erased)}</Saved>
        </div>
        {erased !== null && erased.left > 0 && (
          <Notice tone="warning" live>
            {plural('erase_left', erased.left)}
          </Notice>
        )}
      </form>
      {asking !== null && (
        <ConfirmDialog
          heading={t('erase_confirm_heading')}
          confirmLabel={t('erase_action')}
          busyLabel={t('erase_busy')}
          onConfirm={async () => {
            const outcome = await onErase(asking);
            if (outcome === null) return false;
            setErased(outcome);
            email.value = '';
            return true;
          }}
          onClose={() => setAsking(null)}
        >
          <p>{t('erase_confirm_what', asking)}</p>
          <p>{t('erase_confirm_cancelled')}</p>
          <p>{t('erase_confirm_retake')}</p>
          <p>{t('erase_confirm_credly')}</p>
        </ConfirmDialog>
      )}
    </Section>
  );
}
