import type { AttemptView } from '@/lib/messages/client.ts';
import type { MessageId, Translate } from '../i18n.ts';

type Award = Extract<AttemptView, { kind: 'award' }>;

/** States in which the badge is the participant's, or will be without anybody's further word. */
const earnedStates: readonly Award['state'][] = ['waiting', 'sending', 'unconfirmed', 'issued', 'already-issued'];

export function isEarned(attempt: AttemptView): attempt is Award {
  return attempt.kind === 'award' && earnedStates.includes(attempt.state);
}

/** What became of a result, in one or two sentences: true in every state, without blame and without jargon. */
export function attemptSentence(attempt: Exclude<AttemptView, { kind: 'none' }>, t: Translate): string {
  if (attempt.kind === 'not-passing') return t('player_not_passing');
  const { state, earnerKnown, shortEmail, repeated, missing, alreadyAwarded, mailSuppressed, isStalled } = attempt;
  if (state === 'issued' && earnerKnown === false && shortEmail) {
    if (mailSuppressed) return t('player_issued_without_mail', shortEmail);
    return t(repeated ? 'player_invited_before' : 'player_invited', shortEmail);
  }
  // Whether there is an account, or which address was invited, is not always known, or known no longer.
  if (state === 'issued' && !earnerKnown) return t('player_issued');
  if (state === 'issued') return t(repeated ? 'player_yours' : 'player_added');
  if (state === 'already-issued') return t(earnerKnown ? 'player_yours' : 'player_yours_somewhere');
  if (isStalled) return t('player_stalled');
  if (state === 'needs-details') return t(missing.length > 0 ? 'player_add_details' : 'player_needs_details');
  if (state === 'cancelled') return t(alreadyAwarded ? 'player_awarded_before' : 'player_not_sent');
  const ids: Partial<Record<typeof state, MessageId>> = {
    held: 'player_held',
    failed: 'player_failed',
    revoked: 'player_revoked',
  };
  return t(ids[state] ?? 'player_on_its_way');
}
