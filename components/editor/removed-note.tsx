import { useTranslate } from '../i18n.ts';

export interface RemovedNoteProps {
  /** It can no longer be brought back. */
  isGone: boolean;
  onUndo: () => void;
}

/** Where the award stood, after "Remove": what happened, and the way back. */
export function RemovedNote({ isGone, onUndo }: RemovedNoteProps) {
  const t = useTranslate();
  return (
    <p class="guest-removed" role="status">
      {isGone ? (
        t('removed_gone')
      ) : (
        <>
          {t('removed_note')}{' '}
          <button type="button" class="guest-link" onClick={onUndo}>
            {t('removed_undo')}
          </button>
        </>
      )}
    </p>
  );
}
