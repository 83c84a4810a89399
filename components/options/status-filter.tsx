import type { AwardRow } from '@/lib/messages/client';
import { useTranslate } from '../i18n.ts';
import { Button } from '../ui/button.tsx';
import { useLanguage } from '../ui/language.ts';
import { stateIcon, stateWord } from '../ui/status-chip.tsx';
import { countStates } from './awards-view.ts';

type AwardState = AwardRow['state'];

export interface StatusFilterProps {
  awards: readonly AwardRow[];
  selected: AwardState | null;
  onSelect: (status: AwardState | null) => void;
}

/** How many awards are in each state; a press shows only those, another press all of them again. */
export function StatusFilter({ awards, selected, onSelect }: StatusFilterProps) {
  const t = useTranslate();
  const number = new Intl.NumberFormat(useLanguage());
  const counts = countStates(awards);
  // A filter that runs empty stays, or it could not be taken off.
  if (selected && !counts.some(([state]) => state === selected)) counts.push([selected, 0]);
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for the fields of a form
    <div class="options-filters" role="group" aria-label={t('filter_status')}>
      <Button size="small" pressed={selected === null} onClick={() => onSelect(null)}>
        {t('filter_count', t('filter_all'), number.format(awards.length))}
      </Button>
      {counts.map(([state, count]) => (
        <Button
          key={state}
          size="small"
          icon={stateIcon(state)}
          pressed={selected === state}
          onClick={() => onSelect(selected === state ? null : state)}
        >
          {t('filter_count', t(stateWord(state)), number.format(count))}
        </Button>
      ))}
    </div>
  );
}
