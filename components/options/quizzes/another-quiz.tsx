import { useState } from 'preact/hooks';
import { useTranslate } from '../../i18n.ts';
import { Button } from '../../ui/button.tsx';
import { TextField } from '../../ui/text-field.tsx';
import type { AwardingActions, Quiz } from './other-quizzes.tsx';

interface AnotherQuizProps {
  awarding: Pick<AwardingActions, 'findQuiz'>;
  isDisabled: boolean;
  onFound: (quiz: Quiz) => void;
}

/** A second quiz of a site that was taught is known by its address alone. */
export function AnotherQuiz({ awarding, isDisabled, onFound }: AnotherQuizProps) {
  const t = useTranslate();
  const [address, setAddress] = useState('');
  const [title, setTitle] = useState('');
  const [isUnknown, setUnknown] = useState(false);
  const find = async () => {
    const quizIds = await awarding.findQuiz(address.trim());
    setUnknown(quizIds === null);
    if (quizIds) onFound({ quizIds, title: title.trim() });
  };
  return (
    <details class="ui-details">
      <summary>{t('quizzes_other_add')}</summary>
      <form
        class="options-form"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void find();
        }}
      >
        <TextField
          label={t('quizzes_other_address')}
          value={address}
          onInput={(text) => {
            setAddress(text);
            setUnknown(false);
          }}
          error={isUnknown && t('quizzes_other_unknown')}
        />
        <TextField label={t('quizzes_other_title')} value={title} onInput={setTitle} />
        <div class="options-actions options-actions--start">
          <Button type="submit" disabled={isDisabled}>
            {t('editor_award')}
          </Button>
        </div>
      </form>
    </details>
  );
}
