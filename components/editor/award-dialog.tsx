import { useId, useRef, useState } from 'preact/hooks';
import type { ConnectedView, RuleDraft } from '@/lib/messages/client.ts';
import { type MessageId, useTranslate } from '../i18n.ts';
import { Button } from '../ui/button.tsx';
import { CheckBox } from '../ui/check-box.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { EnvironmentChip } from '../ui/environment-chip.tsx';
import { FieldNotes } from '../ui/field.tsx';
import { Notice } from '../ui/notice.tsx';
import { type AwardDraft, type DraftProblem, draftProblems, type QuizOnPage, toAwardFor } from './award-draft.ts';
import { BadgeCombobox, type TemplateList } from './badge-combobox.tsx';

export interface AwardDialogProps {
  quizTitle: string;
  quiz: QuizOnPage;
  connection: ConnectedView;
  draft: AwardDraft;
  onDraft: (draft: AwardDraft) => void;
  list: TemplateList;
  onRefresh: () => void;
  /** Saves; gives back a sentence that says what went wrong, or null. */
  onSave: (awardFor: RuleDraft['awardFor']) => Promise<string | null>;
  onClose: () => void;
}

const problemTexts: Record<DraftProblem, MessageId> = {
  'badge-missing': 'editor_problem_badge',
  'threshold-missing': 'editor_problem_threshold_missing',
  'threshold-not-a-number': 'editor_problem_threshold_number',
  'threshold-over-100': 'editor_problem_threshold_over',
  'no-outcome': 'editor_problem_outcome',
};

/** "Award a Credly Badge": which badge, and for what. */
export function AwardDialog(props: AwardDialogProps) {
  const t = useTranslate();
  const { draft, onDraft, quiz } = props;
  const [checked, setChecked] = useState<ReadonlySet<DraftProblem>>(new Set());
  const [saving, setSaving] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);
  const body = useRef<HTMLDivElement>(null);

  const change = (part: Partial<AwardDraft>) => {
    const changed = { ...draft, ...part };
    const left = draftProblems(changed);
    // A mended field loses its error at once; a new error waits for leaving the field or Save.
    setChecked(new Set([...checked].filter((it) => left.includes(it))));
    onDraft(changed);
  };
  const errorOf = (...kinds: DraftProblem[]): string | null => {
    const kind = kinds.find((it) => checked.has(it));
    return kind ? t(problemTexts[kind]) : null;
  };
  const check = (...kinds: DraftProblem[]) => {
    const problems = draftProblems(draft).filter((it) => kinds.includes(it));
    setChecked(new Set([...[...checked].filter((it) => !kinds.includes(it)), ...problems]));
  };
  const save = async () => {
    const problems = draftProblems(draft);
    setChecked(new Set(problems));
    const awardFor = toAwardFor(draft);
    if (!awardFor) {
      // After the errors are drawn, the first bad field gets the focus.
      requestAnimationFrame(() => body.current?.querySelector<HTMLElement>('[aria-invalid=true]')?.focus());
      return;
    }
    setSaving(true);
    setFailure(null);
    setFailure(await props.onSave(awardFor));
    setSaving(false);
  };

  return (
    <Dialog
      heading={t('editor_award')}
      description={t('added_by')}
      onClose={props.onClose}
      actions={
        <>
          <Button onClick={props.onClose}>{t('action_cancel')}</Button>
          <Button kind="primary" busy={saving} busyLabel={t('editor_saving')} onClick={() => void save()}>
            {t('action_save')}
          </Button>
        </>
      }
    >
      <div class="award-dialog" ref={body}>
        <p class="award-dialog__quiz">
          <span>{t('editor_for_quiz', props.quizTitle)}</span>
          <EnvironmentChip environment={props.connection.environment} />
        </p>
        <BadgeCombobox
          list={props.list}
          selected={draft.template}
          onSelect={(template) => change({ template })}
          onRefresh={props.onRefresh}
          error={errorOf('badge-missing')}
        />
        {quiz.type === null && (
          <RadioGroup
            legend={t('editor_award_for')}
            value={draft.kind}
            options={[
              ['passing-score', t('editor_passing_score')],
              ['outcomes', t('editor_outcomes')],
            ]}
            onChange={(kind) => change({ kind })}
          />
        )}
        {draft.kind === 'passing-score' ? (
          <PassingScore
            draft={draft}
            onPage={quiz.passingScore}
            onChange={change}
            error={errorOf('threshold-missing', 'threshold-not-a-number', 'threshold-over-100')}
            onLeave={() => check('threshold-missing', 'threshold-not-a-number', 'threshold-over-100')}
          />
        ) : (
          <Outcomes draft={draft} onChange={change} error={errorOf('no-outcome')} />
        )}
        <p class="ui-field__help">{t('editor_what_is_needed')}</p>
        {failure && (
          <Notice tone="danger" live>
            {failure}
          </Notice>
        )}
      </div>
    </Dialog>
  );
}

