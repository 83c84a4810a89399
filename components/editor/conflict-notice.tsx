import { useLayoutEffect, useRef } from 'preact/hooks';
import { useTranslate } from '../i18n.ts';
import { Button } from '../ui/button.tsx';
import { Notice } from '../ui/notice.tsx';

export interface DraftConflict {
  /** It was not changed but removed. */
  isGone: boolean;
  /** Gives up what was typed for what is saved by now. */
  onShow: () => void;
}

/** Somebody saved another award for the quiz meanwhile: which of the two stands, the author says. */
export function ConflictNotice({
  isGone,
  saving,
  onSaveMine,
  onShow,
}: DraftConflict & { saving: boolean; onSaveMine: () => void }) {
  const t = useTranslate();
  const place = useRef<HTMLDivElement>(null);
  // Below the fold of a long dialog it would not be seen.
  useLayoutEffect(() => place.current?.scrollIntoView({ block: 'center' }), []);
  return (
    <div ref={place}>
      <Notice tone="warning" live>
        <p>{t(isGone ? 'draft_removed_meanwhile' : 'draft_changed_meanwhile')}</p>
        <div class="rule-form__actions">
          <Button size="small" busy={saving} onClick={onSaveMine}>
            {t('draft_save_mine')}
          </Button>
          <Button size="small" onClick={onShow}>
            {t(isGone ? 'draft_leave_removed' : 'draft_show_changed')}
          </Button>
        </div>
      </Notice>
    </div>
  );
}
