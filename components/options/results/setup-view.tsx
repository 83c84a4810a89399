import { useEffect, useRef, useState } from 'preact/hooks';
import type { QuizRuleView } from '@/lib/messages/client';
import { useTranslate } from '../../i18n.ts';
import { Button } from '../../ui/button.tsx';
import { useLanguage } from '../../ui/language.ts';
import { Notice } from '../../ui/notice.tsx';
import { SelectField } from '../../ui/select-field.tsx';
import { Section } from '../section.tsx';
import { ColumnsCard } from './columns-card.tsx';
import { type Draft, draftOf, problemsOf, setupOf } from './draft.ts';
import { FileCard } from './file-card.tsx';
import type { CheckTrouble, FileFacts, Questions, ResultsActions } from './model.ts';
import { QuestionsCard } from './questions-card.tsx';
import type { Checked } from './results-tab.tsx';
import { checkTroubles } from './troubles.ts';

export interface SetupViewProps {
  file: File;
  facts: FileFacts;
  /** Quizzes of the present connection with a badge. */
  rules: readonly QuizRuleView[];
  actions: ResultsActions;
  onRead: (how: { delimiter: string; hasHeadings: boolean }) => void;
  onOther: () => void;
  onChecked: (checked: Checked) => void;
}

/** Which quiz the file is about and what its columns are; then every row is checked. */
export function SetupView({ file, facts, rules, actions, onRead, onOther, onChecked }: SetupViewProps) {
  const t = useTranslate();
  const number = new Intl.NumberFormat(useLanguage());
  const [draft, setDraft] = useState<Draft>(() => draftOf(facts, rules.length === 1 ? (rules[0]?.id ?? '') : ''));
  const [questions, setQuestions] = useState<Questions | null>(null);
  const [showErrors, setShowErrors] = useState(false);
  const [progress, setProgress] = useState<number | null>(null);
  const [trouble, setTrouble] = useState<CheckTrouble | 'no-answer' | null>(null);
  const abort = useRef<AbortController | null>(null);
  const columnsCard = useRef<HTMLDivElement>(null);
  const form = useRef<HTMLDivElement>(null);
  const today = localDay(new Date());

  // Another separator, or headings or none: other columns, so other guesses.
  const shape = `${facts.delimiter}|${facts.hasHeadings}`;
  const guessed = useRef(shape);
  useEffect(() => {
    if (guessed.current === shape) return;
    guessed.current = shape;
    setDraft((it) => draftOf(facts, it.ruleId));
  }, [shape, facts]);

  useEffect(() => {
    let isLatest = true;
    void actions.askAboutResults(facts.hasHeadings, draft.columns).then((answer) => {
      if (isLatest) setQuestions(answer);
    });
    return () => {
      isLatest = false;
    };
  }, [draft.columns, facts]);
  useEffect(() => () => abort.current?.abort(), []);

  const rule = rules.find((it) => it.id === draft.ruleId) ?? null;
  const problems = problemsOf(draft, questions, rule, today);
  const errors = showErrors ? problems : {};
  const change = (part: Partial<Draft>) =>
    setDraft((it) => {
      const next = { ...it, ...part };
      return next.columns.date === null && next.dates === 'column' ? { ...next, dates: 'now' } : next;
    });

  const check = async () => {
    setTrouble(null);
    if (!questions || Object.keys(problems).length > 0) {
      setShowErrors(true);
      requestAnimationFrame(() => focusFirstProblem(form.current));
      return;
    }
    abort.current = new AbortController();
    setProgress(0);
    const setup = setupOf(draft, questions, facts.hasHeadings, Date.now());
    const about = { setup, ruleId: draft.ruleId, total: facts.rows };
    const outcome = await actions.checkResults(about, setProgress, abort.current.signal);
    setProgress(null);
    if (outcome?.ok) onChecked({ ruleId: draft.ruleId, ruleVersion: outcome.ruleVersion, rows: outcome.rows });
    else if (outcome?.trouble !== 'cancelled') setTrouble(outcome?.trouble ?? 'no-answer');
  };

  const words = progress !== null && t('results_checked_of', number.format(progress), number.format(facts.rows));
  return (
    <div class="options-stack" ref={form}>
      <FileCard name={file.name} facts={facts} onRead={onRead} onOther={onOther} />
      <Section heading={t('results_quiz_heading')}>
        <SelectField
          label={t('results_quiz')}
          help={t('results_quiz_help')}
          value={draft.ruleId}
          error={errors.quiz && t(errors.quiz)}
          choices={[
            { value: '', label: t('results_quiz_choose') },
            ...rules.map((it) => ({ value: it.id, label: it.quizTitle || t('quiz_untitled') })),
          ]}
          onChange={(ruleId) => change({ ruleId })}
        />
      </Section>
      <ColumnsCard
        facts={facts}
        columns={draft.columns}
        error={errors.columns ? t(errors.columns) : null}
        cardRef={columnsCard}
        onChange={(columns) => change({ columns })}
      />
      <QuestionsCard draft={draft} questions={questions} errors={errors} today={today} onChange={change} />
      {trouble && (
        <Notice tone="danger" live>
          {t(checkTroubles[trouble])}
        </Notice>
      )}
      <div class="results-foot">
        {words && (
          <div class="options-queue__progress" role="status">
            <progress class="options-progress" value={progress ?? 0} max={Math.max(1, facts.rows)} aria-label={words} />
            <span class="options-muted options-small">{words}</span>
          </div>
        )}
        {progress !== null && <Button onClick={() => abort.current?.abort()}>{t('action_cancel')}</Button>}
        <Button kind="primary" busy={progress !== null} busyLabel={t('results_checking')} onClick={() => void check()}>
          {t('results_check')}
        </Button>
      </div>
    </div>
  );
}

function focusFirstProblem(form: HTMLElement | null): void {
  const note = form?.querySelector('.ui-field__error');
  const field = note?.closest('.ui-field, .results-choice, .results-columns-note');
  const control = field?.querySelector<HTMLElement>('input, select') ?? (field as HTMLElement | null | undefined);
  control?.focus();
}

/** `YYYY-MM-DD` in the reader's zone. */
function localDay(now: Date): string {
  const two = (value: number) => String(value).padStart(2, '0');
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}
