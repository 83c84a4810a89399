import type { AwardDraft } from '@/lib/messages/client.ts';
import { useTranslate } from '../../i18n.ts';
import { CheckBox } from '../../ui/check-box.tsx';
import { DateField } from '../../ui/date-field.tsx';
import { perLanguage, useLanguage } from '../../ui/language.ts';
import { SelectField } from '../../ui/select-field.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { retakeChoices, retakeOf } from '../draft/retake.ts';
import type { DraftForm } from './form.ts';
import { mailLanguages } from './mail-languages.ts';
import { RadioGroup } from './radio-group.tsx';

export interface IssueOptionsProps {
  form: DraftForm;
  /** Every chosen badge may be earned several times by one person. */
  mayRepeat: boolean;
}

/** How badges are issued, besides what for. Everything has a default that most quizzes want. */
export function IssueOptions({ form, mayRepeat }: IssueOptionsProps) {
  const t = useTranslate();
  const { draft, change } = form;
  return (
    <div class="rule-form__stack rule-form__options">
      <RadioGroup
        legend={t('rule_retake')}
        value={retakeOf(draft, mayRepeat)}
        options={retakeChoices(draft, mayRepeat).map((value) => ({
          value,
          label: t(retakeLabels[value]),
          ...(value === 'better' ? { help: t('draft_retake_better_help') } : {}),
        }))}
        onChange={(retake) => change({ retake })}
      />
      <CheckBox
        label={t('rule_hold')}
        help={t('rule_hold_help')}
        checked={draft.hold}
        onChange={(hold) => change({ hold })}
      />
      <Expiry form={form} />
      <Mail form={form} />
      <Evidence form={form} />
    </div>
  );
}

const dayAndTime = perLanguage(
  (language) => new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'short' }),
);

const retakeLabels = {
  once: 'rule_retake_once',
  every: 'rule_retake_every',
  better: 'draft_retake_better',
} as const;

function Expiry({ form }: { form: DraftForm }) {
  const t = useTranslate();
  const { expires } = form.draft;
  const set = (part: Partial<AwardDraft['expires']>) => form.change({ expires: { ...expires, ...part } });
  const language = useLanguage();
  const end = Date.parse(`${expires.date}T23:59:59Z`);
  const lastMoment = end ? dayAndTime(language).format(end) : null;
  const choices = [
    { value: 'template', label: t('draft_expires_template') },
    { value: 'never', label: t('draft_expires_never') },
    { value: 'date', label: t('draft_expires_date') },
    { value: 'months', label: t('draft_expires_months') },
  ] as const;
  return (
    <div class="rule-form__pair">
      <SelectField
        label={t('draft_expires')}
        value={expires.kind}
        choices={choices}
        onChange={(value) => {
          const kind = choices.find((it) => it.value === value)?.value;
          if (kind) set({ kind });
        }}
      />
      {expires.kind === 'date' && (
        <DateField
          label={t('draft_expires_day')}
          help={lastMoment ? t('draft_expires_day_here', lastMoment) : t('draft_expires_day_help')}
          value={expires.date}
          error={form.problemOf('expires-date')?.text ?? null}
          onInput={(date) => set({ date })}
          onLeave={() => form.leave('expires-date')}
        />
      )}
      {expires.kind === 'months' && (
        <TextField
          label={t('draft_expires_count')}
          keyboard="numeric"
          value={expires.months}
          error={form.problemOf('expires-months')?.text ?? null}
          onInput={(months) => set({ months: months.slice(0, 40) })}
          onLeave={() => form.leave('expires-months')}
        />
      )}
    </div>
  );
}

function Mail({ form }: { form: DraftForm }) {
  const t = useTranslate();
  const language = useLanguage();
  const { mailLanguage, suppressMail } = form.draft;
  const names = new Intl.DisplayNames(language, { type: 'language', languageDisplay: 'standard' });
  const named = mailLanguages.map((value) => ({ value, label: names.of(value) ?? value }));
  named.sort((a, b) => a.label.localeCompare(b.label, language));
  return (
    <>
      <CheckBox
        label={t('draft_no_mail')}
        help={t('draft_no_mail_help')}
        checked={suppressMail}
        onChange={(next) => form.change({ suppressMail: next })}
      />
      {!suppressMail && (
        <SelectField
          label={t('draft_mail_language')}
          value={mailLanguage}
          choices={[{ value: '', label: t('draft_mail_language_default') }, ...named]}
          onChange={(value) => form.change({ mailLanguage: value })}
        />
      )}
    </>
  );
}

function Evidence({ form }: { form: DraftForm }) {
  const t = useTranslate();
  const { evidence } = form.draft;
  return (
    <fieldset class="award-dialog__group">
      <legend class="ui-field__label">{t('draft_evidence')}</legend>
      <p class="ui-field__help">{t('draft_evidence_help')}</p>
      <div class="rule-form__pair">
        <TextField
          label={t('draft_evidence_name')}
          value={evidence.name}
          error={form.problemOf('evidence-name')?.text ?? null}
          onInput={(name) => form.change({ evidence: { ...evidence, name: name.slice(0, 200) } })}
          onLeave={() => form.leave('evidence-name', 'evidence-url')}
        />
        <TextField
          label={t('draft_evidence_link')}
          value={evidence.url}
          error={form.problemOf('evidence-url')?.text ?? null}
          onInput={(url) => form.change({ evidence: { ...evidence, url: url.slice(0, 2000) } })}
          onLeave={() => form.leave('evidence-name', 'evidence-url')}
        />
      </div>
    </fieldset>
  );
}
