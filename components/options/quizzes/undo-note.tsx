import { useEffect, useId, useRef, useState } from 'preact/hooks';
import { useTranslate } from '../../i18n.ts';
import { Button } from '../../ui/button.tsx';
import { Icon } from '../../ui/icons.tsx';
import type { RestoreOutcome } from './model.ts';

export interface UndoNoteProps {
  /** Title of the quiz that was removed. */
  title: string;
  /** Null where nothing answered. */
  onUndo: () => Promise<RestoreOutcome | null>;
  onClose: () => void;
}

/** Says what was removed and offers to bring it back. It stays until it is closed: nobody has to be quick. */
export function UndoNote({ title, onUndo, onClose }: UndoNoteProps) {
  const t = useTranslate();
  const id = useId();
  const [busy, setBusy] = useState(false);
  const [outcome, setOutcome] = useState<RestoreOutcome | 'failed' | null>(null);
  const undoButton = useRef<HTMLButtonElement>(null);
  const closeButton = useRef<HTMLButtonElement>(null);

  // The button that was pressed is gone with its row, or with the offer.
  useEffect(() => (outcome === null ? undoButton : closeButton).current?.focus(), [outcome]);

  const undo = async () => {
    setBusy(true);
    setOutcome((await onUndo()) ?? 'failed');
    setBusy(false);
  };
  const sentence = {
    restored: () => t('quizzes_restored', title),
    replaced: () => t('quizzes_restore_replaced', title),
    gone: () => t('quizzes_restore_gone', title),
    failed: () => t('failed_nothing_changed'),
  };
  const mayUndo = outcome === null || outcome === 'failed';
  return (
    <div class="quizzes-note">
      <Icon name={outcome === 'restored' ? 'check' : 'info'} />
      <p role="status" id={id}>
        {outcome === null ? t('quizzes_removed', title) : sentence[outcome]()}
      </p>
      {mayUndo && (
        <Button size="small" busy={busy} describedBy={id} buttonRef={undoButton} onClick={undo}>
          {t('quizzes_undo')}
        </Button>
      )}
      <Button kind="plain" size="small" buttonRef={closeButton} onClick={onClose}>
        {t('action_close')}
      </Button>
    </div>
  );
}
