import type { AddressDoubt, ConnectedView, RuleView } from '@/lib/messages/client.ts';
import { type Translate, useTranslate } from '../i18n.ts';
import { badgesIn, ruleRows } from '../rule-rows.ts';
import { BadgePicture } from '../ui/badge-picture.tsx';
import { EnvironmentChip } from '../ui/environment-chip.tsx';
import { GuestButton } from './guest-button.tsx';

export interface AwardGroupProps {
  rule: RuleView;
  connection: ConnectedView;
  /** The quiz's public address is known; without it no result finds the rule. */
  joined: boolean;
  /** What is odd about the public address that the page shows. */
  address: AddressDoubt | null;
  /** A person's word on it. */
  onAddress: (is: 'ours' | 'not_ours') => void;
  onEdit: () => void;
  onRemove: () => void;
  onOpenOptions: () => void;
}

/** What stands on the Motivation tab once a badge is chosen. */
export function AwardGroup(props: AwardGroupProps) {
  const { rule, connection, joined, address, onEdit, onRemove, onOpenOptions } = props;
  const t = useTranslate();
  const { awardFor } = rule;
  const badges = badgesIn(rule);
  const archived = badges.filter((it) => rule.archivedBadges.includes(it.templateId));
  return (
    // biome-ignore lint/a11y/useSemanticElements: no form here, so a fieldset would say too much
    <div class="guest-group" role="group" aria-label={t('editor_group')} aria-description={t('added_by')}>
      {badges.map((badge) => (
        <BadgePicture key={badge.templateId} name={badge.name} imageUrl={badge.imageUrl} size={48} />
      ))}
      <div class="guest-text">
        <p class="guest-eyebrow">{t('editor_group')}</p>
        <p class="guest-heading">{badges.map((it) => it.name).join(', ')}</p>
        <p class="guest-note">{forWords(awardFor, t)}</p>
        {archived.length > 0 && (
          <p class="guest-note guest-note--warning">
            {archived.map((it) => t('picker_archived_in_rule', it.name)).join(' ')}{' '}
            <button type="button" class="guest-link" onClick={onEdit}>
              {t('picker_choose_another')}
            </button>
          </p>
        )}
        {!joined && <p class="guest-note guest-note--warning">{t('editor_not_joined')}</p>}
        {connection.paused && (
          <p class="guest-note guest-note--warning">
            {t(connection.paused === 'token-refused' ? 'editor_paused_token' : 'editor_paused_organization')}{' '}
            <button type="button" class="guest-link" onClick={onOpenOptions}>
              {t('editor_open_options')}
            </button>
          </p>
        )}
      </div>
      <div class="guest-actions">
        {connection.environment === 'sandbox' && <EnvironmentChip environment="sandbox" />}
        <GuestButton inside label={t('action_edit')} onClick={onEdit} />
        <GuestButton inside label={t('remove')} onClick={onRemove} />
      </div>
      {address && (
        <>
          <p class="guest-line guest-note guest-note--warning">
            {address.kind === 'taken'
              ? t('editor_address_taken', address.title || t('quiz_untitled'))
              : t('editor_address_changed', address.from, address.to)}
          </p>
          {address.kind === 'changed' && (
            <>
              <GuestButton inside label={t('editor_address_ours')} onClick={() => props.onAddress('ours')} />
              <GuestButton inside label={t('editor_address_not_ours')} onClick={() => props.onAddress('not_ours')} />
            </>
          )}
        </>
      )}
      <p class="guest-foot">{t('editor_profile_limit')}</p>
    </div>
  );
}

function forWords(awardFor: RuleView['awardFor'], t: Translate): string {
  switch (awardFor.kind) {
    case 'passing-score':
      return t(awardFor.unit === 'percent' ? 'editor_for_percent' : 'editor_for_points', awardFor.threshold);
    case 'score-ranges':
      return ruleRows(awardFor, t)
        .flatMap((it) => (it.badge ? [t('editor_for_range', it.badge.name, it.condition)] : []))
        .join(', ');
    case 'outcomes':
      return t('editor_for_outcomes', awardFor.outcomes.flatMap((it) => (it.badge ? [it.name] : [])).join(', '));
  }
}
