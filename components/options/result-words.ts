import type { AwardRow } from '@/lib/messages/client';
import type { Translate } from '../i18n.ts';
import { perLanguage } from '../ui/language.ts';

const percentFormat = perLanguage(
  (language) => new Intl.NumberFormat(language, { style: 'percent', maximumFractionDigits: 2 }),
);

/** "8 of 10 · 80%" - as much of it as was read. */
export function resultWords(
  t: Translate,
  language: string,
  award: Pick<AwardRow, 'score' | 'maximum' | 'percent' | 'outcome'>,
): string {
  const words: string[] = [];
  if (award.outcome) words.push(award.outcome);
  if (award.score && award.maximum) words.push(t('score_of', award.score, award.maximum));
  else if (award.score) words.push(t('score_points', award.score));
  if (award.percent) {
    words.push(percentFormat(language).format(Number(award.percent) / 100));
  }
  return words.join(' · ');
}
