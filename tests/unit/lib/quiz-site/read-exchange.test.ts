import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Identity, noIdentity, type ResultReading, resultReadingSchema } from '../../../../lib/awards/result.ts';
import { credsparkProfile } from '../../../../lib/quiz-site/credspark.ts';
import { readExchange } from '../../../../lib/quiz-site/read-exchange.ts';
import { identity, onlyReading } from '../builders.ts';

const read = (part: { requestType?: string; requestText?: string; responseText?: string }) =>
  readExchange(credsparkProfile, {
    method: 'POST',
    url: 'https://app.credspark.com/assessments/a-1/assessment_responses',
    requestType: '',
    requestText: '',
    responseText: '',
    ...part,
  });

const form = (fields: Record<string, string>): Identity =>
  read({
    requestType: 'application/x-www-form-urlencoded;charset=UTF-8',
    requestText: new URLSearchParams(fields).toString(),
  }).identity;

const sent = (body: unknown, requestType = 'application/json') =>
  read({ requestType, requestText: JSON.stringify(body) }).identity;

const answered = (body: unknown): ResultReading | null => read({ responseText: JSON.stringify(body) }).result;

describe('identity in a request', () => {
  const names = { first_name: 'Robin', last_name: 'Example', email: 'robin@example.com' };
  const nested = (wrap: (name: string) => string) =>
    Object.fromEntries(Object.entries(names).map(([name, value]) => [wrap(name), value]));

  it.each<[string, Identity]>([
    ['a form', form(names)],
    ['a form with bracketed names', form(nested((name) => `user[${name}]`))],
    ['a form with names in brackets of brackets', form(nested((name) => `response[user_attributes][${name}]`))],
    ['a form with dotted names', form(nested((name) => `user.${name}`))],
    ['JSON', sent(names)],
    ['nested JSON', sent({ response: { user: names }, answers: [{ id: 3, value: 'B' }] })],
    ['JSON labelled as text', sent(names, 'text/plain;charset=UTF-8')],
    ['a form without a label', read({ requestText: new URLSearchParams(names).toString() }).identity],
    ['camel case', sent({ firstName: 'Robin', lastName: 'Example', emailAddress: 'robin@example.com' })],
    ['other words', sent({ given_name: 'Robin', Surname: 'Example', 'E-Mail': 'robin@example.com' })],
    ['one field said twice alike', sent({ ...names, user: { email: ' robin@example.com ' } })],
  ])('is read from %s', (_what, found) => {
    expect(found).toEqual(identity());
  });

  it.each<[string, Partial<Identity>, Identity]>([
    ['two different addresses', { email: null }, sent({ ...names, friend: { email: 'kim@example.com' } })],
    ['two different first names', { firstName: null }, form({ ...names, 'child[first_name]': 'Kim' })],
    ['a blank field', { lastName: null }, sent({ ...names, last_name: '  ' })],
    ['a number for a name', { firstName: null }, sent({ ...names, first_name: 7 })],
    ['an endless name', { firstName: null }, sent({ ...names, first_name: 'R'.repeat(201) })],
  ])('is read without the field that is unclear: %s', (_what, part, found) => {
    expect(found).toEqual(identity(part));
  });

  it.each([
    ['an empty body', ''],
    ['broken JSON', '{"email":"robin@example.com"'],
    ['HTML', '<p>email=robin@example.com</p>'],
    ['a sentence', 'robin@example.com'],
    ['null', 'null'],
  ])('is nobody in %s', (_what, requestText) => {
    expect(read({ requestText }).identity).toEqual(noIdentity);
  });

  it('is not read from form text that is labelled JSON', () => {
    expect(read({ requestType: 'application/json', requestText: 'email=robin@example.com' }).identity).toEqual(
      noIdentity,
    );
  });

  it('is read from what was sent, never from the answer', () => {
    expect(read({ responseText: JSON.stringify(names) }).identity).toEqual(noIdentity);
  });
});

