import { translateBy } from '@/components/i18n';

/** The reader's catalogue, as Chrome chose it. */
export const translate = translateBy(chrome.i18n.getMessage);

/**
 * The language of the page: the reader's variant of the catalogue's. Where Chrome has fallen back to a catalogue of
 * another language than its own, the catalogue's, since that is what is read out.
 */
export function pageLanguage(): string {
  const reader = chrome.i18n.getMessage('@@ui_locale').replace('_', '-');
  const catalogue = translate('languageTag');
  return reader.split('-')[0] === catalogue.split('-')[0] ? reader : catalogue;
}
