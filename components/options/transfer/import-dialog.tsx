import { useEffect, useState } from 'preact/hooks';
import { useTranslate } from '../../i18n.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { usePlural } from '../../ui/language.ts';
import { Notice } from '../../ui/notice.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { ImportDone } from './import-done.tsx';
import { ImportList } from './import-list.tsx';
import type { ImportPreview, ImportTrouble, Taken, TransferActions } from './model.ts';
import { readFile } from './read-file.ts';
import { troubleSentence } from './trouble.ts';
import { useTakes } from './use-takes.ts';

export interface ImportDialogProps {
  file: File;
  actions: Pick<TransferActions, 'previewImport' | 'importRules'>;
  onClose: () => void;
}

/** A file of quizzes: what it would do, what is to be replaced, and only then the import. */
export function ImportDialog({ file, actions, onClose }: ImportDialogProps) {
  const t = useTranslate();
  const plural = usePlural();
  const [opened, setOpened] = useState<{ text: string; preview: ImportPreview } | null>(null);
  const [trouble, setTrouble] = useState<ImportTrouble | null>(null);
  const [busy, setBusy] = useState(false);
  const [done, setDone] = useState<Taken | null>(null);
  const { taken, onTake, take, count } = useTakes(opened?.preview ?? null);

  useEffect(() => {
    const open = async () => {
      const read = await readFile(file);
      if ('trouble' in read) return setTrouble(read.trouble);
      const reply = await actions.previewImport(read.text);
      if (reply?.ok) setOpened({ text: read.text, preview: reply.preview });
      else setTrouble(reply?.trouble ?? 'no-answer');
    };
    void open();
  }, [file]);

  const carryOut = async () => {
    if (!opened) return;
    setTrouble(null);
    setBusy(true);
    const reply = await actions.importRules(opened.text, take);
    setBusy(false);
    if (reply?.ok) setDone(reply);
    else setTrouble(reply?.trouble ?? 'no-answer');
  };

  const mayImport = opened !== null && done === null && count > 0;
  const nothing = opened?.preview.rows.some((it) => it.status === 'differs')
    ? 'transfer_nothing_chosen'
    : 'transfer_nothing';
  return (
    <Dialog
      heading={done ? t('transfer_done_heading') : t('transfer_import_heading', file.name)}
      wide
      onClose={() => {
        if (!busy) onClose();
      }}
      actions={
        <>
          <Button onClick={onClose} disabled={busy}>
            {t(mayImport ? 'action_cancel' : 'action_close')}
          </Button>
          {mayImport && (
            <Button kind="primary" busy={busy} busyLabel={t('transfer_importing')} onClick={carryOut}>
              {plural('transfer_import_count', count)}
            </Button>
          )}
        </>
      }
    >
      {done ? (
        <ImportDone done={done} />
      ) : (
        <>
          {opened && <p class="options-muted">{t('transfer_import_intro')}</p>}
          {!opened && !trouble && <Skeleton rows={3} rowHeightPx={56} />}
          {opened && <ImportList preview={opened.preview} taken={taken} onTake={onTake} />}
          {opened && count === 0 && opened.preview.rows.length > 0 && <p>{t(nothing)}</p>}
          {trouble && (
            <Notice tone="danger" live>
              <p>{troubleSentence(t, trouble, 'rules')}</p>
              <p>{t('transfer_nothing_changed')}</p>
            </Notice>
          )}
        </>
      )}
    </Dialog>
  );
}