describe('a result in an answer', () => {
  const done = { status: 'completed' };

  it.each<[string, unknown, Partial<ResultReading>]>([
    ['plain', { score: 8, max_score: 10, ...done }, { score: '8', maximum: '10' }],
    ['camel case', { totalScore: 8, maxScore: 10, isComplete: true }, { score: '8', maximum: '10' }],
    ['nested', { data: { result: { points: '8', out_of: '10', state: 'finished' } } }, { score: '8', maximum: '10' }],
    ['its end said further out', { completed: true, result: { score: 8.5 } }, { score: '8.5' }],
    ['in a list of one', [{ score: 8, ...done }], { score: '8' }],
    ['a percentage', { percentage: '82.5 %', ...done }, { percent: '82.5' }],
    ['an outcome', { outcome: ' Gold ', ...done }, { outcome: 'Gold' }],
    ['a verdict', { score: 8, passed: 'no', ...done }, { score: '8', passed: false }],
    ['an attempt', { id: 4711, score: 8, ...done }, { score: '8', attemptId: '4711' }],
    ['a named attempt', { id: 1, response_id: 'r-9', score: 8, ...done }, { score: '8', attemptId: 'r-9' }],
    [
      'a mark in percent',
      { score: 8, passing_score: '80%', ...done },
      { score: '8', passMark: { value: '80', unit: 'percent' } },
    ],
    [
      'a mark with its unit',
      { score: 8, pass_mark: 7, pass_mark_unit: 'points', ...done },
      { score: '8', passMark: { value: '7', unit: 'points' } },
    ],
    ['a bare mark', { score: 8, passing_score: 7, ...done }, { score: '8', passMark: { value: '7', unit: null } }],
    [
      'the shallowest of several',
      { score: 8, max_score: 10, ...done, questions: [{ score: 1 }, { score: 0 }] },
      { score: '8', maximum: '10' },
    ],
    ['the same result told twice', { a: { score: 8, ...done }, b: { score: 8, ...done } }, { score: '8' }],
  ])('is read: %s', (_what, body, part) => {
    expect(answered(body)).toEqual(onlyReading(part));
  });

  it.each([
    ['text/html', '  {"score":8,"status":"completed"}\n'],
    ['form text', 'result[score]=8&result[status]=completed'],
  ])('is read however it is labelled: %s', (_what, responseText) => {
    expect(read({ responseText }).result).toEqual(onlyReading({ score: '8' }));
  });

  it.each<[string, unknown]>([
    ['nothing that tells a result', { ok: true, max_score: 10, passing_score: 8, status: 'completed' }],
    ['an outcome that is no text', { outcome: 3, ...done }],
    ['two results that differ', { a: { score: 8, ...done }, b: { score: 9, ...done } }],
    ['another result further in', { result: { score: 7, ...done }, their: { own: { score: 8, ...done } } }],
    ['the best of all', { best_result: { score: 8, ...done } }],
    ['the points of one answer', { answers: [{ points: 8, ...done }] }],
    ['two results of which one is open', { a: { score: 8, ...done }, b: { score: 8, status: 'pending' } }],
    ['a score in a sentence', { message: 'Your score: 8' }],
  ])('is none: %s', (_what, body) => {
    expect(answered(body)).toBeNull();
  });

  it.each(['', ' ', '<html>score=8</html>', '{"score":8', 'null', '"score"', '8', '[]', '{}'])(
    'is none in %j',
    (responseText) => {
      expect(read({ responseText }).result).toBeNull();
    },
  );

  it('is not read from what was sent', () => {
    expect(read({ requestText: '{"score":10,"status":"completed"}' }).result).toBeNull();
  });

  it.each(['1,000', '8,5', '1e3', '0x8', '+8', '8.', '.5', '8 of 10', 'NaN', '', true, '1234567890123'])(
    'has no score in %j, which could mean two things',
    (score) => {
      expect(answered({ score, ...done })?.score).toBeNull();
    },
  );

  it.each([
    [66.66666666666667, '66.66666666666667'],
    [1e21, null],
    [-1, '-1'],
    [0, '0'],
  ])('takes the number %d for %j', (percent, found) => {
    expect(answered({ percent, ...done })?.percent).toBe(found);
  });

  it('has no score where two fields of it disagree', () => {
    expect(answered({ score: 8, points: 80, ...done })?.score).toBeNull();
  });
});

