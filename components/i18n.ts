import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type messages from '../public/_locales/en/messages.json';

/** The id of a sentence in `public/_locales`. A sentence that does not exist there does not compile. */
export type MessageId = keyof typeof messages;

/**
 * Turns a message id into a sentence in the reader's language. Substitutions fill the message's named placeholders in
 * the order in which they are declared ($1, $2, ...).
 */
export type Translate = (id: MessageId, ...substitutions: (string | number)[]) => string;

const TranslateContext = createContext<Translate>((id) => id);

/** The entrypoint provides it (browser.i18n there, the English catalogue in unit tests). */
export const TranslateProvider = TranslateContext.Provider;

export const useTranslate = (): Translate => useContext(TranslateContext);
