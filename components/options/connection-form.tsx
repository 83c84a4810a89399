import { useSignal } from '@preact/signals';
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { ConnectionView } from '@/lib/messages/client';
import { useTranslate } from '../i18n.ts';
import { Button } from '../ui/button.tsx';
import { CheckBox } from '../ui/check-box.tsx';
import { Notice } from '../ui/notice.tsx';
import { PasswordField } from '../ui/password-field.tsx';
import { TextField } from '../ui/text-field.tsx';
import { problemSentence } from './connection-problem.ts';
import type { ConnectionDraft, ConnectionProblem, SaveOutcome } from './model.ts';
import { OrganizationChoices } from './organization-choices.tsx';
import { WhereToFind } from './where-to-find.tsx';

export interface ConnectionFormProps {
  /** The connection being edited, or null for a new one. */
  connection: ConnectionView | null;
  /** Gives null where it was not tried. */
  onSave: (draft: ConnectionDraft) => Promise<SaveOutcome | null>;
  onSaved: () => void;
  onCancel: () => void;
}

type Field = ConnectionProblem['field'];

/** Top to bottom, so that the first bad field is the one that gets the focus. */
const fields: readonly Field[] = ['organizationId', 'token', 'sandbox', 'form'];

/** Credentials of Credly, checked against Credly on Save. What was typed stays until Save has worked. */
export function ConnectionForm({ connection, onSave, onSaved, onCancel }: ConnectionFormProps) {
  const t = useTranslate();
  // Signals rather than state: a browser may fill in several fields before the form is drawn again.
  const draft = useSignal<ConnectionDraft>({
    organizationId: connection?.organizationId ?? '',
    token: '',
    sandbox: connection?.environment === 'sandbox',
  });
  const problems = useSignal<readonly ConnectionProblem[]>([]);
  const [choices, setChoices] = useState<{ id: string; name: string }[]>([]);
  const [saving, setSaving] = useState(false);
  /** Counts refusals, each of which moves the focus once. */
  const [refusals, setRefusals] = useState(0);
  const organizationInput = useRef<HTMLInputElement>(null);
  const tokenInput = useRef<HTMLInputElement>(null);
  const sandboxInput = useRef<HTMLInputElement>(null);
  const firstChoice = useRef<HTMLInputElement>(null);

  useEffect(() => organizationInput.current?.focus(), []);

  // Depends on refusals alone: a refusal moves the focus, a change of the problems alone does not
  useLayoutEffect(() => {
    const field = fields.find((it) => problems.value.some((problem) => problem.field === it));
    if (field === 'organizationId') (firstChoice.current ?? organizationInput.current)?.focus();
    if (field === 'token') tokenInput.current?.focus();
    if (field === 'sandbox') sandboxInput.current?.focus();
  }, [refusals]);

  const change = (part: Partial<ConnectionDraft>, ...settles: Field[]) => {
    draft.value = { ...draft.value, ...part };
    problems.value = problems.value.filter((problem) => problem.field !== 'form' && !settles.includes(problem.field));
  };

  const check = (field: 'organizationId' | 'token', onSaving: boolean) => {
    const found = localProblem(draft.value, field, connection !== null, onSaving);
    return found ? [found] : [];
  };
  const leave = (field: 'organizationId' | 'token') => {
    const found = check(field, false);
    if (found.length > 0) problems.value = [...problems.value.filter((problem) => problem.field !== field), ...found];
  };

  const refuse = (found: ConnectionProblem[]) => {
    problems.value = found;
    const choice = found.find((problem) => problem.kind === 'choose-organization');
    setChoices(choice?.choices ?? []);
    setRefusals((count) => count + 1);
  };

  const save = async () => {
    if (saving) return;
    const found = [...check('organizationId', true), ...check('token', true)];
    if (found.length > 0) return refuse(found);
    problems.value = [];
    setSaving(true);
    const outcome = await onSave(draft.value);
    setSaving(false);
    if (outcome?.ok) onSaved();
    else if (outcome) refuse([outcome.problem]);
  };

  const errorOf = (field: Field) => {
    const problem = problems.value.find((it) => it.field === field);
    return problem && problemSentence(t, problem);
  };
  const otherEnvironment = problems.value.find((problem) => problem.kind === 'token-of-other-environment');

  return (
    <form
      class="options-form"
      noValidate
      aria-busy={saving}
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <TextField
        label={t('connection_organization_id')}
        help={t('connection_organization_id_help')}
        error={errorOf('organizationId')}
        value={draft.value.organizationId}
        onInput={(organizationId) => change({ organizationId }, 'organizationId')}
        onLeave={() => leave('organizationId')}
        readOnly={saving}
        inputRef={organizationInput}
      />
      {choices.length > 0 && (
        <OrganizationChoices
          choices={choices}
          chosen={draft.value.organizationId}
          onChoose={(organizationId) => change({ organizationId }, 'organizationId')}
          firstRef={firstChoice}
        />
      )}
      <PasswordField
        label={t('connection_token')}
        help={connection ? t('connection_token_help_edit', connection.tokenLastFour) : t('connection_token_help')}
        showLabel={t('connection_show_token')}
        error={errorOf('token')}
        value={draft.value.token}
        onInput={(token) => change({ token }, 'token', 'sandbox')}
        onLeave={() => leave('token')}
        required={connection === null}
        readOnly={saving}
        inputRef={tokenInput}
      />
      <CheckBox
        label={t('connection_use_sandbox')}
        help={t('connection_use_sandbox_help')}
        checked={draft.value.sandbox}
        onChange={(sandbox) => change({ sandbox }, 'sandbox')}
        disabled={saving}
        inputRef={sandboxInput}
        error={
          otherEnvironment && (
            <>
              <p>{problemSentence(t, otherEnvironment)}</p>
              <Button
                size="small"
                onClick={() => {
                  change({ sandbox: otherEnvironment.actual === 'sandbox' }, 'sandbox');
                  sandboxInput.current?.focus();
                }}
              >
                {t(
                  otherEnvironment.actual === 'sandbox'
                    ? 'connection_switch_to_sandbox'
                    : 'connection_switch_to_production',
                )}
              </Button>
            </>
          )
        }
      />
      <WhereToFind />
      {errorOf('form') && (
        <Notice tone="danger" live>
          {errorOf('form')}
        </Notice>
      )}
      <div class="options-actions options-actions--start">
        <Button kind="primary" type="submit" busy={saving} busyLabel={t('connection_checking')}>
          {t('action_save')}
        </Button>
        <Button onClick={onCancel}>{t('action_cancel')}</Button>
      </div>
      <p class="ui-visually-hidden" role="status">
        {saving ? t('connection_checking') : ''}
      </p>
    </form>
  );
}

/** What can be seen without asking Credly. A required field that was left empty is a mistake only on Save. */
function localProblem(
  draft: ConnectionDraft,
  field: 'organizationId' | 'token',
  hasToken: boolean,
  onSaving: boolean,
): ConnectionProblem | null {
  if (field === 'organizationId')
    return /[\s/]/.test(draft.organizationId.trim()) ? { kind: 'organization-malformed', field } : null;
  const token = draft.token.trim();
  if (token === '') return onSaving && !hasToken ? { kind: 'token-missing', field } : null;
  return /^[\x21-\x7e]{1,500}$/.test(token) ? null : { kind: 'token-malformed', field };
}
