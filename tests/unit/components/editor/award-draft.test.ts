import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { copyRule, fitsQuiz } from '../../../../components/editor/draft/copy-rule.ts';
import {
  type AwardDraft,
  type QuizOnPage,
  reviveDraft,
  startDraft,
} from '../../../../components/editor/draft/draft.ts';
import { draftProblems, sharedBadgeRows } from '../../../../components/editor/draft/problems.ts';
import { splitRange } from '../../../../components/editor/draft/ranges.ts';
import { retakeChoices, retakeOf } from '../../../../components/editor/draft/retake.ts';
import { toRuleDraft } from '../../../../components/editor/draft/to-rule.ts';
import { mailLanguages } from '../../../../components/editor/rule-form/mail-languages.ts';
import { awardForOf, unseenBadge } from '../../../../entrypoints/background/rule-of-draft.ts';
import { ruleView } from '../../../../entrypoints/background/views.ts';
import { awardDraftSchema } from '../../../../lib/awards/award-draft.ts';
import { decide } from '../../../../lib/awards/decide.ts';
import { type AwardFor, mailLanguages as knownLanguages } from '../../../../lib/awards/rule.ts';
import { ruleFault } from '../../../../lib/awards/rule-faults.ts';
import { ruleDraftSchema } from '../../../../lib/messages/protocol.ts';
import { onlyReading, rule } from '../../lib/builders.ts';
import { draftOf, gold, quizOnPage, silver, today } from './builders.ts';

/** As the worker reads what the dialog sends. */
function saved(draft: AwardDraft): AwardFor {
  const message = { quiz: { quizIds: ['id:1'], title: '' }, since: null, ...toRuleDraft(draft, false) };
  return awardForOf(ruleDraftSchema.parse(message).awardFor, unseenBadge);
}

const bound = fc.oneof(
  fc.integer({ min: 0, max: 110 }).map(String),
  fc.tuple(fc.integer({ min: 0, max: 100 }), fc.integer({ min: 0, max: 999 })).map(([a, b]) => `${a}.${b}`),
  fc.constantFrom('', 'x', '080'),
);
const anyBadge = fc.constantFrom(null, gold, silver);
const anyUnit = fc.constantFrom('percent', 'points');
const anyRanges = fc
  .array(fc.record({ from: bound, badge: anyBadge }), { maxLength: 6 })
  .map((rows) => [{ from: '0', badge: null }, ...rows]);
const anyQuiz: fc.Arbitrary<QuizOnPage> = fc
  .option(fc.record({ value: fc.integer({ min: 0, max: 100 }).map(String), unit: anyUnit }), { nil: null })
  .map((passingScore) => quizOnPage({ passingScore }) as QuizOnPage);
const anyRangesDraft = fc.tuple(anyQuiz, anyRanges, anyUnit, fc.boolean()).map(([quiz, rows, rangeUnit, sorts]) => {
  const ranges = sorts ? [...rows].sort((a, b) => Number(a.from) - Number(b.from)) : rows;
  return { quiz, draft: draftOf(quiz, { kind: 'score-ranges', ranges, rangeUnit }) };
});

