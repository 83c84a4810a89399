import { useTranslate } from '../i18n.ts';
import { Button } from '../ui/button.tsx';

/** A small note in the page, for what could not be placed. It can be sent away. */
export function PageNote({ text, onDismiss }: { text: string; onDismiss: () => void }) {
  const t = useTranslate();
  return (
    <aside class="guest-card guest-note-card" aria-label={t('extensionName')} aria-description={t('added_by')}>
      <p class="guest-text">{text}</p>
      <Button size="small" onClick={onDismiss}>
        {t('award_dismiss')}
      </Button>
    </aside>
  );
}
