import { type MessageId, useTranslate } from '../../i18n.ts';
import { Button } from '../../ui/button.tsx';
import { CheckBox } from '../../ui/check-box.tsx';
import { useLanguage, usePlural } from '../../ui/language.ts';
import { Notice } from '../../ui/notice.tsx';
import { SelectField } from '../../ui/select-field.tsx';
import { Section } from '../section.tsx';
import { FileButton } from '../transfer/file-button.tsx';
import type { FileFacts } from './model.ts';

const separators: readonly { value: string; label: MessageId }[] = [
  { value: ',', label: 'results_separator_comma' },
  { value: ';', label: 'results_separator_semicolon' },
  { value: '\t', label: 'results_separator_tab' },
  { value: '|', label: 'results_separator_bar' },
];

const encodingNames: Record<FileFacts['encoding'], string> = {
  'utf-8': 'UTF-8',
  'windows-1252': 'Windows-1252',
  'utf-16le': 'UTF-16',
  'utf-16be': 'UTF-16',
};

export interface FileCardProps {
  name: string;
  facts: FileFacts;
  onRead: (how: { delimiter: string; hasHeadings: boolean }) => void;
  onOther: () => void;
}

/** The open file: what was found out about it, to be corrected. */
export function FileCard({ name, facts, onRead, onOther }: FileCardProps) {
  const t = useTranslate();
  const plural = usePlural();
  const number = new Intl.NumberFormat(useLanguage());
  const { delimiter, hasHeadings } = facts;
  const known = separators.some(({ value }) => value === delimiter);
  return (
    <Section
      heading={name}
      aside={
        <Button size="small" onClick={onOther}>
          {t('results_other_file')}
        </Button>
      }
    >
      <p class="options-muted" role="status">
        {t(
          'results_file_facts',
          plural('results_count_rows', facts.rows),
          number.format(facts.columns.length),
          encodingNames[facts.encoding],
        )}
      </p>
      <div class="results-pair">
        <SelectField
          label={t('results_separator')}
          value={delimiter}
          choices={[
            ...separators.map(({ value, label }) => ({ value, label: t(label) })),
            ...(known ? [] : [{ value: delimiter, label: delimiter }]),
          ]}
          onChange={(value) => onRead({ delimiter: value, hasHeadings })}
        />
        <div class="results-pair__low">
          <CheckBox
            label={t('results_has_headings')}
            checked={hasHeadings}
            onChange={(has) => onRead({ delimiter, hasHeadings: has })}
          />
        </div>
      </div>
      {facts.brokenAt !== null && (
        <Notice tone="warning">{t('results_broken_quote', number.format(facts.brokenAt))}</Notice>
      )}
    </Section>
  );
}

/** Lets the reader choose a file of results. */
export function ResultsFileButton({ onFile, busy }: { onFile: (file: File) => void; busy: boolean }) {
  const t = useTranslate();
  return (
    <FileButton
      kind="primary"
      label={t('results_choose_file')}
      accept=".csv,.tsv,.tab,.txt,text/csv,text/tab-separated-values,text/plain"
      busy={busy}
      busyLabel={t('results_reading')}
      onFile={onFile}
    />
  );
}
