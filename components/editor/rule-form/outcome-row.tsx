import { useId } from 'preact/hooks';
import { useTranslate } from '../../i18n.ts';
import { Button } from '../../ui/button.tsx';
import { CheckBox } from '../../ui/check-box.tsx';
import { FieldNotes } from '../../ui/field.tsx';
import { leaveRow } from '../../ui/text-field.tsx';
import { badgeOfOutcome, type OutcomeRow } from '../draft/draft.ts';
import { BadgeChoice } from './badge-choice.tsx';
import type { DraftForm } from './form.ts';

export interface OutcomeRowProps {
  form: DraftForm;
  index: number;
  /** The quiz's page shows it, so it can be left out but not removed. */
  isOnPage: boolean;
  onRow: (row: OutcomeRow) => void;
  onRemove: () => void;
  /** Null where the order says nothing. */
  onMove: ((by: -1 | 1) => void) | null;
}

/** One outcome: ticked or not, and its badge. */
export function OutcomeRowFields({ form, index, isOnPage, onRow, onRemove, onMove }: OutcomeRowProps) {
  const t = useTranslate();
  const id = useId();
  const { draft } = form;
  const row = draft.outcomes[index];
  if (!row) return null;
  const problem = form.problemOf(`outcome-${index}`);
  const isLast = index === draft.outcomes.length - 1;
  const remove = (
    <Button size="small" kind="plain" name={t('draft_action_for', t('remove'), row.name)} onClick={onRemove}>
      {t('remove')}
    </Button>
  );
  return (
    <li class="outcome-row" onFocusOut={(event) => leaveRow(event, () => form.leave(`outcome-${index}`))}>
      <div class="outcome-row__head">
        <CheckBox label={row.name} checked={row.chosen} onChange={(chosen) => onRow({ ...row, chosen })} />
        {onMove && (
          <span class="outcome-row__moves">
            <Button
              size="small"
              kind="plain"
              disabled={index === 0}
              name={t('draft_action_for', t('move_up'), row.name)}
              onClick={() => onMove(-1)}
            >
              {t('move_up')}
            </Button>
            <Button
              size="small"
              kind="plain"
              disabled={isLast}
              name={t('draft_action_for', t('move_down'), row.name)}
              onClick={() => onMove(1)}
            >
              {t('move_down')}
            </Button>
          </span>
        )}
        {!isOnPage && !problem && remove}
      </div>
      {row.chosen && (
        <div class="rule-form__indented">
          <BadgeChoice
            form={form}
            badge={row.badge}
            what={row.name}
            inherited={badgeOfOutcome(draft, row)}
            emptyText={t('draft_badge_above')}
            chooseText={t('draft_other_badge')}
            clearText={t('draft_use_badge_above')}
            onBadge={(badge) => onRow({ ...row, badge })}
            isBad={form.problemOf(`outcome-badge-${index}`) !== null}
          />
        </div>
      )}
      {problem && (
        <div class="range-row__problem rule-form__indented" data-bad="true">
          <FieldNotes id={id} error={problem.text} />
          {remove}
          {problem.kind === 'outcome-gone' && (
            <Button
              size="small"
              name={t('draft_action_for', t('draft_keep_outcome'), row.name)}
              onClick={() => onRow({ ...row, confirmed: true })}
            >
              {t('draft_keep_outcome')}
            </Button>
          )}
        </div>
      )}
    </li>
  );
}
