import type { AwardRow } from '@/lib/messages/client';
import { type MessageId, useTranslate } from '../i18n.ts';
import { Chip, type Tone } from './chip.tsx';
import type { IconName } from './icons.tsx';

type AwardState = AwardRow['state'];

const looks: Record<AwardState, { tone: Tone; icon: IconName; word: MessageId }> = {
  issued: { tone: 'success', icon: 'check-circle', word: 'state_issued' },
  'already-issued': { tone: 'success', icon: 'check-double', word: 'state_already_issued' },
  waiting: { tone: 'info', icon: 'clock', word: 'state_waiting' },
  sending: { tone: 'info', icon: 'send', word: 'state_sending' },
  held: { tone: 'warning', icon: 'pause', word: 'state_held' },
  'needs-details': { tone: 'warning', icon: 'pencil', word: 'state_needs_details' },
  unconfirmed: { tone: 'warning', icon: 'question', word: 'state_unconfirmed' },
  failed: { tone: 'danger', icon: 'alert', word: 'state_failed' },
  'not-passing': { tone: 'neutral', icon: 'minus', word: 'state_not_passing' },
  cancelled: { tone: 'neutral', icon: 'cross', word: 'state_cancelled' },
  revoked: { tone: 'neutral', icon: 'undo', word: 'state_revoked' },
};

/** The message id of a status' word. */
export const stateWord = (state: AwardState): MessageId => looks[state].word;

/** The icon of a status. */
export const stateIcon = (state: AwardState): IconName => looks[state].icon;

/** Where an award stands, as icon and word. */
export function StatusChip({ state }: { state: AwardState }) {
  const t = useTranslate();
  const { tone, icon, word } = looks[state];
  return (
    <Chip tone={tone} icon={icon}>
      {t(word)}
    </Chip>
  );
}
