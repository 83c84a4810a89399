import type { AwardRow, QueueView } from '@/lib/messages/client';
import { useTranslate } from '../i18n.ts';
import { useLanguage, usePlural } from '../ui/language.ts';
import { RelativeTime } from '../ui/relative-time.tsx';
import { type PausedReason, queueWords } from './queue-words.ts';

/** A bar is worth its place only for more than these. */
const progressAbove = 5;

export interface QueueLineProps {
  queue: QueueView;
  pausedReason: PausedReason | null;
  awards: readonly AwardRow[];
}

/** What the queue is doing, how far it is, and when the last award was. */
export function QueueLine({ queue, pausedReason, awards }: QueueLineProps) {
  const t = useTranslate();
  const plural = usePlural();
  const language = useLanguage();
  const number = new Intl.NumberFormat(language);
  const progress = queue.progress && queue.progress.total > progressAbove ? queue.progress : null;
  const last = awards.reduce((at, award) => (award.state === 'not-passing' ? at : Math.max(at, award.createdAt)), 0);
  const words = progress && t('queue_progress', number.format(progress.done), number.format(progress.total));
  return (
    <div class="options-queue">
      <p>{t('queue_line', queueWords(t, plural, language, queue, pausedReason, Date.now()))}</p>
      {progress && words && (
        <div class="options-queue__progress">
          <progress class="options-progress" value={progress.done} max={progress.total} aria-label={words} />
          <span class="options-muted options-small" aria-hidden="true">
            {words}
          </span>
        </div>
      )}
      {last > 0 && (
        <p class="options-muted options-queue__last">
          {t('last_award')} <RelativeTime at={last} />
        </p>
      )}
    </div>
  );
}
