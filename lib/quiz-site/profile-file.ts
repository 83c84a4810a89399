import { apiOrigins } from '../credly/environment.ts';
import { credsparkProfile } from './credspark.ts';
import { profileSchema, type SiteProfile } from './profile.ts';
import { readProfile } from './profile-document.ts';

/** A profile as a file that can be given to somebody else. Worker only. */

/** Characters; ten times what the largest profile has. */
const maxChars = 300_000;

export type ProfileFileReading =
  | { ok: true; profile: SiteProfile }
  /** `where`: the part that does not fit, as a path in the file; empty where it is the whole. */
  | { ok: false; problem: 'too-large' | 'malformed' | 'not-a-profile' | 'newer' | 'unfit'; where: string };

export function profileFile(profile: SiteProfile): { name: string; text: string } {
  const name = `quiz-site-${profile.id.replace(/[^a-z0-9.-]/gi, '-')}-${profile.version}.json`;
  return { name, text: `${JSON.stringify(profileSchema.parse(profile), null, 2)}\n` };
}

/** Reads a file's text, which may be anything. Never throws. What it gives back is the user's own, whatever it says. */
export function readProfileFile(text: string): ProfileFileReading {
  if (text.length > maxChars) return { ok: false, problem: 'too-large', where: '' };
  let document: unknown;
  try {
    document = JSON.parse(text);
  } catch {
    return { ok: false, problem: 'malformed', where: '' };
  }
  const read = readProfile(document);
  if (!read.ok) return read;
  const profile = ownedProfile(read.profile);
  return isSafeSite(profile.origins) ? { ok: true, profile } : { ok: false, problem: 'unfit', where: 'origins' };
}

/** Its id is told by its first address, so that one site has one profile and the same name for its quizzes everywhere. */
export function ownedProfile(profile: SiteProfile): SiteProfile {
  const origins = [...new Set(profile.origins.map((it) => new URL(it).origin))];
  return { ...profile, owner: 'user', origins, id: siteIdOf(origins[0] ?? '') };
}

export function siteIdOf(origin: string): string {
  return credsparkProfile.origins.includes(origin) ? credsparkProfile.id : new URL(origin).host.slice(-60);
}

/** CredSpark's profile is CredSpark's alone, and no profile speaks of Credly's own hosts. */
export function isSafeSite(origins: readonly string[]): boolean {
  const isCredspark = origins.some((it) => credsparkProfile.origins.includes(it));
  return (!isCredspark || origins.length === 1) && origins.every((it) => !Object.values(apiOrigins).includes(it));
}
