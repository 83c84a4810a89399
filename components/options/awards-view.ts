import type { AwardRow } from '@/lib/messages/client';
import { fullName } from './participant.ts';

/** Which awards are shown, and in what order. Pure, so that a thousand rows can be tried quickly. */

type AwardState = AwardRow['state'];

/** Those that need a person first, then what is under way, then what is settled. */
export const statesInOrder: readonly AwardState[] = [
  'needs-details',
  'held',
  'unconfirmed',
  'failed',
  'waiting',
  'sending',
  'issued',
  'already-issued',
  'not-passing',
  'cancelled',
  'revoked',
];

export interface AwardsFilter {
  status: AwardState | null;
  /** A quiz by its title. */
  quiz: string | null;
  /** Words that all have to occur, in any case and with or without accents. */
  text: string;
}

export const noFilter: AwardsFilter = { status: null, quiz: null, text: '' };

export const sortColumns = ['participant', 'quiz', 'status', 'time'] as const;
export type SortColumn = (typeof sortColumns)[number];
export interface AwardsSort {
  column: SortColumn;
  descending: boolean;
}

export const newestFirst: AwardsSort = { column: 'time', descending: true };

/** What a click on a column's head makes of the order: the other way round, or a new column in its usual direction. */
export function nextSort(sort: AwardsSort, column: SortColumn): AwardsSort {
  return { column, descending: sort.column === column ? !sort.descending : column === 'time' };
}

/** Without case and accents, so that "nguyen" finds "Nguyễn". */
function fold(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase();
}

/** What a search looks through, award by award; made once for a list, not once for a key press. */
export function searchTexts(awards: readonly AwardRow[]): string[] {
  return awards.map(({ participant, quizTitle, badge }) =>
    fold([fullName(participant), participant?.email, quizTitle, badge?.name].filter(Boolean).join('\n')),
  );
}

/** @param texts the `searchTexts` of the same list */
export function filterAwards(awards: readonly AwardRow[], texts: readonly string[], filter: AwardsFilter): AwardRow[] {
  const words = fold(filter.text).split(/\s+/).filter(Boolean);
  return awards.filter(
    (award, index) =>
      (filter.status === null || award.state === filter.status) &&
      (filter.quiz === null || award.quizTitle === filter.quiz) &&
      words.every((word) => texts[index]?.includes(word)),
  );
}

/** Sorts without changing the list. Equal ones keep their order; where there is no name, the award comes last. */
export function sortAwards(awards: readonly AwardRow[], sort: AwardsSort, language: string): AwardRow[] {
  const sign = sort.descending ? -1 : 1;
  if (sort.column === 'time') return [...awards].sort((a, b) => sign * (a.createdAt - b.createdAt));
  if (sort.column === 'status') {
    const place = new Map(statesInOrder.map((state, index) => [state, index]));
    return [...awards].sort((a, b) => sign * ((place.get(a.state) ?? 0) - (place.get(b.state) ?? 0)));
  }
  const { compare } = new Intl.Collator(language, { numeric: true });
  const keyOf =
    sort.column === 'quiz'
      ? (award: AwardRow) => award.quizTitle
      : (award: AwardRow) => fullName(award.participant) ?? award.participant?.email ?? '';
  return awards
    .map((award) => ({ award, key: keyOf(award) }))
    .sort((a, b) => {
      if (a.key === '' || b.key === '') return Number(a.key === '') - Number(b.key === '');
      return sign * compare(a.key, b.key);
    })
    .map(({ award }) => award);
}

/** How many awards are in each state that occurs, in the order of `statesInOrder`. */
export function countStates(awards: readonly AwardRow[]): [AwardState, number][] {
  const counts = new Map<AwardState, number>();
  for (const { state } of awards) counts.set(state, (counts.get(state) ?? 0) + 1);
  return statesInOrder.flatMap((state) => {
    const count = counts.get(state);
    return count ? [[state, count] as [AwardState, number]] : [];
  });
}

/** The titles of the quizzes that occur, in the order of the language. */
export function quizTitles(awards: readonly AwardRow[], language: string): string[] {
  return [...new Set(awards.map((award) => award.quizTitle))].sort(new Intl.Collator(language).compare);
}