describe('every draft of score ranges that the dialog lets through', () => {
  const let_through = anyRangesDraft.filter(({ quiz, draft }) => draftProblems(draft, quiz, today).length === 0);

  it('decides every score from 0 to the maximum exactly once, as its rows say', () => {
    fc.assert(
      fc.property(let_through, fc.integer({ min: 0, max: 100_000 }), ({ draft }, thousandths) => {
        const score = String(thousandths / 1000);
        const awardFor = saved(draft);
        const percent = draft.rangeUnit === 'percent';
        const reading = onlyReading(percent ? { percent: score } : { score, maximum: '100' });
        const decision = decide({ awardFor, stopped: null }, reading);
        const rows = draft.ranges.filter(
          ({ from }, index) =>
            Number(from) <= Number(score) && Number(score) < Number(draft.ranges[index + 1]?.from ?? Infinity),
        );
        expect(rows).toHaveLength(1);
        const expected = rows[0]?.badge ?? null;
        // A mark in the other unit is a matter of each result: below it a badge waits for a person.
        if (decision.kind === 'hold') expect(decision.reason).toBe('contradicts-pass-mark');
        else expect(decision.kind === 'award' ? decision.badge.templateId : null).toBe(expected?.id ?? null);
        if (draft.passMark.unit === draft.rangeUnit) expect(decision.kind).not.toBe('hold');
      }),
      { numRuns: 500 },
    );
  });

  it('is taken by the worker, which refuses the others', () => {
    fc.assert(
      fc.property(let_through, ({ draft }) => {
        expect(ruleFault(saved(draft))).toBeNull();
      }),
    );
  });

  it('comes back as it was when its rule is edited', () => {
    fc.assert(
      fc.property(let_through, ({ quiz, draft }) => {
        const again = startDraft(quiz, ruleView(rule({ awardFor: saved(draft) })));
        expect(saved(again)).toEqual(saved(draft));
      }),
    );
  });

  it('decides the same in whatever order its rows are stored', () => {
    fc.assert(
      fc.property(let_through, fc.integer({ min: 0, max: 100 }), fc.nat(), ({ draft }, percent, seed) => {
        const awardFor = saved(draft);
        if (awardFor.kind !== 'score-ranges' || awardFor.unit !== 'percent') return;
        const shuffled = {
          ...awardFor,
          ranges: [...awardFor.ranges].sort((a, b) => ((Number(a.from) * seed) % 7) - ((Number(b.from) * seed) % 7)),
        };
        const reading = onlyReading({ percent: String(percent) });
        expect(decide({ awardFor: shuffled, stopped: null }, reading)).toEqual(
          decide({ awardFor, stopped: null }, reading),
        );
      }),
    );
  });
});

describe('a draft', () => {
  it('of any kind fits what the worker keeps until it is saved', () => {
    fc.assert(
      fc.property(anyRangesDraft, ({ draft }) => {
        expect(awardDraftSchema.parse(draft)).toEqual(draft);
      }),
    );
  });

  it('begins with the quiz’s own ranges, with one from 0 where they begin later', () => {
    const rows = [
      { name: 'Steady', from: '6', to: '8' },
      { name: 'Outstanding', from: '9', to: '10' },
    ];
    const draft = draftOf(quizOnPage({ ranges: { unit: null, rows } }));
    expect(draft.ranges.map((it) => it.from)).toEqual(['0', '6', '9']);
    expect(draft.rangeUnit).toBe('points');
  });

  it('begins with a range below and one from the passing score where the page shows no ranges', () => {
    expect(draftOf(quizOnPage()).ranges.map((it) => it.from)).toEqual(['0', '60']);
  });

  it('keeps an outcome’s own badge apart from the one of the others, and adds outcomes of the page', () => {
    const quiz = quizOnPage({ type: 'outcome', outcomes: ['Explorer', 'Builder', 'Guardian'] });
    const awardFor: AwardFor = {
      kind: 'outcomes',
      outcomes: [
        { name: 'builder', badge: unseenBadge('gold') },
        { name: 'Explorer', badge: unseenBadge('silver') },
      ],
    };
    const draft = startDraft(quiz, ruleView(rule({ awardFor })));
    expect(draft.badge?.id).toBe('gold');
    expect(draft.outcomes.map(({ name, chosen, badge }) => [name, chosen, badge?.id ?? null])).toEqual([
      ['builder', true, null],
      ['Explorer', true, 'silver'],
      ['Guardian', false, null],
    ]);
    expect(saved(draft)).toEqual({
      kind: 'outcomes',
      outcomes: [...awardFor.outcomes, { name: 'Guardian', badge: null }],
    });
  });

  it('that was kept fits the quiz as it is now', () => {
    const kept = draftOf(quizOnPage(), { kind: 'score-ranges', threshold: '72' });
    const now = quizOnPage({ passingScore: { value: '70', unit: 'percent' } });
    expect(reviveDraft(kept, now)).toEqual({ ...kept, passMark: { value: '70', unit: 'percent' } });
    const outcome = quizOnPage({ type: 'outcome', outcomes: ['Builder'] });
    expect(reviveDraft(kept, outcome)).toMatchObject({
      kind: 'outcomes',
      outcomes: [{ name: 'Builder', chosen: false }],
    });
  });

  it('sends its options whole, and nothing of the words of the results block', () => {
    const block = { heading: 'Well done', text: 'You have {badge}.' };
    const issue = {
      expires: { kind: 'months', months: 24 },
      mailLanguage: 'fr-CA',
      suppressMail: false,
      evidence: { name: 'About', url: 'https://example.com/about' },
    } as const;
    const draft = startDraft(quizOnPage(), ruleView(rule({ block, issue, hold: true, retake: 'every' })));
    expect(toRuleDraft(draft, true).options).toEqual({ hold: true, retake: 'every', issue });
  });
});

