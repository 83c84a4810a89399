import type { AwardRow } from '@/lib/messages/client';
import type { Translate } from '../i18n.ts';

/** The full name, or null where neither part is known. */
export function fullName(participant: AwardRow['participant']): string | null {
  return [participant?.firstName, participant?.lastName].filter(Boolean).join(' ') || null;
}

/** How a participant is named in controls: by name, else by a shortened address, else as somebody without a name. */
export function participantName(t: Translate, participant: AwardRow['participant']): string {
  const email = participant?.email;
  return fullName(participant) ?? (email ? shortEmail(email) : t('participant_unnamed'));
}

function shortEmail(email: string): string {
  const at = email.lastIndexOf('@');
  return at < 1 ? '...' : `${[...email][0]}...${email.slice(at)}`;
}
