import type { TeachingView } from '@/lib/messages/client.ts';
import { useTranslate } from '../i18n.ts';
import { Button } from '../ui/button.tsx';
import { usePlural } from '../ui/language.ts';
import { Notice } from '../ui/notice.tsx';
import { SeenList } from './seen-list.tsx';
import { StepFoot } from './step-foot.tsx';
import type { StepProps } from './teaching-panel.tsx';

/** What the page was seen to send and to say, in a line. */
export function SeenSummary({ view: { seen, sentences } }: { view: TeachingView }) {
  const t = useTranslate();
  const plural = usePlural();
  const [sentence] = sentences;
  return (
    <p class="teaching__status" role="status">
      {seen.length === 0 ? t('teach_seen_nothing') : plural('teach_seen', seen.length)}{' '}
      {sentence && t('teach_seen_text', sentence)}
    </p>
  );
}

/** The quiz is taken once, with answers that can be told from everything else. */
export function TakeStep({ view, onAct, onBack, onNext, onOpenQuiz }: StepProps) {
  const t = useTranslate();
  const { seen, quiz } = view;
  return (
    <>
      <p>{t(view.isTest ? 'teach_take_again' : 'teach_take_intro')}</p>
      <dl class="teaching__facts">
        <dt>{t('teach_first_name')}</dt>
        <dd>Ada</dd>
        <dt>{t('teach_last_name')}</dt>
        <dd>Lovelace</dd>
        <dt>{t('teach_email')}</dt>
        <dd>ada@example.com</dd>
      </dl>
      <p class="teaching__muted">{t('teach_take_answers')}</p>
      <Notice tone="info">{t('teach_no_award')}</Notice>
      <SeenSummary view={view} />
      {seen.length > 0 && <SeenList view={view} />}
      <div class="teaching__actions">
        {quiz && (
          <Button
            size="small"
            onClick={() => void onAct({ do: 'record', test: view.isTest }).then(() => onOpenQuiz(quiz.address))}
          >
            {t('teach_from_start')}
          </Button>
        )}
        {seen.length > 0 && (
          <Button size="small" onClick={() => void onAct({ do: 'record', test: view.isTest })}>
            {t('teach_forget')}
          </Button>
        )}
      </div>
      <StepFoot onBack={onBack}>
        <Button kind={seen.length > 0 ? 'primary' : 'quiet'} onClick={onNext}>
          {t(seen.length > 0 ? 'teach_result_is_shown' : 'teach_skip')}
        </Button>
      </StepFoot>
    </>
  );
}
