import type { OptionsState } from '@/lib/messages/client';
import { useTranslate } from '../i18n.ts';
import { usePlural } from '../ui/language.ts';
import { Notice } from '../ui/notice.tsx';
import { RelativeTime } from '../ui/relative-time.tsx';
import { byWords, doubtWords } from './site-words.ts';

/** Results that were seen and could not be read with certainty: when, where, and why. Nothing was awarded for them. */
export function SiteDoubts({ doubts }: { doubts: OptionsState['sites'][number]['doubts'] }) {
  const t = useTranslate();
  const plural = usePlural();
  if (doubts.length === 0) return null;
  return (
    <Notice tone="warning" heading={plural('site_doubts', doubts.length)}>
      <p>{t('site_doubts_mean')}</p>
      <ul class="options-list">
        {doubts.map(({ reason, source, at }) => (
          <li key={`${at} ${reason}`}>
            {t(doubtWords[reason])}{' '}
            <span class="options-muted">
              {t(byWords[source])}, <RelativeTime at={at} />
            </span>
          </li>
        ))}
      </ul>
    </Notice>
  );
}
