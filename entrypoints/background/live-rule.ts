import type { AttemptPlace } from '@/lib/awards/attempts.ts';
import { quizKeyOf, type Rule } from '@/lib/awards/rule.ts';
import { findRule } from '@/lib/awards/rules-store.ts';
import { readConnection } from '@/lib/connection/connection.ts';
import type { Sender } from '@/lib/messages/server.ts';
import { addressQuestion, idsOfPage } from '@/lib/quiz-site/changed-address.ts';
import { playerSlug } from '@/lib/quiz-site/pages.ts';
import type { SiteProfile } from '@/lib/quiz-site/profile.ts';
import { isTaught } from '@/lib/quiz-site/teaching/session.ts';
import { isObserving } from './observing.ts';
import { profileOf } from './profile-of.ts';

/** What a player page's messages are about. */
export interface LiveRule {
  rule: Rule;
  profile: SiteProfile;
  place: AttemptPlace;
  /** What the quiz's awards are counted under. */
  quizKey: string;
  /** The page's address may be another quiz's by now: a person decides. */
  doubt: 'address-changed' | null;
}

/**
 * The rule that results of this player page fall under; null where the present connection has none for it, and where
 * results are not observed, or a site is being taught: no award is made meanwhile.
 */
export async function liveRule(sender: Sender): Promise<LiveRule | null> {
  if (!(await isObserving()) || (await isTaught(sender.tabId))) return null;
  const profile = await profileOf(sender);
  const slug = playerSlug(profile, sender.url);
  const connection = await readConnection();
  if (!slug || !connection) return null;
  // Also of the quiz whose address this may have become: its results are held, not lost.
  const ids = await idsOfPage([`slug:${slug}`]);
  const rule = await findRule(ids, connection);
  if (!rule) return null;
  const place = { tabId: sender.tabId, frameId: sender.ownerFrameId, slug };
  const doubt = (await addressQuestion(ids)) ? 'address-changed' : null;
  return { rule, profile, place, quizKey: quizKeyOf(rule) ?? slug, doubt };
}

/**
 * Handles the messages of one frame one after the other, as they came: the start of an attempt, its identity and its
 * result must not overtake each other.
 */
export function inOrder<M, R>(
  handle: (message: M, sender: Sender) => Promise<R>,
): (message: M, sender: Sender) => Promise<R> {
  return (message, sender) =>
    navigator.locks.request(`frame:${sender.tabId}:${sender.ownerFrameId}`, () => handle(message, sender));
}
