import { browser } from 'wxt/browser';
import { z } from 'zod';
import type { SiteProfile } from '../quiz-site/profile.ts';
import { type ResponsePage, responsePageSchema } from '../quiz-site/response-page.ts';
import { storedItem } from '../settings/stored-item.ts';

/**
 * Reads a list that only its own page can draw: in a tab that is opened behind the one at hand, never gets the focus, and is
 * closed again, also after a failure and by the next worker where this one was ended.
 */

const loadMs = 20_000;
const lookMs = 300;

const opened = storedItem('own-tabs', z.array(z.number().int()), [], 'session');

export const isOwnTab = async (tabId: number): Promise<boolean> => (await opened.get()).includes(tabId);

export async function readTab(profile: SiteProfile, page: string): Promise<ResponsePage | null> {
  return navigator.locks.request('own-tab', async () => {
    const tab = await browser.tabs.create({ url: page, active: false }).catch(() => null);
    if (tab?.id === undefined) return null;
    const { id } = tab;
    await opened.update((all) => [...all, id]);
    try {
      if (!(await isLoaded(profile, id))) return null;
      const [injected] = await browser.scripting.executeScript({
        target: { tabId: id },
        files: ['/content-scripts/list-reader.js'],
      });
      const parsed = responsePageSchema.safeParse(injected?.result);
      return parsed.success ? parsed.data : null;
    } catch {
      return null;
    } finally {
      await close(id);
    }
  });
}

/** Closes what a worker that was ended has left behind. */
export async function closeOwnTabs(): Promise<void> {
  for (const id of await opened.get()) await close(id);
}

async function close(id: number): Promise<void> {
  const tab = await browser.tabs.get(id).catch(() => null);
  // One that somebody has gone to is theirs now.
  if (tab && !tab.active) await browser.tabs.remove(id).catch(() => undefined);
  await opened.update((all) => all.filter((it) => it !== id));
}

/** Whether a page of the site came to its end in time. */
async function isLoaded({ origins }: SiteProfile, id: number): Promise<boolean> {
  for (let waited = 0; waited < loadMs; waited += lookMs) {
    const tab = await browser.tabs.get(id);
    if (tab.status === 'complete' && tab.url && tab.url !== 'about:blank')
      return URL.canParse(tab.url) && origins.includes(new URL(tab.url).origin);
    await new Promise((resolve) => setTimeout(resolve, lookMs));
  }
  return false;
}
