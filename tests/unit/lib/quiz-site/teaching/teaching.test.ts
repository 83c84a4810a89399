import { describe, expect, it } from 'vitest';
import { profileSchema } from '../../../../../lib/quiz-site/profile.ts';
import { readExchange } from '../../../../../lib/quiz-site/read-exchange.ts';
import { chosenOf, isTest, outcomeOf } from '../../../../../lib/quiz-site/teaching/outcome.ts';
import { previewOf } from '../../../../../lib/quiz-site/teaching/preview.ts';
import { propose } from '../../../../../lib/quiz-site/teaching/propose.ts';
import {
  emptyRecording,
  type Recording,
  withExchange,
  withLoad,
  withText,
} from '../../../../../lib/quiz-site/teaching/recording.ts';
import { newTeaching, type Teaching } from '../../../../../lib/quiz-site/teaching/session.ts';
import { templateOf } from '../../../../../lib/quiz-site/teaching/text-lines.ts';
import { addressParts, quizPattern, requestPattern } from '../../../../../lib/quiz-site/teaching/url-pattern.ts';

const origin = 'https://quiz.example';
const ada = { first_name: 'Ada', last_name: 'Lovelace', email: 'ada@example.com' };

const exchange = (path: string, sent: unknown, answered: unknown) => ({
  kind: 'exchange' as const,
  url: new URL(path, origin).href,
  method: 'POST',
  requestType: 'application/json',
  requestText: JSON.stringify(sent),
  status: 200,
  responseText: JSON.stringify(answered),
});

const recorded = (exchanges: ReturnType<typeof exchange>[], text = ''): Recording =>
  [...exchanges].reduce(withExchange, text ? withText(emptyRecording, text) : emptyRecording);

const taught = (recording: Recording, part: Partial<Teaching> = {}): Teaching => ({
  ...newTeaching(
    {
      tabId: 1,
      origin,
      siteId: null,
      quizAddress: `${origin}/quiz/food`,
      part: 'path:1',
      siteName: 'Academy',
      step: 'check',
    },
    0,
  ),
  recording,
  ...part,
});

const read = (teaching: Teaching) => {
  const profile = profileSchema.parse(outcomeOf(teaching, null));
  return { profile, ...previewOf(profile, teaching.recording) };
};
const finalScore = (score: string, maximum: string | null) => ({ score, maximum, finality: 'final' });

describe('an editor whose tabs have addresses of their own', () => {
  const pick = { selector: 'button', name: 'Add', role: 'button', count: 1 };
  const picks = { 'motivation-tab': null, button: pick, 'results-tab': null, 'results-block': pick };
  const pages = (...editorPages: string[]) =>
    outcomeOf(taught(emptyRecording, { picks, editorPages, editorPart: 'path:1' }), null).pages.editor;

  it('is known on each page on which something was pointed at', () => {
    expect(pages(`${origin}/studio/food/rewards`, `${origin}/studio/food/ending?x=1`)).toEqual([
      '/studio/{slug}/rewards',
      '/studio/{slug}/rewards/*',
      '/studio/{slug}/ending',
      '/studio/{slug}/ending/*',
    ]);
  });

  it('is not known by a page of another quiz or one without a quiz', () => {
    expect(pages(`${origin}/studio/food/rewards`, `${origin}/studio/fire/ending`, `${origin}/studio`)).toEqual([
      '/studio/{slug}/rewards',
      '/studio/{slug}/rewards/*',
    ]);
  });
});

