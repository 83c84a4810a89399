import type { AwardRow } from '@/lib/messages/client';
import { type MessageId, type Translate, withoutIsolates } from '../i18n.ts';
import { reasonSentence } from '../reason-sentence.ts';
import { stateWord } from '../ui/status-chip.tsx';

/** A table as RFC 4180 has it: CRLF after every line, quotes doubled, with a byte order mark so that Excel reads UTF-8. */
export function csvText(rows: readonly (readonly string[])[]): string {
  return `\uFEFF${rows.map((cells) => `${cells.map(csvCell).join(',')}\r\n`).join('')}`;
}

function csvCell(text: string): string {
  const safe = withoutFormula(text);
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** A spreadsheet calculates cells that begin so; names and titles are typed by strangers. An apostrophe makes them text. */
export function withoutFormula(text: string): string {
  return /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
}

type Column = { heading: MessageId; of: (award: AwardRow, t: Translate) => string | null };

const columns: readonly Column[] = [
  { heading: 'csv_first_name', of: ({ participant }) => participant?.firstName ?? null },
  { heading: 'csv_last_name', of: ({ participant }) => participant?.lastName ?? null },
  { heading: 'csv_email', of: ({ participant }) => participant?.email ?? null },
  { heading: 'csv_badge', of: ({ badge }) => badge?.name ?? null },
  { heading: 'csv_quiz', of: ({ quizTitle }) => quizTitle },
  { heading: 'csv_status', of: ({ state }, t) => t(stateWord(state)) },
  { heading: 'csv_reason', of: reasonWords },
  { heading: 'csv_score', of: ({ score }) => score },
  { heading: 'csv_maximum', of: ({ maximum }) => maximum },
  { heading: 'csv_percent', of: ({ percent }) => percent },
  { heading: 'csv_outcome', of: ({ outcome }) => outcome },
  {
    heading: 'csv_environment',
    of: ({ environment }, t) => t(environment === 'sandbox' ? 'environment_sandbox' : 'environment_production'),
  },
  { heading: 'csv_test', of: ({ isTest }, t) => (isTest ? t('award_test') : null) },
  { heading: 'csv_created', of: ({ createdAt }) => new Date(createdAt).toISOString() },
  { heading: 'csv_updated', of: ({ updatedAt }) => new Date(updatedAt).toISOString() },
];

function reasonWords({ reason, credlySentence }: AwardRow, t: Translate): string {
  return [reasonSentence(t, reason), credlySentence && t('award_credly_says', credlySentence)]
    .filter(Boolean)
    .join(' ');
}

/** The awards as a file for a spreadsheet, with a line of headings. Times are in UTC, as ISO 8601. */
export function awardsCsv(awards: readonly AwardRow[], say: Translate): string {
  const t = withoutIsolates(say);
  return csvText([
    columns.map(({ heading }) => t(heading)),
    ...awards.map((award) => columns.map(({ of }) => of(award, t) ?? '')),
  ]);
}

/** `credly-badges-2026-03-03.csv`, by the reader's day. */
export function csvFileName(now: Date): string {
  const two = (value: number) => String(value).padStart(2, '0');
  return `credly-badges-${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}.csv`;
}
