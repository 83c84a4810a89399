import type { RuleView } from '@/lib/messages/client.ts';
import { useTranslate } from '../i18n.ts';
import { badgesIn } from '../rule-rows.ts';
import { BadgePicture } from '../ui/badge-picture.tsx';
import { GuestButton } from './guest-button.tsx';

export interface ResultsBlockProps {
  rule: RuleView;
  /** Where it stands among the page's blocks. */
  isFirst: boolean;
  isLast: boolean;
  onMove: (by: -1 | 1) => void;
  /** Said politely after a move. */
  announcement: string;
}

/** The block on Results View: how participants will see it, and the controls that move it. */
export function ResultsBlock({ rule, isFirst, isLast, onMove, announcement }: ResultsBlockProps) {
  const t = useTranslate();
  const badges = badgesIn(rule);
  return (
    <section class="guest-card" aria-label={t('block_region')} aria-description={t('added_by')}>
      {badges.map((badge) => (
        <BadgePicture key={badge.templateId} name={badge.name} imageUrl={badge.imageUrl} size={96} />
      ))}
      <div class="guest-text">
        <p class="guest-eyebrow">{t('block_region')}</p>
        <p class="guest-heading">{badges.map((it) => it.name).join(', ')}</p>
        <p class="guest-note">{t('block_how_to_claim')}</p>
      </div>
      <div class="guest-actions">
        <GuestButton inside label={t('move_up')} atEnd={isFirst} onClick={() => onMove(-1)} />
        <GuestButton inside label={t('move_down')} atEnd={isLast} onClick={() => onMove(1)} />
      </div>
      <span class="ui-visually-hidden" role="status">
        {announcement}
      </span>
    </section>
  );
}
