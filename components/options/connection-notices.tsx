import type { ConnectionView, OptionsState, QueueView } from '@/lib/messages/client';
import { type MessageId, useTranslate } from '../i18n.ts';
import { useLanguage, usePlural } from '../ui/language.ts';
import { Notice } from '../ui/notice.tsx';
import { formatDay, formatExact, RelativeTime } from '../ui/relative-time.tsx';
import { unreachableWords } from './queue-words.ts';
import { TokenNotice } from './token-notice.tsx';

export interface ConnectionNoticesProps {
  connection: ConnectionView;
  waiting: number;
  queue: QueueView;
  tokenDaysLeft: number | null;
}

/** What is wrong with the connection, or soon will be. */
export function ConnectionNotices({ connection, waiting, queue, tokenDaysLeft }: ConnectionNoticesProps) {
  const t = useTranslate();
  const plural = usePlural();
  const language = useLanguage();
  const now = Date.now();
  const { paused, unreachableSince } = connection;
  return (
    <>
      {paused && (
        <Notice
          tone="danger"
          heading={t(paused.reason === 'token-refused' ? 'paused_token_heading' : 'paused_organization_heading')}
          details={t('paused_since', formatExact(paused.since, language))}
        >
          <p>{t(paused.reason === 'token-refused' ? 'paused_token' : 'paused_organization')}</p>
          <p>{waiting > 0 ? plural('paused_kept_waiting', waiting) : t('paused_kept')}</p>
        </Notice>
      )}
      {!paused && unreachableSince !== null && (
        <Notice
          tone="warning"
          heading={unreachableWords(t, plural, language, { ...queue, since: unreachableSince }, now)}
        >
          {queue.waiting > 0 ? plural('unreachable_waiting', queue.waiting) : t('unreachable')}
        </Notice>
      )}
      {!paused && tokenDaysLeft !== null && (
        <TokenNotice daysLeft={tokenDaysLeft} isCounted={connection.tokenExpiresAt === null} />
      )}
    </>
  );
}

const anchorWords: Readonly<Record<string, MessageId>> = {
  button: 'anchor_button',
  'results-block': 'anchor_results_block',
  'integrations-card': 'anchor_integrations_card',
  'result-page-block': 'anchor_result_page_block',
};

/** What was seen, or looked for in vain, on the pages of the quiz site. */
export function SiteNotices(props: Pick<OptionsState, 'capped' | 'ownCardSeenAt' | 'missingAnchors'>) {
  const t = useTranslate();
  const language = useLanguage();
  const titles = new Intl.ListFormat(language, { type: 'conjunction' }).format(
    props.capped.map((title) => t('quoted', title)),
  );
  return (
    <>
      {props.capped.length > 0 && (
        <Notice tone="warning" heading={t('capped_heading')}>
          {t('capped', titles)}
        </Notice>
      )}
      {props.ownCardSeenAt !== null && (
        <Notice tone="warning" heading={t('own_card_heading')}>
          {t('own_card', formatDay(props.ownCardSeenAt, language))}
        </Notice>
      )}
      {props.missingAnchors.length > 0 && (
        <Notice tone="warning" heading={t('anchors_heading')}>
          <p>{t('anchors')}</p>
          <ul class="options-list">
            {props.missingAnchors.map(({ anchor, at }) => (
              <li key={anchor}>
                {t((Object.hasOwn(anchorWords, anchor) && anchorWords[anchor]) || 'anchor_other')}{' '}
                <span class="options-muted">
                  <RelativeTime at={at} />
                </span>
              </li>
            ))}
          </ul>
        </Notice>
      )}
    </>
  );
}
