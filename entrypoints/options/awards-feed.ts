import type { Signal } from '@preact/signals';
import type { Loadable } from '@/components/options/model';
import { type AwardRow, type AwardsReply, send } from '@/lib/messages/client';

/**
 * The ledger's rows in the page: once all of them, page by page and newest first, so that the first are there at once; then
 * only what was written since.
 */
export interface AwardsFeed {
  /** Asks for what is new; settles when that is in the signal. Never rejects. */
  load(): Promise<void>;
  /** Forgets every row, here and in the signal: the page was locked. */
  forget(): void;
}

export function awardsFeed(target: Signal<Loadable<AwardsReply>>): AwardsFeed {
  const rows = new Map<string, AwardRow>();
  let since: number | null = null;
  let under = '';
  // Raised when everything is forgotten: an answer to a question from before then says nothing any more.
  let generation = 0;

  const show = (total: number) => {
    const awards = [...rows.values()].sort((a, b) => b.createdAt - a.createdAt || (a.id < b.id ? 1 : -1));
    target.value = { value: { awards, total }, failed: false };
  };

  async function loadAll(asked: number): Promise<void> {
    let start: number | null = null;
    for (let before: { createdAt: number; id: string } | null = null; ; ) {
      const page: Awaited<ReturnType<typeof send<'awards.page'>>> = await send('awards.page', { before });
      if (asked !== generation) return;
      start ??= page.at;
      under = page.under;
      for (const row of page.awards) rows.set(row.id, row);
      show(page.total);
      before = page.next;
      if (!before) break;
    }
    since = start;
  }

  async function loadTouched(asked: number): Promise<void> {
    for (let more = true; more && since !== null; ) {
      const reply = await send('awards.touched', { since });
      if (asked !== generation) return;
      if (reply.under !== under) return loadAll(asked);
      for (const row of reply.awards) rows.set(row.id, row);
      since = reply.at;
      more = reply.more;
      show(reply.total);
    }
  }

  return {
    async load() {
      const asked = generation;
      try {
        await (since === null ? loadAll(asked) : loadTouched(asked));
      } catch {
        if (asked === generation) target.value = { value: target.value.value, failed: true };
      }
    },
    forget() {
      generation += 1;
      rows.clear();
      since = null;
      target.value = { value: null, failed: false };
    },
  };
}
