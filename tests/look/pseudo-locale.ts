import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const root = resolve(import.meta.dirname, '../..');
const catalogue = '_locales/en/messages.json';

/** Where the copy of the build lies whose catalogue is the pseudo-locale. */
export const pseudoExtension = join(root, '.output/pseudo-locale');

const latin = 'abcdefghijklmnopqrstuvwxyz';
const hebrew = 'אבגדהוזחטיכלמנסעפצקרשתךםןף';

/** The letter that stands for a Latin one of either case: each for one, so that a text can be found by its English. */
export const pseudoLetter = (letter: string): string => hebrew[latin.indexOf(letter.toLowerCase())] ?? letter;

/** A sentence in the pseudo-locale; what Chrome fills in keeps its name. */
const pseudoSentence = (sentence: string): string =>
  sentence.replace(/(\$\w+\$)|([a-z])/gi, (whole, placeholder: string | undefined) =>
    placeholder === undefined ? pseudoLetter(whole) : placeholder,
  );

/** Makes the copy anew from the production build, which stays as it is. */
export function makePseudoExtension(build: string): void {
  rmSync(pseudoExtension, { recursive: true, force: true });
  cpSync(build, pseudoExtension, { recursive: true });
  const file = join(pseudoExtension, catalogue);
  const messages = JSON.parse(readFileSync(file, 'utf8')) as Record<string, { message: string }>;
  for (const [id, entry] of Object.entries(messages))
    entry.message =
      { languageTag: 'he', textDirection: 'rtl', extensionName: entry.message }[id] ?? pseudoSentence(entry.message);
  writeFileSync(file, JSON.stringify(messages));
}
