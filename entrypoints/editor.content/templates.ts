import { signal } from '@preact/signals';
import type { TemplateList } from '@/components/editor/badge-combobox.tsx';
import { byName } from '@/components/editor/badge-search.ts';
import type { Translate } from '@/components/i18n.ts';
import {
  type CredlyTrouble,
  type KeptTemplatesReply,
  send,
  type TemplatesReply,
  type TemplateView,
} from '@/lib/messages/client.ts';
import { troubleText } from './trouble.ts';

const empty: TemplateList = {
  status: 'loading',
  items: [],
  total: null,
  error: null,
  isOffline: false,
  keptAt: null,
};

/**
 * The organization's badge templates. What the worker kept is usable at once; then Credly's list is read page by page,
 * and only a whole reading takes away what is no longer in it.
 */
export function createTemplateLoader(t: Translate) {
  const list = signal<TemplateList>(empty);
  let round = 0;
  let isLoading = false;
  /** What is in `list`, and the reading that it came from. */
  let known = new Map<string, TemplateView>();
  let knownFrom: number | null = null;

  /** @param force reads Credly's list even if that was done a moment ago */
  async function load({ force = false } = {}): Promise<void> {
    if (isLoading && !force) return;
    round += 1;
    const own = round;
    isLoading = true;
    try {
      await read(own, force);
    } finally {
      if (own === round) isLoading = false;
    }
  }

  async function read(own: number, force: boolean): Promise<void> {
    const kept = await readKept(own);
    if (own !== round) return;
    if (kept.trouble) return fail(kept.trouble);
    if (kept.isFresh && !force) return show({ status: 'ready' });
    // Of an empty list nothing is known yet, not that it is empty.
    show({ status: 'loading', total: known.size || null });
    const seen = new Map<string, TemplateView>();
    let startedAt: number | null = null;
    for (let page = 1, pages = 1; page <= pages; page += 1) {
      const reply: TemplatesReply | null = await send('templates.page', { page, startedAt }).catch(() => null);
      if (own !== round) return;
      if (!reply?.ok) return fail(reply?.trouble ?? 'gone');
      ({ startedAt, totalPages: pages } = reply);
      let isChanged = false;
      for (const template of reply.templates) {
        const before = known.get(template.id);
        const same = before && JSON.stringify(before) === JSON.stringify(template) ? before : template;
        isChanged ||= same !== before;
        seen.set(template.id, same);
        known.set(template.id, same);
      }
      if (isChanged) show({ total: Math.max(known.size, reply.totalCount) });
    }
    known = seen;
    knownFrom = Date.now();
    show({ status: 'ready', keptAt: knownFrom });
  }

  /** Takes over what the worker has, unless this page has it already. */
  async function readKept(own: number): Promise<{ trouble?: CredlyTrouble | 'gone'; isFresh: boolean }> {
    let after: { sortName: string; id: string } | null = null;
    let isFresh = false;
    const items = new Map<string, TemplateView>();
    do {
      const reply: KeptTemplatesReply | null = await send('templates.kept', { after }).catch(() => null);
      if (own !== round) return { isFresh };
      if (!reply?.ok) return { trouble: reply?.trouble ?? 'gone', isFresh };
      isFresh = reply.isFresh;
      if (after === null) {
        // Not read since this page took it over. Another connection starts with no reading, so it never looks like that.
        if (knownFrom !== null && reply.readAt !== null && reply.readAt <= knownFrom) return { isFresh };
        known = items;
      }
      for (const template of reply.templates) items.set(template.id, template);
      knownFrom = reply.readAt;
      if (items.size > 0) show({ status: 'loading', keptAt: reply.readAt });
      after = reply.next;
    } while (after);
    if (items.size === 0) list.value = empty;
    return { isFresh };
  }

  function show(part: Partial<TemplateList>): void {
    const items = [...known.values()].sort(byName);
    list.value = { ...list.value, items, total: items.length, error: null, isOffline: false, ...part };
  }

  function fail(trouble: CredlyTrouble | 'gone'): void {
    const isOffline = trouble === 'unreachable' && !navigator.onLine;
    const words = trouble === 'gone' ? 'editor_trouble_extension_gone' : troubleText(trouble);
    const error = t(isOffline ? 'picker_offline' : words);
    const { items } = list.value;
    list.value = { ...list.value, status: 'error', total: items.length || null, error, isOffline };
  }

  return {
    list,
    load,
    /** Ends a load under way: its answers are dropped. */
    stop: () => {
      round += 1;
      isLoading = false;
    },
  };
}
