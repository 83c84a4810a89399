import { useTranslate } from '../i18n.ts';
import { Icon } from '../ui/icons.tsx';

/** A quiet "Saved" (or other word of success) that is read out when it appears. */
export function Saved({ shown, children }: { shown: boolean; children?: string }) {
  const t = useTranslate();
  return (
    <span class="options-saved" role="status">
      {shown && (
        <>
          <Icon name="check" />
          {children ?? t('saved')}
        </>
      )}
    </span>
  );
}
