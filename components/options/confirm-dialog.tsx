import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { useTranslate } from '../i18n.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { Notice } from '../ui/notice.tsx';

export interface ConfirmDialogProps {
  heading: string;
  children: ComponentChildren;
  confirmLabel: string;
  busyLabel: string;
  /** `primary` for what sends, rather than takes away. */
  kind?: 'danger' | 'primary';
  /** Gives false where it could not be done; the dialog then stays and says so. */
  onConfirm: () => Promise<boolean>;
  onClose: () => void;
}

/** Asks before something that cannot simply be undone. */
export function ConfirmDialog(props: ConfirmDialogProps) {
  const t = useTranslate();
  const [busy, setBusy] = useState(false);
  const [failed, setFailed] = useState(false);

  const confirm = async () => {
    setFailed(false);
    setBusy(true);
    const done = await props.onConfirm();
    setBusy(false);
    if (done) props.onClose();
    else setFailed(true);
  };

  return (
    <Dialog
      heading={props.heading}
      onClose={() => {
        if (!busy) props.onClose();
      }}
      actions={
        <>
          <Button onClick={props.onClose} disabled={busy}>
            {t('action_cancel')}
          </Button>
          <Button kind={props.kind ?? 'danger'} busy={busy} busyLabel={props.busyLabel} onClick={confirm}>
            {props.confirmLabel}
          </Button>
        </>
      }
    >
      {props.children}
      {failed && (
        <Notice tone="danger" live>
          {t('failed_nothing_changed')}
        </Notice>
      )}
    </Dialog>
  );
}
