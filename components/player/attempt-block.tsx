import type { AttemptView, BadgeView } from '@/lib/messages/client.ts';
import { type MessageId, type Translate, useTranslate } from '../i18n.ts';
import { BadgePicture } from '../ui/badge-picture.tsx';

export interface AttemptBlockProps {
  attempt: Extract<AttemptView, { kind: 'award' | 'not-passing' }>;
  /** Shown where the attempt itself names no badge. */
  fallback: BadgeView | null;
}

/** What became of a participant's result, on the result page. No jargon, no blame, no address but the shortened one. */
export function AttemptBlock({ attempt, fallback }: AttemptBlockProps) {
  const t = useTranslate();
  const badge = (attempt.kind === 'award' ? attempt.badge : null) ?? fallback;
  const earned = attempt.kind === 'award';
  return (
    <section class="guest-card" aria-label={t('block_region')} aria-description={t('added_by')}>
      {badge && earned && <BadgePicture name={badge.name} imageUrl={badge.imageUrl} size={96} />}
      <div class="guest-text">
        <p class="guest-eyebrow">{t('block_region')}</p>
        {badge && <p class="guest-heading">{badge.name}</p>}
        <p class="guest-note" role="status">
          {sentence(attempt, t)}
        </p>
      </div>
    </section>
  );
}

function sentence(attempt: AttemptBlockProps['attempt'], t: Translate): string {
  if (attempt.kind === 'not-passing') return t('player_not_passing');
  const { state, earnerKnown, shortEmail, repeated } = attempt;
  if (state === 'issued' && earnerKnown === false && shortEmail)
    return t(repeated ? 'player_invited_before' : 'player_invited', shortEmail);
  if (state === 'issued') return t(repeated ? 'player_yours' : 'player_added');
  const ids: Partial<Record<typeof state, MessageId>> = {
    'already-issued': 'player_yours',
    'needs-details': 'player_needs_details',
    held: 'player_held',
    failed: 'player_failed',
    revoked: 'player_failed',
    cancelled: 'player_held',
  };
  return t(ids[state] ?? 'player_on_its_way');
}
