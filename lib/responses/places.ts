import { z } from 'zod';
import type { SiteProfile } from '../quiz-site/profile.ts';
import { storedItem } from '../settings/stored-item.ts';

/**
 * Where the list of each quiz was seen: the page's address, and the addresses that the page had loaded by then. Needed to
 * read the list again without the page. No personal data: addresses that do not name the quiz are not kept.
 */

const placeSchema = z.object({
  quizIds: z.array(z.string()),
  page: z.url(),
  addresses: z.array(z.url()),
  seenAt: z.number(),
});
export type Place = z.output<typeof placeSchema>;

const maxPlaces = 300;
const maxAddresses = 8;

const places = storedItem('response-places', z.array(placeSchema), []);

/**
 * @param seen its addresses are those that the page had loaded, the newest last
 * @returns whether that was news
 */
export async function notePlace(
  profile: Pick<SiteProfile, 'origins'>,
  quizIds: readonly string[],
  seen: { page: string; addresses: readonly string[] },
  now: number,
): Promise<boolean> {
  const fits = (address: string) => isOfQuiz(profile, quizIds, address);
  if (!fits(seen.page)) return false;
  const addresses = [...new Set(seen.addresses.filter(fits))].slice(-maxAddresses).reverse();
  const place: Place = { quizIds: [...quizIds], page: seen.page, addresses, seenAt: now };
  const isSame = (it: Place) => it.quizIds.some((id) => quizIds.includes(id));
  const before = (await places.get()).find(isSame);
  if (before && JSON.stringify({ ...before, seenAt: 0 }) === JSON.stringify({ ...place, seenAt: 0 })) return false;
  await places.update((all) => [place, ...all.filter((it) => !isSame(it))].slice(0, maxPlaces));
  return true;
}

export async function placeOf(quizIds: readonly string[]): Promise<Place | null> {
  return (await places.get()).find((it) => it.quizIds.some((id) => quizIds.includes(id))) ?? null;
}

/** An address of the same site that names this quiz: a list of all quizzes' responses is not its own. */
function isOfQuiz({ origins }: Pick<SiteProfile, 'origins'>, quizIds: readonly string[], address: string): boolean {
  if (!URL.canParse(address) || address.length > 2000) return false;
  const url = new URL(address);
  if (!origins.includes(url.origin) || url.username !== '') return false;
  const parts = new Set(`${url.pathname}?${url.search}`.split(/[/?&=.]+/).map(decoded));
  return quizIds.some((id) => parts.has(id.slice(id.indexOf(':') + 1)));
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