const kindsOf = (draft: AwardDraft, quiz: QuizOnPage) =>
  draftProblems(draft, quiz, today).map(({ field, kind }) => `${field}: ${kind}`);

describe('the checks find', () => {
  const ranges = (...rows: [string, typeof gold | null][]) => rows.map(([from, badge]) => ({ from, badge }));
  const free = quizOnPage({ passingScore: null });
  it.each<[string, Partial<AwardDraft>, string[]]>([
    ['nothing in good order', { ranges: ranges(['0', null], ['80', gold]) }, []],
    [
      'bounds out of order',
      { ranges: ranges(['0', null], ['80', gold], ['60', silver]) },
      ['range-2: range-out-of-order'],
    ],
    ['doubled bounds', { ranges: ranges(['0', null], ['80', gold], ['80.0', silver]) }, ['range-2: range-doubled']],
    ['a second 0', { ranges: ranges(['0', null], ['0', gold]) }, ['range-1: range-doubled']],
    ['a missing bound', { ranges: ranges(['0', null], ['', gold]) }, ['range-1: range-missing']],
    ['what is no number', { ranges: ranges(['0', null], ['8,5', gold]) }, ['range-1: range-not-a-number']],
    ['more than 100 percent', { ranges: ranges(['0', null], ['101', gold]) }, ['range-1: range-over-100']],
    ['that nothing is awarded', { ranges: ranges(['0', null], ['80', null]) }, ['range-badge-1: no-range']],
  ])('%s', (_what, part, found) => {
    expect(kindsOf(draftOf(free, { kind: 'score-ranges', rangeUnit: 'percent', ...part }), free)).toEqual(found);
  });

  it('a badge below the passing score, and a range that straddles it', () => {
    const quiz = quizOnPage();
    const of = (rows: AwardDraft['ranges']) => kindsOf(draftOf(quiz, { kind: 'score-ranges', ranges: rows }), quiz);
    expect(of(ranges(['0', silver], ['60', gold]))).toEqual(['range-0: range-below-mark']);
    expect(of(ranges(['0', null], ['50', gold]))).toEqual(['range-1: range-straddles-mark']);
    const split = splitRange(ranges(['0', null], ['50', gold]), 1, '60');
    expect(split).toEqual(ranges(['0', null], ['50', null], ['60', gold]));
    expect(of(split)).toEqual([]);
  });

  it('the passing score in percent among ranges in points where the page says how many points there are', () => {
    const rows = [
      { name: '', from: '0', to: '5' },
      { name: '', from: '6', to: '10' },
    ];
    const quiz = quizOnPage({ ranges: { unit: 'points', rows } });
    const draft = draftOf(quiz, { kind: 'score-ranges', ranges: ranges(['0', null], ['5.5', gold]) });
    expect(draftProblems(draft, quiz, today)).toEqual([{ field: 'range-1', kind: 'range-straddles-mark', about: '6' }]);
  });

  it('an outcome twice, one that the page no longer shows, and one without a badge', () => {
    const quiz = quizOnPage({ type: 'outcome', outcomes: ['Explorer', 'Builder'] });
    const row = (name: string, part = {}) => ({ name, chosen: false, badge: null, confirmed: false, ...part });
    const of = (...outcomes: AwardDraft['outcomes']) => kindsOf(draftOf(quiz, { badge: gold, outcomes }), quiz);
    expect(of(row('Explorer', { chosen: true }), row(' explorer '))).toEqual(['outcome-1: outcome-doubled']);
    expect(of(row('Wizard', { chosen: true }))).toEqual(['outcome-0: outcome-gone']);
    expect(of(row('Wizard', { chosen: true, confirmed: true }))).toEqual([]);
    expect(of(row('Explorer'))).toEqual(['new-outcome: no-outcome']);
    const none = draftOf(quiz, { outcomes: [row('Builder', { chosen: true }), row('Explorer', { badge: gold })] });
    expect(kindsOf(none, quiz)).toEqual(['badge: badge-missing']);
  });

  it.each<[string, Partial<AwardDraft>, string[]]>([
    ['a day without a date', { expires: { kind: 'date', date: '', months: '' } }, ['expires-date: date-missing']],
    ['a day that is over', { expires: { kind: 'date', date: '2026-03-02', months: '' } }, ['expires-date: date-past']],
    ['today as a fair day', { expires: { kind: 'date', date: today, months: '' } }, []],
    [
      'months that are none',
      { expires: { kind: 'months', date: '', months: '0' } },
      ['expires-months: months-not-a-number'],
    ],
    [
      'a link without a name',
      { evidence: { name: '', url: 'https://a.example' } },
      ['evidence-name: evidence-name-missing'],
    ],
    ['a name without a link', { evidence: { name: 'About', url: ' ' } }, ['evidence-url: evidence-url-missing']],
    [
      'a link that is not https',
      { evidence: { name: 'A', url: 'http://a.example' } },
      ['evidence-url: evidence-url-wrong'],
    ],
    [
      'script in place of a link',
      { evidence: { name: 'A', url: 'javascript:1' } },
      ['evidence-url: evidence-url-wrong'],
    ],
  ])('%s', (_what, part, found) => {
    const quiz = quizOnPage();
    expect(kindsOf(draftOf(quiz, { badge: gold, ...part }), quiz)).toEqual(found);
  });

  it('rows that share a badge, which is said and allowed', () => {
    const quiz = quizOnPage();
    const rows = ranges(['0', null], ['60', gold], ['80', silver], ['90', gold]);
    const draft = draftOf(quiz, { kind: 'score-ranges', ranges: rows });
    expect([...sharedBadgeRows(draft)]).toEqual([1, 3]);
    expect(kindsOf(draft, quiz)).toEqual([]);
  });
});

