import type { AwardRow } from '@/lib/messages/client';
import { type Translate, useTranslate } from '../i18n.ts';
import { BadgePicture } from '../ui/badge-picture.tsx';
import { Button } from '../ui/button.tsx';
import { CheckBox } from '../ui/check-box.tsx';
import { classNames } from '../ui/class-names.ts';
import { EnvironmentChip } from '../ui/environment-chip.tsx';
import { useLanguage } from '../ui/language.ts';
import { RelativeTime } from '../ui/relative-time.tsx';
import { StatusChip } from '../ui/status-chip.tsx';
import { actionWords, orderedActions } from './award-actions.ts';
import { CopyLink } from './copy-link.tsx';
import { fullName, participantName } from './participant.ts';
import { Reason } from './reasons.tsx';

export interface AwardTableRowProps {
  award: AwardRow;
  isSelected: boolean;
  onSelect: (selected: boolean) => void;
  onAct: (action: AwardRow['actions'][number]) => void;
  onCopy: (text: string) => Promise<boolean>;
}

/** One award: who, what, where, how it stands, and what can be done about it. */
export function AwardTableRow({ award, isSelected, onSelect, onAct, onCopy }: AwardTableRowProps) {
  const t = useTranslate();
  const language = useLanguage();
  const who = participantName(t, award.participant);
  return (
    <tr class={classNames('options-table__row', isSelected && 'options-table__row--selected')}>
      <td class="options-table__check">
        <CheckBox label={t('select_participant', who)} hideLabel checked={isSelected} onChange={onSelect} />
      </td>
      <td>
        <Participant award={award} />
      </td>
      <td>
        {award.badge ? (
          <div class="options-table__badge">
            <BadgePicture name={award.badge.name} imageUrl={award.badge.imageUrl} size={32} />
            <span>{award.badge.name}</span>
          </div>
        ) : (
          <span class="options-muted">{t('award_no_badge')}</span>
        )}
        {award.environment === 'sandbox' && <EnvironmentChip environment="sandbox" />}
      </td>
      <td>
        <div>{award.quizTitle || t('quiz_untitled')}</div>
        <div class="options-muted options-small">{resultWords(t, language, award)}</div>
      </td>
      <td>
        <StatusChip state={award.state} />
        <Reason reason={award.reason} />
        {award.credlySentence && <p class="options-reason">{t('award_credly_says', award.credlySentence)}</p>}
        {!award.active && award.actions.length > 0 && <p class="options-reason">{t('award_other_connection')}</p>}
      </td>
      <td class="options-table__time">
        <RelativeTime at={award.createdAt} />
      </td>
      <td>
        <div class="options-table__actions">
          {orderedActions(award).map((action) => (
            <Button
              key={action}
              kind="plain"
              size="small"
              name={t('award_action_for', t(actionWords[action]), who)}
              onClick={() => onAct(action)}
            >
              {t(actionWords[action])}
            </Button>
          ))}
          {award.acceptUrl && <CopyLink url={award.acceptUrl} who={who} onCopy={onCopy} />}
        </div>
      </td>
    </tr>
  );
}

function Participant({ award: { participant, state } }: { award: AwardRow }) {
  const t = useTranslate();
  if (!participant)
    return (
      <span class="options-muted">{t(state === 'not-passing' ? 'participant_not_kept' : 'participant_unknown')}</span>
    );
  const name = fullName(participant);
  return (
    <>
      <div class={name ? undefined : 'options-muted'}>{name ?? t('participant_no_name')}</div>
      <div class="options-muted options-small options-breakable">{participant.email ?? t('participant_no_email')}</div>
    </>
  );
}

/** "8 of 10 · 80%" - as much of it as was read. */
function resultWords(t: Translate, language: string, award: AwardRow): string {
  const words: string[] = [];
  if (award.outcome) words.push(award.outcome);
  if (award.score && award.maximum) words.push(t('score_of', award.score, award.maximum));
  else if (award.score) words.push(t('score_points', award.score));
  if (award.percent) {
    const format = new Intl.NumberFormat(language, { style: 'percent', maximumFractionDigits: 2 });
    words.push(format.format(Number(award.percent) / 100));
  }
  return words.join(' · ');
}
