import { signal } from '@preact/signals';
import type { TemplateList } from '@/components/editor/badge-combobox.tsx';
import type { Translate } from '@/components/i18n.ts';
import { send, type TemplateView } from '@/lib/messages/client.ts';
import { troubleTexts } from './trouble.ts';

const empty: TemplateList = { status: 'loading', items: [], total: null, error: null };

/** The organization's badge templates: the first page is usable at once, the rest arrives page by page. */
export function createTemplateLoader(t: Translate) {
  const list = signal<TemplateList>(empty);
  let round = 0;

  async function load(): Promise<void> {
    round += 1;
    const own = round;
    const items = new Map<string, TemplateView>();
    list.value = empty;
    for (let page = 1, pages = 1; page <= pages; page += 1) {
      const reply = await send('templates.page', { page, refresh: false }).catch(() => null);
      if (own !== round) return;
      if (!reply?.ok) {
        const error = t(reply ? troubleTexts[reply.trouble] : 'editor_trouble_extension_gone');
        list.value = { status: 'error', items: [...items.values()], total: items.size || null, error };
        return;
      }
      for (const template of reply.templates) items.set(template.id, template);
      pages = reply.totalPages;
      list.value = {
        status: page < pages ? 'loading' : 'ready',
        items: [...items.values()],
        // The last word is what really came: drafts among them are not offered.
        total: page < pages ? reply.totalCount : items.size,
        error: null,
      };
    }
  }

  return {
    list,
    load,
    /** Ends a load under way: its answers are dropped. */
    stop: () => {
      round += 1;
    },
  };
}
