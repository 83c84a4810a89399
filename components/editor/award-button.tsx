import { useTranslate } from '../i18n.ts';

/** The button on the Motivation tab. It dresses like its neighbours. */
export function AwardButton({ onClick }: { onClick: () => void }) {
  const t = useTranslate();
  return (
    <button type="button" class="guest-button" aria-description={t('added_by')} onClick={onClick}>
      {t('editor_award')}
    </button>
  );
}
