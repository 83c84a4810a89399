import type { OfferView } from '@/lib/messages/client.ts';
import { type Translate, useTranslate } from '../../i18n.ts';
import { usePlural } from '../../ui/language.ts';
import { GuestButton } from '../guest-button.tsx';

/** Above the list of responses: how many of them have earned a badge and have none yet. */
export function OfferBlock({ offer, onOpen }: { offer: OfferView; onOpen: () => void }) {
  const t = useTranslate();
  const plural = usePlural();
  const ready = offer.rows.filter((it) => it.kind === 'ready').length;
  const rest = offer.rows.length - ready;
  return (
    <section class="guest-card" aria-label={t('offer_region')} aria-description={t('added_by')}>
      <div class="guest-text">
        <p class="guest-eyebrow">{t('offer_region')}</p>
        <p class="guest-heading" role="status">
          {offer.problem ? t('offer_unread') : ready > 0 ? plural('offer_ready', ready) : t('offer_none')}
        </p>
        {offer.problem && <p class="guest-note guest-note--warning">{t(problemWords[offer.problem])}</p>}
        {rest > 0 && <p class="guest-note">{plural('offer_others', rest)}</p>}
        {othersWords(offer, plural).length > 0 && <p class="guest-note">{othersWords(offer, plural).join(' · ')}</p>}
        {offer.isPaged && <p class="guest-note">{t('offer_paged')}</p>}
      </div>
      {offer.rows.length > 0 && (
        <div class="guest-actions">
          <GuestButton inside label={t('offer_open')} onClick={onOpen} />
        </div>
      )}
    </section>
  );
}

const problemWords = {
  'columns-unclear': 'offer_problem_columns',
  'finality-unclear': 'offer_problem_finality',
  'no-list': 'offer_problem_no_list',
} as const satisfies Record<NonNullable<OfferView['problem']>, Parameters<Translate>[0]>;

/** What is on the page and is not offered, and why. */
export function othersWords({ others }: OfferView, plural: ReturnType<typeof usePlural>): string[] {
  const words = [
    ['offer_pending', others.pending],
    ['offer_partial', others.partial],
    ['offer_without_email', others.withoutEmail],
    ['offer_unclear', others.unclear],
  ] as const;
  return words.flatMap(([base, count]) => (count > 0 ? [plural(base, count)] : []));
}
