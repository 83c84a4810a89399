import { browser } from 'wxt/browser';
import { readConnection } from '@/lib/connection/connection.ts';
import { allProfiles } from '@/lib/quiz-site/profiles.ts';
import { readConsent } from '@/lib/settings/consent.ts';

/**
 * Whether results are observed at all: only after "I agree" and while connected. Until then the page hook is not even
 * registered, so it cannot read anything.
 */

const hookId = 'results-hook';
const hookFile = '/content-scripts/results-hook.js' as const;

/** Match patterns of the pages in which participants take a quiz. */
async function playerMatches(): Promise<string[]> {
  return (await allProfiles()).flatMap(({ origins, pages }) =>
    origins.flatMap((origin) =>
      pages.player.map((pattern) => `${origin}${pattern.replace(/\{\w+\}/g, '*').replace(/\*?$/, '*')}`),
    ),
  );
}

export async function isObserving(): Promise<boolean> {
  return (await readConsent()).state === 'agreed' && (await readConnection()) !== null;
}

/** Puts the hook into a page that is already open; where it is already, nothing happens. */
export async function watchFrame(tabId: number, frameId?: number): Promise<void> {
  const target = frameId === undefined ? { tabId, allFrames: true } : { tabId, frameIds: [frameId] };
  await browser.scripting
    .executeScript({ target, world: 'MAIN', files: [hookFile], injectImmediately: true })
    .catch(() => undefined);
}

/** Brings the registration of the page hook in line with consent and connection. Safe to call at any time. */
export async function syncObserving(): Promise<void> {
  await navigator.locks.request('observing', async () => {
    const wanted = await isObserving();
    const registered = (await browser.scripting.getRegisteredContentScripts({ ids: [hookId] })).length > 0;
    if (wanted && !registered) {
      const matches = await playerMatches();
      await browser.scripting.registerContentScripts([
        {
          id: hookId,
          js: [hookFile],
          matches,
          runAt: 'document_start',
          world: 'MAIN',
          allFrames: true,
          persistAcrossSessions: true,
        },
      ]);
      for (const tab of await browser.tabs.query({ url: matches })) {
        if (tab.id !== undefined) await watchFrame(tab.id);
      }
    }
    if (!wanted && registered) await browser.scripting.unregisterContentScripts({ ids: [hookId] });
  });
}
