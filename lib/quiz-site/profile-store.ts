import { z } from 'zod';
import { storedItem } from '../settings/stored-item.ts';
import { credsparkProfile } from './credspark.ts';
import type { SiteProfile } from './profile.ts';
import { readProfile } from './profile-document.ts';

/**
 * The profiles that the user owns: CredSpark's, corrected, and those of other sites. Kept as documents, which are read and
 * checked anew each time; one that does not fit is left alone and not gone by. Worker only.
 */

const schema = z.object({
  profiles: z.array(
    z.object({
      document: z.unknown(),
      savedAt: z.number(),
      /** The version of the shipped profile that was corrected; null for another site. */
      basedOn: z.number().nullable(),
    }),
  ),
  /** The last version of each profile that there ever was: a version is never given twice. */
  lastVersions: z.record(z.string(), z.number()),
});

const item = storedItem('own-profiles', schema, { profiles: [], lastVersions: {} });

/** More sites than anybody teaches. */
export const maxOwnProfiles = 30;

export interface OwnProfile {
  profile: SiteProfile;
  savedAt: number;
  basedOn: number | null;
}

export async function ownProfiles(): Promise<OwnProfile[]> {
  return (await item.get()).profiles.flatMap(({ document, savedAt, basedOn }) => {
    const read = readProfile(document);
    return read.ok ? [{ profile: { ...read.profile, owner: 'user' as const }, savedAt, basedOn }] : [];
  });
}

/** Saves a profile as the user's own: each save is a new version. @throws where there are too many */
export async function saveOwnProfile(profile: SiteProfile, now: number): Promise<SiteProfile> {
  let saved = profile;
  await item.update(({ profiles, lastVersions }) => {
    const others = profiles.filter((it) => idOf(it.document) !== profile.id);
    if (others.length >= maxOwnProfiles) throw new Error('There are too many quiz sites.');
    const isShipped = profile.id === credsparkProfile.id;
    const last = new Map(Object.entries(lastVersions)).get(profile.id) ?? 0;
    const version = Math.max(last, isShipped ? credsparkProfile.version : 0) + 1;
    saved = { ...profile, owner: 'user', version };
    const entry = { document: saved, savedAt: now, basedOn: isShipped ? credsparkProfile.version : null };
    return { profiles: [...others, entry], lastVersions: { ...lastVersions, [profile.id]: version } };
  });
  return saved;
}

/** Takes the user's own profile away: the shipped one, where there is one, acts again. */
export async function removeOwnProfile(id: string): Promise<void> {
  await item.update((it) => ({ ...it, profiles: it.profiles.filter(({ document }) => idOf(document) !== id) }));
}

const idOf = (document: unknown): unknown => (document as { id?: unknown } | null)?.id;
