import type { SiteProfile } from '../quiz-site/profile.ts';
import { type ListReading, readJsonList, readPageList } from '../quiz-site/read-list.ts';
import type { ResponsePage } from '../quiz-site/response-page.ts';
import type { Fetched } from './fetch-text.ts';
import type { Place } from './places.ts';

/** Reads a quiz's list without its page: as JSON, else as HTML, else in a tab of our own. */

export const ways = ['json', 'html', 'tab'] as const;
export type Way = (typeof ways)[number];

/** What reading needs of the browser. */
export interface Readers {
  fetchText(profile: SiteProfile, address: string, accept: 'json' | 'html'): Promise<Fetched>;
  parseHtml(profile: SiteProfile, html: string): Promise<ResponsePage>;
  /** Null where no tab could be opened or read. */
  readTab(profile: SiteProfile, page: string): Promise<ResponsePage | null>;
}

/** Where reading worked the last time. */
export interface KnownWay {
  way: Way;
  address: string | null;
}

export const placeProblems = ['signed-out', 'unreachable', 'no-list', 'columns-unclear', 'finality-unclear'] as const;
export type PlaceProblem = (typeof placeProblems)[number];

export type PlaceReading =
  | { ok: true; known: KnownWay; list: ListReading; isPaged: boolean }
  | { ok: false; problem: PlaceProblem };

export async function readPlace(
  profile: SiteProfile,
  place: Pick<Place, 'page' | 'addresses'>,
  known: KnownWay | null,
  readers: Readers,
): Promise<PlaceReading> {
  let doubt: PlaceProblem | null = null;
  const judge = (list: ListReading, way: KnownWay, isPaged: boolean): PlaceReading | null => {
    if (list.doubt === 'columns-unclear' || list.doubt === 'finality-unclear') doubt = list.doubt;
    else if (list.isList) return { ok: true, known: way, list, isPaged };
    return null;
  };

  for (const address of inOrder(place.addresses, known)) {
    const fetched = await readers.fetchText(profile, address, 'json');
    const isProven = known?.address === address;
    if (fetched.kind === 'unreachable' && isProven) return { ok: false, problem: 'unreachable' };
    if (fetched.kind !== 'text') continue;
    const list = readJsonList(profile, fetched.text);
    // Anything may be an empty list: one counts only where rows were read before.
    if (list.doubt === null && list.rows.length === 0 && !isProven) continue;
    const reading = judge(list, { way: 'json', address }, list.isCut);
    if (reading) return reading;
  }

  const fetched = await readers.fetchText(profile, place.page, 'html');
  if (fetched.kind === 'signed-out' || fetched.kind === 'unreachable') return { ok: false, problem: fetched.kind };
  if (fetched.kind === 'text') {
    const page = await readers.parseHtml(profile, fetched.text);
    if (page.asksPassword) return { ok: false, problem: 'signed-out' };
    const reading = judge(readPageList(profile, page), { way: 'html', address: null }, page.isPaged);
    if (reading) return reading;
  }

  const page = doubt === null ? await readers.readTab(profile, place.page) : null;
  if (page?.asksPassword) return { ok: false, problem: 'signed-out' };
  const reading = page && judge(readPageList(profile, page), { way: 'tab', address: null }, page.isPaged);
  return reading ?? { ok: false, problem: doubt ?? 'no-list' };
}

/** The one that worked before comes first. */
function inOrder(addresses: readonly string[], known: KnownWay | null): string[] {
  const proven = known?.address;
  return proven ? [proven, ...addresses.filter((it) => it !== proven)] : [...addresses];
}
