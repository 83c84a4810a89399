import { type MessageId, useTranslate } from '../i18n.ts';

/** Ids that come as a pair `<base>_one` and `<base>_other`. */
export type PluralId = MessageId extends infer Id ? (Id extends `${infer Base}_other` ? Base : never) : never;

/**
 * The language to format numbers and times in: the catalogue's, so that "5 minutes ago" never stands in a sentence of
 * another language, in the reader's own variant of it (24 hours, order of the date) where the browser names one.
 */
export function useLanguage(): string {
  const catalogue = useTranslate()('languageTag');
  const primary = (tag: string) => tag.toLowerCase().split('-')[0];
  return navigator.languages?.find((tag) => primary(tag) === primary(catalogue)) ?? catalogue;
}

/** Makes something once for each language: formats of `Intl` are costly, and a table needs hundreds. */
export function perLanguage<T>(make: (language: string) => T): (language: string) => T {
  const made = new Map<string, T>();
  return (language) => {
    const known = made.get(language);
    if (known !== undefined) return known;
    const fresh = make(language);
    made.set(language, fresh);
    return fresh;
  };
}

/** Gives a sentence that depends on a number: the number is its first substitution. */
export function usePlural(): (base: PluralId, count: number, ...more: (string | number)[]) => string {
  const t = useTranslate();
  const language = useLanguage();
  return (base, count, ...more) => {
    const form = new Intl.PluralRules(language).select(count) === 'one' ? 'one' : 'other';
    return t(`${base}_${form}` as MessageId, new Intl.NumberFormat(language).format(count), ...more);
  };
}
