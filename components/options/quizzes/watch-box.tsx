import { useState } from 'preact/hooks';
import type { WatchView } from '@/lib/messages/client';
import { type MessageId, useTranslate } from '../../i18n.ts';
import { Button } from '../../ui/button.tsx';
import { usePlural } from '../../ui/language.ts';
import { Notice } from '../../ui/notice.tsx';
import { RelativeTime } from '../../ui/relative-time.tsx';
import { ConfirmDialog } from '../confirm-dialog.tsx';

export interface WatchBoxProps {
  title: string;
  watch: WatchView;
  /** Each gives false where nothing answered. */
  onWatch: (on: boolean) => Promise<boolean>;
  onReadNow: () => Promise<boolean>;
}

/** Whether a quiz's list of responses is read in the background, how that goes, and the way in and out. */
export function WatchBox({ title, watch, onWatch, onReadNow }: WatchBoxProps) {
  const t = useTranslate();
  const [isAsking, setAsking] = useState(false);
  return (
    <div class="quizzes-watch">
      {watch.on ? (
        <Watching title={title} watch={watch} onWatch={onWatch} onReadNow={onReadNow} />
      ) : (
        <div class="quizzes-facts">
          <p class="quizzes-facts__awards options-muted">{t(watch.isReady ? 'watch_off' : 'watch_no_place')}</p>
          {watch.isReady && (
            <Button kind="plain" size="small" name={t('watch_start_of', title)} onClick={() => setAsking(true)}>
              {t('watch_start')}
            </Button>
          )}
        </div>
      )}
      {isAsking && (
        <ConfirmDialog
          kind="primary"
          heading={t('watch_heading')}
          confirmLabel={t('watch_confirm')}
          busyLabel={t('watch_reading')}
          onConfirm={() => onWatch(true)}
          onClose={() => setAsking(false)}
        >
          <p>{t('watch_explain_what', title)}</p>
          <ul>
            <li>{t('watch_explain_who')}</li>
            <li>{t('watch_explain_old')}</li>
            <li>{t('watch_explain_tab')}</li>
            <li>{t('watch_explain_signed_in')}</li>
          </ul>
        </ConfirmDialog>
      )}
    </div>
  );
}

type On = Extract<WatchView, { on: true }>;

function Watching({ title, watch, onWatch, onReadNow }: Omit<WatchBoxProps, 'watch'> & { watch: On }) {
  const t = useTranslate();
  const [busy, setBusy] = useState<'reading' | 'stopping' | null>(null);
  const [failed, setFailed] = useState(false);
  const run = async (what: 'reading' | 'stopping', work: () => Promise<boolean>) => {
    setBusy(what);
    setFailed(!(await work()));
    setBusy(null);
  };
  return (
    <>
      <div class="quizzes-facts">
        <p class="quizzes-facts__awards options-muted">
          <span class="options-strong">{t('watch_on')}</span>
          <WatchFacts watch={watch} />
        </p>
        <div class="options-actions">
          <Button
            kind="plain"
            size="small"
            name={t('watch_read_now_of', title)}
            busy={busy === 'reading'}
            busyLabel={t('watch_reading')}
            onClick={() => void run('reading', onReadNow)}
          >
            {t('watch_read_now')}
          </Button>
          <Button
            kind="plain"
            size="small"
            name={t('watch_stop_of', title)}
            busy={busy === 'stopping'}
            onClick={() => void run('stopping', () => onWatch(false))}
          >
            {t('watch_stop')}
          </Button>
        </div>
      </div>
      {watch.problem && <Notice tone="warning">{t(problemWords[watch.problem])}</Notice>}
      {failed && (
        <Notice tone="danger" live>
          {t('failed_nothing_changed')}
        </Notice>
      )}
    </>
  );
}

/** Each says what to do. */
const problemWords: Readonly<Record<NonNullable<On['problem']>, MessageId>> = {
  'signed-out': 'watch_problem_signed_out',
  unreachable: 'watch_problem_unreachable',
  'no-list': 'watch_problem_no_list',
  cannot: 'watch_problem_cannot',
  'no-place': 'watch_no_place',
  'columns-unclear': 'watch_problem_columns',
  'finality-unclear': 'watch_problem_finality',
};

function WatchFacts({ watch: { readAt, counts, total, isPaged, nextAt } }: { watch: On }) {
  const t = useTranslate();
  const plural = usePlural();
  return (
    <>
      {readAt === null ? (
        <span>{t('watch_never_read')}</span>
      ) : (
        <span>
          {t('watch_read')} <RelativeTime at={readAt} />
        </span>
      )}
      {counts && <span>{plural('watch_rows', counts.rows)}</span>}
      {counts && counts.notFinal > 0 && <span>{plural('watch_not_final', counts.notFinal)}</span>}
      {counts && counts.unclear > 0 && <span>{plural('offer_unclear', counts.unclear)}</span>}
      {counts && counts.left > 0 && <span>{plural('watch_left', counts.left)}</span>}
      {readAt !== null && <span>{plural('watch_total', total)}</span>}
      {isPaged && <span>{t('watch_paged')}</span>}
      {nextAt !== null && (
        <span>
          {t('watch_next')} <RelativeTime at={nextAt} />
        </span>
      )}
    </>
  );
}
