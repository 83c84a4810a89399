import type { Finality } from '../awards/result.ts';
import type { NameSplit } from './setup.ts';

/** What words in a cell mean. A word that is not listed means nothing. */

/** Lower case, without accents and punctuation, one space between words: what words and headings are compared by. */
export function plain(text: string): string {
  return text
    .slice(0, 200)
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll('ß', 'ss')
    .replace(/[^\p{L}\p{N}%]+/gu, ' ')
    .trim();
}

const passedWords = new Set(
  'true yes y passed pass success successful 1 ja j wahr bestanden erfolgreich si s verdadero aprobado aprobada apto apta oui reussi'.split(
    ' ',
  ),
);
const failedWords = new Set([
  ...'false no n failed fail 0 nein falsch durchgefallen suspenso suspendido reprobado falso non echoue'.split(' '),
  'not passed',
  'did not pass',
  'nicht bestanden',
  'nicht erfolgreich',
  'no aprobado',
  'no aprobada',
  'no apto',
]);

/** Null for an empty cell. */
export function readPassed(text: string): boolean | null | 'unclear' {
  const word = plain(text);
  if (word === '') return null;
  if (passedWords.has(word)) return true;
  return failedWords.has(word) ? false : 'unclear';
}

/** `reviewed`: the score is set, but the participant has not been told yet. `unknown`: a word that is not listed, or none. */
export type StatusMeaning = 'final' | 'reviewed' | 'pending' | 'partial' | 'unknown';

const statusWords: Record<Exclude<StatusMeaning, 'unknown'>, readonly string[]> = {
  final: [
    ...'notified completed complete final finished done submitted graded benachrichtigt abgeschlossen beendet fertig'.split(
      ' ',
    ),
    ...'notificado notificada completado completada finalizado finalizada terminado terminada entregado'.split(' '),
  ],
  reviewed: ['reviewed', 'uberpruft', 'gepruft', 'bewertet', 'revisado', 'revisada'],
  pending: [
    ...'pending ausstehend offen pendiente'.split(' '),
    'pending review',
    'needs review',
    'awaiting review',
    'in review',
    'in prufung',
    'zu prufen',
    'pendiente de revision',
    'en revision',
  ],
  partial: [
    ...'partial incomplete started abandoned unvollstandig begonnen abgebrochen parcial incompleto incompleta'.split(
      ' ',
    ),
    'in progress',
    'partial response',
    'not completed',
    'in bearbeitung',
    'en curso',
    'en progreso',
  ],
};
const meanings = new Map<string, StatusMeaning>(
  Object.entries(statusWords).flatMap(([meaning, words]) => words.map((it) => [it, meaning as StatusMeaning] as const)),
);

export function readStatus(text: string): StatusMeaning {
  return meanings.get(plain(text)) ?? 'unknown';
}

/** Reviewed is the last word on the score, although a person looks at it before it is awarded. */
export function finalityOf(meaning: StatusMeaning): Finality {
  return meaning === 'reviewed' ? 'final' : meaning;
}

/** A full name in two, as a person chose; what cannot be split so has no last name. */
export function splitName(text: string, split: NameSplit): { firstName: string | null; lastName: string | null } {
  const name = text.replace(/\s+/g, ' ').trim();
  const comma = name.indexOf(',');
  const at = split === 'comma' ? comma : split === 'first-word' ? name.indexOf(' ') : name.lastIndexOf(' ');
  if (at < 0) return { firstName: name || null, lastName: null };
  const [before, after] = [name.slice(0, at).trim() || null, name.slice(at + 1).trim() || null];
  return split === 'comma' ? { firstName: after, lastName: before } : { firstName: before, lastName: after };
}
