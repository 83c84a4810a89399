import type { Translate } from './i18n.ts';
import { perLanguage } from './ui/language.ts';

/** A result, as much of it as was read. */
export interface ResultShown {
  score: string | null;
  maximum: string | null;
  percent: string | null;
  outcome: string | null;
}

const percentFormat = perLanguage(
  (language) => new Intl.NumberFormat(language, { style: 'percent', maximumFractionDigits: 2 }),
);

/** "8 of 10 · 80%" - as much of it as was read. */
export function resultWords(t: Translate, language: string, result: ResultShown): string {
  return parts(t, language, result).join(' · ');
}

/** The one word for a result that fits into a sentence: "8 of 10", "80%" or an outcome; null where nothing was read. */
export function scoreWord(t: Translate, language: string, result: ResultShown): string | null {
  return parts(t, language, result)[0] ?? null;
}

function parts(t: Translate, language: string, { outcome, score, maximum, percent }: ResultShown): string[] {
  const words: string[] = [];
  if (outcome) words.push(outcome);
  if (score && maximum) words.push(t('score_of', score, maximum));
  else if (score) words.push(t('score_points', score));
  if (percent) words.push(percentFormat(language).format(Number(percent) / 100));
  return words;
}
