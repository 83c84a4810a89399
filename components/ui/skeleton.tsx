import { useTranslate } from '../i18n.ts';

/**
 * The shape of what is being loaded. It shows itself after 200 ms (by an animation's delay), so that quick answers don't
 * flicker.
 */
export function Skeleton({ rows = 3, rowHeightPx = 40 }: { rows?: number; rowHeightPx?: number }) {
  const t = useTranslate();
  return (
    <div class="ui-skeleton" role="status">
      <span class="ui-visually-hidden">{t('ui_loading')}</span>
      {Array.from({ length: rows }, (_, row) => (
        <div key={row} class="ui-skeleton__row" style={{ blockSize: `${rowHeightPx}px` }} />
      ))}
    </div>
  );
}