describe('when a result is final', () => {
  const finality = (body: Record<string, unknown>) => answered({ score: 3, ...body })?.finality;

  it.each<[ResultReading['finality'], string, Record<string, unknown>]>([
    ['final', 'completed', { status: 'Completed' }],
    ['final', 'notified', { review_status: 'notified' }],
    ['final', 'a flag', { is_final: true }],
    ['unknown', 'nothing is said', {}],
    ['unknown', 'an unknown word', { status: 'ok' }],
    ['unknown', 'a number for a state', { status: 3 }],
    ['partial', 'a running score', { completed: false }],
    ['partial', 'a running score with a state', { status: 'in_progress' }],
    ['partial', 'saved for later', { state: 'saved' }],
    ['partial', 'registered', { status: 'registered' }],
    ['partial', 'a flag named like a state', { status: 'completed', partial: true }],
    ['pending', 'waiting for a review', { status: 'Pending Review' }],
    ['pending', 'reviewed, but the participant was not told', { status: 'reviewed' }],
    ['pending', 'a flag named like a state', { completed: true, pending_review: true }],
    ['pending', 'pending beats completed', { status: 'completed', review_status: 'pending' }],
    ['pending', 'pending beats partial', { completed: false, review_status: 'pending' }],
    ['partial', 'partial beats completed', { status: 'completed', finished: false }],
  ])('%s: %s', (expected, _what, body) => {
    expect(finality(body)).toBe(expected);
  });

  it('listens to what is said around the result', () => {
    expect(answered({ status: 'pending', result: { score: 8, status: 'completed' } })?.finality).toBe('pending');
  });

  it('does not take the end of something else for its own', () => {
    expect(answered({ result: { score: 8 }, registration: { status: 'completed' } })?.finality).toBe('unknown');
  });

  it('listens to a review of a single answer', () => {
    const answers = [{ text: 'A', review: { status: 'pending' } }];
    expect(answered({ score: 8, status: 'completed', answers })?.finality).toBe('pending');
  });

  it('listens to a review inside the result', () => {
    expect(answered({ result: { score: 8, status: 'completed', review: { status: 'pending' } } })?.finality).toBe(
      'pending',
    );
  });
});

describe('hostile data', () => {
  it.each([
    '{"__proto__":{"score":8,"status":"completed"}}',
    '{"constructor":{"prototype":{"score":8,"completed":true}}}',
    '__proto__[score]=8&__proto__[status]=completed',
  ])('changes nothing outside: %s', (text) => {
    read({ requestText: text, responseText: text });
    expect(({} as Record<string, unknown>).score).toBeUndefined();
    expect(Object.prototype).not.toHaveProperty('status');
  });

  it.each(['__proto__', 'constructor', 'toString', 'hasOwnProperty'])('takes a field "%s" for no result', (name) => {
    expect(read({ responseText: `{"${name}":8,"status":"completed"}` }).result).toBeNull();
    expect(read({ requestText: `${name}=Robin` }).identity).toEqual(noIdentity);
  });

  it('is read twelve objects deep, not a hundred', () => {
    const deep = (levels: number) => `${'{"a":'.repeat(levels)}{"score":8,"completed":true}${'}'.repeat(levels)}`;
    expect(read({ responseText: deep(12) }).result).toEqual(onlyReading({ score: '8' }));
    expect(read({ responseText: deep(100) }).result).toBeNull();
    expect(read({ responseText: '['.repeat(400_000) + ']'.repeat(400_000) }).result).toBeNull();
  });

  it.each([
    ['a million digits', `{"score":${'9'.repeat(1_000_000)},"completed":true}`],
    ['one endless text', `{"outcome":"${'x'.repeat(990_000)}","completed":true}`],
    ['a long list', JSON.stringify(Array.from({ length: 200_000 }, () => 1))],
    ['many fields', `{${Array.from({ length: 60_000 }, (_, at) => `"f${at}":1`).join(',')}}`],
    ['many form fields', Array.from({ length: 60_000 }, (_, at) => `f${at}=1`).join('&')],
    ['endless brackets', `${'['.repeat(900_000)}=1`],
    ['endless white space', `{"score":8,${' '.repeat(990_000)}`],
  ])('is read in a moment: %s', (_what, text) => {
    const start = performance.now();
    read({ requestText: text, responseText: text });
    expect(performance.now() - start).toBeLessThan(2000);
  });

  it('of many results is read in a moment', () => {
    const responseText = JSON.stringify(Array.from({ length: 1500 }, () => ({ score: 8 })));
    const start = performance.now();
    read({ responseText });
    expect(performance.now() - start).toBeLessThan(300);
  });

  it('is read into a reading that fits, or into none', () => {
    const { fields, finality } = credsparkProfile.results;
    const names = [...Object.values(fields).flatMap((it) => it.names), 'id'];
    const value = fc.oneof(fc.string(), fc.double(), fc.boolean(), fc.constantFrom(...finality.final, '8', '80%'));
    const key = fc.oneof(fc.constantFrom(...names), fc.string());
    const body = fc.oneof(fc.dictionary(key, fc.oneof(value, fc.dictionary(key, value))), fc.jsonValue());
    fc.assert(
      fc.property(body, fc.string(), (it, text) => {
        const { result, identity: nobody } = read({ requestText: text, responseText: JSON.stringify(it) });
        if (result) expect(resultReadingSchema.safeParse(result).success).toBe(true);
        expect(Object.keys(nobody)).toEqual(['firstName', 'lastName', 'email']);
        read({ responseText: text });
      }),
      { numRuns: 500 },
    );
  });
});
