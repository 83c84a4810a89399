import type { TemplateList } from '../../../../components/editor/badge-combobox.tsx';
import type { TemplateView } from '../../../../lib/messages/client.ts';

let made = 0;

export function template(part: Partial<TemplateView> = {}): TemplateView {
  made += 1;
  return {
    id: `template-${made}`,
    name: `Badge ${made}`,
    description: null,
    imageUrl: null,
    skills: [],
    level: null,
    expiry: null,
    allowsDuplicates: false,
    ...part,
  };
}

/** A list that was read to its end, unless told otherwise. */
export function templateList(part: Partial<TemplateList> = {}): TemplateList {
  const items = part.items ?? [];
  return { status: 'ready', items, total: items.length, error: null, ...part };
}
