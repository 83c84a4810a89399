import type { RuleView } from '@/lib/messages/client.ts';
import { useTranslate } from '../i18n.ts';
import { BlockPreview } from './block-preview.tsx';
import { DragHandle } from './drag-handle.tsx';
import { DropLine, type DropLineAt } from './drop-line.tsx';
import { GuestButton } from './guest-button.tsx';

export interface ResultsBlockProps {
  rule: RuleView;
  /** Where it stands among the page's blocks: 0 is above all of them. */
  position: number;
  /** How many blocks the page has of its own. */
  count: number;
  /** Moves it by so many places, as far as there are any. */
  onMove: (by: number) => void;
  /** A person takes hold of it. */
  onGrab: (event: PointerEvent, handle: HTMLElement) => void;
  /** Where it would go if it were let go now; null while it is not dragged. */
  dropLine: DropLineAt | null;
  /** Absent where nothing can be undone. */
  onUndo: (() => void) | null;
  onEditWords: () => void;
  onCopyHtml: () => void;
  /** Words were typed for it and not saved. */
  hasUnsavedWords: boolean;
  /** Said politely after a move; shown too where it says that something was not saved. */
  announcement: string;
  isRefused: boolean;
}

/** The block on Results View: how participants will see it, and the controls that move and word it. */
export function ResultsBlock(props: ResultsBlockProps) {
  const t = useTranslate();
  const { rule, position, count, onMove, onUndo, dropLine } = props;
  return (
    <section
      class={dropLine ? 'guest-card guest-card--dragged' : 'guest-card'}
      aria-label={t('block_region')}
      aria-description={t('added_by')}
    >
      <BlockPreview rule={rule} words={rule.block} />
      {props.hasUnsavedWords && <p class="guest-note guest-note--warning">{t('block_words_unsaved')}</p>}
      <div class="guest-actions guest-actions--row">
        <DragHandle position={position} count={count} onMove={onMove} onGrab={props.onGrab} />
        <GuestButton inside label={t('move_up')} atEnd={position === 0} onClick={() => onMove(-1)} />
        <GuestButton inside label={t('move_down')} atEnd={position === count} onClick={() => onMove(1)} />
        <GuestButton inside label={t('block_edit_words')} onClick={props.onEditWords} />
        <GuestButton inside label={t('block_copy_html')} onClick={props.onCopyHtml} />
        <GuestButton inside label={t('removed_undo')} atEnd={onUndo === null} onClick={() => onUndo?.()} />
      </div>
      <span class={props.isRefused ? 'guest-note guest-note--warning' : 'ui-visually-hidden'} role="status">
        {props.announcement}
      </span>
      {dropLine && <DropLine at={dropLine} />}
    </section>
  );
}
