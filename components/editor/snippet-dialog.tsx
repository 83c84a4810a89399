import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { useTranslate } from '../i18n.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { TextArea } from '../ui/text-area.tsx';

export interface SnippetDialogProps {
  /** Null where it could not be made. */
  html: string | null;
  onCopy: (text: string) => Promise<boolean>;
  onClose: () => void;
}

/** "Copy as HTML": what it is for, what it cannot say, and the text itself. */
export function SnippetDialog({ html, onCopy, onClose }: SnippetDialogProps) {
  const t = useTranslate();
  const area = useRef<HTMLTextAreaElement>(null);
  const [outcome, setOutcome] = useState<'copied' | 'snippet_copy_failed' | 'snippet_failed' | null>(
    html ? null : 'snippet_failed',
  );
  useLayoutEffect(() => {
    // The dialog gives the text the focus, and with it a caret at the end.
    area.current?.setSelectionRange(0, 0);
    area.current?.scrollTo(0, 0);
  }, []);
  const copy = async () => {
    if (!html) return;
    const copied = await onCopy(html);
    setOutcome(copied ? 'copied' : 'snippet_copy_failed');
    if (copied) return;
    area.current?.focus();
    area.current?.select();
  };
  return (
    <Dialog
      heading={t('block_copy_html')}
      description={t('added_by')}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{t('action_close')}</Button>
          <Button kind="primary" icon={outcome === 'copied' ? 'check' : 'link'} onClick={() => void copy()}>
            {t('snippet_copy')}
          </Button>
        </>
      }
    >
      <p class="ui-field__help">{t('snippet_for')}</p>
      <p class="ui-field__help">{t('snippet_limits')}</p>
      <TextArea label={t('snippet_label')} rows={9} value={html ?? ''} readOnly code areaRef={area} />
      <p class="ui-field__help" role="status">
        {outcome && t(outcome)}
      </p>
    </Dialog>
  );
}
