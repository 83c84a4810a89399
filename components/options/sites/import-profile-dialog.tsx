import { useEffect, useState } from 'preact/hooks';
import { type MessageId, useTranslate } from '../../i18n.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { readFile } from '../transfer/read-file.ts';
import type { ProfilePreview, ProfileReply, SitesActions } from './model.ts';

type Trouble = Extract<ProfileReply, { ok: false }>['trouble'] | 'no-answer' | 'refused';

const sentences: Readonly<Record<Trouble, MessageId>> = {
  'too-large': 'sites_file_too_large',
  malformed: 'sites_file_malformed',
  'not-a-profile': 'sites_file_not_a_profile',
  newer: 'sites_file_newer',
  unfit: 'sites_file_unfit',
  'too-many': 'sites_file_too_many',
  'no-answer': 'transfer_trouble_no_answer',
  refused: 'sites_trouble_no_access',
};

export interface ImportProfileDialogProps {
  file: File;
  actions: Pick<SitesActions, 'previewProfile' | 'importProfile'>;
  onClose: () => void;
}

/** A profile in a file: what it is of, what it would replace, and only then the import. */
export function ImportProfileDialog({ file, actions, onClose }: ImportProfileDialogProps) {
  const t = useTranslate();
  const [opened, setOpened] = useState<{ text: string; preview: ProfilePreview } | null>(null);
  const [trouble, setTrouble] = useState<{ kind: Trouble; where: string } | null>(null);
  const [busy, setBusy] = useState(false);
  const failed = (kind: Trouble, where = '') => setTrouble({ kind, where });

  useEffect(() => {
    const open = async () => {
      const read = await readFile(file);
      if ('trouble' in read) return failed(read.trouble);
      const reply = await actions.previewProfile(read.text);
      if (reply?.ok) setOpened({ text: read.text, preview: reply.preview });
      else failed(reply?.trouble ?? 'no-answer', reply?.where);
    };
    void open();
  }, [file]);

  const carryOut = async () => {
    if (!opened) return;
    setTrouble(null);
    setBusy(true);
    const reply = await actions.importProfile(opened.text, opened.preview.origins);
    setBusy(false);
    if (reply === 'refused') failed('refused');
    else if (reply?.ok) onClose();
    else failed(reply?.trouble ?? 'no-answer', reply?.where);
  };

  const mayImport = opened !== null && !opened.preview.isSame;
  return (
    <Dialog
      heading={t('sites_import_heading', file.name)}
      onClose={() => {
        if (!busy) onClose();
      }}
      actions={
        <>
          <Button onClick={onClose} disabled={busy}>
            {t(mayImport ? 'action_cancel' : 'action_close')}
          </Button>
          {mayImport && (
            <Button kind="primary" busy={busy} busyLabel={t('sites_importing')} onClick={() => void carryOut()}>
              {t('sites_import_action')}
            </Button>
          )}
        </>
      }
    >
      {!opened && !trouble && <Skeleton rows={2} rowHeightPx={40} />}
      {opened && <Preview preview={opened.preview} />}
      {trouble && (
        <Notice tone="danger" live>
          <p class="options-breakable">{t(sentences[trouble.kind], trouble.where)}</p>
          <p>{t('sites_nothing_changed')}</p>
        </Notice>
      )}
    </Dialog>
  );
}

function Preview({ preview: { name, origins, replaces, isSame } }: { preview: ProfilePreview }) {
  const t = useTranslate();
  return (
    <>
      <p class="options-strong options-breakable">{name}</p>
      <p class="options-breakable">
        {t('sites_import_addresses')}: {origins.join(', ')}
      </p>
      {isSame && <p>{t('sites_import_same')}</p>}
      {!isSame && !replaces && <p>{t('sites_import_new')}</p>}
      {!isSame && replaces?.owner === 'shipped' && <p>{t('sites_import_replaces_shipped')}</p>}
      {!isSame && replaces?.owner === 'user' && (
        <Notice tone="warning">{t('sites_import_replaces', replaces.name, replaces.version)}</Notice>
      )}
    </>
  );
}