interface PartProps {
  draft: AwardDraft;
  onChange: (part: Partial<AwardDraft>) => void;
  error: string | null;
}

function PassingScore({
  draft,
  onChange,
  error,
  onPage,
  onLeave,
}: PartProps & { onPage: QuizOnPage['passingScore']; onLeave: () => void }) {
  const t = useTranslate();
  const id = useId();
  const isThePages = onPage?.value === draft.threshold && onPage.unit === draft.unit;
  const help = isThePages
    ? t('editor_score_from_page')
    : onPage
      ? t(onPage.unit === 'percent' ? 'editor_score_of_page_percent' : 'editor_score_of_page_points', onPage.value)
      : t('editor_score_typed');
  return (
    <div class="award-dialog__score">
      <div class="ui-field">
        <label class="ui-field__label" for={id}>
          {t('editor_passing_score')}
        </label>
        <input
          id={id}
          class="ui-input award-dialog__number"
          type="number"
          inputMode="decimal"
          step="any"
          min="0"
          max={draft.unit === 'percent' ? '100' : undefined}
          value={draft.threshold}
          aria-invalid={Boolean(error)}
          aria-describedby={`${id}-help${error ? ` ${id}-error` : ''}`}
          onInput={(event) => onChange({ threshold: event.currentTarget.value })}
          onBlur={onLeave}
        />
      </div>
      <RadioGroup
        legend={t('editor_unit')}
        value={draft.unit}
        options={[
          ['percent', t('editor_percent')],
          ['points', t('editor_points')],
        ]}
        onChange={(unit) => onChange({ unit })}
      />
      <div class="award-dialog__notes">
        <FieldNotes id={id} help={help} error={error} />
      </div>
    </div>
  );
}

function Outcomes({ draft, onChange, error }: PartProps) {
  const t = useTranslate();
  const id = useId();
  const [typed, setTyped] = useState('');
  const add = () => {
    const name = typed.replace(/\s+/g, ' ').trim();
    if (name === '') return;
    const known = draft.outcomes.some((it) => it.name.toLowerCase() === name.toLowerCase());
    if (!known) onChange({ outcomes: [...draft.outcomes, { name, chosen: true }] });
    setTyped('');
  };
  return (
    <fieldset class="award-dialog__group" aria-describedby={error ? `${id}-error` : undefined}>
      <legend class="ui-field__label">{t('editor_award_for_outcomes')}</legend>
      {draft.outcomes.map((outcome, index) => (
        <CheckBox
          key={outcome.name}
          label={outcome.name}
          checked={outcome.chosen}
          onChange={(chosen) =>
            onChange({ outcomes: draft.outcomes.map((it, at) => (at === index ? { ...it, chosen } : it)) })
          }
        />
      ))}
      <div class="ui-field">
        <label class="ui-field__label" for={id}>
          {t('editor_add_outcome')}
        </label>
        <div class="ui-field__row">
          <input
            id={id}
            class="ui-input"
            type="text"
            value={typed}
            aria-invalid={Boolean(error)}
            aria-describedby={`${id}-help${error ? ` ${id}-error` : ''}`}
            onInput={(event) => setTyped(event.currentTarget.value)}
            onKeyDown={(event) => {
              if (event.key === 'Enter') {
                event.preventDefault();
                add();
              }
            }}
          />
          <Button onClick={add}>{t('editor_add')}</Button>
        </div>
        <FieldNotes id={id} help={t('editor_outcome_help')} error={error} />
      </div>
    </fieldset>
  );
}

interface RadioGroupProps<T extends string> {
  legend: string;
  value: T;
  options: [T, string][];
  onChange: (value: T) => void;
}

function RadioGroup<T extends string>({ legend, value, options, onChange }: RadioGroupProps<T>) {
  const name = useId();
  return (
    <fieldset class="award-dialog__group">
      <legend class="ui-field__label">{legend}</legend>
      <div class="award-dialog__radios">
        {options.map(([option, label]) => (
          <label key={option} class="ui-check-row">
            <input
              type="radio"
              class="ui-radio"
              name={name}
              checked={value === option}
              onChange={() => onChange(option)}
            />
            {label}
          </label>
        ))}
      </div>
    </fieldset>
  );
}
