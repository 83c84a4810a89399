import { credsparkProfile } from './credspark.ts';
import { isOfSite } from './pages.ts';
import type { SiteProfile } from './profile.ts';

/** The profiles that the extension goes by. Worker only: content scripts are given theirs by message. */
export async function allProfiles(): Promise<readonly SiteProfile[]> {
  return [credsparkProfile];
}

/** The profile of the site that an address belongs to, or null where it is none that we know. */
export async function profileFor(url: URL): Promise<SiteProfile | null> {
  return (await allProfiles()).find((it) => isOfSite(it, url)) ?? null;
}
