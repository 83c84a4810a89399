import { type Signal, signal } from '@preact/signals';
import type { Loadable } from '@/components/options/model';
import { type AwardsReply, type LockState, type OptionsState, send } from '@/lib/messages/client';

/** What the page shows, as the worker last told it. */
export const optionsState = signal<Loadable<OptionsState>>({ value: null, failed: false });
export const awards = signal<Loadable<AwardsReply>>({ value: null, failed: false });
/** Null until the worker said it. While it is locked, nothing else is answered. */
export const lock = signal<LockState | null>(null);

const reloadState = loader(optionsState, () => send('options.state'));
const reloadAwards = loader(awards, () => send('awards.list'));

/** Asks the worker for everything anew. Never rejects: a failure shows in the signals. */
export async function reload(): Promise<void> {
  const now = await send('lock.state').catch(() => lock.value);
  if (now?.isLocked) forget();
  lock.value = now;
  if (!now?.isLocked) await Promise.all([reloadState(), reloadAwards()]);
}

/** What was shown before the lock is not kept behind it. */
function forget(): void {
  optionsState.value = { value: null, failed: false };
  awards.value = { value: null, failed: false };
}

/**
 * Gives a function that puts a fresh answer into the signal; its promise settles once that has happened. One question is
 * under way at a time, and calls that come meanwhile share the next: a burst of changes neither floods the worker nor
 * keeps its answers from being shown.
 */
function loader<T>(target: Signal<Loadable<T>>, ask: () => Promise<T>): () => Promise<void> {
  let last = Promise.resolve();
  let queued: Promise<void> | null = null;
  const load = async () => {
    queued = null;
    try {
      const answer = await ask();
      // It may have been locked while this was on its way.
      if (!lock.value?.isLocked) target.value = { value: answer, failed: false };
    } catch {
      target.value = { value: target.value.value, failed: true };
    }
  };
  return () => {
    if (queued) return queued;
    last = last.then(load);
    queued = last;
    return last;
  };
}
