import { useMemo } from 'preact/hooks';
import type { AwardRow } from '@/lib/messages/client';
import { useTranslate } from '../i18n.ts';
import { resultWords } from '../result-words.ts';
import { BadgePicture } from '../ui/badge-picture.tsx';
import { Button } from '../ui/button.tsx';
import { CheckBox } from '../ui/check-box.tsx';
import { classNames } from '../ui/class-names.ts';
import { EnvironmentChip } from '../ui/environment-chip.tsx';
import { useLanguage } from '../ui/language.ts';
import { RelativeTime } from '../ui/relative-time.tsx';
import { StatusChip } from '../ui/status-chip.tsx';
import { TestChip } from '../ui/test-chip.tsx';
import { actionWords, orderedActions } from './award-actions.ts';
import { CopyLink } from './copy-link.tsx';
import { fullName, participantName } from './participant.ts';
import { Reason } from './reasons.tsx';

/** The same for all rows, as long as the table lives. */
export interface RowHandlers {
  onSelect: (id: string, selected: boolean) => void;
  onAct: (award: AwardRow, action: AwardRow['actions'][number]) => void;
  onReceipt: (award: AwardRow) => void;
  onCopy: (text: string) => Promise<boolean>;
}

export interface AwardTableRowProps {
  award: AwardRow;
  /** Its place in the whole table, with the head as 1. */
  rowIndex: number;
  isSelected: boolean;
  /** In a long list all rows have one height; what does not fit stands in the receipt. */
  isShort: boolean;
  handlers: RowHandlers;
}

/** One award: who, what, where, how it stands, and what can be done about it. */
export function AwardTableRow({ award, rowIndex, isSelected, isShort, handlers }: AwardTableRowProps) {
  const t = useTranslate();
  const language = useLanguage();
  // The same element again means "nothing changed": a list of hundreds is not compared cell by cell for each key press.
  return useMemo(() => {
    const who = participantName(t, award.participant);
    return (
      <tr
        class={classNames('options-table__row', isSelected && 'options-table__row--selected')}
        aria-rowindex={rowIndex}
        data-award={award.id}
      >
        <td class="options-table__check">
          <CheckBox
            label={t('select_participant', who)}
            hideLabel
            checked={isSelected}
            onChange={(add) => handlers.onSelect(award.id, add)}
          />
        </td>
        <td>
          <div class="options-table__cell">
            <Participant award={award} onReceipt={() => handlers.onReceipt(award)} />
          </div>
        </td>
        <td>
          <div class="options-table__cell options-table__badge">
            {award.badge && <BadgePicture name={award.badge.name} imageUrl={award.badge.imageUrl} size={32} />}
            <div class="options-table__lines">
              <span class={award.badge ? 'options-table__badge-name' : 'options-muted'}>
                <bdi>{award.badge?.name ?? t('award_no_badge')}</bdi>
              </span>
              {award.environment === 'sandbox' && <EnvironmentChip environment="sandbox" />}
              {award.isTest && <TestChip />}
            </div>
          </div>
        </td>
        <td>
          <div class="options-table__cell">
            <div class="options-table__line">
              <bdi>{award.quizTitle || t('quiz_untitled')}</bdi>
            </div>
            <div class="options-muted options-small options-table__line">{resultWords(t, language, award)}</div>
          </div>
        </td>
        <td>
          <div class="options-table__cell">
            <StatusChip state={award.state} />
            {!(isShort && award.credlySentence) && <Reason reason={award.reason} />}
            {award.credlySentence && <p class="options-reason">{t('award_credly_says', award.credlySentence)}</p>}
            {!award.active && award.actions.length > 0 && <p class="options-reason">{t('award_other_connection')}</p>}
          </div>
        </td>
        <td class="options-table__time">
          <RelativeTime at={award.createdAt} />
        </td>
        <td>
          <div class="options-table__cell">
            <div class="options-table__actions">
              {orderedActions(award).map((action) => (
                <Button
                  key={action}
                  kind="plain"
                  size="small"
                  name={t('award_action_for', t(actionWords[action]), who)}
                  onClick={() => handlers.onAct(award, action)}
                >
                  {t(actionWords[action])}
                </Button>
              ))}
              {award.acceptUrl && <CopyLink url={award.acceptUrl} who={who} onCopy={handlers.onCopy} />}
            </div>
          </div>
        </td>
      </tr>
    );
  }, [t, language, award, rowIndex, isSelected, isShort, handlers]);
}

/** The name opens the receipt. */
function Participant({ award: { participant, state }, onReceipt }: { award: AwardRow; onReceipt: () => void }) {
  const t = useTranslate();
  const name = fullName(participant);
  const words =
    name ??
    t(participant ? 'participant_no_name' : state === 'not-passing' ? 'participant_not_kept' : 'participant_unknown');
  return (
    <>
      <button
        type="button"
        class={classNames('options-table__open options-table__line', !name && 'options-muted')}
        aria-label={t('receipt_open', words)}
        onClick={onReceipt}
      >
        <bdi>{words}</bdi>
      </button>
      {participant && (
        <div class="options-muted options-small options-breakable options-table__line">
          <bdi>{participant.email ?? t('participant_no_email')}</bdi>
        </div>
      )}
    </>
  );
}
