import { beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { sitesHandlers } from '../../../../entrypoints/background/sites-handlers.ts';
import type { Sender } from '../../../../lib/messages/server.ts';
import { credsparkProfile } from '../../../../lib/quiz-site/credspark.ts';
import { playerSlug, publicAddress } from '../../../../lib/quiz-site/pages.ts';
import { profileFile, readProfileFile } from '../../../../lib/quiz-site/profile-file.ts';
import { ownProfiles, removeOwnProfile, saveOwnProfile } from '../../../../lib/quiz-site/profile-store.ts';
import { allProfiles, profileFor, stampOf } from '../../../../lib/quiz-site/profiles.ts';
import { blankProfile } from '../../../../lib/quiz-site/teaching/build-profile.ts';

vi.mock('../../../../entrypoints/background/observing.ts', () => ({ syncObserving: vi.fn(), syncTeaching: vi.fn() }));

const origin = 'https://quiz.example';
const academy = () => blankProfile(origin, 'Academy');
const granted = new Set<string>();

beforeEach(() => {
  fakeBrowser.reset();
  granted.clear();
  vi.spyOn(fakeBrowser.permissions, 'contains').mockImplementation(async (wanted: { origins?: string[] }) =>
    (wanted.origins ?? []).every((it) => granted.has(it)),
  );
  vi.spyOn(fakeBrowser.permissions, 'remove').mockImplementation(async () => true);
});

const handlers = sitesHandlers({
  outbox: { drain: vi.fn(), abort: vi.fn(), ask: vi.fn() },
  changed: vi.fn(),
} as unknown as Parameters<typeof sitesHandlers>[0]);
const page = {} as Sender;
const preview = (text: string) => handlers['sites.preview-import']({ text }, page);
const textOf = (document: unknown) => JSON.stringify(document);

describe('a profile of the user’s own', () => {
  it('stands in the place of the shipped one, and goes back to it', async () => {
    await saveOwnProfile({ ...credsparkProfile, name: 'Ours' }, 1);
    expect((await allProfiles()).map((it) => it.name)).toEqual(['Ours']);
    await removeOwnProfile('credspark');
    expect(await allProfiles()).toEqual([credsparkProfile]);
  });

  it('has a new version with each save, never one that was there before, and an award can tell whose it was', async () => {
    const first = await saveOwnProfile(credsparkProfile, 1);
    const second = await saveOwnProfile(first, 2);
    expect([first.version, second.version]).toEqual([credsparkProfile.version + 1, credsparkProfile.version + 2]);
    await removeOwnProfile('credspark');
    expect((await saveOwnProfile(credsparkProfile, 3)).version).toBe(credsparkProfile.version + 3);
    expect(stampOf(credsparkProfile)).toBe(`credspark@${credsparkProfile.version}`);
    expect(stampOf(second)).toBe(`credspark@${second.version} (yours)`);
  });

  it('of another site counts only while the browser lets us read it', async () => {
    await saveOwnProfile(academy(), 1);
    const url = new URL('/quiz/food', origin);
    expect(await profileFor(url)).toBeNull();
    granted.add(`${origin}/*`);
    expect((await profileFor(url))?.name).toBe('Academy');
  });

  it('that no longer fits is left in storage and not gone by', async () => {
    await saveOwnProfile(academy(), 1);
    const stored = await fakeBrowser.storage.local.get('own-profiles');
    const broken = JSON.parse(JSON.stringify(stored).replace('"origins":["https://quiz.example"]', '"origins":"x"'));
    await fakeBrowser.storage.local.set(broken);
    expect(await ownProfiles()).toEqual([]);
    await saveOwnProfile(blankProfile('https://other.example', 'Other'), 2);
    expect(JSON.stringify(await fakeBrowser.storage.local.get('own-profiles'))).toContain('"origins":"x"');
  });

  it('never shares the name of a quiz with another site', () => {
    const site = {
      ...academy(),
      pages: { ...academy().pages, player: ['/assessments/{slug}/assessment_responses/*'] },
    };
    const path = '/assessments/food/assessment_responses/new';
    const own = playerSlug(credsparkProfile, new URL(path, credsparkProfile.origins[0]));
    const other = playerSlug(site, new URL(path, origin));
    expect([own, other]).toEqual(['food', 'quiz.example/food']);
    expect(publicAddress(credsparkProfile, [`slug:${other}`])).toBeNull();
    expect(publicAddress(site, ['slug:food'])).toBeNull();
    expect(publicAddress(site, [`slug:${other}`])).toContain(`${origin}/assessments/food`);
  });

  it('can be of a site whose only quiz is one page, or whose quizzes are told by the query', () => {
    const slug = (pattern: string, address: string) =>
      playerSlug({ ...academy(), pages: { ...academy().pages, player: [pattern] } }, new URL(address, origin));
    expect(slug('/', '/')).toBe('quiz.example/home');
    expect(slug('/take.php?quiz={slug}', '/take.php?quiz=food&x=1')).toBe('quiz.example/food');
    expect(slug('/take.php?quiz={slug}', '/take.php?other=food')).toBeNull();
  });
});

describe('a profile as a file', () => {
  it('comes back as it left, as the user’s own', async () => {
    const saved = await saveOwnProfile(academy(), 1);
    expect(readProfileFile(profileFile(saved).text)).toEqual({ ok: true, profile: saved });
  });

  it('is previewed before anything changes, and says what it replaces', async () => {
    const file = textOf(academy());
    expect(await preview(file)).toMatchObject({
      ok: true,
      preview: { name: 'Academy', replaces: null, isSame: false },
    });
    expect(await ownProfiles()).toEqual([]);
    await handlers['sites.import']({ text: file }, page);
    expect(await preview(file)).toMatchObject({ preview: { replaces: { version: 1, owner: 'user' }, isSame: true } });
    const changed = textOf({ ...academy(), name: 'Changed' });
    expect(await preview(changed)).toMatchObject({ preview: { replaces: { name: 'Academy' }, isSame: false } });
    await handlers['sites.import']({ text: changed }, page);
    expect((await ownProfiles()).map(({ profile }) => [profile.name, profile.version])).toEqual([['Changed', 2]]);
  });

  it('is given its name by its address, whatever it says', () => {
    const read = readProfileFile(textOf({ ...academy(), id: 'credspark', owner: 'shipped' }));
    expect(read).toMatchObject({ ok: true, profile: { id: 'quiz.example', owner: 'user' } });
  });

  const deep = (levels: number) => `${'{"a":'.repeat(levels)}1${'}'.repeat(levels)}`;
  it.each([
    ['no JSON', '{', 'malformed', ''],
    ['too large', ' '.repeat(400_000), 'too-large', ''],
    ['100 levels deep', deep(100), 'not-a-profile', 'schema'],
    ['40,000 levels deep', deep(40_000), 'malformed|not-a-profile', ''],
    ['another document', '{"kind":"credly-badges-rules"}', 'not-a-profile', 'schema'],
    ['newer', textOf({ ...academy(), schema: 99 }), 'newer', 'schema'],
    ['unfit', textOf({ ...academy(), results: { ...academy().results, requests: 7 } }), 'unfit', 'results.requests'],
    ['of Credly itself', textOf({ ...academy(), origins: ['https://api.credly.com'] }), 'unfit', 'origins'],
    [
      'of CredSpark and another site at once',
      textOf({ ...academy(), origins: ['https://app.credspark.com', origin] }),
      'unfit',
      'origins',
    ],
    ['without encryption', textOf({ ...academy(), origins: ['http://quiz.example'] }), 'unfit', 'origins.0'],
  ])('that is %s is refused, with the reason', async (_, text, trouble, where) => {
    const reply = await preview(text);
    expect(reply.ok).toBe(false);
    if (reply.ok) return;
    expect(trouble.split('|')).toContain(reply.trouble);
    if (where) expect(reply.where).toBe(where);
    expect(await handlers['sites.import']({ text }, page)).toEqual(reply);
    expect(await ownProfiles()).toEqual([]);
  });

  it('with names that would reach into objects changes none', async () => {
    const text = textOf(academy()).replace(
      /^\{/,
      '{"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}},',
    );
    const read = readProfileFile(text.replace('"fields":{', '"fields":{"__proto__":{"names":["x"],"paths":[]},'));
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
    if (read.ok) expect(Object.keys(read.profile.results.fields)).not.toContain('__proto__');
  });

  it('of an address that another profile has is refused', async () => {
    await handlers['sites.import']({ text: textOf(academy()) }, page);
    const text = textOf({ ...academy(), origins: ['https://second.example', origin] });
    expect(await preview(text)).toEqual({ ok: false, trouble: 'unfit', where: 'origins' });
  });

  it('that is removed gives up the access to its site', async () => {
    await handlers['sites.import']({ text: textOf(academy()) }, page);
    await handlers['sites.remove']({ id: 'quiz.example' }, page);
    expect(await ownProfiles()).toEqual([]);
    expect(fakeBrowser.permissions.remove).toHaveBeenCalledWith({ origins: [`${origin}/*`] });
  });
});
