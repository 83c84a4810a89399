import { describe, expect, it } from 'vitest';
import { credsparkProfile } from '../../../../lib/quiz-site/credspark.ts';
import {
  isOfSite,
  isPlayer,
  isPlayerStart,
  matchPath,
  pageKind,
  playerSlug,
  quizIdsOfAddress,
  slugOf,
} from '../../../../lib/quiz-site/pages.ts';

const slug = 'food-safety-5f2a9c01de34b';
const site = 'https://app.credspark.com';

/** Every predicate with addresses that only it, or only it and those it names, may accept. */
const examples: Record<'isPlayer' | 'isPlayerStart' | 'tellsSlug' | 'tellsId' | 'none', string[]> = {
  isPlayerStart: [
    `/assessments/${slug}/assessment_responses/new`,
    `/assessments/${slug}/assessment_responses/new/`,
    `/assessments/${slug}/assessment_responses/new?utm_source=mail#top`,
    '/assessments/copy-5f2a9c01de34b-0b8f2a51-77c1-4b7e-9f3a-2f6f0a6d9c11/assessment_responses/new',
  ],
  isPlayer: [
    `/assessments/${slug}/assessment_responses`,
    `/assessments/${slug}/assessment_responses/4711`,
    `/assessments/${slug}/assessment_responses/4711/results`,
  ],
  tellsSlug: [`/assessments/${slug}`, `/assessments/${slug}/edit`, `/assessments/${slug}/results_view`],
  tellsId: [
    '/interactions/4711',
    '/interactions/4711/motivation',
    '/admin/interactions/4711',
    '/admin/assessments/12/edit',
  ],
  none: [
    '/',
    '/assessments',
    '/assessments/',
    '/assessments/new',
    '/interactions/new',
    '/interactions/copy/4711',
    '/interactions',
    '/admin/settings/integrations',
    '/xassessments/food-safety-5f2a/assessment_responses/new',
    '/en/assessments/food-safety-5f2a/assessment_responses/new',
    '/Assessments/food-safety-5f2a/assessment_responses/new',
    '/assessments/food%2Fsafety/assessment_responses/new',
    '/assessments/food safety/assessment_responses/new',
    `/assessments/${'x'.repeat(201)}/assessment_responses/new`,
    '/assessments//assessment_responses/new',
  ],
};

const predicates: Record<Exclude<keyof typeof examples, 'none'>, (url: URL) => boolean> = {
  isPlayer: (url) => isPlayer(credsparkProfile, url),
  isPlayerStart: (url) => isPlayerStart(credsparkProfile, url),
  tellsSlug: (url) => quizIdsOfAddress(credsparkProfile, url).some((id) => id.startsWith('slug:')),
  tellsId: (url) => quizIdsOfAddress(credsparkProfile, url).some((id) => id.startsWith('id:')),
};

/** Which predicates accept the examples of which: a start page is a player's page, and its address holds the slug. */
const accepts: Record<keyof typeof examples, (keyof typeof predicates)[]> = {
  isPlayerStart: ['isPlayer', 'isPlayerStart', 'tellsSlug'],
  isPlayer: ['isPlayer', 'tellsSlug'],
  tellsSlug: ['tellsSlug'],
  tellsId: ['tellsId'],
  none: [],
};

describe('every predicate on every example', () => {
  it.each(
    Object.entries(examples).flatMap(([kind, paths]) =>
      paths.map((path) => [path, kind as keyof typeof examples] as const),
    ),
  )('%s is %s', (path, kind) => {
    const url = new URL(path, site);
    const accepted = Object.entries(predicates).filter(([, predicate]) => predicate(url));
    expect(accepted.map(([name]) => name).sort()).toEqual([...accepts[kind]].sort());
  });
});

