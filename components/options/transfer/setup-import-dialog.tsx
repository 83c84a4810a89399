import { useSignal } from '@preact/signals';
import { useRef, useState } from 'preact/hooks';
import type { OptionsState, SetupPreview } from '@/lib/messages/client';
import { useTranslate } from '../../i18n.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Notice } from '../../ui/notice.tsx';
import { PasswordField } from '../../ui/password-field.tsx';
import { problemSentence } from '../connection-problem.ts';
import { ImportDone } from './import-done.tsx';
import type { Taken, TransferActions } from './model.ts';
import { readFile } from './read-file.ts';
import { SetupPreviewView } from './setup-preview.tsx';
import { troubleSentence } from './trouble.ts';
import { useTakes } from './use-takes.ts';

export interface SetupImportDialogProps {
  file: File;
  connection: OptionsState['connection'];
  actions: Pick<TransferActions, 'previewSetup' | 'importSetup'>;
  onClose: () => void;
}

/** A setup file: the passphrase first, then what it would do, and only then the change. */
export function SetupImportDialog({ file, connection, actions, onClose }: SetupImportDialogProps) {
  const t = useTranslate();
  const passphrase = useSignal('');
  const [opened, setOpened] = useState<{ text: string; preview: SetupPreview } | null>(null);
  const [withSettings, setWithSettings] = useState(true);
  const [trouble, setTrouble] = useState<string | null>(null);
  const [isMissing, setMissing] = useState(false);
  const [busy, setBusy] = useState(false);
  const [done, setDone] = useState<Taken | null>(null);
  const { taken, onTake, take } = useTakes(opened?.preview.rules ?? null);
  const input = useRef<HTMLInputElement>(null);

  const open = async () => {
    const read = await readFile(file);
    if ('trouble' in read) return setTrouble(troubleSentence(t, read.trouble, 'setup'));
    const reply = await actions.previewSetup(read.text, passphrase.value);
    if (reply?.ok) return setOpened({ text: read.text, preview: reply.preview });
    setTrouble(troubleSentence(t, reply?.trouble ?? 'no-answer', 'setup'));
    input.current?.focus();
  };
  const carryOut = async (text: string) => {
    const reply = await actions.importSetup(text, passphrase.value, take, withSettings);
    if (reply?.ok) return setDone(reply);
    if (reply && 'problem' in reply) setTrouble(`${t('setup_refused')} ${problemSentence(t, reply.problem)}`);
    else setTrouble(troubleSentence(t, reply?.trouble ?? 'no-answer', 'setup'));
  };
  const submit = async () => {
    if (busy || done) return;
    setTrouble(null);
    setMissing(passphrase.value === '');
    if (passphrase.value === '') return input.current?.focus();
    setBusy(true);
    await (opened ? carryOut(opened.text) : open());
    setBusy(false);
  };

  return (
    <Dialog
      heading={t('setup_open_heading', file.name)}
      wide
      onClose={() => {
        if (!busy) onClose();
      }}
      onSubmit={() => void submit()}
      actions={
        <>
          <Button onClick={onClose} disabled={busy}>
            {t(done ? 'action_close' : 'action_cancel')}
          </Button>
          {!done && (
            <Button kind="primary" type="submit" busy={busy} busyLabel={t(opened ? 'setup_doing' : 'setup_opening')}>
              {t(opened ? 'setup_do' : 'setup_open')}
            </Button>
          )}
        </>
      }
    >
      {done && opened && <ImportDone done={done} heading={t('setup_done', opened.preview.organizationName)} />}
      {!done && opened && (
        <SetupPreviewView
          preview={opened.preview}
          connection={connection}
          taken={taken}
          onTake={onTake}
          withSettings={withSettings}
          onSettings={setWithSettings}
        />
      )}
      {!opened && (
        <PasswordField
          label={t('setup_passphrase')}
          showLabel={t('setup_show')}
          value={passphrase.value}
          error={isMissing && t('setup_passphrase_missing')}
          inputRef={input}
          readOnly={busy}
          required
          onInput={(text) => {
            passphrase.value = text;
            setMissing(false);
            setTrouble(null);
          }}
        />
      )}
      {trouble && (
        <Notice tone="danger" live>
          <p>{trouble}</p>
          <p>{t('transfer_nothing_changed')}</p>
        </Notice>
      )}
    </Dialog>
  );
}
