import fc from 'fast-check';
import { sameOutcomeKey } from '../../../../lib/awards/decide.ts';
import { mailLanguages, type Rule, type RuleBadge, retakePolicies, ruleSchema } from '../../../../lib/awards/rule.ts';
import { ruleFault } from '../../../../lib/awards/rule-faults.ts';
import { noon } from '../builders.ts';

const text = (maxLength: number) =>
  fc.string({ unit: 'grapheme', minLength: 1, maxLength: Math.floor(maxLength / 20) });
const unit = fc.constantFrom('percent' as const, 'points' as const);
const decimal = fc.tuple(fc.nat(100), fc.nat(99)).map(([whole, part]) => (whole < 100 ? `${whole}.${part}` : '100'));

const badge: fc.Arbitrary<RuleBadge> = fc.record({
  templateId: fc.uuid(),
  name: text(300),
  imageUrl: fc.constantFrom(null, 'https://images.credly.com/one.png', 'https://cdn.youracclaim.com/two.png'),
  allowsDuplicates: fc.boolean(),
});

/** At least one badge among them, as every stored rule has. */
const withOneBadge = <T extends { badge: RuleBadge | null }>(rows: fc.Arbitrary<T[]>) =>
  rows.filter((it) => it.some((row) => row.badge !== null));

const awardFor = fc.oneof(
  fc.record({ kind: fc.constant('passing-score' as const), threshold: decimal, unit, badge }),
  fc
    .tuple(
      unit,
      withOneBadge(
        fc
          .tuple(
            fc.uniqueArray(fc.integer({ min: 1, max: 99 }), { maxLength: 6 }),
            fc.array(fc.option(badge), { minLength: 7, maxLength: 7 }),
          )
          .map(([bounds, badges]) =>
            [0, ...bounds.sort((a, b) => a - b)].map((from, index) => ({
              from: String(from),
              badge: badges[index] ?? null,
            })),
          ),
      ),
      fc.option(fc.record({ value: decimal, unit })),
    )
    .map(([unit, ranges, passMark]) => ({ kind: 'score-ranges' as const, unit, ranges, passMark }))
    .filter((it) => ruleFault(it) === null),
  withOneBadge(
    fc.uniqueArray(fc.record({ name: text(300), badge: fc.option(badge) }), {
      minLength: 1,
      maxLength: 6,
      selector: (it) => sameOutcomeKey(it.name),
    }),
  ).map((outcomes) => ({ kind: 'outcomes' as const, outcomes })),
);

/** Any rule that could be stored. */
export const anyRule: fc.Arbitrary<Rule> = fc
  .record({
    id: fc.uuid(),
    version: fc.integer({ min: 1, max: 1000 }),
    organizationId: fc.uuid(),
    environment: fc.constantFrom('production', 'sandbox'),
    quizIds: fc.tuple(fc.uuid(), fc.nat()).map(([slug, id]) => [`slug:${slug}`, `id:${id}`]),
    quizTitle: text(300),
    awardFor,
    placement: fc.option(fc.record({ afterHeading: fc.option(text(200)), index: fc.nat(500) })),
    hold: fc.boolean(),
    retake: fc.constantFrom(...retakePolicies),
    issue: fc.record({
      expires: fc.oneof(
        fc.constantFrom({ kind: 'template' }, { kind: 'never' }, { kind: 'date', date: '2030-01-31' }),
        fc.integer({ min: 1, max: 240 }).map((months) => ({ kind: 'months', months })),
      ),
      mailLanguage: fc.option(fc.constantFrom(...mailLanguages)),
      suppressMail: fc.boolean(),
      evidence: fc.constantFrom(null, { name: 'Syllabus', url: 'https://example.com/syllabus' }),
    }),
    block: fc.record({ heading: fc.option(text(200)), text: fc.option(text(1000)) }),
    stopped: fc.constantFrom(null, { reason: 'own-credly-button', at: noon }),
    createdAt: fc.constant(noon),
    updatedAt: fc.constant(noon),
  })
  .map((rule) => ruleSchema.parse(rule));
