import type { Sender } from '@/lib/messages/server.ts';
import type { SiteProfile } from '@/lib/quiz-site/profile.ts';
import { profileFor } from '@/lib/quiz-site/profiles.ts';

/** The profile of the site that a content script's message comes from; there is one, or it would have been refused. */
export async function profileOf({ url }: Pick<Sender, 'url'>): Promise<SiteProfile> {
  const profile = await profileFor(url);
  if (!profile) throw new Error('A page without a profile was let in.');
  return profile;
}