describe('what is proposed', () => {
  it('is the exact place of identity and result in one request and its answer', () => {
    const recording = recorded([exchange('/api/results/123456', { user: ada }, { result: { score: 8, max: 10 } })]);
    expect(propose(recording)).toMatchObject({
      firstName: 'request /user/first_name',
      email: 'request /user/email',
      score: 'answer /result/score',
      maximum: 'answer /result/max',
      last: 'url',
    });
    const { profile, identity, result } = read(taught(recording));
    expect(identity).toEqual({ firstName: 'Ada', lastName: 'Lovelace', email: 'ada@example.com' });
    expect(result).toMatchObject(finalScore('8', '10'));
    expect(profile.results.requests).toEqual([{ methods: ['POST'], urls: ['/api/results/{id3}'], bodies: ['json'] }]);
    expect(profile.pages.player).toEqual(['/quiz/{slug}', '/quiz/{slug}/*']);
  });

  it('reads other people’s results by the same places, and nothing from others', () => {
    const { profile } = read(
      taught(recorded([exchange('/api/results', { user: ada }, { result: { score: 8, max: 10 } })])),
    );
    const grace = { user: { first_name: 'Grace', last_name: 'Hopper', email: 'grace@example.com' } };
    const other = readExchange(profile, exchange('/api/results', grace, { result: { score: 3, max: 10 }, score: 99 }));
    expect(other.identity.firstName).toBe('Grace');
    expect(other.result).toMatchObject(finalScore('3', '10'));
    expect(readExchange(profile, exchange('/api/other', grace, { result: { score: 3, max: 10 } })).result).toBeNull();
    expect(readExchange(profile, exchange('/api/results', grace, { score: 3 })).result).toBeNull();
  });

  it('finds a score under an unusual name by the number that the page shows', () => {
    const answer = { r: { hits: 8, all: 10, ms: 5123 } };
    const { result } = read(taught(recorded([exchange('/api/r', ada, answer)], 'You got 8 of 10')));
    expect(result).toMatchObject(finalScore('8', '10'));
  });

  it('is the sentence of the page where no answer holds the result', () => {
    const { profile, result, source } = read(
      taught(recorded([exchange('/api/r', ada, { stored: true })], 'Thank you, Ada!\nYou got 8 of 10 answers right.')),
    );
    expect(profile.results.texts.score).toEqual(['You got {score} of {maximum} answers right']);
    expect([result?.score, result?.finality, source]).toEqual(['8', 'final', 'page-text']);
  });

  it('is nothing where two things could be the score, and a choice by hand is taken', () => {
    const recording = recorded([exchange('/api/r', ada, { a: { score: 8 }, b: { score: 3 } })]);
    expect(propose(recording)).toMatchObject({ score: null, last: null });
    const chosen = { score: 'answer /a/score', last: 'url' };
    expect(read(taught(recording, { chosen })).result).toMatchObject({ score: '8', finality: 'final' });
  });

  it('is nothing where the marked name stood in two fields of usual names', () => {
    const recording = recorded([exchange('/api/r', { first_name: 'Ada', fname: 'Ada' }, { score: 8 })]);
    expect(propose(recording).firstName).toBeNull();
  });

  it('does not take a running score for the last word, unless a word of state tells them apart', () => {
    const answers = (status: string[]) =>
      recorded(status.map((it, at) => exchange('/api/answer', at === 0 ? ada : { q: at }, { score: at, status: it })));
    expect(read(taught(answers(['next', 'next', 'next']))).result?.finality).toBe('unknown');
    const { profile, result } = read(taught(answers(['next', 'next', 'complete'])));
    expect(result).toMatchObject({ score: '2', finality: 'final' });
    expect(readExchange(profile, exchange('/api/answer', {}, { score: 1, status: 'next' })).result?.finality).not.toBe(
      'final',
    );
  });

  it('takes a result from what the page sends, where the answer has none', () => {
    const { profile, result } = read(
      taught(recorded([exchange('/api/save', { ...ada, score: 8, max_score: 10 }, { ok: true })])),
    );
    expect(profile.results.resultIn).toBe('request');
    expect(result).toMatchObject(finalScore('8', '10'));
  });

  it('counts requests to another host of the site, and no start where the quiz’s address is loaded again', () => {
    const elsewhere = { ...exchange('/r', ada, { score: 8, max: 10 }), url: 'https://api.quiz.example/r' };
    const { profile } = read(taught(withLoad(recorded([elsewhere]), `${origin}/quiz/food`)));
    expect(profile.requestOrigins).toEqual(['https://api.quiz.example']);
    expect(profile.pages.playerStart).toEqual([]);
  });
});

it('what was found is tested on a second run, as it is', () => {
  const first = taught(recorded([exchange('/api/r', ada, { result: { score: 8, max: 10 } })]));
  const again = recorded([exchange('/api/r', ada, { result: { score: 4, max: 10 } })]);
  const second = { ...first, candidate: outcomeOf(first, null), chosen: {}, recording: again };
  expect(isTest(second)).toBe(true);
  expect(read(second).result).toMatchObject(finalScore('4', '10'));
  const without = { ...second, recording: recorded([exchange('/api/r', ada, { total: 4 })]) };
  expect(read(without).result).toBeNull();
  expect(chosenOf(without).score).toBeNull();
});

it('hostile recordings are bounded and reach into nothing', () => {
  const hostile = { ...exchange('/a', {}, {}), responseText: '{"__proto__":{"score":1},"constructor":{"max":2}}' };
  const huge = { ...exchange('/a', {}, {}), responseText: `{"a":"${'x'.repeat(200_000)}"}` };
  let recording = recorded([hostile, huge]);
  expect(recording.exchanges).toHaveLength(1);
  for (let n = 0; n < 100; n += 1) recording = withExchange(recording, exchange(`/a/${n}`, { n }, { score: n }));
  expect(recording.exchanges.length).toBeLessThanOrEqual(40);
  expect(({} as { score?: number }).score).toBeUndefined();
  expect(() => read(taught(recording))).not.toThrow();
});

describe('a sentence', () => {
  it.each([
    ['You got 8 of 10', 'You got {score} of {maximum}'],
    ['Your score: 8/10 (80 %).', 'Your score: {score}/{maximum} ({percent} %'],
    ['Ada, you got 8 of 10!', 'you got {score} of {maximum}'],
    ['You got 8 of 10, Ada', 'You got {score} of {maximum}'],
    ['Sie haben 8 von 10 Punkten', 'Sie haben {score} von {maximum} Punkten'],
    ['You scored 82.5%', 'You scored {percent}%'],
  ])('%s becomes %s', (line, template) => {
    expect(templateOf(line)?.template).toBe(template);
  });

  it.each(['8 of 10', 'Nothing here', 'You got 12 of 10', 'Call 1 2 3 4 5', 'Score: 1,000 of 2,000', 'a {score} 8'])(
    '%s is none that could be found again',
    (line) => {
      expect(templateOf(line)).toBeNull();
    },
  );
});

describe('an address', () => {
  it.each([
    ['/quiz/food', 'path:1', '/quiz/{slug}'],
    ['/q?id=77&utm_source=x', 'query:id', '/q?id={slug}'],
    ['/', undefined, '/'],
  ])('%s tells its quiz by %s', (path, part, pattern) => {
    const url = new URL(path, origin);
    expect(addressParts(url)[0]?.id).toBe(part);
    expect(quizPattern(url, part ?? null)).toBe(pattern);
  });

  it('of a request is made a pattern of what stays the same', () => {
    const pattern = (path: string) => requestPattern(new URL(path, origin), 'food-7');
    expect(pattern('/api/v2/quizzes/food-7/attempts/0f8fad5b-d9cb-469f-a165-70867728950e/finish')).toBe(
      '/api/v2/quizzes/{id4}/attempts/{id6}/finish',
    );
    expect(pattern('/form/66b2f1c29ab34de1/submission')).toBe('/form/{id2}/submission');
  });
});
