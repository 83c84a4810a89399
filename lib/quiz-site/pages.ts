import type { SiteProfile } from './profile.ts';

/** Which page of a quiz site an address is. Pure; works on any profile. */

/**
 * Matches a path against a profile's pattern.
 * @returns the values of its `{names}`, or null
 */
export function matchPath(pattern: string, path: string): Record<string, string> | null {
  const wanted = pattern
    .replace(/(.)\/+$/, '$1')
    .replace(/^\/$/, '')
    .split('/');
  const found = path.replace(/\/+$/, '').split('/');
  const openEnd = wanted.at(-1) === '*';
  if (openEnd) wanted.pop();
  if (openEnd ? found.length <= wanted.length : found.length !== wanted.length) return null;
  const values: Record<string, string> = {};
  for (const [index, part] of wanted.entries()) {
    const actual = found[index] ?? '';
    if (part.startsWith('{') && part.endsWith('}')) {
      if (!isSegment(actual)) return null;
      values[part.slice(1, -1)] = actual;
    } else if (part !== actual) return null;
  }
  return values;
}

/**
 * Matches an address against a pattern, which may go on with the part of the query that tells the quiz.
 * @returns the values of its `{names}`, or null
 */
export function matchAddress(pattern: string, url: URL): Record<string, string> | null {
  const [path = '', query] = pattern.split('?');
  const values = matchPath(path, url.pathname);
  if (!values || query === undefined) return values;
  for (const [name, wanted] of new URLSearchParams(query)) {
    const actual = url.searchParams.get(name) ?? '';
    if (wanted.startsWith('{') && wanted.endsWith('}')) {
      if (!isSegment(actual)) return null;
      values[wanted.slice(1, -1)] = actual;
    } else if (wanted !== actual) return null;
  }
  return values;
}

/** Slugs, numbers and names of files: letters, digits, hyphens, dots. "new" and the like are pages, not quizzes. */
export function isSegment(text: string): boolean {
  return /^[a-z0-9][a-z0-9_.-]{0,199}$/i.test(text) && !['new', 'edit', 'copy'].includes(text);
}

export function isOfSite(profile: Pick<SiteProfile, 'origins'>, url: URL): boolean {
  return profile.origins.includes(url.origin);
}

/**
 * Of two patterns that match, the one that says more is meant: a site may have its player at `/quiz/{slug}` and its editor
 * at `/quiz/{slug}/edit`, or the other way round.
 */
export function isPlayer({ pages }: Pick<SiteProfile, 'pages'>, url: URL): boolean {
  const player = exactness(pages.player, url);
  return player !== null && player >= (exactness(pages.editor, url) ?? 0);
}

/** How many parts of an address the most telling of the matching patterns names; null: none matches. */
function exactness(patterns: readonly string[], url: URL): number | null {
  const named = patterns
    .filter((it) => matchAddress(it, url))
    .map((it) => it.split(/[/?&]/).filter((part) => part !== '' && part !== '*' && !/^\{\w+\}$/.test(part)).length);
  return named.length > 0 ? Math.max(...named) : null;
}

export function isPlayerStart(profile: Pick<SiteProfile, 'pages'>, url: URL): boolean {
  return profile.pages.playerStart.some((pattern) => matchAddress(pattern, url));
}

/** What a page of the site is for. */
export type PageKind = 'player' | 'responses' | 'editor' | 'other';

export function pageKind(profile: Pick<SiteProfile, 'pages'>, url: URL): PageKind {
  if (isPlayer(profile, url)) return 'player';
  const is = (patterns: readonly string[]) => patterns.some((pattern) => matchAddress(pattern, url));
  if (is(profile.pages.responses)) return 'responses';
  return is(profile.pages.editor) ? 'editor' : 'other';
}

/** Whether an address is of an editor without tabs: all of it is one page, and nothing has to be waited for. */
export function isEditorWithoutTabs(profile: Pick<SiteProfile, 'pages' | 'words'>, url: URL): boolean {
  return Object.values(profile.words.tabs).every((it) => it.length === 0) && pageKind(profile, url) === 'editor';
}

/** The site that ships with the extension. Its quizzes were there before there were other sites: their ids name no site. */
export const shippedSite = 'credspark';

/** What a slug or number is called among the quizzes of all sites. */
export function nameAmongSites({ id }: Pick<SiteProfile, 'id'>, name: string): string {
  return id === shippedSite ? name : `${id}/${name}`;
}

/** The public slug in a player's address, as it is called among all sites, or null. */
export function playerSlug(profile: Pick<SiteProfile, 'id' | 'pages'>, url: URL): string | null {
  if (!isPlayer(profile, url)) return null;
  for (const pattern of profile.pages.player) {
    const values = matchAddress(pattern, url);
    const slug = values && (values.slug ?? slugOfPattern(pattern));
    if (slug) return nameAmongSites(profile, slug);
  }
  return null;
}

/** Of a pattern that is one quiz's whole address: that address, as a slug. */
function slugOfPattern(pattern: string): string | null {
  if (pattern.includes('{')) return null;
  return (
    pattern
      .replace(/\/\*$/, '')
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/^-|-$/g, '') || 'home'
  );
}

/** Ids of the quiz that an editor's address tells: `slug:...` or `id:...`. */
export function quizIdsOfAddress(profile: Pick<SiteProfile, 'id' | 'pages'>, url: URL): string[] {
  for (const pattern of profile.pages.editor) {
    const values = matchAddress(pattern, url);
    if (values) return Object.entries(values).map(([kind, name]) => `${kind}:${nameAmongSites(profile, name)}`);
  }
  return [];
}

/** The public slug among a quiz's ids, or null where only the editor's own id is known. */
export function slugOf(quizIds: readonly string[]): string | null {
  return quizIds.find((id) => id.startsWith('slug:'))?.slice('slug:'.length) ?? null;
}

/** The same ids with another public slug. */
export function withSlug(quizIds: readonly string[], slug: string): string[] {
  return [...quizIds.filter((id) => !id.startsWith('slug:')), `slug:${slug}`];
}

/** Whether ids can belong to one quiz: it has one of each kind, one public slug and one number in the editor. */
export function isOneQuiz(quizIds: readonly string[]): boolean {
  const kinds = quizIds.map((id) => id.slice(0, id.indexOf(':')));
  return new Set(kinds).size === kinds.length;
}

/** Where participants start a quiz of this site, made of its public slug; null where that is not known. */
export function publicAddress(
  profile: Pick<SiteProfile, 'id' | 'origins' | 'pages'>,
  quizIds: readonly string[],
): string | null {
  const name = slugOf(quizIds);
  const [origin] = profile.origins;
  const pattern = profile.pages.playerStart[0] ?? profile.pages.player[0];
  const slug = name?.split('/').at(-1);
  if (!slug || !origin || !pattern || !isSegment(slug) || nameAmongSites(profile, slug) !== name) return null;
  const fixed = profile.pages.player.find((it) => slugOfPattern(it) === slug);
  return new URL(fixed ?? pattern.replace('{slug}', slug), origin).href;
}
