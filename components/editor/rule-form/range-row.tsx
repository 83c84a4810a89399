import { useId } from 'preact/hooks';
import { type Translate, useTranslate } from '../../i18n.ts';
import { Button } from '../../ui/button.tsx';
import { FieldNotes } from '../../ui/field.tsx';
import { leaveRow } from '../../ui/text-field.tsx';
import { compareDecimals, isDecimal } from '../draft/decimal.ts';
import type { AwardDraft, RangeRow } from '../draft/draft.ts';
import type { FieldName } from '../draft/problems.ts';
import { BadgeChoice } from './badge-choice.tsx';
import type { DraftForm } from './form.ts';

export interface RangeRowProps {
  form: DraftForm;
  index: number;
  /** What the quiz calls this range, where the page says it. */
  name: string | null;
  /** Another row has the same badge. */
  sharesBadge: boolean;
  badgeErrorId: string | undefined;
  onRow: (row: RangeRow, ...left: FieldName[]) => void;
  onSplit: (at: string) => void;
  onRemove: () => void;
}

/** One range: where it begins, in words where it ends, and its badge. */
export function RangeRowFields({
  form,
  index,
  name,
  sharesBadge,
  badgeErrorId,
  onRow,
  onSplit,
  onRemove,
}: RangeRowProps) {
  const t = useTranslate();
  const id = useId();
  const row = form.draft.ranges[index];
  if (!row) return null;
  const field = `range-${index}` as const;
  const problem = form.problemOf(field);
  const isFirst = index === 0;
  const what = isDecimal(row.from) ? rangeWords(form.draft, index, t) : t('draft_range_number', index + 1);
  return (
    <li class="range-row" onFocusOut={(event) => leaveRow(event, () => form.leave(field))}>
      <div class="range-row__bounds">
        <label class="range-row__label" for={id}>
          {t('draft_range_from')}
        </label>
        <input
          id={id}
          class="ui-input range-row__from"
          type="text"
          inputMode="decimal"
          autocomplete="off"
          maxLength={40}
          value={row.from}
          readOnly={isFirst}
          aria-label={t('draft_range_from_number', index + 1)}
          aria-invalid={Boolean(problem)}
          aria-describedby={`${id}-end${problem ? ` ${id}-error` : ''}`}
          onInput={(event) => onRow({ ...row, from: event.currentTarget.value })}
        />
        <span id={`${id}-end`} class="range-row__end">
          {endWords(form.draft, index, t)}
          {name && <span class="range-row__name">{name}</span>}
        </span>
        {!isFirst && (
          <Button size="small" kind="plain" name={t('draft_remove_range', what)} onClick={onRemove}>
            {t('remove')}
          </Button>
        )}
      </div>
      <BadgeChoice
        form={form}
        badge={row.badge}
        what={what}
        emptyText={t('rule_no_badge')}
        chooseText={t('draft_choose_badge')}
        clearText={t('rule_no_badge')}
        onBadge={(badge) => onRow({ ...row, badge }, field)}
        isBad={form.problemOf(`range-badge-${index}`) !== null}
        errorId={badgeErrorId}
      />
      {sharesBadge && <p class="ui-field__help">{t('draft_range_shares')}</p>}
      {problem && (
        <div class="range-row__problem">
          <FieldNotes id={id} error={problem.text} />
          {problem.kind === 'range-straddles-mark' && problem.about !== undefined && (
            <Button size="small" onClick={() => onSplit(problem.about ?? '')}>
              {t('draft_split_at', problem.about)}
            </Button>
          )}
          {problem.kind === 'range-below-mark' && (
            <Button size="small" onClick={() => onRow({ ...row, badge: null }, field)}>
              {t('rule_no_badge')}
            </Button>
          )}
        </div>
      )}
    </li>
  );
}

/** Where a range ends, in words: behind its own bound, which is typed. */
function endWords({ ranges, rangeUnit }: AwardDraft, index: number, t: Translate): string {
  const isPercent = rangeUnit === 'percent';
  const from = ranges[index]?.from ?? '';
  const next = ranges[index + 1];
  if (!next) return t(isPercent ? 'draft_range_top_percent' : 'draft_range_top_points');
  const isAbove = isDecimal(from) && isDecimal(next.from) && compareDecimals(next.from, from) > 0;
  if (!isAbove) return t(isPercent ? 'draft_range_open_percent' : 'draft_range_open_points');
  return t(isPercent ? 'draft_range_to_percent' : 'draft_range_to_points', next.from.trim());
}

/** A range as a whole, in words. */
export function rangeWords({ ranges, rangeUnit }: AwardDraft, index: number, t: Translate): string {
  const isPercent = rangeUnit === 'percent';
  const from = ranges[index]?.from.trim() ?? '';
  const next = ranges[index + 1]?.from ?? '';
  return isDecimal(next)
    ? t(isPercent ? 'rule_percent_range' : 'rule_points_range', from, next.trim())
    : t(isPercent ? 'rule_percent_or_more' : 'rule_points_or_more', from);
}
