import { useEffect, useRef, useState } from 'preact/hooks';
import type { QueueView } from '@/lib/messages/client';
import { useTranslate } from '../i18n.ts';
import { Button } from '../ui/button.tsx';
import { useLanguage, usePlural } from '../ui/language.ts';
import { Notice } from '../ui/notice.tsx';
import { ConfirmDialog } from './confirm-dialog.tsx';
import { askAbove } from './queue-words.ts';

export interface ReleaseNoticeProps {
  queue: QueueView;
  onRelease: () => Promise<boolean>;
  /** Leads to the list of what waits; absent where that is. */
  onReview?: () => void;
}

/** After a reconnect: what waited before leaves only when a person says so. */
export function ReleaseNotice({ queue: { state, waiting }, onRelease, onReview }: ReleaseNoticeProps) {
  const t = useTranslate();
  const plural = usePlural();
  const number = new Intl.NumberFormat(useLanguage());
  const [isAsking, setAsking] = useState(false);
  const [busy, setBusy] = useState(false);
  const [failed, setFailed] = useState(false);
  const place = useRef<HTMLDivElement>(null);
  const released = useRef(false);
  const isHeld = state === 'held-after-reconnect';

  // The button that was pressed is gone with the notice; the reader stays at its place all the same.
  useEffect(() => {
    if (isHeld) return;
    if (released.current && document.activeElement === document.body) place.current?.focus();
    released.current = false;
  }, [isHeld]);

  const mark = <div class="ui-visually-hidden" ref={place} tabIndex={-1} />;
  if (!isHeld) return <>{mark}</>;

  const release = async () => {
    setBusy(true);
    released.current = true;
    const done = await onRelease();
    setFailed(!done);
    setBusy(false);
    return done;
  };
  const send = t('release_send', number.format(waiting));
  return (
    <>
      {mark}
      <Notice
        tone={failed ? 'danger' : 'info'}
        heading={plural('release_heading', waiting)}
        action={
          <div class="options-actions">
            {onReview && <Button onClick={onReview}>{t('release_review')}</Button>}
            <Button
              kind="primary"
              busy={busy && !isAsking}
              busyLabel={t('sending_busy')}
              onClick={() => (waiting > askAbove ? setAsking(true) : void release())}
            >
              {send}
            </Button>
          </div>
        }
      >
        <p>{t('release_text')}</p>
        {failed && !isAsking && <p role="alert">{t('failed_nothing_changed')}</p>}
      </Notice>
      {isAsking && (
        <ConfirmDialog
          heading={plural('confirm_send', waiting)}
          kind="primary"
          confirmLabel={send}
          busyLabel={t('sending_busy')}
          onConfirm={release}
          onClose={() => setAsking(false)}
        >
          <p>{t('confirm_send_text')}</p>
        </ConfirmDialog>
      )}
    </>
  );
}
