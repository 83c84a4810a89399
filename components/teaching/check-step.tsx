import type { TeachingOption, TeachingView } from '@/lib/messages/client.ts';
import { type Translate, useTranslate } from '../i18n.ts';
import { Button } from '../ui/button.tsx';
import { Notice } from '../ui/notice.tsx';
import { SelectField } from '../ui/select-field.tsx';
import { previewSentence, problemOf } from './preview.ts';
import { SeenList } from './seen-list.tsx';
import { StepFoot } from './step-foot.tsx';
import type { StepProps } from './teaching-panel.tsx';
import { choiceWords } from './words.ts';

/** What would be read of the recording, and of which fields: accepted, corrected, or tested again. */
export function CheckStep({ view, onAct, onBack, onNext }: StepProps) {
  const t = useTranslate();
  const { preview, choices } = view;
  if (!preview)
    return (
      <>
        <p>{t('teach_check_nothing')}</p>
        <StepFoot onBack={onBack}>
          <Button onClick={onNext}>{t('teach_skip')}</Button>
        </StepFoot>
      </>
    );
  const problem = problemOf(preview);
  return (
    <>
      <Notice tone={problem ? 'warning' : 'success'} heading={t('teach_preview')} live>
        <p class="teaching__preview">{previewSentence(t, preview)}</p>
        {problem && <p>{t(problem)}</p>}
      </Notice>
      {view.isTest ? (
        <p>{t('teach_tested')}</p>
      ) : (
        <>
          <p class="teaching__muted">{t('teach_check_intro')}</p>
          {choices.filter(isOffered).map(({ kind, options, chosen }) => (
            <SelectField
              key={kind}
              label={t(choiceWords[kind])}
              value={chosen ?? ''}
              choices={[
                { value: '', label: t('teach_none') },
                ...options.map((it) => ({ value: it.id, label: labelOf(t, it) })),
              ]}
              onChange={(place) => void onAct({ do: 'choose', kind, place: place === '' ? null : place })}
            />
          ))}
        </>
      )}
      <SeenList view={view} />
      <StepFoot onBack={onBack}>
        <Button onClick={() => void onAct({ do: 'record', test: true })}>{t('teach_test_again')}</Button>
        <Button kind={problem ? 'quiet' : 'primary'} onClick={onNext}>
          {t('teach_next')}
        </Button>
      </StepFoot>
    </>
  );
}

/** A sentence tells the maximum too, a score needs no outcome, and where nothing was sent there is nothing to choose. */
function isOffered(
  { kind, options, chosen }: TeachingView['choices'][number],
  _: number,
  all: TeachingView['choices'],
) {
  const isSentence = all.find((it) => it.kind === 'score')?.chosen?.startsWith('text ') ?? false;
  if (isSentence && ['maximum', 'percent', 'last'].includes(kind)) return false;
  const hasScore = all.some((it) => ['score', 'percent'].includes(it.kind) && it.chosen !== null);
  if (kind === 'outcome' && hasScore && chosen === null) return false;
  return options.length > 0 || chosen !== null;
}

function labelOf(t: Translate, { from, where, value }: TeachingOption): string {
  if (from === 'rule') return t('teach_last_by_address');
  if (from === 'text') return t('teach_option_text', value);
  return t(from === 'request' ? 'teach_option_sent' : 'teach_option_answered', where, value.slice(0, 40));
}
