import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type FileReading,
  fileRuleSchema,
  maxFileChars,
  maxRules,
  readRulesFile,
  rulesDocument,
} from '../../../../lib/transfer/rules-file.ts';
import { noon, outcomes, passingScore, rule, ruleBadge, scoreRanges, stopped } from '../builders.ts';
import { anyRule } from './arbitrary-rule.ts';

const fileOf = (...rules: Parameters<typeof rulesDocument>[0]) => JSON.stringify(rulesDocument(rules, noon));
const withRules = (...rules: unknown[]) => JSON.stringify({ ...rulesDocument([], noon), rules });

function entriesOf(reading: FileReading) {
  if (!reading.ok) throw new Error(`not read: ${reading.problem}`);
  return reading.entries;
}

describe('a file of rules', () => {
  it('gives back every rule as it was written', () => {
    fc.assert(
      fc.property(fc.array(anyRule, { maxLength: 5 }), (rules) => {
        const entries = entriesOf(readRulesFile(fileOf(...rules)));
        expect(entries).toHaveLength(rules.length);
        expect(entries).toEqual(
          expect.arrayContaining(rules.map((it) => ({ ok: true, rule: fileRuleSchema.parse(it) }))),
        );
      }),
      { numRuns: 200 },
    );
  });

  it('is the same for the same rules, in whichever order they are stored', () => {
    const [a, b] = [rule({ id: 'a', quizTitle: 'A' }), rule({ id: 'b', quizTitle: 'B' })];
    expect(fileOf(b, a)).toBe(fileOf(a, b));
  });

  it('holds nothing of the profile it comes from', () => {
    const [written] = rulesDocument([rule({ id: 'my-id', version: 9, stopped })], noon).rules;
    for (const field of ['id', 'version', 'stopped', 'createdAt', 'updatedAt'])
      expect(written).not.toHaveProperty(field);
  });

  it.each<[string, string]>([
    ['nothing', ''],
    ['a list', '[]'],
    ['null', 'null'],
    ['half a file', fileOf(rule()).slice(0, 200)],
    ['no rules', '{"kind":"credly-badges-rules","version":1}'],
    ['rules that are no list', '{"kind":"credly-badges-rules","version":1,"rules":{"length":3}}'],
    ['a version that is no number', '{"kind":"credly-badges-rules","version":"1","rules":[]}'],
    ['a hundred thousand brackets', '['.repeat(100_000)],
  ])('that is %s is malformed', (_what, text) => {
    expect(readRulesFile(text)).toEqual({ ok: false, problem: 'malformed' });
  });

  it('of a newer version, of another kind, or too large is told apart', () => {
    const problem = (text: string) => (readRulesFile(text) as { problem?: string }).problem;
    expect(problem(fileOf(rule()).replace('"version":1', '"version":2'))).toBe('newer');
    expect(problem('{"kind":"credly-badges-setup","version":1}')).toBe('another-file');
    expect(problem(' '.repeat(maxFileChars + 1))).toBe('too-large');
    expect(problem(withRules(...Array.from({ length: maxRules + 1 }, () => null)))).toBe('too-large');
  });
});

describe('an entry of a file', () => {
  const good = fileRuleSchema.parse(rule());
  const deep = JSON.parse(`${'{"a":'.repeat(100)}1${'}'.repeat(100)}`) as unknown;

  it.each<[string, unknown]>([
    ['nothing', null],
    ['a text', 'rule'],
    ['a rule without an organization', { ...good, organizationId: undefined }],
    ['an environment of its own', { ...good, environment: 'staging' }],
    ['a title that is a number', { ...good, quizTitle: 7 }],
    ['a title of a megabyte', { ...good, quizTitle: 'x'.repeat(1_000_000) }],
    ['objects a hundred deep', { ...good, awardFor: deep }],
    ['no quiz', { ...good, quizIds: [] }],
    ['an empty id', { ...good, quizIds: [''] }],
    ['a threshold below 0', { ...good, awardFor: passingScore('-1') }],
    ['a threshold above 100 percent', { ...good, awardFor: passingScore('101') }],
    ['a threshold that is no decimal', { ...good, awardFor: passingScore('1e3') }],
    ['ranges that do not begin at 0', { ...good, awardFor: scoreRanges({ 10: ruleBadge() }) }],
    [
      'ranges out of order',
      {
        ...good,
        awardFor: {
          ...scoreRanges({ 0: ruleBadge() }),
          ranges: ['0', '80', '80.0'].map((from) => ({ from, badge: ruleBadge() })),
        },
      },
    ],
    ['no badge at all', { ...good, awardFor: outcomes({ Explorer: null }) }],
    [
      'an outcome twice',
      { ...good, awardFor: { kind: 'outcomes', outcomes: [1, 2].map(() => ({ name: 'A', badge: ruleBadge() })) } },
    ],
    [
      'an outcome twice, but for upper case',
      {
        ...good,
        awardFor: outcomes({ Gold: ruleBadge({ templateId: 'a' }), gold: ruleBadge({ templateId: 'b' }) }),
      },
    ],
    ['a badge below the pass mark', { ...good, awardFor: scoreRanges({ 0: null, 50: ruleBadge() }, '60') }],
    ['evidence that runs script', { ...good, issue: { ...good.issue, evidence: { name: 'x', url: 'javascript:x' } } }],
  ])('that is or has %s is refused, and the others are read', (_what, entry) => {
    const entries = entriesOf(readRulesFile(withRules(entry, good)));
    expect(entries).toEqual([expect.objectContaining({ ok: false, reason: 'malformed' }), { ok: true, rule: good }]);
  });

  it('with an evidence link that is not secure is refused, as by the editor', () => {
    const evidence = { name: 'Syllabus', url: 'http://example.com/syllabus' };
    const [entry] = entriesOf(readRulesFile(withRules({ ...good, issue: { ...good.issue, evidence } })));
    expect(entry).toEqual({ ok: false, reason: 'evidence-link', title: good.quizTitle });
  });

  it('with ids of two quizzes is refused', () => {
    const [entry] = entriesOf(readRulesFile(withRules({ ...good, quizIds: ['slug:a', 'slug:b'] })));
    expect(entry).toEqual({ ok: false, reason: 'quiz-unclear', title: good.quizTitle });
  });

  it('cannot reach for prototypes', () => {
    const text = withRules(good).replace(
      '"hold":false',
      '"hold":false,"__proto__":{"stopped":null,"polluted":1},"constructor":{"prototype":{"polluted":1}}',
    );
    const [entry] = entriesOf(readRulesFile(text));
    expect(entry).toEqual({ ok: true, rule: good });
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
    expect(Object.getPrototypeOf(entry?.ok && entry.rule)).toBe(Object.prototype);
  });

  it('brings no picture from elsewhere', () => {
    const awardFor = passingScore('80', 'percent', ruleBadge({ imageUrl: 'https://evil.example/pixel.png' }));
    const [entry] = entriesOf(readRulesFile(withRules({ ...good, awardFor })));
    expect(entry).toMatchObject({ ok: true, rule: { awardFor: { badge: { imageUrl: null } } } });
  });
});