describe('a retake', () => {
  it('can give another badge only where Credly allows several, and a better one only where the rule has an order', () => {
    expect(retakeChoices({ kind: 'passing-score' }, false)).toEqual(['once']);
    expect(retakeChoices({ kind: 'score-ranges' }, true)).toEqual(['once', 'every', 'better']);
    expect(retakeOf({ kind: 'passing-score', retake: 'better' }, true)).toBe('once');
    expect(retakeOf({ kind: 'outcomes', retake: 'every' }, false)).toBe('once');
  });
});

describe('copying from another quiz', () => {
  const outcomesRule = (...names: string[]) =>
    ruleView(
      rule({ awardFor: { kind: 'outcomes', outcomes: names.map((name) => ({ name, badge: unseenBadge('gold') })) } }),
    );

  it('is offered for rules that can award here', () => {
    const outcome = quizOnPage({ type: 'outcome', outcomes: ['Builder'] });
    expect(fitsQuiz(ruleView(rule()), quizOnPage())).toBe(true);
    expect(fitsQuiz(ruleView(rule()), outcome)).toBe(false);
    expect(fitsQuiz(outcomesRule('builder', 'Wizard'), outcome)).toBe(true);
    expect(fitsQuiz(outcomesRule('Wizard'), outcome)).toBe(false);
  });

  it('leaves this quiz its outcomes and its passing score', () => {
    const quiz = quizOnPage({ type: 'outcome', outcomes: ['Explorer', 'Builder'] });
    const draft = draftOf(quiz);
    const copied = copyRule(draft, quiz, outcomesRule('Builder', 'Wizard'));
    expect(copied.since).toEqual(draft.since);
    expect(copied.passMark).toBe(draft.passMark);
    expect(copied.outcomes.map(({ name, chosen }) => [name, chosen])).toEqual([
      ['Builder', true],
      ['Explorer', false],
    ]);
  });
});

it('offers exactly the languages that Credly’s mail is known to have', () => {
  expect(mailLanguages).toEqual(knownLanguages);
});
