import type { ComponentChildren } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { AwardRow, ReceiptView } from '@/lib/messages/client';
import { type MessageId, useTranslate } from '../i18n.ts';
import { resultWords } from '../result-words.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { EnvironmentChip } from '../ui/environment-chip.tsx';
import { useLanguage } from '../ui/language.ts';
import { Notice } from '../ui/notice.tsx';
import { formatExact } from '../ui/relative-time.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { StatusChip } from '../ui/status-chip.tsx';
import { TestChip } from '../ui/test-chip.tsx';
import { AfterIssuing } from './after-issuing.tsx';
import { AwardFor } from './award-for.tsx';
import { CopyLink } from './copy-link.tsx';
import { Fact } from './fact.tsx';
import type { OptionsActions } from './model.ts';
import { participantName } from './participant.ts';
import { Reason } from './reasons.tsx';

export interface ReceiptDialogProps {
  award: AwardRow;
  onLoad: OptionsActions['receipt'];
  actions: Pick<OptionsActions, 'refresh' | 'revoke' | 'correctEmail'>;
  onCopy: (text: string) => Promise<boolean>;
  onClose: () => void;
}

/** All there is to know of one award, for whoever has to judge or explain it. */
export function ReceiptDialog({ award, onLoad, actions, onCopy, onClose }: ReceiptDialogProps) {
  const t = useTranslate();
  const [answer, setAnswer] = useState<Awaited<ReturnType<OptionsActions['receipt']>> | 'loading'>('loading');

  // The award may go on while its receipt is read.
  useEffect(() => {
    let isCurrent = true;
    void onLoad(award.id).then((loaded) => {
      if (isCurrent) setAnswer(loaded);
    });
    return () => {
      isCurrent = false;
    };
  }, [award.id, award.updatedAt, award.state]);

  return (
    <Dialog
      wide
      heading={t('receipt_heading', participantName(t, award.participant))}
      onClose={onClose}
      actions={<Button onClick={onClose}>{t('action_close')}</Button>}
    >
      {answer === 'loading' ? (
        <Skeleton rows={5} rowHeightPx={72} />
      ) : answer === null ? (
        <Notice tone="danger" live>
          {t('receipt_not_loaded')}
        </Notice>
      ) : answer.receipt === null ? (
        <Notice tone="info">{t('receipt_gone')}</Notice>
      ) : (
        <Receipt receipt={answer.receipt} actions={actions} onCopy={onCopy} />
      )}
    </Dialog>
  );
}

interface ReceiptProps {
  receipt: ReceiptView;
  actions: ReceiptDialogProps['actions'];
  onCopy: (text: string) => Promise<boolean>;
}

function Receipt({ receipt, actions, onCopy }: ReceiptProps) {
  const t = useTranslate();
  return (
    <>
      {receipt.row.isTest && <Notice tone="info">{t('receipt_test')}</Notice>}
      <Part heading={t('receipt_path')}>
        <Path history={receipt.history} />
      </Part>
      <Part heading={t('receipt_rule')}>
        <p class="options-strong">{receipt.row.quizTitle || t('quiz_untitled')}</p>
        <AwardFor awardFor={receipt.rule.awardFor} />
        <dl class="options-facts">
          <Fact term={t('receipt_rule_version')}>{receipt.rule.version}</Fact>
          <Fact term={t('csv_environment')}>
            <span class="options-chips">
              <EnvironmentChip environment={receipt.row.environment} />
              {receipt.row.isTest && <TestChip />}
            </span>
          </Fact>
        </dl>
      </Part>
      <Observed receipt={receipt} />
      <Sent receipt={receipt} />
      <Answer receipt={receipt} onCopy={onCopy} />
      {receipt.revoke && (
        <Part heading={t('after_heading')}>
          <AfterIssuing receipt={receipt} actions={actions} />
        </Part>
      )}
    </>
  );
}

function Part({ heading, children }: { heading: string; children: ComponentChildren }) {
  return (
    <section class="options-receipt__part">
      <h3 class="options-receipt__heading">{heading}</h3>
      {children}
    </section>
  );
}

function Path({ history }: Pick<ReceiptView, 'history'>) {
  const language = useLanguage();
  const format = new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'medium' });
  return (
    <ol class="options-path">
      {history.map(({ at, state, reason }, index) => (
        <li key={index} class="options-path__step">
          <time class="options-path__time" dateTime={new Date(at).toISOString()} title={formatExact(at, language)}>
            {format.format(at)}
          </time>
          <div>
            <StatusChip state={state} />
            <Reason reason={reason} />
          </div>
        </li>
      ))}
    </ol>
  );
}

const verdicts = new Map<boolean | null, MessageId>([
  [true, 'receipt_verdict_passed'],
  [false, 'receipt_verdict_not_passed'],
  [null, 'receipt_verdict_none'],
]);

const sourceWords = {
  answer: 'receipt_source_answer',
  'page-text': 'receipt_source_text',
  'responses-page': 'receipt_source_responses',
  watch: 'receipt_source_watch',
  file: 'receipt_source_file',
} as const;

