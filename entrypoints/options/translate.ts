import type { Translate } from '@/components/i18n';

/** The reader's catalogue, as Chrome chose it. */
export const translate: Translate = (id, ...substitutions) => chrome.i18n.getMessage(id, substitutions.map(String));
