import { z } from 'zod';
import { identitySchema, resultReadingSchema } from '../awards/result.ts';

/**
 * What a file of results is made of, and what a person decides about it. The rows of the file itself are arrays of text:
 * nothing of a file ever becomes a key of one of our objects.
 */

/** Bytes. Fifty thousand long rows stay far below it. */
export const maxFileBytes = 30_000_000;
export const maxRows = 50_000;
export const maxColumns = 200;
/** Characters of a cell; more are no name, address or score, and make their row unusable where the cell is used. */
export const maxCell = 1000;

/** What a column can be. */
export const columnKinds = [
  'firstName',
  'lastName',
  'fullName',
  'email',
  'score',
  'maximum',
  'percent',
  'outcome',
  'passed',
  'status',
  'date',
  'attemptId',
] as const;
export type ColumnKind = (typeof columnKinds)[number];

const column = z
  .number()
  .int()
  .min(0)
  .max(maxColumns - 1)
  .nullable();

/** Which column (from 0) is what; null: none. */
export const columnsSchema = z.record(z.enum(columnKinds), column);
export type Columns = z.output<typeof columnsSchema>;

export const decimalMarks = ['.', ','] as const;
export type DecimalMark = (typeof decimalMarks)[number];
export const dateOrders = ['day-first', 'month-first'] as const;
export type DateOrder = (typeof dateOrders)[number];
/** `last-word`: everything before it is the first name. `comma`: "Lovelace, Ada". */
export const nameSplits = ['last-word', 'first-word', 'comma'] as const;
export type NameSplit = (typeof nameSplits)[number];

/** How a file is to be read, as a person left it. */
export const setupSchema = z.object({
  /** The first line holds headings, no result. */
  hasHeadings: z.boolean(),
  columns: columnsSchema,
  decimalMark: z.enum(decimalMarks),
  /** `share`: 0.85 stands for 85 percent. */
  percentAs: z.enum(['percent', 'share']),
  /** Null where the file has first and last names. */
  nameSplit: z.enum(nameSplits).nullable(),
  /** When the results came about. Rows without a date of their own take `now`. */
  dates: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('column'), order: z.enum(dateOrders) }),
    z.object({ kind: z.literal('one'), day: z.iso.date() }),
    z.object({ kind: z.literal('now') }),
  ]),
  /** The moment of this import: the same for all its rows. */
  now: z.number(),
});
export type Setup = z.output<typeof setupSchema>;

/** Why a row cannot be used as it stands. Each has a sentence in `_locales`. */
export const rowProblems = [
  'too-many-cells',
  'cell-too-long',
  'score-unreadable',
  'maximum-unreadable',
  'percent-unreadable',
  'passed-unclear',
  'date-unreadable',
  'date-in-future',
] as const;
export type RowProblem = (typeof rowProblems)[number];

/** One row's result, as it goes to the worker. */
export const fileRowSchema = z.object({
  /** As spreadsheets count: the first line is 1. */
  line: z
    .number()
    .int()
    .min(1)
    .max(maxRows * 4),
  identity: identitySchema,
  reading: resultReadingSchema,
  observedAt: z.number(),
});
export type FileRow = z.output<typeof fileRowSchema>;

/** A row that was read, usable or not. */
export interface ReadRow extends FileRow {
  problem: RowProblem | null;
  /** Reviewed, and the participant has not been told yet. */
  isReviewed: boolean;
}
