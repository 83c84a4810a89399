import { describe, expect, it } from 'vitest';
import { newAttempt, usableIdentity, withIdentity } from '../../../../lib/awards/attempts.ts';
import { noIdentity, type ResultReading } from '../../../../lib/awards/result.ts';
import { credsparkProfile } from '../../../../lib/quiz-site/credspark.ts';
import { type ExchangeText, readExchange } from '../../../../lib/quiz-site/read-exchange.ts';
import { readPageText } from '../../../../lib/quiz-site/read-text.ts';
import { identity, onlyReading } from '../builders.ts';

/**
 * The traps that other real quiz apps show (credspark.md), as far as reading goes, by their numbers there. What needs a
 * browser is in tests/e2e/once/traps.spec.ts and, on every build of the stand-in, in tests/e2e/flows/rough-hosts.spec.ts:
 * 2 (`responseType`), 6 and 7 (on the wire), 9 to 13.
 */

const address = 'https://app.credspark.com/assessments/a-1/assessment_responses';
const read = (part: Partial<ExchangeText>) =>
  readExchange(credsparkProfile, {
    method: 'POST',
    url: address,
    requestType: '',
    requestText: '',
    responseText: '',
    ...part,
  });

const person = { first_name: 'Robin', last_name: 'Example', email: 'robin@example.com' };
const urlencoded = new URLSearchParams(person).toString();
const done = { score: 8, max_score: 10, status: 'completed' };
const eight = onlyReading({ score: '8', maximum: '10' });

describe('trap 1: a body of any kind', () => {
  it.each([
    ['JSON', 'application/json', JSON.stringify({ user: person })],
    ['urlencoded text', 'application/x-www-form-urlencoded', urlencoded],
    ['FormData, as the hook passes it on', 'multipart/form-data', urlencoded],
    ['a plain form that navigates', 'application/x-www-form-urlencoded', urlencoded],
    ['nothing said of its kind', '', urlencoded],
  ])('%s', (_what, requestType, requestText) => {
    expect(read({ requestType, requestText }).identity).toEqual(identity());
  });
});

describe('trap 3: labels that lie', () => {
  it('JSON called text/html is read', () => {
    expect(read({ responseText: JSON.stringify(done) }).result).toEqual(eight);
  });

  it.each(['', ' ', '\n'])('an empty answer called JSON is no result and no doubt: %j', (responseText) => {
    expect(read({ requestType: 'application/json', requestText: '{}', responseText })).toEqual({
      identity: noIdentity,
      result: null,
      doubt: null,
    });
  });
});

describe('trap 4: one post a question, of which the last is the result', () => {
  const finality = (responseText: unknown, part: Partial<ExchangeText> = {}): ResultReading['finality'] | undefined =>
    read({ responseText: JSON.stringify(responseText), ...part }).result?.finality;

  it('is told by words in the answer', () => {
    expect(finality({ score: 2, status: 'in_progress' })).toBe('partial');
    expect(finality(done)).toBe('final');
  });

  it('is told by the address, where the answer says nothing', () => {
    const answer = { score: 8, max_score: 10 };
    expect(finality(answer, { url: `${address}/17/answers` })).toBe('unknown');
    expect(finality(answer, { url: `${address}/17/complete` })).toBe('final');
  });

  it.each([
    [{ score: 8, status: 'pending' }, 'pending'],
    [{ score: 8, finished: false }, 'partial'],
    [{ score: 8, status: 'being_looked_at' }, 'unknown'],
    [{ score: 8, status: 'ok' }, 'final'],
  ])('a word in the answer stands above the address: %j', (answer, expected) => {
    expect(finality(answer, { url: `${address}/17/complete` })).toBe(expected);
  });

  it('a running score is never final, and says so as a doubt', () => {
    expect(read({ responseText: '{"score":8}' })).toMatchObject({
      result: { finality: 'unknown' },
      doubt: 'finality-unclear',
    });
  });
});

