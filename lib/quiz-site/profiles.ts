import { credsparkProfile } from './credspark.ts';
import { isOfSite } from './pages.ts';
import type { SiteProfile } from './profile.ts';
import { ownProfiles } from './profile-store.ts';
import { mayRead } from './site-access.ts';

/**
 * The profiles that the extension goes by: the shipped one, unless the user has made one of their own for that site, and
 * those of other sites. Worker only: content scripts are given theirs by message.
 */
export async function allProfiles(): Promise<readonly SiteProfile[]> {
  const own = (await ownProfiles()).map((it) => it.profile);
  const shipped = own.some((it) => it.id === credsparkProfile.id) ? [] : [credsparkProfile];
  return [...shipped, ...own].sort(
    (a, b) => Number(b.id === credsparkProfile.id) - Number(a.id === credsparkProfile.id),
  );
}

/** The profile of the site that an address belongs to, or null where it is none that we know and may read. */
export async function profileFor(url: URL): Promise<SiteProfile | null> {
  const profile = (await allProfiles()).find((it) => isOfSite(it, url)) ?? null;
  return profile && (await mayRead(profile.origins)) ? profile : null;
}

/** What an award remembers of the profile that its result was read by. */
export function stampOf({ id, version, owner }: Pick<SiteProfile, 'id' | 'version' | 'owner'>): string {
  return `${id}@${version}${owner === 'user' ? ' (yours)' : ''}`;
}
