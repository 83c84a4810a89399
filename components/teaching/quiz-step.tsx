import { useState } from 'preact/hooks';
import { useTranslate } from '../i18n.ts';
import { Button } from '../ui/button.tsx';
import { TextField } from '../ui/text-field.tsx';
import { PartChoice } from './part-choice.tsx';
import { StepFoot } from './step-foot.tsx';
import type { StepProps } from './teaching-panel.tsx';

/** Which quiz is taken, and how its address names it. */
export function QuizStep({ view, onAct, onBack, onNext }: StepProps) {
  const t = useTranslate();
  const { quiz } = view;
  const [title, setTitle] = useState(quiz?.title || document.title.slice(0, 300));
  const [part, setPart] = useState(quiz?.part ?? null);
  return (
    <>
      <p>{t('teach_quiz_intro')}</p>
      <p class="teaching__code">{quiz?.address}</p>
      <TextField label={t('teach_quiz_title')} value={title} onInput={setTitle} />
      {quiz && <PartChoice parts={quiz.parts} part={part} mayBeNone onChange={setPart} />}
      <StepFoot onBack={onBack}>
        <Button kind="primary" onClick={() => void onAct({ do: 'quiz', title: title.trim(), part }).then(onNext)}>
          {t('teach_next')}
        </Button>
      </StepFoot>
    </>
  );
}
