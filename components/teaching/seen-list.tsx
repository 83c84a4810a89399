import type { TeachingView } from '@/lib/messages/client.ts';
import { useTranslate } from '../i18n.ts';

/** What the page sent and got, and what it says. */
export function SeenList({ view }: { view: TeachingView }) {
  const t = useTranslate();
  return (
    <details class="ui-details teaching__seen">
      <summary>{t('teach_seen_details')}</summary>
      {view.seen.map((it, index) => (
        // The list only grows at its end.
        <div key={`${index} ${it.path}`} class="teaching__request">
          <p class="teaching__code">
            {it.method} {it.host ?? ''}
            {it.path}
          </p>
          <ul>
            {it.fields.map((field) => (
              <li key={`${field.from} ${field.where}`}>
                <span class="teaching__muted">
                  {t(field.from === 'request' ? 'teach_sent' : 'teach_answered')} {field.where}
                </span>{' '}
                {field.value}
              </li>
            ))}
          </ul>
          {it.more > 0 && <p class="teaching__muted">{t('teach_seen_more', it.more)}</p>}
        </div>
      ))}
      {view.sentences.map((it) => (
        <p key={it} class="teaching__code">
          {it}
        </p>
      ))}
    </details>
  );
}
