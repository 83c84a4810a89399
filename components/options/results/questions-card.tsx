import { type MessageId, useTranslate } from '../../i18n.ts';
import { CheckBox } from '../../ui/check-box.tsx';
import { Chip, type Tone } from '../../ui/chip.tsx';
import { DateField } from '../../ui/date-field.tsx';
import type { IconName } from '../../ui/icons.tsx';
import { useLanguage } from '../../ui/language.ts';
import { Section } from '../section.tsx';
import { Choice } from './choice.tsx';
import { type Draft, type DraftField, needsSplit } from './draft.ts';
import type { Questions } from './model.ts';
import { splitExample } from './split-example.ts';

const statusLooks: Record<Questions['statuses'][number]['meaning'], { tone: Tone; icon: IconName; word: MessageId }> = {
  final: { tone: 'success', icon: 'check-circle', word: 'results_status_final' },
  reviewed: { tone: 'info', icon: 'eye', word: 'results_status_reviewed' },
  pending: { tone: 'neutral', icon: 'clock', word: 'results_status_never' },
  partial: { tone: 'neutral', icon: 'clock', word: 'results_status_never' },
  unknown: { tone: 'warning', icon: 'question', word: 'results_status_unknown' },
};

export interface QuestionsCardProps {
  draft: Draft;
  questions: Questions | null;
  errors: Partial<Record<DraftField, MessageId>>;
  /** `YYYY-MM-DD` */
  today: string;
  onChange: (part: Partial<Draft>) => void;
}

/** What the file does not say by itself: asked, never guessed. */
export function QuestionsCard({ draft, questions, errors, today, onChange }: QuestionsCardProps) {
  const t = useTranslate();
  const number = new Intl.NumberFormat(useLanguage());
  const error = (field: DraftField) => {
    const id = errors[field];
    return id ? t(id) : null;
  };
  const names = questions?.names ?? [];
  return (
    <Section heading={t('results_questions_heading')}>
      {needsSplit(draft.columns) && (
        <Choice
          legend={t('results_split')}
          help={t('results_split_help')}
          value={draft.nameSplit}
          error={error('nameSplit')}
          options={(['last-word', 'first-word', 'comma'] as const).map((value) => ({
            value,
            label: t(
              value === 'last-word'
                ? 'results_split_last_word'
                : value === 'first-word'
                  ? 'results_split_first_word'
                  : 'results_split_comma',
            ),
            example: names.map((name) => splitExample(name, value)).join(' · '),
          }))}
          onChange={(nameSplit) => onChange({ nameSplit })}
        />
      )}
      {questions?.decimalMark === 'ask' && (
        <Choice
          legend={t('results_decimal')}
          value={draft.decimalMark}
          error={error('decimalMark')}
          options={[
            { value: '.', label: t('results_decimal_dot') },
            { value: ',', label: t('results_decimal_comma') },
          ]}
          onChange={(decimalMark) => onChange({ decimalMark })}
        />
      )}
      {questions?.percentAs === 'ask' && (
        <Choice
          legend={t('results_percent_as')}
          value={draft.percentAs}
          error={error('percentAs')}
          options={[
            { value: 'share', label: t('results_percent_share') },
            { value: 'percent', label: t('results_percent_percent') },
          ]}
          onChange={(percentAs) => onChange({ percentAs })}
        />
      )}
      <Choice
        legend={t('results_dates')}
        help={t('results_dates_help')}
        value={draft.dates}
        options={[
          ...(draft.columns.date === null ? [] : [{ value: 'column' as const, label: t('results_dates_column') }]),
          { value: 'one', label: t('results_dates_single') },
          { value: 'now', label: t('results_dates_now') },
        ]}
        onChange={(dates) => onChange({ dates })}
      />
      {draft.dates === 'column' && questions?.dateOrder === 'ask' && (
        <Choice
          legend={t('results_order', questions.dateSample ?? '')}
          value={draft.dateOrder}
          error={error('dateOrder')}
          options={[
            { value: 'day-first', label: t('results_order_day') },
            { value: 'month-first', label: t('results_order_month') },
          ]}
          onChange={(dateOrder) => onChange({ dateOrder })}
        />
      )}
      {draft.dates === 'one' && (
        <div class="results-day">
          <DateField
            label={t('results_day')}
            value={draft.day}
            max={today}
            error={error('day')}
            onInput={(day) => onChange({ day })}
          />
        </div>
      )}
      {draft.columns.status === null ? (
        <CheckBox
          label={t('results_all_final')}
          help={t('results_all_final_help')}
          error={error('allFinal')}
          checked={draft.allFinal}
          onChange={(allFinal) => onChange({ allFinal })}
        />
      ) : (
        questions && (
          <div class="results-statuses">
            <p class="ui-field__label">{t('results_statuses')}</p>
            <ul>
              {questions.statuses.map(({ word, meaning, count }) => (
                <li key={word}>
                  <span>{t('filter_count', word, number.format(count))}</span>
                  <Chip tone={statusLooks[meaning].tone} icon={statusLooks[meaning].icon}>
                    {t(statusLooks[meaning].word)}
                  </Chip>
                </li>
              ))}
            </ul>
          </div>
        )
      )}
    </Section>
  );
}
