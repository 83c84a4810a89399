import type { SiteProfile } from './profile.ts';

/** Which page of a quiz site an address is. Pure; works on any profile. */

/**
 * Matches a path against a profile's pattern.
 * @returns the values of its `{names}`, or null
 */
export function matchPath(pattern: string, path: string): Record<string, string> | null {
  const wanted = pattern.split('/');
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

/** Slugs and numbers: letters, digits, hyphens. "new" and the like are pages, not quizzes. */
function isSegment(text: string): boolean {
  return /^[a-z0-9][a-z0-9-]{0,199}$/i.test(text) && !['new', 'edit', 'copy'].includes(text);
}

export function isOfSite(profile: Pick<SiteProfile, 'origins'>, url: URL): boolean {
  return profile.origins.includes(url.origin);
}

export function isPlayer(profile: Pick<SiteProfile, 'pages'>, url: URL): boolean {
  return profile.pages.player.some((pattern) => matchPath(pattern, url.pathname));
}

export function isPlayerStart(profile: Pick<SiteProfile, 'pages'>, url: URL): boolean {
  return profile.pages.playerStart.some((pattern) => matchPath(pattern, url.pathname));
}

/** What a page of the site is for. */
export type PageKind = 'player' | 'responses' | 'editor' | 'other';

export function pageKind(profile: Pick<SiteProfile, 'pages'>, url: URL): PageKind {
  if (isPlayer(profile, url)) return 'player';
  const is = (patterns: readonly string[]) => patterns.some((pattern) => matchPath(pattern, url.pathname));
  if (is(profile.pages.responses)) return 'responses';
  return is(profile.pages.editor) ? 'editor' : 'other';
}

/** The public slug in a player's address, or null. */
export function playerSlug(profile: Pick<SiteProfile, 'pages'>, url: URL): string | null {
  for (const pattern of profile.pages.player) {
    const slug = matchPath(pattern, url.pathname)?.slug;
    if (slug) return slug;
  }
  return null;
}

/** Ids of the quiz that an editor's address tells: `slug:...` or `id:...`. */
export function quizIdsOfAddress(profile: Pick<SiteProfile, 'pages'>, url: URL): string[] {
  for (const pattern of profile.pages.editor) {
    const values = matchPath(pattern, url.pathname);
    if (values) return Object.entries(values).map(([name, value]) => `${name}:${value}`);
  }
  return [];
}

/** The public slug among a quiz's ids, or null where only the editor's own id is known. */
export function slugOf(quizIds: readonly string[]): string | null {
  return quizIds.find((id) => id.startsWith('slug:'))?.slice('slug:'.length) ?? null;
}

/** Whether ids can belong to one quiz: it has one of each kind, one public slug and one number in the editor. */
export function isOneQuiz(quizIds: readonly string[]): boolean {
  const kinds = quizIds.map((id) => id.slice(0, id.indexOf(':')));
  return new Set(kinds).size === kinds.length;
}

/** Where participants start a quiz, made of its public slug; null where that is not known. */
export function publicAddress(
  profile: Pick<SiteProfile, 'origins' | 'pages'>,
  quizIds: readonly string[],
): string | null {
  const slug = slugOf(quizIds);
  const [origin] = profile.origins;
  const [pattern] = profile.pages.playerStart;
  if (slug === null || !origin || !pattern || !isSegment(slug)) return null;
  return new URL(pattern.replace('{slug}', slug), origin).href;
}
