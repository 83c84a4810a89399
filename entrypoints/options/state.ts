import { type Signal, signal } from '@preact/signals';
import type { Loadable } from '@/components/options/model';
import { type AwardsReply, type OptionsState, send } from '@/lib/messages/client';

/** What the page shows, as the worker last told it. */
export const optionsState = signal<Loadable<OptionsState>>({ value: null, failed: false });
export const awards = signal<Loadable<AwardsReply>>({ value: null, failed: false });

const reloadState = loader(optionsState, () => send('options.state'));
const reloadAwards = loader(awards, () => send('awards.list'));

/** Asks the worker for everything anew. Never rejects: a failure shows in the signals. */
export async function reload(): Promise<void> {
  await Promise.all([reloadState(), reloadAwards()]);
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
      target.value = { value: await ask(), failed: false };
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
