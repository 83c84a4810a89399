import { z } from 'zod';

/** A number as it was written, for exact arithmetic: "8", "82.5". Never a float. */
export const decimalSchema = z
  .string()
  .max(40)
  .regex(/^-?\d{1,12}(\.\d{1,20})?$/);

/**
 * Whether an observed result is the last word:
 * `final` - completed, or reviewed and the participant notified; `pending` - waits for manual review; `partial` - one
 * question of many, or saved for later; `unknown` - the page does not say, which is never awarded.
 */
export const finalitySchema = z.enum(['final', 'pending', 'partial', 'unknown']);
export type Finality = z.output<typeof finalitySchema>;

/** What one observation says of a result. Everything may be missing but the finality. */
export const resultReadingSchema = z.object({
  score: decimalSchema.nullable(),
  maximum: decimalSchema.nullable(),
  percent: decimalSchema.nullable(),
  /** The page's own verdict, where it gives one. */
  passed: z.boolean().nullable(),
  /** The page's own pass mark, where it gives one; `unit` is null where the page does not say it. */
  passMark: z.object({ value: decimalSchema, unit: z.enum(['percent', 'points']).nullable() }).nullable(),
  outcome: z.string().max(300).nullable(),
  finality: finalitySchema,
  /** The site's own id of this attempt. */
  attemptId: z.string().max(100).nullable(),
});
export type ResultReading = z.output<typeof resultReadingSchema>;

export const emptyReading: ResultReading = {
  score: null,
  maximum: null,
  percent: null,
  passed: null,
  passMark: null,
  outcome: null,
  finality: 'unknown',
  attemptId: null,
};

/** Name and address as typed at registration; parts may still be missing. */
export const identitySchema = z.object({
  firstName: z.string().max(200).nullable(),
  lastName: z.string().max(200).nullable(),
  email: z.string().max(320).nullable(),
});
export type Identity = z.output<typeof identitySchema>;
export const noIdentity: Identity = { firstName: null, lastName: null, email: null };
