import { describe, expect, it } from 'vitest';
import { credsparkProfile } from '../../../../lib/quiz-site/credspark.ts';
import { readProfile, upgrade } from '../../../../lib/quiz-site/profile-document.ts';
import shipped from '../../../../lib/quiz-site/profiles/credspark.json' with { type: 'json' };
import { allProfiles, profileFor } from '../../../../lib/quiz-site/profiles.ts';

const changed = (change: (document: Record<'anchors' | 'results' | 'origins', Record<string, unknown>>) => void) => {
  const document = structuredClone(shipped) as never;
  change(document);
  return readProfile(document);
};

describe('a profile', () => {
  it('is a document: nothing is lost on the way through JSON', () => {
    expect(readProfile(JSON.parse(JSON.stringify(credsparkProfile)))).toEqual({ ok: true, profile: credsparkProfile });
  });

  it('holds no code and no regular expression: only texts, numbers, lists and objects', () => {
    const leaves = (it: unknown): unknown[] =>
      typeof it === 'object' && it ? Object.values(it).flatMap(leaves) : [it];
    expect(new Set(leaves(shipped).map((it) => typeof it))).toEqual(new Set(['string', 'number']));
  });

  it('gives anchors the number of matches that is right, where it does not say it', () => {
    const read = changed((it) => {
      Object.assign(it.anchors, {
        button: [{ by: 'role', role: 'button', names: ['Add'] }, { by: 'buttons-of-panel' }],
      });
    });
    expect(read).toMatchObject({
      ok: true,
      profile: { anchors: { button: [{ matches: { min: 1, max: 1 } }, { matches: { min: 1, max: 500 } }] } },
    });
  });

  it.each([
    ['a strategy that does not exist', 'anchors.button.0.by', (it: never) => Object.assign(it, { by: 'eval' })],
    ['a strategy without words', 'anchors.button.0', (it: never) => Object.assign(it, { by: 'text', words: [] })],
  ])('is refused with %s, saying where', (_what, where, change) => {
    const read = changed((it) => change((it.anchors.button as never[])[0] as never));
    expect(read).toMatchObject({ ok: false, problem: 'unfit', where: expect.stringContaining(where) });
  });

  it.each(['Score: .*', 'Score', '{score} of {maximum}'])(
    'is refused with a sentence that is no template: %s',
    (text) => {
      const read = changed((it) => Object.assign(it.results.texts as object, { score: [text] }));
      expect(read).toMatchObject({ ok: false, problem: 'unfit', where: 'results.texts.score.0' });
    },
  );

  it.each(['http://app.credspark.com', 'javascript:alert(1)', 'data:text/html,'])(
    'is refused for the origin %s',
    (origin) => {
      expect(changed((it) => Object.assign(it, { origins: [origin] }))).toMatchObject({
        ok: false,
        where: 'origins.0',
      });
    },
  );

  it.each<[string, unknown]>([
    ['not-a-profile', null],
    ['not-a-profile', 'profile'],
    ['not-a-profile', {}],
    ['not-a-profile', { schema: '1' }],
    ['not-a-profile', { schema: 0 }],
    ['newer', { ...shipped, schema: 2 }],
    ['unfit', { schema: 1 }],
  ])('is %s: %j', (problem, document) => {
    expect(readProfile(document)).toMatchObject({ ok: false, problem });
  });

  it('of an earlier form is brought up step by step, each step once and in order', () => {
    const steps = ['b', 'c', 'd'].map((name) => (it: Record<string, unknown>) => ({
      ...it,
      path: `${it.path}${name}`,
    }));
    expect(upgrade({ schema: 1, path: 'a' }, 1, steps)).toEqual({ schema: 4, path: 'abcd' });
    expect(upgrade({ schema: 3, path: 'a' }, 3, steps)).toEqual({ schema: 4, path: 'ad' });
  });
});

describe('the profile for an address', () => {
  it('is that of its origin, whatever the path', async () => {
    expect((await profileFor(new URL('https://app.credspark.com/anything?x#y')))?.id).toBe('credspark');
  });

  it.each(['https://app.credspark.com.example/', 'http://app.credspark.com/', 'https://credspark.com/', 'about:blank'])(
    'is none for %s',
    async (address) => {
      expect(await profileFor(new URL(address))).toBeNull();
    },
  );

  it('is told by an id of its own', async () => {
    const ids = (await allProfiles()).map((it) => it.id);
    expect(new Set(ids).size).toBe(ids.length);
  });
});
