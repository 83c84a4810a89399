import type { Sender } from '@/lib/messages/server.ts';
import { credsparkProfile } from '@/lib/quiz-site/credspark.ts';
import { quizIdsOfAddress } from '@/lib/quiz-site/pages.ts';

/** A page speaks of its own quiz only: whatever its address tells must be among the ids. */
export function isOfPage(quizIds: readonly string[], sender: Sender): boolean {
  return quizIdsOfAddress(credsparkProfile, sender.url).every((id) => quizIds.includes(id));
}
