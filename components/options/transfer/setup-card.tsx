import { useState } from 'preact/hooks';
import type { OptionsState } from '@/lib/messages/client';
import { useTranslate } from '../../i18n.ts';
import { Button } from '../../ui/button.tsx';
import { Saved } from '../saved.tsx';
import { Section } from '../section.tsx';
import { FileButton } from './file-button.tsx';
import type { TransferActions } from './model.ts';
import { SetupExportDialog } from './setup-export-dialog.tsx';
import { SetupImportDialog } from './setup-import-dialog.tsx';

export interface SetupCardProps {
  connection: OptionsState['connection'];
  hasAgreed: boolean;
  actions: Pick<TransferActions, 'exportSetup' | 'previewSetup' | 'importSetup'>;
  /** Asks for the disclosure, then goes on: a file connects this browser only after "I agree" here. */
  onConsentNeeded: (then: () => void) => void;
}

/** The encrypted file that carries everything to another browser profile. */
export function SetupCard({ connection, hasAgreed, actions, onConsentNeeded }: SetupCardProps) {
  const t = useTranslate();
  const [isSaving, setSaving] = useState(false);
  const [isSaved, setSaved] = useState(false);
  const [file, setFile] = useState<File | null>(null);
  return (
    <Section heading={t('setup_heading')}>
      <p class="options-muted">{t('setup_intro')}</p>
      <div class="options-actions options-actions--start options-actions--middle">
        {connection && (
          <Button
            onClick={() => {
              setSaved(false);
              setSaving(true);
            }}
          >
            {t('setup_save')}
          </Button>
        )}
        <FileButton
          label={t('setup_use')}
          onFile={(chosen) => (hasAgreed ? setFile(chosen) : onConsentNeeded(() => setFile(chosen)))}
        />
        <Saved shown={isSaved}>{t('setup_saved')}</Saved>
      </div>
      {!connection && <p class="options-muted options-small">{t('setup_save_needs_connection')}</p>}
      {isSaving && (
        <SetupExportDialog
          onExport={actions.exportSetup}
          onSaved={() => {
            setSaving(false);
            setSaved(true);
          }}
          onClose={() => setSaving(false)}
        />
      )}
      {file && (
        <SetupImportDialog file={file} connection={connection} actions={actions} onClose={() => setFile(null)} />
      )}
    </Section>
  );
}
