import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type messages from '../public/_locales/en/messages.json';

/** The id of a sentence in `public/_locales`. A sentence that does not exist there does not compile. */
export type MessageId = keyof typeof messages;

/** `token-refused` as a part of a message id. */
export type Snake<Name extends string> = Name extends `${infer Word}-${infer Rest}` ? `${Word}_${Snake<Rest>}` : Name;

/**
 * Turns a message id into a sentence in the reader's language. Substitutions fill the message's named placeholders in
 * the order in which they are declared ($1, $2, ...).
 */
export type Translate = (id: MessageId, ...substitutions: (string | number)[]) => string;

const TranslateContext = createContext<Translate>((id) => id);

/** The entrypoint provides it (browser.i18n there, the English catalogue in unit tests). */
export const TranslateProvider = TranslateContext.Provider;

export const useTranslate = (): Translate => useContext(TranslateContext);

const firstStrongIsolate = '\u2068';
const popDirectionalIsolate = '\u2069';
const rightToLeftLetter = /[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u;

/**
 * A catalogue as Chrome reads it, as sentences. Names and addresses that are written the other way than the sentence are
 * isolated, so that the brackets and full stops around them stay in their places.
 * @param read `chrome.i18n.getMessage`
 */
export function translateBy(read: (id: string, substitutions?: string[]) => string): Translate {
  const isRightToLeft = read('textDirection') === 'rtl';
  const isolate = (value: string | number) => {
    const text = String(value);
    return isRightToLeft || rightToLeftLetter.test(text)
      ? `${firstStrongIsolate}${text}${popDirectionalIsolate}`
      : text;
  };
  return (id, ...substitutions) => read(id, substitutions.map(isolate)) || id;
}

/** The same sentences for files and other pages, where marks that nobody sees would be in the way. */
export function withoutIsolates(t: Translate): Translate {
  return (...said) => t(...said).replace(/[\u2068\u2069]/g, '');
}

/** What our elements say of their words, in pages of whatever language. */
export const languageOf = (t: Translate) => ({ tag: t('languageTag'), direction: t('textDirection') });
