import type { AttemptView, BadgeView, BlockText } from '@/lib/messages/client.ts';
import { fillWords } from '../block-words.ts';
import { useTranslate } from '../i18n.ts';
import { scoreWord } from '../result-words.ts';
import { BadgePicture } from '../ui/badge-picture.tsx';
import { useLanguage } from '../ui/language.ts';
import { attemptSentence, isEarned } from './attempt-sentence.ts';

export interface BlockContentsProps {
  attempt: Exclude<AttemptView, { kind: 'none' }>;
  /** Shown where the attempt itself names no badge. */
  fallback: BadgeView | null;
  /** The author's words, for those who earned the badge. */
  words: BlockText;
  /** The sentence is read out when it changes. */
  live: boolean;
}

/** Picture, words and what became of the result. The author's words never stand where they would not be true. */
export function BlockContents({ attempt, fallback, words, live }: BlockContentsProps) {
  const t = useTranslate();
  const language = useLanguage();
  const badge = (attempt.kind === 'award' ? attempt.badge : null) ?? fallback;
  // An award that was there before was earned by another result: this one's score did not earn that badge.
  const scoreOf = ({ repeated, result }: Extract<AttemptView, { kind: 'award' }>) =>
    repeated ? null : scoreWord(t, language, result);
  const values = isEarned(attempt) ? { badge: badge?.name ?? null, name: attempt.name, score: scoreOf(attempt) } : null;
  const heading = values && fillWords(words.heading, values);
  const text = values && fillWords(words.text, values);
  return (
    <>
      {badge && attempt.kind === 'award' && <BadgePicture name={badge.name} imageUrl={badge.imageUrl} size={96} />}
      <div class="guest-text">
        <p class="guest-eyebrow">{heading && badge ? t('block_region_named', badge.name) : t('block_region')}</p>
        {(heading ?? badge) && (
          <p class="guest-heading">
            <bdi>{heading ?? badge?.name}</bdi>
          </p>
        )}
        {text && (
          <p class="guest-words">
            <bdi>{text}</bdi>
          </p>
        )}
        <p class="guest-note" role={live ? 'status' : undefined}>
          {attemptSentence(attempt, t)}
        </p>
      </div>
    </>
  );
}
