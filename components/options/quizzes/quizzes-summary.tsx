import type { QuizRuleView } from '@/lib/messages/client';
import { useTranslate } from '../../i18n.ts';
import { Button } from '../../ui/button.tsx';
import { usePlural } from '../../ui/language.ts';
import { Notice } from '../../ui/notice.tsx';
import { Section } from '../section.tsx';

/** How many quizzes use the connection, and the way to them. */
export function QuizzesSummary({ rules, onShow }: { rules: readonly QuizRuleView[]; onShow: () => void }) {
  const t = useTranslate();
  const plural = usePlural();
  const stopped = rules.filter((rule) => rule.active && rule.stopped).length;
  const awarding = rules.filter((rule) => rule.active && !rule.stopped).length;
  return (
    <Section heading={t('tab_quizzes')}>
      <div class="quizzes-summary">
        <p>{awarding === 0 ? t('quizzes_summary_none') : plural('quizzes_summary', awarding)}</p>
        <Button onClick={onShow}>{t('quizzes_show')}</Button>
      </div>
      {stopped > 0 && <Notice tone="warning">{plural('quizzes_stopped', stopped)}</Notice>}
    </Section>
  );
}
