import { useSignal } from '@preact/signals';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { AttemptView, DetailsReply } from '@/lib/messages/client.ts';
import { type MessageId, useTranslate } from '../i18n.ts';
import { Button } from '../ui/button.tsx';
import { Notice } from '../ui/notice.tsx';
import { TextField } from '../ui/text-field.tsx';

type Problem = DetailsReply['problems'][number];
const fields = ['firstName', 'lastName', 'email'] as const;
type Field = (typeof fields)[number];
export type TypedDetails = Readonly<Record<Field, string | null>>;

const labels: Readonly<Record<Field, MessageId>> = {
  firstName: 'details_first_name',
  lastName: 'details_last_name',
  email: 'details_email',
};

const sentences: Readonly<Record<Problem, { field: Field; sentence: MessageId }>> = {
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
  // Signals rather than state: a browser may fill in several fields before the form is drawn again.
  const values = useSignal<Readonly<Record<Field, string>>>({ firstName: '', lastName: '', email: '' });
  const problems = useSignal<readonly Problem[]>([]);
  const [state, setState] = useState<'typing' | 'sending' | 'no-answer' | 'too-late'>('typing');
  const [refusals, setRefusals] = useState(0);
  const inputs = {
    firstName: useRef<HTMLInputElement>(null),
    lastName: useRef<HTMLInputElement>(null),
    email: useRef<HTMLInputElement>(null),
  };
  const asked = fields.filter((field) => missing.some((it) => sentences[it].field === field));
  const problemOf = (field: Field) => problems.value.find((it) => sentences[it].field === field);
  const without = (field: Field) => problems.value.filter((it) => sentences[it].field !== field);

  // Depends on refusals alone: a refusal moves the focus, a change of the problems alone does not.
  useLayoutEffect(() => {
    const field = asked.find(problemOf);
    if (field) inputs[field].current?.focus();
  }, [refusals]);

  const send = async () => {
    if (!onSend || state === 'sending') return;
    setState('sending');
    const typed = (field: Field) => (asked.includes(field) ? values.value[field].trim() || null : null);
    const reply = await onSend({ firstName: typed('firstName'), lastName: typed('lastName'), email: typed('email') });
    problems.value = reply?.problems ?? [];
    if (!reply) setState('no-answer');
    else setState(!reply.taken && reply.problems.length === 0 ? 'too-late' : 'typing');
    setRefusals((it) => it + 1);
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
          const problem = problemOf(field);
          return (
            <TextField
              key={field}
              label={t(labels[field])}
              keyboard={field === 'email' ? 'email' : 'text'}
              value={values.value[field]}
              required
              readOnly={state === 'sending' || !onSend}
              inputRef={inputs[field]}
              error={problem && t(sentences[problem].sentence)}
              onInput={(value) => {
                values.value = { ...values.value, [field]: value.slice(0, 300) };
                problems.value = without(field);
              }}
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
