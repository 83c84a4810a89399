import { z } from 'zod';

/**
 * What is taken from a page that lists responses, before anybody says what it means: tables as text. It comes from a content
 * script or from HTML that was fetched, so it is checked before it is read (`read-list.ts`).
 */

/** More than a page shows at once; the rest is left, and that is said. */
export const maxRows = 500;
const cell = z.string().max(400);
const row = z.array(cell).max(60);

export const gridSchema = z.object({
  head: row,
  rows: z.array(row).max(maxRows),
  /** Rows that have not as many cells as the head. */
  odd: z.number().int().min(0),
  /** There were more rows than are taken. */
  isCut: z.boolean(),
});
export type Grid = z.output<typeof gridSchema>;

export const responsePageSchema = z.object({
  grids: z.array(gridSchema).max(5),
  /** Something leads to a next page of the list. */
  isPaged: z.boolean(),
  /** The page says in words that there are no responses. */
  isEmpty: z.boolean(),
  /** The page asks for a password: nobody is signed in. */
  asksPassword: z.boolean(),
});
export type ResponsePage = z.output<typeof responsePageSchema>;
