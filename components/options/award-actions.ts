import type { AwardAction, AwardRow } from '@/lib/messages/client';
import type { MessageId } from '../i18n.ts';
import type { PluralId } from '../ui/language.ts';
import { askAbove } from './queue-words.ts';

/** The words of what can be done with awards, in the order in which they are offered. */
export const actionWords: Readonly<Record<AwardRow['actions'][number], MessageId>> = {
  'set-details': 'award_set_details',
  approve: 'award_approve',
  'try-again': 'award_try_again',
  'check-again': 'award_check_again',
  'send-anyway': 'award_send_anyway',
  dismiss: 'award_dismiss',
  restore: 'award_restore',
};

/** Those that can be done with many at once. */
export const bulkActions: readonly AwardAction[] = [
  'approve',
  'try-again',
  'check-again',
  'send-anyway',
  'dismiss',
  'restore',
];

interface Confirmation {
  heading: PluralId;
  text: MessageId;
  busy: MessageId;
  kind: 'danger' | 'primary';
}

/** What is asked before an action that may do harm. */
const confirmations: Readonly<Partial<Record<AwardAction, Confirmation>>> = {
  'send-anyway': {
    heading: 'confirm_send_anyway',
    text: 'confirm_send_anyway_text',
    busy: 'confirm_send_anyway_busy',
    kind: 'danger',
  },
  dismiss: {
    heading: 'confirm_dismiss',
    text: 'confirm_dismiss_text',
    busy: 'confirm_dismiss_busy',
    kind: 'danger',
  },
};

const sendingMany: Confirmation = {
  heading: 'confirm_send',
  text: 'confirm_send_text',
  busy: 'sending_busy',
  kind: 'primary',
};

/** What is asked before so many awards are acted on, or null where nothing needs asking. */
export function confirmationOf(action: AwardAction, count: number): Confirmation | null {
  const isSend = action === 'approve' || action === 'try-again';
  return confirmations[action] ?? (isSend && count > askAbove ? sendingMany : null);
}

/** The offered actions of an award, in the order of `actionWords`. */
export function orderedActions(award: AwardRow): AwardRow['actions'] {
  return (Object.keys(actionWords) as AwardRow['actions']).filter((action) => award.actions.includes(action));
}
