import { useSignal } from '@preact/signals';
import { useId, useState } from 'preact/hooks';
import type { ReceiptView } from '@/lib/messages/client';
import { type MessageId, useTranslate } from '../i18n.ts';
import { Button } from '../ui/button.tsx';
import { Notice } from '../ui/notice.tsx';
import { TextField } from '../ui/text-field.tsx';
import { afterIssuingWords } from './after-issuing-words.ts';
import type { AfterIssuingOutcome, OptionsActions } from './model.ts';

export interface AfterIssuingProps {
  receipt: ReceiptView;
  actions: Pick<OptionsActions, 'refresh' | 'revoke' | 'correctEmail'>;
}

type Open = 'revoke' | 'correct' | null;

const notPossible: Readonly<Record<string, MessageId>> = {
  'refused-by-token': 'after_refused_by_token',
  'other-connection': 'after_other_connection',
  'not-pending': 'after_not_pending',
};

/**
 * What can be done with an issued badge: look at its state, revoke it, correct the address of a pending one. What cannot be
 * done is shown all the same, with why. Revoking and correcting ask in place, with what will happen.
 */
export function AfterIssuing({ receipt, actions }: AfterIssuingProps) {
  const t = useTranslate();
  const id = useId();
  const { row, revoke, correctEmail, sent } = receipt;
  const [open, setOpen] = useState<Open>(null);
  const [busy, setBusy] = useState<'refresh' | Open>(null);
  const [outcome, setOutcome] = useState<{ of: AfterIssuingOutcome } | null>(null);
  // A signal rather than state: what was typed counts before it is drawn.
  const typed = useSignal('');
  const [isMissing, setMissing] = useState(false);

  const run = async (what: 'refresh' | 'revoke' | 'correct', work: () => Promise<AfterIssuingOutcome>) => {
    setBusy(what);
    setOutcome(null);
    const trouble = await work();
    setBusy(null);
    setOutcome({ of: trouble });
    if (trouble === null) setOpen(null);
  };
  const choose = (next: Open) => {
    setOpen(next);
    typed.value = '';
    setMissing(false);
    setOutcome(null);
  };
  const confirm = () => {
    const text = typed.value.trim();
    setMissing(text === '');
    if (text === '') return;
    if (open === 'revoke') void run('revoke', () => actions.revoke(row.id, text));
    if (open === 'correct') void run('correct', () => actions.correctEmail(row.id, text));
  };

  const whys = [['revoke', revoke] as const, ...(correctEmail ? [['correct', correctEmail] as const] : [])].flatMap(
    ([what, possible]) => (possible && possible !== 'yes' ? [{ what, sentence: notPossible[possible] }] : []),
  );
  const describedBy = (what: string) => (whys.some((it) => it.what === what) ? `${id}-${what}` : undefined);
  return (
    <>
      <div class="options-actions options-actions--start">
        <Button
          size="small"
          busy={busy === 'refresh'}
          busyLabel={t('after_refreshing')}
          disabled={revoke === 'other-connection'}
          onClick={() => void run('refresh', () => actions.refresh(row.id))}
        >
          {t('after_refresh')}
        </Button>
        {correctEmail && (
          <Button
            size="small"
            disabled={correctEmail !== 'yes'}
            describedBy={describedBy('correct')}
            onClick={() => choose('correct')}
          >
            {t('after_correct')}
          </Button>
        )}
        <Button
          size="small"
          kind="danger"
          disabled={revoke !== 'yes'}
          describedBy={describedBy('revoke')}
          onClick={() => choose('revoke')}
        >
          {t('after_revoke')}
        </Button>
      </div>
      {whys.map(
        ({ what, sentence }) =>
          sentence && (
            <p key={what} class="ui-field__help" id={`${id}-${what}`}>
              {t(what === 'revoke' ? 'after_why_revoke' : 'after_why_correct', t(sentence))}
            </p>
          ),
      )}
      {open && (
        <div class="options-after">
          <p>{open === 'revoke' ? t('after_revoke_what') : t('after_correct_what', sent?.email ?? '')}</p>
          <TextField
            label={t(open === 'revoke' ? 'after_revoke_why' : 'after_correct_email')}
            keyboard={open === 'revoke' ? 'text' : 'email'}
            value={typed.value}
            error={isMissing && t(open === 'revoke' ? 'after_revoke_why_missing' : 'details_email_missing')}
            onInput={(text) => {
              typed.value = text;
              setMissing(false);
            }}
          />
          <div class="options-actions options-actions--start">
            <Button
              kind="danger"
              size="small"
              busy={busy === open}
              busyLabel={t(open === 'revoke' ? 'after_revoking' : 'after_correcting')}
              onClick={confirm}
            >
              {t(open === 'revoke' ? 'after_revoke_confirm' : 'after_correct_confirm')}
            </Button>
            <Button size="small" disabled={busy !== null} onClick={() => choose(null)}>
              {t('action_cancel')}
            </Button>
          </div>
        </div>
      )}
      {outcome && (
        <Notice tone={outcome.of === null ? 'success' : 'danger'} live>
          {t(outcome.of === null ? 'after_done' : afterIssuingWords[outcome.of])}
        </Notice>
      )}
    </>
  );
}
