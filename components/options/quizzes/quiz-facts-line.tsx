import { useTranslate } from '../../i18n.ts';
import { Button } from '../../ui/button.tsx';
import { usePlural } from '../../ui/language.ts';
import { RelativeTime } from '../../ui/relative-time.tsx';
import { StatusChip } from '../../ui/status-chip.tsx';
import type { QuizFacts } from './model.ts';

export interface QuizFactsLineProps {
  title: string;
  facts: QuizFacts | undefined;
  onRemove: () => void;
}

/** What became of a quiz's results, the way to the quiz, and the way out of the list. */
export function QuizFactsLine({ title, facts, onRemove }: QuizFactsLineProps) {
  const t = useTranslate();
  const plural = usePlural();
  return (
    <div class="quizzes-facts">
      <p class="quizzes-facts__awards options-muted">
        {facts && (facts.last ? plural('quizzes_awards', facts.awards) : t('quizzes_awards_none'))}
        {facts?.last && (
          <>
            <StatusChip state={facts.last.state} />
            <RelativeTime at={facts.last.at} />
          </>
        )}
      </p>
      <div class="options-actions">
        {facts?.address && (
          <a
            class="ui-button ui-button--plain ui-button--small"
            href={facts.address}
            target="_blank"
            rel="noreferrer"
            aria-label={t('quizzes_open_of', title)}
          >
            <span class="ui-button__label">{t('quizzes_open')}</span>
          </a>
        )}
        <Button kind="plain" size="small" name={t('quizzes_remove_of', title)} onClick={onRemove}>
          {t('quizzes_remove')}
        </Button>
      </div>
    </div>
  );
}
