import { useSignal } from '@preact/signals';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { AwardSettings } from '@/lib/messages/client';
import { type MessageId, useTranslate } from '../i18n.ts';
import { Button } from '../ui/button.tsx';
import { CheckBox } from '../ui/check-box.tsx';
import { useLanguage, usePlural } from '../ui/language.ts';
import { Notice } from '../ui/notice.tsx';
import { SelectField } from '../ui/select-field.tsx';
import { TextField } from '../ui/text-field.tsx';
import { Saved } from './saved.tsx';
import { Section } from './section.tsx';

const numberFields = [
  { field: 'undoMinutes', label: 'settings_undo', help: 'settings_undo_help', minimum: 0, maximum: 60 },
  { field: 'maxPerDay', label: 'settings_per_day', help: 'settings_per_day_help', minimum: 1, maximum: 100_000 },
  {
    field: 'maxPerQuizAndDay',
    label: 'settings_per_quiz',
    help: 'settings_per_quiz_help',
    minimum: 1,
    maximum: 100_000,
  },
] as const satisfies readonly {
  field: keyof AwardSettings;
  label: MessageId;
  help: MessageId;
  minimum: number;
  maximum: number;
}[];
type NumberField = (typeof numberFields)[number]['field'];

const retentionDays: readonly AwardSettings['retentionDays'][] = [30, 90, 365];

/** Numbers as they are typed. */
type Draft = Pick<AwardSettings, 'holdAll' | 'retentionDays'> & Record<NumberField, string>;

const draftOf = (settings: AwardSettings): Draft => ({
  ...settings,
  undoMinutes: String(settings.undoMinutes),
  maxPerDay: String(settings.maxPerDay),
  maxPerQuizAndDay: String(settings.maxPerQuizAndDay),
});

/** The number that was typed, or null where it is none or out of bounds. */
function readNumber(text: string, { minimum, maximum }: { minimum: number; maximum: number }): number | null {
  if (!/^\d{1,9}$/.test(text.trim())) return null;
  const value = Number(text);
  return value >= minimum && value <= maximum ? value : null;
}

export interface AwardSettingsFormProps {
  settings: AwardSettings;
  /** Gives false where it could not be kept. */
  onSave: (settings: AwardSettings) => Promise<boolean>;
}

/** What holds for the awards of all quizzes. */
export function AwardSettingsForm({ settings, onSave }: AwardSettingsFormProps) {
  const t = useTranslate();
  const plural = usePlural();
  const number = new Intl.NumberFormat(useLanguage());
  /** Null as long as nothing is typed: then the form follows what is kept. */
  const draft = useSignal<Draft | null>(null);
  const wrong = useSignal<ReadonlySet<NumberField>>(new Set());
  const [saving, setSaving] = useState(false);
  const [outcome, setOutcome] = useState<'saved' | 'failed' | null>(null);
  const [refusals, setRefusals] = useState(0);
  const inputs = {
    undoMinutes: useRef<HTMLInputElement>(null),
    maxPerDay: useRef<HTMLInputElement>(null),
    maxPerQuizAndDay: useRef<HTMLInputElement>(null),
  };
  const values = draft.value ?? draftOf(settings);

  // Only a refused Save moves the focus.
  useLayoutEffect(() => {
    const first = numberFields.find(({ field }) => wrong.value.has(field));
    if (refusals > 0 && first) inputs[first.field].current?.focus();
  }, [refusals]);

  const change = (part: Partial<Draft>) => {
    draft.value = { ...(draft.value ?? draftOf(settings)), ...part };
    setOutcome(null);
  };
  const mark = (field: NumberField, isWrong: boolean) => {
    const next = new Set(wrong.value);
    if (isWrong) next.add(field);
    else next.delete(field);
    wrong.value = next;
  };

  const save = async () => {
    if (saving) return;
    const typed = draft.value ?? draftOf(settings);
    const read = {} as Record<NumberField, number>;
    const bad = new Set<NumberField>();
    for (const { field, ...bounds } of numberFields) {
      const value = readNumber(typed[field], bounds);
      if (value === null) bad.add(field);
      else read[field] = value;
    }
    wrong.value = bad;
    setOutcome(null);
    if (bad.size > 0) return setRefusals(refusals + 1);
    setSaving(true);
    const kept = await onSave({ holdAll: typed.holdAll, retentionDays: typed.retentionDays, ...read });
    setSaving(false);
    // What was typed while it was being saved is a new draft.
    if (kept && (draft.value === typed || draft.value === null)) draft.value = null;
    setOutcome(kept ? 'saved' : 'failed');
  };

  return (
    <Section heading={t('settings_awards_heading')}>
      <form
        class="options-form"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        <CheckBox
          label={t('settings_hold')}
          help={t('settings_hold_help')}
          checked={values.holdAll}
          onChange={(holdAll) => change({ holdAll })}
        />
        {numberFields.map(({ field, label, help, ...bounds }) => (
          <div key={field} class="options-number">
            <TextField
              label={t(label)}
              help={t(help)}
              keyboard="numeric"
              value={values[field]}
              inputRef={inputs[field]}
              error={
                wrong.value.has(field) &&
                t('settings_number_problem', number.format(bounds.minimum), number.format(bounds.maximum))
              }
              onInput={(text) => {
                change({ [field]: text });
                mark(field, false);
              }}
              onLeave={() => mark(field, readNumber((draft.value ?? values)[field], bounds) === null)}
            />
          </div>
        ))}
        <div class="options-number">
          <SelectField
            label={t('settings_retention')}
            help={t('settings_retention_help')}
            value={String(values.retentionDays)}
            choices={retentionDays.map((days) => ({
              value: String(days),
              label: plural('settings_retention_days', days),
            }))}
            onChange={(value) => {
              const days = retentionDays.find((choice) => String(choice) === value);
              if (days) change({ retentionDays: days });
            }}
          />
        </div>
        {outcome === 'failed' && (
          <Notice tone="danger" live>
            {t('failed_nothing_changed')}
          </Notice>
        )}
        <div class="options-actions options-actions--start options-actions--middle">
          <Button kind="primary" type="submit" busy={saving} busyLabel={t('settings_saving')}>
            {t('action_save')}
          </Button>
          <Saved shown={outcome === 'saved'} />
        </div>
      </form>
    </Section>
  );
}
