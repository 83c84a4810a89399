import { z } from 'zod';
import { storedItem } from '../settings/stored-item.ts';
import { doubts, type Findable, findables, type WayOfFinding, waysOfFinding } from './names.ts';
import { pageKind } from './pages.ts';
import type { SiteProfile } from './profile.ts';

/**
 * What the pages of quiz sites gave and what they did not, by profile: for the options page and for support. Worker only.
 * No personal data: nothing here is taken from a page but the fact that something was found, when, and by which strategy.
 */

const findingSchema = z.object({
  /** The kind of page it was last looked for on. */
  page: z.enum(['player', 'responses', 'editor', 'other']),
  foundAt: z.number().nullable(),
  by: z.enum(waysOfFinding).nullable(),
  /** Null once it was found again. */
  missingAt: z.number().nullable(),
});
export type Finding = z.output<typeof findingSchema>;

const doubtSchema = z.object({
  profile: z.string(),
  /** Which attempt it was in, or which quiz's list; ours, and of no meaning to anybody else. */
  attempt: z.string(),
  reason: z.enum(doubts),
  source: z.enum(['answer', 'page-text', 'list']),
  at: z.number(),
});
export type DoubtfulResult = z.output<typeof doubtSchema>;

const schema = z.object({
  ownCardSeenAt: z.number().nullable(),
  findings: z.record(z.string(), z.partialRecord(z.enum(findables), findingSchema)),
  doubts: z.array(doubtSchema),
});
export type SiteHealth = z.output<typeof schema>;

/** Doubts are news, not an archive. */
const maxDoubts = 50;

const item = storedItem<SiteHealth>('site-health', schema, { ownCardSeenAt: null, findings: {}, doubts: [] });

export const readSiteHealth = () => item.get();

export async function noteOwnCard(now: number): Promise<void> {
  await item.update((health) => ({ ...health, ownCardSeenAt: now }));
}

/** @param findings `by` is null where it was looked for in vain */
export async function noteFindings(
  where: { profile: Pick<SiteProfile, 'id' | 'pages'>; url: URL },
  findings: readonly { what: Findable; by: WayOfFinding | null }[],
  now: number,
): Promise<void> {
  const page = pageKind(where.profile, where.url);
  await item.update((health) => {
    const own = { ...health.findings[where.profile.id] };
    for (const { what, by } of findings) {
      const before = own[what] ?? { foundAt: null, by: null };
      own[what] = by === null ? { ...before, page, missingAt: now } : { page, foundAt: now, by, missingAt: null };
    }
    return { ...health, findings: { ...health.findings, [where.profile.id]: own } };
  });
}

/** Remembers that something spoke of a result and was none; told again in the same attempt, it counts once. */
export async function noteDoubt(doubt: DoubtfulResult): Promise<void> {
  await item.update((health) => {
    const others = health.doubts.filter((it) => it.attempt !== doubt.attempt);
    return { ...health, doubts: [...others, doubt].slice(-maxDoubts) };
  });
}

/** The attempt has come to a result that is certain: its doubts were of its beginning. */
export async function settleDoubts(attempt: string): Promise<void> {
  const { doubts: noted } = await item.get();
  if (noted.some((it) => it.attempt === attempt))
    await item.update((health) => ({ ...health, doubts: health.doubts.filter((it) => it.attempt !== attempt) }));
}
