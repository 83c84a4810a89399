import type { ProfilePreview, ProfilePreviewReply } from '@/lib/messages/protocol.ts';
import type { Handlers } from '@/lib/messages/server.ts';
import type { SiteProfile } from '@/lib/quiz-site/profile.ts';
import { profileFile, readProfileFile } from '@/lib/quiz-site/profile-file.ts';
import { maxOwnProfiles, ownProfiles, removeOwnProfile, saveOwnProfile } from '@/lib/quiz-site/profile-store.ts';
import { allProfiles } from '@/lib/quiz-site/profiles.ts';
import { giveUp } from '@/lib/quiz-site/site-access.ts';
import { syncObserving, syncTeaching } from './observing.ts';
import type { Worker } from './worker.ts';

type SitesMessages = 'sites.export' | 'sites.preview-import' | 'sites.import' | 'sites.remove' | 'sites.access-changed';

/** The profiles that the user owns: in and out as files, and away. */
export function sitesHandlers(worker: Worker): Pick<Handlers, SitesMessages> {
  return {
    async 'sites.export'({ id }) {
      const profile = (await allProfiles()).find((it) => it.id === id);
      return profile ? profileFile(profile) : null;
    },

    'sites.preview-import': async ({ text }) => previewOf(text),

    async 'sites.import'({ text }) {
      const reply = await previewOf(text);
      const read = readProfileFile(text);
      if (!reply.ok || !read.ok) return reply;
      await saveOwnProfile(read.profile, Date.now());
      await sitesChanged(worker);
      return reply;
    },

    async 'sites.remove'({ id }) {
      const own = (await ownProfiles()).find((it) => it.profile.id === id);
      await removeOwnProfile(id);
      if (own) await giveUp(own.profile.origins);
      await sitesChanged(worker);
      return null;
    },

    async 'sites.access-changed'() {
      await sitesChanged(worker);
      return null;
    },
  };
}

/** Other pages are to be observed than before. */
export async function sitesChanged(worker: Worker): Promise<void> {
  await syncObserving();
  await syncTeaching();
  await worker.changed();
}

async function previewOf(text: string): Promise<ProfilePreviewReply> {
  const read = readProfileFile(text);
  if (!read.ok) return { ok: false, trouble: read.problem, where: read.where };
  const { profile } = read;
  const here = (await allProfiles()).find((it) => it.id === profile.id);
  const own = await ownProfiles();
  // One address has one profile: which of two would be read would be a matter of chance.
  const isTaken = own.some((it) => it.profile.id !== profile.id && sharesOrigin(it.profile, profile));
  if (isTaken) return { ok: false, trouble: 'unfit', where: 'origins' };
  if (!here && own.length >= maxOwnProfiles) return { ok: false, trouble: 'too-many', where: '' };
  return { ok: true, preview: previewBeside(profile, here) };
}

function previewBeside(profile: SiteProfile, here: SiteProfile | undefined): ProfilePreview {
  const content = (it: SiteProfile) => JSON.stringify({ ...it, version: 0, owner: 'user' });
  return {
    name: profile.name,
    origins: profile.origins,
    replaces: here ? { name: here.name, version: here.version, owner: here.owner } : null,
    isSame: here !== undefined && content(here) === content(profile),
  };
}

const sharesOrigin = (a: SiteProfile, b: SiteProfile) => a.origins.some((it) => b.origins.includes(it));