describe('the site', () => {
  it.each([`${site}/`, `${site}:443/x`, 'https://APP.credspark.com/x'])('%s is', (address) => {
    expect(isOfSite(credsparkProfile, new URL(address))).toBe(true);
  });

  it.each([
    'http://app.credspark.com/',
    'https://app.credspark.com:8443/',
    'https://app.credspark.com.evil.example/',
    'https://app.credspark.com@evil.example/',
    'https://evil.example/app.credspark.com',
    'https://credspark.com/',
    'https://xapp.credspark.com/',
    'https://app.credspark.com./',
    'about:blank',
    'blob:https://evil.example/1',
  ])('%s is not', (address) => {
    expect(isOfSite(credsparkProfile, new URL(address))).toBe(false);
  });
});

describe('what an address tells', () => {
  it('is the slug of the player', () => {
    expect(playerSlug(credsparkProfile, new URL(`/assessments/${slug}/assessment_responses/new`, site))).toBe(slug);
    expect(playerSlug(credsparkProfile, new URL(`/assessments/${slug}`, site))).toBeNull();
  });

  it('is the quiz’s ids', () => {
    expect(quizIdsOfAddress(credsparkProfile, new URL('/interactions/4711/motivation', site))).toEqual(['id:4711']);
    expect(quizIdsOfAddress(credsparkProfile, new URL(`/assessments/${slug}/edit`, site))).toEqual([`slug:${slug}`]);
  });

  it('is a slug only where there is one', () => {
    expect(slugOf(['id:4711', `slug:${slug}`])).toBe(slug);
    expect(slugOf(['id:4711'])).toBeNull();
  });
});

describe('a path pattern', () => {
  it.each([
    ['/a/{x}', '/a/1', { x: '1' }],
    ['/a/{x}/b/{y}', '/a/1/b/2', { x: '1', y: '2' }],
    ['/a/*', '/a/1/2/3', {}],
    ['/a/*', '/a', null],
    ['/a/*', '/a/', null],
    ['/a', '/a///', {}],
    ['/a/{x}', '/a/1/2', null],
    ['/a/{x}', '/a/..', null],
    ['/a/{x}', '/a/-1', null],
    ['/a.c', '/abc', null],
  ])('%s on %s', (pattern, path, values) => {
    expect(matchPath(pattern, path)).toEqual(values);
  });
});

describe('an address that player and editor both claim', () => {
  const pages = (player: string[], editor: string[]) => ({
    ...credsparkProfile,
    pages: { ...credsparkProfile.pages, player, editor },
  });
  const kindAt = (profile: ReturnType<typeof pages>, path: string) => pageKind(profile, new URL(path, site));

  it('is the editor’s where its pattern says more, and then it is no page whose results are read', () => {
    const profile = pages(['/quiz/{slug}', '/quiz/{slug}/*'], ['/quiz/{slug}/edit', '/quiz/{slug}/edit/*']);
    expect(kindAt(profile, '/quiz/food/edit')).toBe('editor');
    expect(kindAt(profile, '/quiz/food/edit/rewards')).toBe('editor');
    expect(playerSlug(profile, new URL('/quiz/food/edit', site))).toBeNull();
    expect(kindAt(profile, '/quiz/food')).toBe('player');
    expect(kindAt(profile, '/quiz/food/2')).toBe('player');
  });

  it('is the player’s where that one says more, or both say the same', () => {
    const profile = pages(['/quiz/{slug}/take', '/quiz/{slug}/take/*'], ['/quiz/{slug}', '/quiz/{slug}/*']);
    expect(kindAt(profile, '/quiz/food/take')).toBe('player');
    expect(kindAt(profile, '/quiz/food')).toBe('editor');
    expect(kindAt(pages(['/*'], ['/studio/{slug}']), '/studio/food')).toBe('editor');
    expect(kindAt(pages(['/{slug}'], ['/{slug}']), '/food')).toBe('player');
  });

  it('is told apart by the query too', () => {
    const profile = pages(['/quiz?id={slug}'], ['/quiz?id={slug}&mode=edit']);
    expect(kindAt(profile, '/quiz?id=food&mode=edit')).toBe('editor');
    expect(kindAt(profile, '/quiz?id=food')).toBe('player');
  });
});
