import { useSignal } from '@preact/signals';
import { useRef, useState } from 'preact/hooks';
import { type MessageId, useTranslate } from '../../i18n.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Notice } from '../../ui/notice.tsx';
import { PasswordField } from '../../ui/password-field.tsx';
import type { TransferActions } from './model.ts';

/** The same that the worker asks for; said before it is asked. */
const isStrongEnough = (passphrase: string) => passphrase.length >= 12 && new Set(passphrase).size >= 5;

type Field = 'first' | 'second';

export interface SetupExportDialogProps {
  onExport: TransferActions['exportSetup'];
  onSaved: () => void;
  onClose: () => void;
}

/** Asks for a passphrase, says what the file holds, and saves it. */
export function SetupExportDialog({ onExport, onSaved, onClose }: SetupExportDialogProps) {
  const t = useTranslate();
  const typed = useSignal({ first: '', second: '' });
  const [wrong, setWrong] = useState<{ field: Field; sentence: MessageId } | null>(null);
  const [busy, setBusy] = useState(false);
  const [failed, setFailed] = useState(false);
  const inputs = { first: useRef<HTMLInputElement>(null), second: useRef<HTMLInputElement>(null) };

  const refuse = (field: Field, sentence: MessageId) => {
    setWrong({ field, sentence });
    inputs[field].current?.focus();
  };
  const save = async () => {
    if (busy) return;
    const { first, second } = typed.value;
    setFailed(false);
    if (!isStrongEnough(first)) return refuse('first', 'setup_passphrase_weak');
    if (first !== second) return refuse('second', 'setup_passphrase_differs');
    setBusy(true);
    const outcome = await onExport(first);
    setBusy(false);
    if (outcome === 'saved') return onSaved();
    if (outcome === 'weak') refuse('first', 'setup_passphrase_weak');
    else setFailed(true);
  };

  const field = (which: Field, label: MessageId, showLabel: MessageId, help?: MessageId) => (
    <PasswordField
      label={t(label)}
      showLabel={t(showLabel)}
      help={help && t(help)}
      value={typed.value[which]}
      error={wrong?.field === which && t(wrong.sentence)}
      inputRef={inputs[which]}
      readOnly={busy}
      required
      onInput={(text) => {
        typed.value = { ...typed.value, [which]: text };
        setWrong(null);
      }}
    />
  );
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
      {field('first', 'setup_passphrase', 'setup_show', 'setup_passphrase_help')}
      {field('second', 'setup_passphrase_again', 'setup_show_again')}
      {failed && (
        <Notice tone="danger" live>
          {t('failed_nothing_changed')}
        </Notice>
      )}
    </Dialog>
  );
}
