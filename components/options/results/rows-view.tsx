import { useMemo, useRef, useState } from 'preact/hooks';
import type { QuizRuleView } from '@/lib/messages/client';
import { useTranslate } from '../../i18n.ts';
import { Button } from '../../ui/button.tsx';
import { CheckBox } from '../../ui/check-box.tsx';
import { useLanguage, usePlural } from '../../ui/language.ts';
import { Notice } from '../../ui/notice.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { ConfirmDialog } from '../confirm-dialog.tsx';
import { askAbove } from '../queue-words.ts';
import { Section } from '../section.tsx';
import { DryRunDialog } from './dry-run-dialog.tsx';
import type { ResultsActions, StartTrouble } from './model.ts';
import type { Checked } from './results-tab.tsx';
import {
  countKinds,
  isChoosable,
  isChosenAtFirst,
  kindLooks,
  kindOf,
  leftReasonOf,
  type RowKind,
  summaryOf,
} from './row-kinds.ts';
import { RowsTable } from './rows-table.tsx';
import { checkTroubles } from './troubles.ts';

export interface RowsViewProps {
  fileName: string;
  checked: Checked;
  /** Null where the quiz has no badge any more. */
  rule: QuizRuleView | null;
  actions: ResultsActions;
  onBack: () => void;
  onStarted: () => void;
}

/** Every row with what would become of it: counts first, then which to award, and how. */
export function RowsView({ fileName, checked, rule, actions, onBack, onStarted }: RowsViewProps) {
  const t = useTranslate();
  const plural = usePlural();
  const language = useLanguage();
  const number = new Intl.NumberFormat(language);
  const { rows, ruleId, ruleVersion } = checked;
  const [filter, setFilter] = useState<RowKind | null>(null);
  const [selected, setSelected] = useState<ReadonlySet<number>>(
    () => new Set(rows.filter(isChosenAtFirst).map(({ line }) => line)),
  );
  const [limitText, setLimitText] = useState('');
  const [noMail, setNoMail] = useState(false);
  const [asking, setAsking] = useState<'dry-run' | 'award' | null>(null);
  const [storing, setStoring] = useState<number | null>(null);
  const [trouble, setTrouble] = useState<StartTrouble | null>(null);
  const limitField = useRef<HTMLInputElement>(null);

  const kinds = useMemo(() => countKinds(rows), [rows]);
  const shown = useMemo(() => (filter ? rows.filter((row) => kindOf(row) === filter) : rows), [rows, filter]);
  const limit = limitText.trim() === '' ? Number.POSITIVE_INFINITY : Number(limitText.trim());
  const isLimitWrong = limitText.trim() !== '' && !/^[1-9]\d{0,5}$/.test(limitText.trim());
  const chosen = useMemo(
    () => rows.filter((row) => selected.has(row.line)).slice(0, isLimitWrong ? 0 : limit),
    [rows, selected, limit, isLimitWrong],
  );
  const summary = new Intl.ListFormat(language, { type: 'unit', style: 'short' }).format(
    summaryOf(rows).map(([id, count]) => plural(id, count)),
  );

  const award = async (): Promise<boolean> => {
    setTrouble(null);
    setStoring(0);
    const lines = new Set(chosen.map(({ line }) => line));
    const outcome = await actions.startImport(
      { ruleId, ruleVersion, fileName, noMail },
      rows.map((row) => ({ row, left: lines.has(row.line) ? null : leftReasonOf(row, selected.has(row.line)) })),
      setStoring,
    );
    setStoring(null);
    setTrouble(outcome);
    if (outcome === null) onStarted();
    // What went wrong stands below the list, where it can be read without the question before it.
    return true;
  };

  return (
    <>
      <Section
        heading={t('results_rows_heading', fileName)}
        flush
        aside={
          <Button size="small" onClick={onBack}>
            {t('results_back')}
          </Button>
        }
      >
        <div class="options-overview">
          <p class="results-summary" role="status">
            {summary}
          </p>
          <p class="options-muted options-small">
            {t('results_rows_of', rule ? rule.quizTitle || t('quiz_untitled') : '–')} {t('results_nothing_yet')}
          </p>
          {/* biome-ignore lint/a11y/useSemanticElements: a fieldset is for the fields of a form */}
          <div class="options-filters" role="group" aria-label={t('results_filter')}>
            <Button size="small" pressed={filter === null} onClick={() => setFilter(null)}>
              {t('filter_count', t('filter_all'), number.format(rows.length))}
            </Button>
            {kinds.map(([kind, count]) => (
              <Button
                key={kind}
                size="small"
                icon={kindLooks[kind].icon}
                pressed={filter === kind}
                onClick={() => setFilter(filter === kind ? null : kind)}
              >
                {t('filter_count', t(kindLooks[kind].word), number.format(count))}
              </Button>
            ))}
          </div>
          {kinds.some(([kind]) => kind === 'reviewed') && (
            <p class="options-muted options-small">{t('results_reviewed_note')}</p>
          )}
        </div>
        <RowsTable rows={shown} filter={filter} selected={selected} onSelect={setSelected} />
      </Section>
      <Section heading={t('results_award_heading')}>
        <div class="results-pair">
          <TextField
            label={t('results_limit')}
            help={t('results_limit_help')}
            keyboard="numeric"
            value={limitText}
            inputRef={limitField}
            error={isLimitWrong && t('results_limit_problem')}
            onInput={setLimitText}
          />
          <div class="results-pair__low">
            <CheckBox
              label={t('draft_no_mail')}
              help={t('results_no_mail_help')}
              checked={noMail}
              onChange={setNoMail}
            />
          </div>
        </div>
        {trouble && (
          <Notice tone="danger" live>
            <p>{t(checkTroubles[trouble])}</p>
            <p>{t('results_nothing_awarded')}</p>
          </Notice>
        )}
        <div class="results-foot">
          <p class="results-foot__words" role="status">
            {rows.some(isChoosable) ? plural('results_chosen', chosen.length) : t('results_none_choosable')}
          </p>
          <Button disabled={chosen.length === 0} onClick={() => setAsking('dry-run')}>
            {t('results_dry_run')}
          </Button>
          <Button
            kind="primary"
            disabled={chosen.length === 0 || !rule}
            busy={storing !== null}
            busyLabel={t('results_storing', number.format(storing ?? 0), number.format(rows.length))}
            onClick={() => (chosen.length > askAbove ? setAsking('award') : void award())}
          >
            {plural('results_award', chosen.length)}
          </Button>
        </div>
      </Section>
      {asking === 'dry-run' && (
        <DryRunDialog
          about={{ ruleId, fileName, noMail }}
          rows={chosen}
          actions={actions}
          onClose={() => setAsking(null)}
        />
      )}
      {asking === 'award' && (
        <ConfirmDialog
          heading={plural('results_confirm', chosen.length)}
          kind="primary"
          confirmLabel={plural('results_award', chosen.length)}
          busyLabel={t('results_storing', number.format(storing ?? 0), number.format(rows.length))}
          onConfirm={award}
          onClose={() => setAsking(null)}
        >
          <p>{t(noMail ? 'results_confirm_no_mail' : 'confirm_send_text')}</p>
          <p>{t('results_confirm_caps')}</p>
        </ConfirmDialog>
      )}
    </>
  );
}
