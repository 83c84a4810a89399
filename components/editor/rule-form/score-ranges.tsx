import { useEffect, useRef, useState } from 'preact/hooks';
import { useTranslate } from '../../i18n.ts';
import { Button } from '../../ui/button.tsx';
import { FieldNotes } from '../../ui/field.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { compareDecimals, isDecimal } from '../draft/decimal.ts';
import type { RangeRow } from '../draft/draft.ts';
import { sharedBadgeRows } from '../draft/problems.ts';
import { asksMaximum, markIn, maximumOf, removeRange, splitRange } from '../draft/ranges.ts';
import type { DraftForm } from './form.ts';
import { RangeRowFields } from './range-row.tsx';
import { UnitChoice } from './unit-choice.tsx';

/** A badge or none for each range of scores. Only lower bounds are typed, so there are no gaps and no overlaps. */
export function ScoreRanges({ form }: { form: DraftForm }) {
  const t = useTranslate();
  const { draft, quiz } = form;
  const { ranges, rangeUnit, passMark } = draft;
  const rows = useRef<HTMLOListElement>(null);
  const [focusRow, setFocusRow] = useState<number | null>(null);
  useEffect(() => {
    if (focusRow === null) return;
    // A row may have come or gone; the first one's bound cannot be typed in, so its button takes the focus.
    const row = rows.current?.children[focusRow];
    row?.querySelector<HTMLElement>('input:not([readonly]), button')?.focus();
    setFocusRow(null);
  }, [focusRow]);

  const set = (next: RangeRow[], ...left: Parameters<DraftForm['leave']>) => form.change({ ranges: next }, ...left);
  const shared = sharedBadgeRows(draft);
  const lastBadge = form.problemOf(`range-badge-${ranges.length - 1}`);
  const noRange = lastBadge?.kind === 'no-range' ? lastBadge : null;
  return (
    <div class="rule-form__stack">
      <UnitChoice
        unit={rangeUnit}
        onChange={(unit) =>
          // A typed passing score is counted as the ranges are; the page's keeps its own unit.
          form.change({ rangeUnit: unit, ...(quiz.passingScore ? {} : { passMark: { ...passMark, unit } }) })
        }
      />
      <Mark form={form} />
      {asksMaximum(draft, quiz) && (
        <div class="rule-form__short">
          <TextField
            label={t('draft_maximum')}
            help={t('draft_maximum_help')}
            error={form.problemOf('maximum')?.text}
            keyboard="decimal"
            value={draft.maximum}
            onLeave={() => form.leave('maximum')}
            onInput={(value) => form.change({ maximum: value.slice(0, 40) })}
          />
        </div>
      )}
      <fieldset class="award-dialog__group">
        <legend class="ui-field__label">{t('draft_ranges_legend')}</legend>
        <ol class="range-rows" ref={rows}>
          {ranges.map((row, index) => (
            <RangeRowFields
              // A row has nothing of its own but its place.
              key={index}
              form={form}
              index={index}
              name={nameOnPage(form, row)}
              sharesBadge={shared.has(index)}
              badgeErrorId={noRange && index === ranges.length - 1 ? 'no-range-error' : undefined}
              onRow={(changed, ...left) =>
                set(
                  ranges.map((it, at) => (at === index ? changed : it)),
                  ...left,
                )
              }
              onSplit={(at) => {
                set(splitRange(ranges, index, at), `range-${index}`, `range-${index + 1}`);
                setFocusRow(index + 1);
              }}
              onRemove={() => {
                set(removeRange(ranges, index));
                setFocusRow(index - 1);
              }}
            />
          ))}
        </ol>
        <FieldNotes id="no-range" error={noRange?.text ?? null} />
        <div>
          <Button
            size="small"
            onClick={() => {
              set([...ranges, { from: '', badge: null }]);
              setFocusRow(ranges.length);
            }}
            disabled={ranges.length >= 50}
          >
            {t('draft_add_range')}
          </Button>
        </div>
      </fieldset>
    </div>
  );
}

/** The quiz's own passing score: read from the page, or asked for. */
function Mark({ form }: { form: DraftForm }) {
  const t = useTranslate();
  const { quiz, draft } = form;
  const { value, unit } = draft.passMark;
  const error = form.problemOf('pass-mark')?.text;
  if (quiz.passingScore) {
    const maximum = maximumOf(draft, quiz);
    const points = draft.rangeUnit === 'points' && unit === 'percent' && markIn('points', draft.passMark, maximum);
    const words =
      points && maximum !== null
        ? t('draft_mark_converted', value, points.words, maximum)
        : t(unit === 'percent' ? 'draft_mark_percent' : 'draft_mark_points', value);
    return (
      <div class="ui-field" data-bad={Boolean(error)}>
        {/* The error is mended on the page itself; here it can only be read. */}
        <p class="ui-field__help" tabIndex={-1}>
          {words}
        </p>
        <FieldNotes id="pass-mark" error={error} />
      </div>
    );
  }
  return (
    <div class="rule-form__short">
      <TextField
        label={t(unit === 'percent' ? 'draft_mark_label_percent' : 'draft_mark_label_points')}
        help={t('draft_mark_help')}
        error={error}
        keyboard="decimal"
        value={value}
        onLeave={() => form.leave('pass-mark')}
        // Copied ranges may be counted otherwise than what was typed; a new number is counted as they are.
        onInput={(text) =>
          form.change({ passMark: { value: text.slice(0, 40), unit: value.trim() === '' ? draft.rangeUnit : unit } })
        }
      />
    </div>
  );
}

/** What the quiz itself calls the range that begins there. */
function nameOnPage({ quiz, draft }: DraftForm, { from }: RangeRow): string | null {
  if (!isDecimal(from) || (quiz.ranges.unit !== null && quiz.ranges.unit !== draft.rangeUnit)) return null;
  const name = quiz.ranges.rows.find((it) => compareDecimals(it.from, from) === 0)?.name ?? '';
  return /\p{L}/u.test(name) ? name : null;
}
