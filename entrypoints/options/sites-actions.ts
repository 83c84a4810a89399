import type { SitesActions } from '@/components/options/sites/model';
import { send } from '@/lib/messages/client';
import { done, orNull } from './answers.ts';
import { download } from './download.ts';

/** Quiz sites and their profiles. The browser asks for access to a site only in the click itself, so that comes first. */
export const sitesActions: SitesActions = {
  async addSite(address) {
    if (!URL.canParse(address) || new URL(address).protocol !== 'https:') return 'bad-address';
    if (!(await ask([new URL(address).origin]))) return 'no-access';
    const reply = await orNull(send('teaching.start', { address, siteId: null }));
    if (reply?.ok) return null;
    return reply?.trouble ?? 'no-answer';
  },
  async fixSite(siteId) {
    const reply = await orNull(send('teaching.start', { address: null, siteId }));
    if (reply?.ok) return null;
    return reply?.trouble ?? 'no-answer';
  },
  async exportSite(id) {
    const file = await send('sites.export', { id }).catch(() => null);
    if (file) download({ ...file, mediaType: 'application/json' });
    return file !== null;
  },
  previewProfile: (text) => send('sites.preview-import', { text }).catch(() => null),
  async importProfile(text, origins) {
    if (!(await ask(origins))) return 'refused';
    return orNull(send('sites.import', { text }));
  },
  removeSite: (id) => done(send('sites.remove', { id })),
  async allowSite(origins) {
    const isAllowed = await ask(origins);
    if (isAllowed) await done(send('sites.access-changed'));
    return isAllowed;
  },
};

async function ask(origins: readonly string[]): Promise<boolean> {
  try {
    return await chrome.permissions.request({ origins: origins.map((it) => `${it}/*`) });
  } catch {
    return false;
  }
}
