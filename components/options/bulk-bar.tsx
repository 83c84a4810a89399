import type { AwardAction, AwardRow } from '@/lib/messages/client';
import { useTranslate } from '../i18n.ts';
import { Button } from '../ui/button.tsx';
import { usePlural } from '../ui/language.ts';
import { actionWords, bulkActions } from './award-actions.ts';

export interface BulkBarProps {
  selected: readonly AwardRow[];
  /** Called with the selected awards the action applies to. */
  onAct: (awards: AwardRow[], action: AwardAction) => void;
  onClear: () => void;
}

/** What can be done with the selected rows. An action that suits only some of them says to how many it applies. */
export function BulkBar({ selected, onAct, onClear }: BulkBarProps) {
  const t = useTranslate();
  const plural = usePlural();
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for the fields of a form
    <div class="options-bulk" role="group" aria-label={t('bulk_label')}>
      <span class="options-strong">{plural('bulk_selected', selected.length)}</span>
      <div class="options-bulk__actions">
        {bulkActions.map((action) => {
          const suited = selected.filter((award) => award.actions.includes(action));
          if (suited.length === 0) return null;
          return (
            <Button key={action} size="small" onClick={() => onAct(suited, action)}>
              {suited.length === selected.length
                ? t(actionWords[action])
                : t('bulk_action_some', t(actionWords[action]), suited.length)}
            </Button>
          );
        })}
        <Button size="small" onClick={onClear}>
          {t('bulk_clear')}
        </Button>
      </div>
    </div>
  );
}
