import { browser } from 'wxt/browser';
import { z } from 'zod';
import { getAward } from '../awards/ledger-reads.ts';
import { recordResult } from '../awards/record-result.ts';
import { identitySchema, resultReadingSchema } from '../awards/result.ts';
import { rowStatuses } from '../quiz-site/read-row.ts';
import { storedItem } from '../settings/stored-item.ts';
import { type ListContext, observedOf } from './assess-rows.ts';

/**
 * What was offered to a person who looks at a list of responses. It is kept here, by tab, so that what is awarded is what was
 * shown: the page's side only names rows by their ids. Forgotten with the tab, and when the browser closes.
 */

const rowSchema = z.object({
  id: z.string(),
  row: z.object({
    identity: identitySchema,
    reading: resultReadingSchema,
    status: z.enum(rowStatuses),
    at: z.number().nullable(),
  }),
});
export type OfferedRow = z.output<typeof rowSchema>;

const offerSchema = z.object({
  listId: z.string(),
  documentId: z.string(),
  ruleId: z.string(),
  ruleVersion: z.number(),
  rows: z.array(rowSchema),
});
export type Offer = z.output<typeof offerSchema>;

const prefix = 'offer:';
const item = (tabId: number) => storedItem(`${prefix}${tabId}`, offerSchema.nullable(), null, 'session');

export const keepOffer = (tabId: number, offer: Offer): Promise<void> => item(tabId).set(offer);
export const keptOffer = (tabId: number): Promise<Offer | null> => item(tabId).get();
export const forgetOffer = (tabId: number): Promise<void> => item(tabId).remove();

export async function forgetAllOffers(): Promise<void> {
  const keys = Object.keys(await browser.storage.session.get(null)).filter((key) => key.startsWith(prefix));
  if (keys.length > 0) await browser.storage.session.remove(keys);
}

/** More rows than these are awarded only with their number as a person has confirmed it. */
export const maxUnconfirmed = 50;

/** How many became what. */
export interface AwardedRows {
  awarded: number;
  held: number;
  needsDetails: number;
  /** Decided meanwhile, by whatever road. */
  already: number;
}

/** Writes the rows to the ledger, in the order of the list; sending them is the outbox's. */
export async function awardRows(context: ListContext, rows: readonly OfferedRow[]): Promise<AwardedRows> {
  const count: AwardedRows = { awarded: 0, held: 0, needsDetails: 0, already: 0 };
  for (const { row } of rows) {
    const recorded = await recordResult(observedOf(context, row), context.now);
    if (recorded?.outcome !== 'award') continue;
    const state = (await getAward(recorded.awardId))?.state;
    if (recorded.repeated && state !== 'waiting') count.already += 1;
    else if (state === 'held') count.held += 1;
    else if (state === 'needs-details') count.needsDetails += 1;
    else count.awarded += 1;
  }
  return count;
}
