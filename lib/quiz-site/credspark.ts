import type { SiteProfile } from './profile.ts';
import { readProfile } from './profile-document.ts';
import document from './profiles/credspark.json' with { type: 'json' };

/** CredSpark, as far as it is publicly known. The document itself says what is known of it and what assumed. */
export const credsparkProfile: SiteProfile = shipped(document);

function shipped(it: unknown): SiteProfile {
  const read = readProfile(it);
  if (!read.ok) throw new Error(`The shipped profile is ${read.problem}: ${read.where}`);
  return read.profile;
}
