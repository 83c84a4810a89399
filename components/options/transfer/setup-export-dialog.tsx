import { useState } from 'preact/hooks';
import { useTranslate } from '../../i18n.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Notice } from '../../ui/notice.tsx';
import { type SecretWords, useNewSecret } from '../new-secret.tsx';
import type { TransferActions } from './model.ts';

const words: SecretWords = {
  first: 'setup_passphrase',
  showFirst: 'setup_show',
  help: 'setup_passphrase_help',
  second: 'setup_passphrase_again',
  showSecond: 'setup_show_again',
  weak: 'setup_passphrase_weak',
  differs: 'setup_passphrase_differs',
};
const isStrongEnough = (passphrase: string) => passphrase.length >= 12 && new Set(passphrase).size >= 5;

export interface SetupExportDialogProps {
  onExport: TransferActions['exportSetup'];
  onSaved: () => void;
  onClose: () => void;
}

/** Asks for a passphrase, says what the file holds, and saves it. */
export function SetupExportDialog({ onExport, onSaved, onClose }: SetupExportDialogProps) {
  const t = useTranslate();
  const [busy, setBusy] = useState(false);
  const [failed, setFailed] = useState(false);
  const secret = useNewSecret(words, isStrongEnough, busy);

  const save = async () => {
    if (busy) return;
    setFailed(false);
    const passphrase = secret.take();
    if (passphrase === null) return;
    setBusy(true);
    const outcome = await onExport(passphrase);
    setBusy(false);
    if (outcome === 'saved') return onSaved();
    if (outcome === 'weak') secret.refuse();
    else setFailed(true);
  };

  return (
    <Dialog
      heading={t('setup_save')}
      onClose={() => {
        if (!busy) onClose();
      }}
      onSubmit={() => void save()}
      actions={
        <>
          <Button onClick={onClose} disabled={busy}>
            {t('action_cancel')}
          </Button>
          <Button kind="primary" type="submit" busy={busy} busyLabel={t('setup_saving')}>
            {t('setup_save')}
          </Button>
        </>
      }
    >
      <Notice tone="warning">{t('setup_holds_token')}</Notice>
      {secret.fields}
      {failed && (
        <Notice tone="danger" live>
          {t('failed_nothing_changed')}
        </Notice>
      )}
    </Dialog>
  );
}
