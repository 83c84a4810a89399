import { useState } from 'preact/hooks';
import { useTranslate } from '../../i18n.ts';
import { Button } from '../../ui/button.tsx';
import { Notice } from '../../ui/notice.tsx';
import type { QuizFacts } from './model.ts';

export interface AddressQuestionProps {
  /** Slugs: the one that results are matched by, and the one that the quiz's page shows. */
  address: NonNullable<QuizFacts['changedAddress']>;
  /** Gives false where it could not be kept. */
  onAnswer: (is: 'ours' | 'not_ours') => Promise<boolean>;
}

/** The quiz's page shows another public address than before: a person says whether it has changed. */
export function AddressQuestion({ address, onAnswer }: AddressQuestionProps) {
  const t = useTranslate();
  const [busy, setBusy] = useState<'ours' | 'not_ours' | null>(null);
  const [failed, setFailed] = useState(false);
  const answer = async (is: 'ours' | 'not_ours') => {
    setBusy(is);
    setFailed(!(await onAnswer(is)));
    setBusy(null);
  };
  return (
    <Notice tone={failed ? 'danger' : 'warning'}>
      <p>{t('quizzes_problem_address', address.from, address.to)}</p>
      {failed && <p role="alert">{t('failed_nothing_changed')}</p>}
      <div class="options-actions options-actions--start quizzes-question">
        <Button size="small" busy={busy === 'ours'} onClick={() => answer('ours')}>
          {t('editor_address_ours')}
        </Button>
        <Button size="small" busy={busy === 'not_ours'} onClick={() => answer('not_ours')}>
          {t('editor_address_not_ours')}
        </Button>
      </div>
    </Notice>
  );
}
