import { useState } from 'preact/hooks';
import { useTranslate } from '../i18n.ts';
import { Button } from '../ui/button.tsx';
import { Notice } from '../ui/notice.tsx';
import { TextField } from '../ui/text-field.tsx';
import { previewSentence, problemOf } from './preview.ts';
import { StepFoot } from './step-foot.tsx';
import type { StepProps } from './teaching-panel.tsx';

/** The profile gets its name and is kept; then the badge is chosen. */
export function SaveStep({ view, onAct, onBack }: StepProps) {
  const t = useTranslate();
  const [name, setName] = useState(view.siteName);
  const [busy, setBusy] = useState(false);
  const { preview } = view;
  const problem = preview && problemOf(preview);
  const save = async () => {
    setBusy(true);
    await onAct({ do: 'save', name });
    setBusy(false);
  };
  if (view.isSaved)
    return (
      <>
        <Notice tone="success" heading={t('teach_saved')} live>
          {t(view.awardsOnOptions ? 'teach_saved_player' : 'teach_saved_editor')}
        </Notice>
        <StepFoot onBack={onBack}>
          {view.awardsOnOptions ? (
            <Button kind="primary" onClick={() => void onAct({ do: 'end', award: true })}>
              {t('teach_choose_badge')}
            </Button>
          ) : (
            <Button kind="primary" onClick={() => void onAct({ do: 'end', award: false })}>
              {t('teach_done')}
            </Button>
          )}
        </StepFoot>
      </>
    );
  return (
    <>
      <p>{t('teach_save_intro')}</p>
      {preview && <p class="teaching__preview">{previewSentence(t, preview)}</p>}
      {((view.isNew && !preview) || problem) && (
        <Notice tone="warning">{t(problem ?? 'teach_problem_no_result')}</Notice>
      )}
      <TextField label={t('teach_name')} help={t('teach_name_help')} value={name} onInput={setName} />
      <StepFoot onBack={onBack}>
        <Button kind="primary" busy={busy} busyLabel={t('editor_saving')} onClick={() => void save()}>
          {t('action_save')}
        </Button>
      </StepFoot>
    </>
  );
}
