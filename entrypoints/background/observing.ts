import { browser } from 'wxt/browser';
import { readConnection } from '@/lib/connection/connection.ts';
import { shippedSite } from '@/lib/quiz-site/pages.ts';
import type { SiteProfile } from '@/lib/quiz-site/profile.ts';
import { allProfiles } from '@/lib/quiz-site/profiles.ts';
import { mayRead, patternOf } from '@/lib/quiz-site/site-access.ts';
import { readTeaching } from '@/lib/quiz-site/teaching/session.ts';
import { readConsent } from '@/lib/settings/consent.ts';

/**
 * Whether results are observed at all: only after "I agree" and while connected. Until then the page hook is not even
 * registered, so it cannot read anything.
 */

const hookFile = '/content-scripts/results-hook.js' as const;
const sentinelFile = '/content-scripts/sentinel.js' as const;

type Script = Parameters<typeof browser.scripting.registerContentScripts>[0][number];

/** Sees what player pages send and get. */
const hook: Script = {
  id: 'results-hook',
  js: [hookFile],
  runAt: 'document_start',
  world: 'MAIN',
  allFrames: true,
  persistAcrossSessions: true,
};

/** On CredSpark the manifest brings the sentinel; on other sites it is there only while the user allows it. */
const sentinel: Script = {
  id: 'sentinel-of-other-sites',
  js: [sentinelFile],
  runAt: 'document_start',
  allFrames: true,
  matchOriginAsFallback: true,
  persistAcrossSessions: true,
};

/** Profiles of the sites that the browser lets us read. */
async function readableProfiles(): Promise<SiteProfile[]> {
  const profiles = await allProfiles();
  const readable = await Promise.all(profiles.map((it) => mayRead(it.origins)));
  return profiles.filter((_, index) => readable[index]);
}

/** Match patterns of the pages in which participants take a quiz. */
function playerMatches({ origins, pages }: SiteProfile): string[] {
  return origins.flatMap((origin) =>
    pages.player.map((pattern) => `${origin}${pattern.replace(/\{\w+\}/g, '*').replace(/\*?$/, '*')}`),
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

/**
 * Brings the registrations in line with consent, connection, profiles and the browser's permissions. Safe to call at any
 * time.
 */
export async function syncObserving(): Promise<void> {
  await navigator.locks.request('observing', async () => {
    const profiles = await readableProfiles();
    const isAgreed = (await readConsent()).state === 'agreed';
    const others = profiles.filter((it) => it.id !== shippedSite);
    const fresh = await sync(sentinel, isAgreed ? others.flatMap((it) => it.origins.map(patternOf)) : []);
    for (const tabId of await tabsOf(fresh)) await bringIn(tabId, sentinelFile);
    const observed = await sync(hook, (await isObserving()) ? profiles.flatMap(playerMatches) : []);
    for (const tabId of await tabsOf(observed)) await watchFrame(tabId);
  });
}

/** @returns the match patterns that are new */
async function sync(script: Script, wanted: readonly string[]): Promise<string[]> {
  const matches = [...new Set(wanted)];
  const [registered] = await browser.scripting.getRegisteredContentScripts({ ids: [script.id] });
  const before = registered?.matches ?? [];
  const isSame = before.length === matches.length && matches.every((it) => before.includes(it));
  if (isSame) return [];
  if (registered) await browser.scripting.unregisterContentScripts({ ids: [script.id] });
  if (matches.length > 0) await browser.scripting.registerContentScripts([{ ...script, matches }]);
  return matches.filter((it) => !before.includes(it));
}

async function tabsOf(matches: string[]): Promise<number[]> {
  if (matches.length === 0) return [];
  return (await browser.tabs.query({ url: matches })).flatMap((it) => it.id ?? []);
}

async function bringIn(tabId: number, file: typeof sentinelFile): Promise<void> {
  await browser.scripting
    .executeScript({ target: { tabId, allFrames: true }, files: [file], injectImmediately: true })
    .catch(() => undefined);
}

/** Recording and panel: in every page of the one site that is taught, as long as it is taught. */
const teachingHook: Script = { ...hook, id: 'teaching-hook', persistAcrossSessions: false };
const teachingPanel: Script = {
  ...sentinel,
  id: 'teaching',
  js: ['/content-scripts/teaching.js'],
  persistAcrossSessions: false,
};

/** Brings the scripts that teach in line with what is taught. */
export async function syncTeaching(): Promise<void> {
  await navigator.locks.request('observing', async () => {
    const teaching = await readTeaching();
    const isAgreed = (await readConsent()).state === 'agreed';
    const matches = teaching && isAgreed && (await mayRead([teaching.origin])) ? [patternOf(teaching.origin)] : [];
    await sync(teachingHook, matches);
    await sync(teachingPanel, matches);
  });
}
