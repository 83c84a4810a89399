import { useState } from 'preact/hooks';
import type { AwardRow } from '@/lib/messages/client';
import { type DetailField, type DetailProblems, detailFields, detailLabels, useDetails } from '../details-fields.ts';
import { useTranslate } from '../i18n.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { Notice } from '../ui/notice.tsx';
import { TextField } from '../ui/text-field.tsx';
import type { EarnerDetails, EarnerProblem } from './model.ts';

const problemWords: DetailProblems<EarnerProblem> = {
  'first-name-missing': { field: 'firstName', sentence: 'details_first_name_missing' },
  'last-name-missing': { field: 'lastName', sentence: 'details_last_name_missing' },
  'email-missing': { field: 'email', sentence: 'details_email_missing' },
  'email-malformed': { field: 'email', sentence: 'details_email_malformed' },
};

const missing = { firstName: 'first-name-missing', lastName: 'last-name-missing', email: 'email-missing' } as const;

export interface DetailsDialogProps {
  award: AwardRow;
  /** What is still wrong (nothing: kept), or null where nothing answered. */
  onSave: (details: EarnerDetails) => Promise<EarnerProblem[] | null>;
  onClose: () => void;
}

/** Completes what Credly needs to know of a participant. */
export function DetailsDialog({ award, onSave, onClose }: DetailsDialogProps) {
  const t = useTranslate();
  const { values, problems, refusals, ...details } = useDetails(problemWords, detailFields, {
    firstName: award.participant?.firstName ?? '',
    lastName: award.participant?.lastName ?? '',
    email: award.participant?.email ?? '',
  });
  const [failed, setFailed] = useState(false);
  const [saving, setSaving] = useState(false);

  const save = async () => {
    if (saving) return;
    setFailed(false);
    setSaving(true);
    const { typed } = details;
    const found = await onSave({
      firstName: typed('firstName'),
      lastName: typed('lastName'),
      email: typed('email'),
    });
    setSaving(false);
    if (found?.length === 0) return onClose();
    setFailed(found === null);
    details.refuse(found ?? []);
  };

  return (
    <Dialog
      heading={t('details_heading')}
      onClose={onClose}
      onSubmit={save}
      actions={
        <>
          <Button onClick={onClose}>{t('action_cancel')}</Button>
          <Button kind="primary" type="submit" busy={saving} busyLabel={t('details_saving')}>
            {t('action_save')}
          </Button>
        </>
      }
    >
      <p class="options-muted">{t('details_intro')}</p>
      {detailFields.map((field) => {
        const problem = details.problemOf(field);
        return (
          <TextField
            key={field}
            label={t(detailLabels[field])}
            keyboard={field === 'email' ? 'email' : 'text'}
            value={values.value[field]}
            required
            readOnly={saving}
            inputRef={details.inputs[field]}
            error={problem && t(problemWords[problem].sentence)}
            onInput={(value) => details.type(field, value)}
            onLeave={() => {
              if (values.value[field].trim() === '') problems.value = [...details.without(field), missing[field]];
            }}
          />
        );
      })}
      {refusals > 0 && (
        <OneName
          values={values.value}
          onTake={(names) => {
            values.value = { ...values.value, ...names };
            problems.value = problems.value.filter((problem) => problemWords[problem].field === 'email');
          }}
        />
      )}
      {failed && (
        <Notice tone="danger" live>
          {t('failed_nothing_changed')}
        </Notice>
      )}
    </Dialog>
  );
}

/**
 * Some people have one name, and some quizzes ask for the whole name in one field; Credly wants two. That is asked, never
 * guessed.
 */
function OneName(props: {
  values: Readonly<Record<DetailField, string>>;
  onTake: (names: { firstName: string; lastName: string }) => void;
}) {
  const t = useTranslate();
  const { firstName, lastName } = props.values;
  const only = [firstName, lastName].map((it) => it.trim()).filter(Boolean);
  const [name] = only;
  if (only.length !== 1 || name === undefined) return null;
  const words = name.split(/\s+/);
  const first = words.slice(0, -1).join(' ');
  const last = words.at(-1) ?? '';
  return (
    <Notice tone="info" live>
      <p>{t('details_one_name', name)}</p>
      <div class="options-actions options-actions--start">
        {first !== '' && (
          <Button size="small" onClick={() => props.onTake({ firstName: first, lastName: last })}>
            {t('details_one_name_split', first, last)}
          </Button>
        )}
        <Button size="small" onClick={() => props.onTake({ firstName: name, lastName: name })}>
          {t('details_one_name_use', name)}
        </Button>
      </div>
      <p>{t('details_one_name_else')}</p>
    </Notice>
  );
}
