import { useId } from 'preact/hooks';
import { useTranslate } from '../../i18n.ts';
import { FieldNotes, FieldWarning } from '../../ui/field.tsx';
import { leaveUnlessForButton } from '../../ui/text-field.tsx';
import { isDecimal } from '../draft/decimal.ts';
import type { AwardDraft, QuizOnPage } from '../draft/draft.ts';
import { markIn, maximumOnPage } from '../draft/ranges.ts';
import type { DraftForm } from './form.ts';
import { UnitChoice } from './unit-choice.tsx';

/** The score from which the badge is awarded. */
export function PassingScore({ form }: { form: DraftForm }) {
  const t = useTranslate();
  const id = useId();
  const { draft, quiz, change } = form;
  const { passingScore } = quiz;
  const isThePages = passingScore?.value === draft.threshold && passingScore.unit === draft.unit;
  const differs = passingScore !== null && isDecimal(draft.threshold) && !isSameScore(draft, passingScore, quiz);
  const ids = pageScoreTexts[passingScore?.unit ?? 'percent'];
  const help = isThePages
    ? t('editor_score_from_page')
    : passingScore
      ? t(ids[differs ? 'differs' : 'same'], passingScore.value)
      : t('editor_score_typed');
  const error = form.problemOf('threshold')?.text ?? null;
  return (
    <div class="award-dialog__score">
      <div class="ui-field">
        <label class="ui-field__label" for={id}>
          {t('editor_passing_score')}
        </label>
        <input
          id={id}
          class="ui-input award-dialog__number"
          // Never a number field: it drops a comma without a word, and 8,5 becomes 85.
          type="text"
          inputMode="decimal"
          autocomplete="off"
          value={draft.threshold}
          aria-invalid={Boolean(error)}
          aria-describedby={`${id}-help${error ? ` ${id}-error` : ''}`}
          onInput={(event) => change({ threshold: event.currentTarget.value.slice(0, 40) })}
          onBlur={(event) => leaveUnlessForButton(event, () => form.leave('threshold'))}
        />
      </div>
      <UnitChoice unit={draft.unit} onChange={(unit) => change({ unit })} />
      <div class="award-dialog__notes">
        {differs && <FieldWarning id={`${id}-help`}>{help}</FieldWarning>}
        <FieldNotes id={id} help={differs ? undefined : help} error={error} />
      </div>
    </div>
  );
}

const pageScoreTexts = {
  percent: { same: 'editor_score_of_page_percent', differs: 'editor_score_differs_percent' },
  points: { same: 'editor_score_of_page_points', differs: 'editor_score_differs_points' },
} as const;

/** Not known to be the same is as good as different. */
function isSameScore(
  { threshold, unit }: AwardDraft,
  passingScore: NonNullable<QuizOnPage['passingScore']>,
  quiz: QuizOnPage,
): boolean {
  return markIn(unit, passingScore, maximumOnPage(quiz))?.compare(threshold) === 0;
}
