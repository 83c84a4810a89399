import { z } from 'zod';
import { storedItem } from '../settings/stored-item.ts';

/** What the pages of a quiz site told about themselves, for the options page. Worker only; no personal data. */
const schema = z.object({
  ownCardSeenAt: z.number().nullable(),
  anchors: z.record(z.string(), z.object({ found: z.boolean(), at: z.number() })),
});

const item = storedItem('site-report', schema, { ownCardSeenAt: null, anchors: {} });

export const readSiteReport = () => item.get();

export async function noteOwnCard(now: number): Promise<void> {
  await item.update((report) => ({ ...report, ownCardSeenAt: now }));
}

export async function noteAnchor(anchor: string, found: boolean, now: number): Promise<void> {
  await item.update((report) => ({ ...report, anchors: { ...report.anchors, [anchor]: { found, at: now } } }));
}
