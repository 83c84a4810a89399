import { useId } from 'preact/hooks';
import type { ProductionPreview } from '@/lib/messages/client';
import { type Translate, useTranslate } from '../../i18n.ts';
import { type Chosen, type Fate, fateOf } from './production-plan.ts';

/** What becomes of each quiz. */
export function ProductionQuizzes({ preview, chosen }: { preview: ProductionPreview; chosen: Chosen }) {
  const t = useTranslate();
  const id = useId();
  return (
    <div class="transfer-part">
      <h3 id={id}>{t('production_quizzes')}</h3>
      <ul class="transfer-list" aria-labelledby={id}>
        {preview.rules.map((rule) => (
          <li key={rule.ruleId}>
            <span>{rule.quizTitle || t('quiz_untitled')}</span>
            <span class="options-muted options-small">{fateWords(t, fateOf(rule, chosen))}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}

function fateWords(t: Translate, fate: Fate): string {
  switch (fate.kind) {
    case 'whole':
      return t('production_whole');
    case 'partly':
      return t('production_partly', fate.without.join(', '));
    case 'none':
      return t('production_no_badge_left');
    case 'has-rule':
      return t('production_has_rule');
  }
}
