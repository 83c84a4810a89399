import { useId, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { useTranslate } from '../../i18n.ts';
import { BadgePicture } from '../../ui/badge-picture.tsx';
import { Button } from '../../ui/button.tsx';
import { FieldWarning } from '../../ui/field.tsx';
import { isOfInputMethod } from '../../ui/input-method.ts';
import { BadgeCombobox } from '../badge-combobox.tsx';
import type { DraftBadge } from '../draft/draft.ts';
import type { DraftForm } from './form.ts';

export interface BadgeChoiceProps {
  form: Pick<DraftForm, 'list' | 'onRefresh' | 'isGone'>;
  /** The badge of this row, or null for none. */
  badge: DraftBadge | null;
  /** What the badge is for, in words: names the buttons. */
  what: string;
  /** The badge it has without one of its own; null for none. */
  inherited?: DraftBadge | null;
  /** What stands there without any badge. */
  emptyText: string;
  /** What the button says that gives it a badge of its own. */
  chooseText: string;
  /** What the button says that takes the badge away. */
  clearText: string;
  onBadge: (badge: DraftBadge | null) => void;
  /** What was found wrong with the choice: its button takes the focus. */
  isBad: boolean;
  /** Points to the sentence that says what is wrong, where it stands elsewhere. */
  errorId?: string | undefined;
}

/** The badge of one row: shown small, with the whole list on demand, so that a rule of many rows stays readable. */
export function BadgeChoice(props: BadgeChoiceProps) {
  const t = useTranslate();
  const { form, badge, what, clearText, onBadge } = props;
  const id = useId();
  const isGone = badge !== null && form.isGone(badge);
  const shown = badge ?? props.inherited ?? null;
  const [choosing, setChoosing] = useState(false);
  const list = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const wasChoosing = useRef(false);
  useLayoutEffect(() => {
    if (choosing) list.current?.querySelector<HTMLElement>('[role=combobox]')?.focus();
    // Only back to where the choosing began; a row that is drawn for the first time takes no focus.
    else if (wasChoosing.current) button.current?.focus();
    wasChoosing.current = choosing;
  }, [choosing]);

  const change = t(isGone ? 'picker_choose_another' : 'draft_change_badge');
  const action = choosing ? t('draft_close_list') : badge ? change : props.chooseText;
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: hears the keys of the controls in it
    <div
      class="badge-choice"
      onKeyDown={(event) => {
        if (!choosing || event.key !== 'Escape' || isOfInputMethod(event)) return;
        // Closes this row's list, and not the dialog around it.
        event.preventDefault();
        event.stopPropagation();
        setChoosing(false);
      }}
    >
      <div class="badge-choice__row">
        {shown ? (
          <BadgePicture name={shown.name} imageUrl={shown.imageUrl} size={32} />
        ) : (
          <span class="ui-picture ui-picture--32 badge-choice__none" />
        )}
        <span class={badge ? 'badge-choice__name' : 'badge-choice__name badge-choice__name--none'}>
          {shown?.name ?? props.emptyText}
        </span>
        <span class="badge-choice__actions" data-bad={props.isBad}>
          <Button
            size="small"
            buttonRef={button}
            name={t('draft_action_for', action, what)}
            describedBy={isGone && !choosing ? id : props.errorId}
            onClick={() => setChoosing(!choosing)}
          >
            {action}
          </Button>
          {badge && !choosing && (
            <Button
              size="small"
              kind="plain"
              name={t('draft_action_for', clearText, what)}
              onClick={() => {
                onBadge(null);
                button.current?.focus();
              }}
            >
              {clearText}
            </Button>
          )}
        </span>
      </div>
      {isGone && !choosing && <FieldWarning id={id}>{t('picker_archived', badge.name)}</FieldWarning>}
      {choosing && (
        <div ref={list}>
          <BadgeCombobox
            label={t('draft_badge_for', what)}
            list={form.list}
            selected={badge}
            onSelect={({ id, name, imageUrl }) => {
              onBadge({ id, name, imageUrl });
              setChoosing(false);
            }}
            onRefresh={form.onRefresh}
            error={null}
          />
        </div>
      )}
    </div>
  );
}
