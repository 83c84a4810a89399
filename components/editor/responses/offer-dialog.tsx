import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { AwardRowsReply, OfferRowView, OfferView } from '@/lib/messages/client.ts';
import { type MessageId, useTranslate } from '../../i18n.ts';
import { Button } from '../../ui/button.tsx';
import { CheckBox } from '../../ui/check-box.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { EnvironmentChip } from '../../ui/environment-chip.tsx';
import { usePlural } from '../../ui/language.ts';
import { Notice } from '../../ui/notice.tsx';
import { othersWords } from './offer-block.tsx';
import { OfferRow } from './offer-row.tsx';

/** More awards than these are asked about once more, with their number. */
const maxUnconfirmed = 50;

type Outcome = Extract<AwardRowsReply, { ok: true }>;

export interface OfferDialogProps {
  quizTitle: string;
  environment: 'production' | 'sandbox';
  offer: OfferView;
  /** Null where nothing answered. `confirmed`: their number, where it was asked about. */
  onAward: (rowIds: string[], confirmed: number | null) => Promise<AwardRowsReply | null>;
  onClose: () => void;
}

const troubleWords: Readonly<Record<Extract<AwardRowsReply, { ok: false }>['trouble'], MessageId>> = {
  'list-gone': 'offer_trouble_list_gone',
  'rule-changed': 'offer_trouble_rule_changed',
  'not-confirmed': 'offer_trouble_list_gone',
  disconnected: 'editor_trouble_disconnected',
};

/** The results of the page that have earned a badge: ticked, looked through, awarded. */
export function OfferDialog({ quizTitle, environment, offer, onAward, onClose }: OfferDialogProps) {
  const t = useTranslate();
  const plural = usePlural();
  const [ticked, setTicked] = useState(() => new Set(offer.rows.filter((it) => it.ticked).map((it) => it.id)));
  const [step, setStep] = useState<'choose' | 'confirm' | 'awarding'>('choose');
  const [failure, setFailure] = useState<MessageId | null>(null);
  const [outcome, setOutcome] = useState<Outcome | null>(null);
  const close = useRef<HTMLButtonElement>(null);
  const count = ticked.size;

  useLayoutEffect(() => {
    if (outcome) close.current?.focus();
  }, [outcome]);

  const tick = (rows: readonly OfferRowView[], on: boolean) => {
    const next = new Set(ticked);
    for (const { id } of rows) on ? next.add(id) : next.delete(id);
    setTicked(next);
  };
  const award = async () => {
    if (step === 'choose' && count > maxUnconfirmed) return setStep('confirm');
    const confirmed = step === 'confirm' ? count : null;
    setStep('awarding');
    setFailure(null);
    const reply = await onAward([...ticked], confirmed);
    setStep('choose');
    if (reply?.ok) setOutcome(reply);
    else setFailure(reply ? troubleWords[reply.trouble] : 'editor_trouble_extension_gone');
  };

  const body = outcome ? (
    <OutcomeWords outcome={outcome} />
  ) : step === 'confirm' ? (
    <Notice tone="warning">{plural('offer_confirm', count)}</Notice>
  ) : (
    <>
      <p class="award-dialog__quiz">
        <span>{t('editor_for_quiz', quizTitle)}</span>
        <EnvironmentChip environment={environment} />
      </p>
      <p class="ui-field__help">{t(offer.isPaged ? 'offer_what_paged' : 'offer_what')}</p>
      <RowTable rows={offer.rows} ticked={ticked} onTick={tick} />
      {othersWords(offer, plural).length > 0 && (
        <p class="ui-field__help">{t('offer_not_offered', othersWords(offer, plural).join(' · '))}</p>
      )}
    </>
  );
  return (
    <Dialog
      wide
      heading={t('offer_heading')}
      description={t('added_by')}
      onClose={onClose}
      actions={
        outcome ? (
          <Button kind="primary" buttonRef={close} onClick={onClose}>
            {t('action_close')}
          </Button>
        ) : (
          <>
            <Button onClick={step === 'confirm' ? () => setStep('choose') : onClose}>
              {t(step === 'confirm' ? 'action_back' : 'action_cancel')}
            </Button>
            <Button
              kind="primary"
              disabled={count === 0}
              busy={step === 'awarding'}
              busyLabel={t('offer_awarding')}
              onClick={() => void award()}
            >
              {plural('offer_award', count)}
            </Button>
          </>
        )
      }
    >
      {body}
      {failure && (
        <Notice tone="danger" live>
          {t(failure)}
        </Notice>
      )}
    </Dialog>
  );
}

interface RowTableProps {
  rows: readonly OfferRowView[];
  ticked: ReadonlySet<string>;
  onTick: (rows: readonly OfferRowView[], on: boolean) => void;
}

function RowTable({ rows, ticked, onTick }: RowTableProps) {
  const t = useTranslate();
  return (
    <table class="offer-table" aria-label={t('offer_table')}>
      <thead>
        <tr>
          <th scope="col">
            <CheckBox
              hideLabel
              label={t('offer_tick_all')}
              checked={ticked.size === rows.length}
              mixed={ticked.size > 0 && ticked.size < rows.length}
              onChange={(on) => onTick(rows, on)}
            />
          </th>
          <th scope="col">{t('offer_column_participant')}</th>
          <th scope="col">{t('offer_column_result')}</th>
          <th scope="col">{t('offer_column_badge')}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <OfferRow key={row.id} row={row} ticked={ticked.has(row.id)} onTick={(on) => onTick([row], on)} />
        ))}
      </tbody>
    </table>
  );
}

function OutcomeWords({ outcome }: { outcome: Outcome }) {
  const plural = usePlural();
  const t = useTranslate();
  const lines = [
    ['offer_done_held', outcome.held],
    ['offer_done_details', outcome.needsDetails],
    ['offer_done_already', outcome.already],
  ] as const;
  return (
    <Notice tone="success" live heading={plural('offer_done', outcome.awarded)}>
      {lines.map(([base, count]) => count > 0 && <p key={base}>{plural(base, count)}</p>)}
      <p>{t('offer_done_follow')}</p>
    </Notice>
  );
}
