import { emptyReading, identitySchema, noIdentity, type ResultReading, resultReadingSchema } from '../awards/result.ts';
import { readDate } from './dates.ts';
import { readNumber, readPercent, readScore } from './numbers.ts';
import { filled, type TableRow } from './parse-table.ts';
import { type ColumnKind, maxCell, type ReadRow, type RowProblem, type Setup } from './setup.ts';
import { finalityOf, readPassed, readStatus, type StatusMeaning, splitName } from './words.ts';

/**
 * A row of the file as a result. Whatever is not certain makes the row unusable and says why; nothing is decided here.
 * @param width how many cells the headings have: a row with more was cut in the wrong places
 */
export function readRow({ line, cells }: TableRow, setup: Setup, width: number): ReadRow {
  const { columns, decimalMark } = setup;
  const problems: RowProblem[] = [];
  const at = (kind: ColumnKind) => cells[columns[kind] ?? -1]?.trim() ?? '';
  const must = <T>(problem: RowProblem, text: string, read: (text: string) => T | null): T | null => {
    const value = text === '' ? null : read(text);
    if (text !== '' && value === null) problems.push(problem);
    return value;
  };

  if (filled(cells) > width) problems.push('too-many-cells');
  if (Object.values(columns).some((it) => (cells[it ?? -1]?.length ?? 0) > maxCell)) problems.push('cell-too-long');
  const scored = must('score-unreadable', at('score'), (text) => readScore(text, decimalMark));
  const ownMaximum = must('maximum-unreadable', at('maximum'), (text) => readNumber(text, decimalMark));
  const percent = must('percent-unreadable', at('percent'), (text) => readPercent(text, decimalMark, setup.percentAs));
  const passed = readPassed(at('passed'));
  if (passed === 'unclear') problems.push('passed-unclear');
  const status: StatusMeaning = columns.status === null ? 'final' : readStatus(at('status'));

  const reading: ResultReading = {
    ...emptyReading,
    score: scored?.score ?? null,
    maximum: ownMaximum ?? scored?.maximum ?? null,
    percent,
    passed: passed === 'unclear' ? null : passed,
    outcome: at('outcome') || null,
    finality: finalityOf(status),
    attemptId: at('attemptId') || null,
  };
  const identity = identityOf(at, setup);
  const observedAt = dateOf(at('date'), setup, problems);
  const checked = { reading: resultReadingSchema.safeParse(reading), identity: identitySchema.safeParse(identity) };
  if (!checked.reading.success || !checked.identity.success) problems.push('cell-too-long');
  return {
    line,
    identity: checked.identity.data ?? noIdentity,
    reading: checked.reading.data ?? emptyReading,
    observedAt,
    problem: problems[0] ?? null,
    isReviewed: status === 'reviewed',
  };
}

function identityOf(at: (kind: ColumnKind) => string, { columns, nameSplit }: Setup) {
  const whole = columns.fullName !== null && nameSplit ? splitName(at('fullName'), nameSplit) : null;
  return {
    firstName: at('firstName') || whole?.firstName || null,
    lastName: at('lastName') || whole?.lastName || null,
    email: at('email').replace(/^mailto:/i, '') || null,
  };
}

function dateOf(text: string, { dates, now }: Setup, problems: RowProblem[]): number {
  if (dates.kind === 'now' || (dates.kind === 'column' && text === '')) return now;
  const date = dates.kind === 'one' ? readDate(dates.day, 'day-first', now) : readDate(text, dates.order, now);
  if (typeof date === 'number') return date;
  problems.push(date === 'future' ? 'date-in-future' : 'date-unreadable');
  return now;
}