describe('trap 5: one URL for everything, told apart by a field', () => {
  const post = (event: string, type: 'form' | 'json') =>
    read({
      requestType: type === 'json' ? 'application/json' : '',
      requestText: type === 'json' ? JSON.stringify({ event, attempt: 3 }) : `event=${event}&attempt=3`,
      responseText: '{"result":{"points":8,"outOf":10}}',
    }).result?.finality;

  it.each(['form', 'json'] as const)('in %s', (type) => {
    expect(['register', 'answer', 'finish'].map((event) => post(event, type))).toEqual(['unknown', 'unknown', 'final']);
  });
});

describe('trap 6: relative URLs', () => {
  it('are matched like whole ones', () => {
    const answer = { responseText: '{"score":8}' };
    expect(read({ ...answer, url: '/assessments/a-1/assessment_responses/17/complete' }).result?.finality).toBe(
      'final',
    );
  });
});

describe('trap 8: a result that is only text', () => {
  it.each([
    ['You got 8 of 10', { score: '8', maximum: '10' }],
    ['Your score: 80%', { percent: '80' }],
    ['Your outcome: Gold: 8-10', { outcome: 'Gold: 8-10' }],
    ['Sie haben 8 von 10 Punkten', { score: '8', maximum: '10' }],
    ['Obtuviste 8 de 10', { score: '8', maximum: '10' }],
  ])('%s', (line, part) => {
    expect(readPageText(credsparkProfile, line).result).toEqual(onlyReading(part));
  });
});

describe('trap 14: registration on another page than the score', () => {
  it('is joined in the attempt', () => {
    const attempt = withIdentity(newAttempt(0), read({ requestText: urlencoded }).identity, 1000);
    expect(read({ responseText: JSON.stringify(done) }).identity).toEqual(noIdentity);
    expect(usableIdentity(attempt, 2000)).toEqual(identity());
  });
});

describe('what a profile says of requests', () => {
  const { results } = credsparkProfile;
  const only = (part: Partial<(typeof results.requests)[number]>) => ({
    results: { ...results, requests: [{ methods: ['POST' as const], urls: [], bodies: ['json' as const], ...part }] },
  });
  const body = {
    requestType: 'application/json',
    requestText: JSON.stringify(person),
    responseText: JSON.stringify(done),
  };
  const exchange = { method: 'POST', url: address, ...body };

  it.each([
    ['method', only({ methods: ['PUT'] })],
    ['address', only({ urls: ['/api/*'] })],
    ['kind of body', only({ bodies: ['urlencoded'] })],
  ])('is looked at: another %s is read of nothing', (_what, profile) => {
    expect(readExchange(profile, exchange)).toEqual({ identity: noIdentity, result: null, doubt: null });
  });

  it('lets through what fits', () => {
    expect(readExchange(only({ urls: ['/assessments/*'] }), exchange)).toMatchObject({
      identity: identity(),
      result: eight,
    });
  });
});

describe('exact places', () => {
  const { results } = credsparkProfile;
  const profile = (fields: Partial<Record<'score' | 'maximum' | 'email', string>>) => ({
    results: {
      ...results,
      fields: {
        ...results.fields,
        ...Object.fromEntries(
          Object.entries(fields).map(([kind, path]) => [kind, { names: ['score', 'email'], paths: [path] }]),
        ),
      },
    },
  });
  const told = (fields: Parameters<typeof profile>[0], answer: unknown) =>
    readExchange(profile(fields), {
      method: 'POST',
      url: address,
      requestType: '',
      requestText: 'email=kim%40example.com&who[mail]=robin%40example.com',
      responseText: JSON.stringify(answer),
    });

  it('stand above names', () => {
    const answer = { score: 1, data: { outcome: { value: 8 } }, status: 'completed' };
    expect(told({ score: '/data/outcome/value' }, answer).result?.score).toBe('8');
    expect(told({ email: '/who/mail' }, {}).identity.email).toBe('robin@example.com');
  });

  it('may leave steps open, and two values there are none', () => {
    const answer = (...values: number[]) => ({ rows: values.map((v) => ({ v })), status: 'completed' });
    expect(told({ score: '/rows/*/v' }, answer(8)).result?.score).toBe('8');
    expect(told({ score: '/rows/*/v' }, answer(8, 9))).toMatchObject({ result: { score: null } });
  });

  it('that are not there leave names as they were', () => {
    expect(told({ score: '/gone' }, done).result?.score).toBe('8');
  });
});
