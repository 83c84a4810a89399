import { useState } from 'preact/hooks';
import type { AttemptView, DetailsReply } from '@/lib/messages/client.ts';
import { type DetailField, type DetailProblems, detailFields, detailLabels, useDetails } from '../details-fields.ts';
import { useTranslate } from '../i18n.ts';
import { Button } from '../ui/button.tsx';
import { Notice } from '../ui/notice.tsx';
import { TextField } from '../ui/text-field.tsx';

type Problem = DetailsReply['problems'][number];
export type TypedDetails = Readonly<Record<DetailField, string | null>>;

const sentences: DetailProblems<Problem> = {
  'first-name-missing': { field: 'firstName', sentence: 'player_first_name_missing' },
  'last-name-missing': { field: 'lastName', sentence: 'player_last_name_missing' },
  'email-missing': { field: 'email', sentence: 'player_email_missing' },
  'email-malformed': { field: 'email', sentence: 'details_email_malformed' },
};

export interface DetailsFormProps {
  /** What is asked for; what is known already is neither shown nor asked. */
  missing: Extract<AttemptView, { kind: 'award' }>['missing'];
  /** Null where nothing answered. Absent in a preview. */
  onSend?: ((details: TypedDetails) => Promise<DetailsReply | null>) | undefined;
}

/** The details without which a badge cannot be sent. What was typed stays, whatever the answer. */
export function DetailsForm({ missing, onSend }: DetailsFormProps) {
  const t = useTranslate();
  const [state, setState] = useState<'typing' | 'sending' | 'no-answer' | 'too-late'>('typing');
  const asked = detailFields.filter((field) => missing.some((it) => sentences[it].field === field));
  const details = useDetails(sentences, asked, { firstName: '', lastName: '', email: '' });

  const send = async () => {
    if (!onSend || state === 'sending') return;
    setState('sending');
    const { typed } = details;
    const reply = await onSend({ firstName: typed('firstName'), lastName: typed('lastName'), email: typed('email') });
    if (!reply) setState('no-answer');
    else setState(!reply.taken && reply.problems.length === 0 ? 'too-late' : 'typing');
    details.refuse(reply?.problems ?? []);
  };

  return (
    <form
      class="guest-form"
      aria-label={t('player_details')}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      <div class="guest-form__fields">
        {asked.map((field) => {
          const problem = details.problemOf(field);
          return (
            <TextField
              key={field}
              label={t(detailLabels[field])}
              keyboard={field === 'email' ? 'email' : 'text'}
              value={details.values.value[field]}
              required
              readOnly={state === 'sending' || !onSend}
              inputRef={details.inputs[field]}
              error={problem && t(sentences[problem].sentence)}
              onInput={(value) => details.type(field, value)}
            />
          );
        })}
      </div>
      <Button
        kind="primary"
        type="submit"
        busy={state === 'sending'}
        busyLabel={t('player_details_sending')}
        disabled={!onSend}
      >
        {t('player_details_send')}
      </Button>
      {(state === 'no-answer' || state === 'too-late') && (
        <Notice tone="warning" live>
          {t(state === 'no-answer' ? 'player_details_no_answer' : 'player_details_too_late')}
        </Notice>
      )}
    </form>
  );
}
