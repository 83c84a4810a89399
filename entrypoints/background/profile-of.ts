import type { Sender } from '@/lib/messages/server.ts';
import { publicAddress } from '@/lib/quiz-site/pages.ts';
import type { SiteProfile } from '@/lib/quiz-site/profile.ts';
import { allProfiles, profileFor } from '@/lib/quiz-site/profiles.ts';

/** The profile of the site that a content script's message comes from; there is one, or it would have been refused. */
export async function profileOf({ url }: Pick<Sender, 'url'>): Promise<SiteProfile> {
  const profile = await profileFor(url);
  if (!profile) throw new Error('A page without a profile was let in.');
  return profile;
}

/** The profile of the site that a quiz belongs to, as far as its public address is known. */
export async function profileOfQuiz(quizIds: readonly string[]): Promise<SiteProfile | null> {
  return (await allProfiles()).find((it) => publicAddress(it, quizIds) !== null) ?? null;
}
