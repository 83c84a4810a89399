import { z } from 'zod';
import { from, options } from './entry.ts';
import type { FileReply } from './transfer.ts';

/** Which sites the extension knows, and the profiles that the user owns. */

const siteId = z.string().min(1).max(60);
/** More than any profile may have: what is larger is told so by the worker's own, tighter limit. */
const profileText = z.string().max(16_000_000);

export const sitesMessages = {
  'sites.export': from(options, z.object({ id: siteId })).replies<FileReply | null>(),
  'sites.preview-import': from(options, z.object({ text: profileText })).replies<ProfilePreviewReply>(),
  /** Saves a file's profile as the user's own; the browser's permission for its addresses is asked for before. */
  'sites.import': from(options, z.object({ text: profileText })).replies<ProfilePreviewReply>(),
  /** Takes the user's own profile away: CredSpark goes back to the built-in one, another site is no longer read. */
  'sites.remove': from(options, z.object({ id: siteId })).replies<null>(),
  /** The browser has given or taken access to a site. */
  'sites.access-changed': from(options, z.object({})).replies<null>(),
} as const;

export type ProfileTrouble = 'too-large' | 'malformed' | 'not-a-profile' | 'newer' | 'unfit' | 'too-many';

/** What a file's profile would do; nothing is changed by looking. */
export interface ProfilePreview {
  name: string;
  origins: string[];
  /** What it would stand in the place of; null for a new site. */
  replaces: { name: string; version: number; owner: 'shipped' | 'user' } | null;
  /** Nothing in it differs from the profile that is here. */
  isSame: boolean;
}

export type ProfilePreviewReply =
  | { ok: true; preview: ProfilePreview }
  /** `where`: the part that does not fit, as a path in the file. */
  | { ok: false; trouble: ProfileTrouble; where: string };
