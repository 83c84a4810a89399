import type { OptionsState, QueueView } from '@/lib/messages/client';
import type { Translate } from '../i18n.ts';
import type { usePlural } from '../ui/language.ts';
import { formatMoment } from '../ui/relative-time.tsx';

type Plural = ReturnType<typeof usePlural>;

/** More than so many at once are not sent without asking. */
export const askAbove = 50;

export type PausedReason = NonNullable<NonNullable<OptionsState['connection']>['paused']>['reason'];

/** "3 awards waiting, Credly unreachable since 10:42, next try at 10:50", as much of it as there is to say. */
export function unreachableWords(
  t: Translate,
  plural: Plural,
  language: string,
  { waiting, since, retryAt }: { waiting: number; since: number; retryAt: number | null },
  now: number,
): string {
  const from = formatMoment(since, now, language);
  // A try that is due already has no time worth telling.
  const retry = retryAt !== null && retryAt > now ? formatMoment(retryAt, now, language) : null;
  if (waiting === 0) return retry === null ? t('unreachable_since', from) : t('unreachable_since_retry', from, retry);
  return retry === null
    ? plural('unreachable_awards', waiting, from)
    : plural('unreachable_awards_retry', waiting, from, retry);
}

/** What the queue is doing, as the end of "Queue: ...". */
export function queueWords(
  t: Translate,
  plural: Plural,
  language: string,
  queue: QueueView,
  pausedReason: PausedReason | null,
  now: number,
): string {
  const { state, waiting, since } = queue;
  switch (state) {
    case 'sending':
      if (queue.progress && queue.progress.total > 1) {
        const number = new Intl.NumberFormat(language);
        const { done, total } = queue.progress;
        return t('queue_sending_of', number.format(Math.min(done + 1, total)), number.format(total));
      }
      return waiting > 0 ? plural('queue_sending_waiting', waiting) : t('queue_sending');
    case 'paused':
      return t(pausedReason === 'organization-unreadable' ? 'queue_paused_organization' : 'queue_paused_token');
    case 'held-after-reconnect':
      return t('queue_paused_reconnect');
    case 'disconnected':
      return t('queue_paused_disconnected');
    case 'unreachable':
      return unreachableWords(t, plural, language, { ...queue, since: since ?? now }, now);
    case 'busy':
      return t('queue_busy', formatMoment(queue.retryAt ?? now, now, language));
    case 'idle':
      return waiting > 0 ? plural('queue_waiting', waiting) : t('queue_idle');
  }
}