function Observed({ receipt: { row, provenance, passedOnPage, attemptId } }: { receipt: ReceiptView }) {
  const t = useTranslate();
  const language = useLanguage();
  return (
    <Part heading={t('receipt_result')}>
      <dl class="options-facts">
        <Fact term={t('receipt_score')}>{resultWords(t, language, row) || t('receipt_none')}</Fact>
        <Fact term={t('receipt_verdict')}>{t(verdicts.get(passedOnPage) ?? 'receipt_verdict_none')}</Fact>
        <Fact term={t('receipt_observed')}>{formatExact(provenance.observedAt, language)}</Fact>
        <Fact term={t('receipt_source')}>{t(sourceWords[provenance.source])}</Fact>
        <Fact term={t('receipt_origin')}>{provenance.origin}</Fact>
        <Fact term={t('receipt_frame')}>
          {t(provenance.frame === 'top' ? 'receipt_frame_top' : 'receipt_frame_embedded')}
        </Fact>
        <Fact term={t('receipt_profile')}>{provenance.profile}</Fact>
        <Fact term={t('receipt_attempt')}>{attemptId ?? t('receipt_none')}</Fact>
      </dl>
    </Part>
  );
}

function Sent({ receipt: { sent, sentAt, attempts, row } }: { receipt: ReceiptView }) {
  const t = useTranslate();
  const language = useLanguage();
  return (
    <Part heading={t(sentAt === null ? 'receipt_would_send' : 'receipt_sent')}>
      {sent ? (
        <dl class="options-facts">
          <Fact term={t('details_first_name')}>{sent.firstName}</Fact>
          <Fact term={t('details_last_name')}>{sent.lastName}</Fact>
          <Fact term={t('details_email')}>{sent.email}</Fact>
          <Fact term={t('receipt_template')}>
            <bdi>{row.badge?.name}</bdi> <span class="options-muted options-code">{sent.templateId}</span>
          </Fact>
          <Fact term={t('receipt_issued_at')}>{sent.issuedAt}</Fact>
          {sent.expiresAt !== null && (
            <Fact term={t('receipt_expires_at')}>{sent.expiresAt === false ? t('receipt_never') : sent.expiresAt}</Fact>
          )}
          {sent.mailLanguage && <Fact term={t('receipt_mail_language')}>{sent.mailLanguage}</Fact>}
          {sent.suppressMail && <Fact term={t('receipt_mail')}>{t('receipt_mail_none')}</Fact>}
          {sent.evidenceUrl && <Fact term={t('receipt_evidence')}>{sent.evidenceUrl}</Fact>}
          {sent.replacesBadgeId && (
            <Fact term={t('receipt_replaces')}>
              <span class="options-code">{sent.replacesBadgeId}</span>
            </Fact>
          )}
        </dl>
      ) : (
        <p class="options-muted">{t('receipt_nothing_to_send')}</p>
      )}
      <dl class="options-facts">
        <Fact term={t('receipt_sent_at')}>
          {sentAt === null ? t('receipt_not_sent') : formatExact(sentAt, language)}
        </Fact>
        <Fact term={t('receipt_tries')}>{new Intl.NumberFormat(language).format(attempts)}</Fact>
      </dl>
    </Part>
  );
}

const badgeStates: ReadonlyMap<string, MessageId> = new Map([
  ['pending', 'receipt_badge_pending'],
  ['accepted', 'receipt_badge_accepted'],
  ['rejected', 'receipt_badge_rejected'],
  ['revoked', 'receipt_badge_revoked'],
]);

function Answer({
  receipt: { credly, row, revocationReason },
  onCopy,
}: {
  receipt: ReceiptView;
  onCopy: (text: string) => Promise<boolean>;
}) {
  const t = useTranslate();
  const language = useLanguage();
  const stateWords = badgeStates.get(credly?.state ?? '');
  return (
    <Part heading={t('receipt_answer')}>
      {row.credlySentence && <p>{t('award_credly_says', row.credlySentence)}</p>}
      {credly ? (
        <>
          <dl class="options-facts">
            <Fact term={t('receipt_badge_id')}>
              <span class="options-code">{credly.badgeId}</span>
            </Fact>
            <Fact term={t('receipt_badge_state')}>
              {stateWords ? t(stateWords) : (credly.state ?? t('receipt_none'))}
            </Fact>
            {credly.refreshedAt !== undefined && (
              <Fact term={t('receipt_refreshed')}>{formatExact(credly.refreshedAt, language)}</Fact>
            )}
            {revocationReason && <Fact term={t('receipt_revocation_reason')}>{revocationReason}</Fact>}
            <Fact term={t('receipt_account')}>
              {t(credly.earnerKnown ? 'receipt_account_known' : 'receipt_account_new')}
            </Fact>
          </dl>
          <div class="options-actions options-actions--start">
            {credly.badgeUrl?.startsWith('https://') && (
              <a class="ui-button ui-button--small" href={credly.badgeUrl} target="_blank" rel="noreferrer">
                <span class="ui-button__label">{t('receipt_open_badge')}</span>
              </a>
            )}
            {credly.acceptUrl && (
              <CopyLink url={credly.acceptUrl} who={participantName(t, row.participant)} onCopy={onCopy} />
            )}
          </div>
        </>
      ) : (
        !row.credlySentence && <p class="options-muted">{t('receipt_no_answer')}</p>
      )}
    </Part>
  );
}
