import type { RefObject } from 'preact';
import { type MessageId, useTranslate } from '../../i18n.ts';
import { FieldNotes } from '../../ui/field.tsx';
import { useLanguage } from '../../ui/language.ts';
import { Section } from '../section.tsx';
import { withColumn } from './draft.ts';
import type { ColumnKind, Columns, FileFacts } from './model.ts';

/** In the order in which they are offered. */
const kinds: Readonly<Record<ColumnKind, MessageId>> = {
  firstName: 'details_first_name',
  lastName: 'details_last_name',
  fullName: 'results_column_full_name',
  email: 'erase_email',
  score: 'csv_score',
  maximum: 'csv_maximum',
  percent: 'csv_percent',
  outcome: 'csv_outcome',
  passed: 'results_column_passed',
  status: 'results_column_status',
  date: 'results_column_date',
  attemptId: 'results_column_attempt',
};

export interface ColumnsCardProps {
  facts: FileFacts;
  columns: Columns;
  error: string | null;
  cardRef: RefObject<HTMLDivElement | null>;
  onChange: (columns: Columns) => void;
}

/** What each column is: guessed, shown with what stands in it, and corrected by a person. */
export function ColumnsCard({ facts, columns, error, cardRef, onChange }: ColumnsCardProps) {
  const t = useTranslate();
  const list = new Intl.ListFormat(useLanguage(), { type: 'unit', style: 'short' });
  const kindAt = (at: number) => (Object.keys(kinds) as ColumnKind[]).find((kind) => columns[kind] === at) ?? '';
  return (
    <Section heading={t('results_columns_heading')}>
      <div class="results-columns-note" ref={cardRef} tabIndex={-1}>
        <p class="options-muted">{t('results_columns_intro')}</p>
        <FieldNotes id="results-columns" error={error} />
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <section class="results-columns-frame" tabIndex={0} aria-label={t('results_columns_frame')}>
        <table class="results-columns">
          <thead>
            <tr>
              <th scope="col">{t('results_columns_column')}</th>
              <th scope="col">{t('results_columns_cells')}</th>
              <th scope="col">{t('results_columns_is')}</th>
            </tr>
          </thead>
          <tbody>
            {facts.columns.map(({ heading, samples }, at) => {
              const name = heading || t('results_column_number', at + 1);
              return (
                <tr key={at}>
                  <th scope="row">
                    <bdi>{name}</bdi>
                  </th>
                  <td class="options-muted">
                    <bdi>{samples.length > 0 ? list.format(samples.slice(0, 3)) : t('results_columns_empty')}</bdi>
                  </td>
                  <td>
                    <select
                      class="ui-input ui-select"
                      aria-label={t('results_column_of', name)}
                      value={kindAt(at)}
                      onChange={(event) =>
                        onChange(withColumn(columns, at, event.currentTarget.value as ColumnKind | ''))
                      }
                    >
                      <option value="">{t('results_column_unused')}</option>
                      {(Object.keys(kinds) as ColumnKind[]).map((kind) => (
                        <option key={kind} value={kind}>
                          {t(kinds[kind])}
                        </option>
                      ))}
                    </select>
                  </td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </section>
    </Section>
  );
}
