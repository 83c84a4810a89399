import type { AwardRow } from '@/lib/messages/client';
import { useTranslate } from '../i18n.ts';
import { useLanguage, usePlural } from '../ui/language.ts';
import { stateWord } from '../ui/status-chip.tsx';

/** How many awards there are, and how many of them in each state. */
export function AwardsSummary({ awards, total }: { awards: readonly AwardRow[]; total: number }) {
  const t = useTranslate();
  const plural = usePlural();
  const number = new Intl.NumberFormat(useLanguage());
  const counts = new Map<AwardRow['state'], number>();
  for (const { state } of awards) counts.set(state, (counts.get(state) ?? 0) + 1);
  return (
    <ul class="options-summary">
      <li class="options-summary__total">{plural('awards_total', total)}</li>
      {[...counts].map(([state, count]) => (
        <li key={state}>
          <span class="options-summary__number">{number.format(count)}</span> {t(stateWord(state))}
        </li>
      ))}
    </ul>
  );
}
