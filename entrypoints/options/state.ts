import { signal } from '@preact/signals';
import type { Loadable } from '@/components/options/model';
import { type AwardsReply, type ImportView, type LockState, type OptionsState, send } from '@/lib/messages/client';
import { awardsFeed } from './awards-feed.ts';

/** What the page shows, as the worker last told it. */
export const optionsState = signal<Loadable<OptionsState>>({ value: null, failed: false });
export const awards = signal<Loadable<AwardsReply>>({ value: null, failed: false });
/** The import of a file of results, if there is one. */
export const importView = signal<ImportView | null>(null);
/** Null until the worker said it. While it is locked, nothing else is answered. */
export const lock = signal<LockState | null>(null);

const reloadState = oneAtATime(async () => {
  try {
    const state = await send('options.state');
    // It may have been locked while this was on its way.
    if (!lock.value?.isLocked) optionsState.value = { value: state, failed: false };
  } catch {
    optionsState.value = { value: optionsState.value.value, failed: true };
  }
});
const reloadImport = oneAtATime(async () => {
  const view = await send('import.state').catch(() => importView.value);
  if (!lock.value?.isLocked) importView.value = view;
});
const feed = awardsFeed(awards);
const reloadAwards = oneAtATime(feed.load);

/** Asks the worker for everything anew. Never rejects: a failure shows in the signals. */
export async function reload(): Promise<void> {
  const now = await send('lock.state').catch(() => lock.value);
  if (now?.isLocked) forget();
  lock.value = now;
  if (!now?.isLocked) await Promise.all([reloadState(), reloadAwards(), reloadImport()]);
}

/** What was shown before the lock is not kept behind it. */
function forget(): void {
  optionsState.value = { value: null, failed: false };
  feed.forget();
  importView.value = null;
}

/**
 * Gives a function whose promise settles once a fresh answer has arrived. One question is under way at a time, and calls
 * that come meanwhile share the next: a burst of changes neither floods the worker nor keeps its answers from being shown.
 * @param ask never rejects
 */
function oneAtATime(ask: () => Promise<void>): () => Promise<void> {
  let last = Promise.resolve();
  let queued: Promise<void> | null = null;
  const load = () => {
    queued = null;
    return ask();
  };
  return () => {
    if (queued) return queued;
    last = last.then(load);
    queued = last;
    return last;
  };
}
