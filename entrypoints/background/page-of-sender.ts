import type { Sender } from '@/lib/messages/server.ts';
import { quizIdsOfAddress } from '@/lib/quiz-site/pages.ts';
import { profileOf } from './profile-of.ts';

/** A page speaks of its own quiz only: whatever its address tells must be among the ids. Our own page speaks of any. */
export async function isOfPage(quizIds: readonly string[], sender: Sender): Promise<boolean> {
  if (sender.role === 'extension-page') return true;
  return quizIdsOfAddress(await profileOf(sender), sender.url).every((id) => quizIds.includes(id));
}
