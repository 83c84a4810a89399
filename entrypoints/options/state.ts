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
 * Gives a function that puts a fresh answer into the signal. An answer that was overtaken by a later question is dropped:
 * it may be older than what is shown. Whoever waits, waits for the newest.
 */
function loader<T>(target: Signal<Loadable<T>>, ask: () => Promise<T>): () => Promise<void> {
  let newest: Promise<void> = Promise.resolve();
  const load = async (isNewest: () => boolean): Promise<void> => {
    let next: Loadable<T>;
    try {
      next = { value: await ask(), failed: false };
    } catch {
      next = { value: target.value.value, failed: true };
    }
    if (isNewest()) target.value = next;
    else await newest;
  };
  return () => {
    const mine: Promise<void> = load(() => newest === mine);
    newest = mine;
    return mine;
  };
}
