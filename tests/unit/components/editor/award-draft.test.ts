import Big from 'big.js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { copyRule, keepsOwnScore, unfitness } from '../../../../components/editor/draft/copy-rule.ts';
import {
  type AwardDraft,
  type QuizOnPage,
  reviveDraft,
  startDraft,
} from '../../../../components/editor/draft/draft.ts';
import { draftProblems, type ProblemKind, sharedBadgeRows } from '../../../../components/editor/draft/problems.ts';
import { asksMaximum, maximumOf, maximumOnPage, splitRange } from '../../../../components/editor/draft/ranges.ts';
import { retakeChoices, retakeOf } from '../../../../components/editor/draft/retake.ts';
import { toRuleDraft } from '../../../../components/editor/draft/to-rule.ts';
import { sentenceOf } from '../../../../components/editor/rule-form/form.ts';
import { mailLanguages } from '../../../../components/editor/rule-form/mail-languages.ts';
import { awardForOf, unseenBadge } from '../../../../entrypoints/background/rule-of-draft.ts';
import { ruleView } from '../../../../entrypoints/background/views.ts';
import { awardDraftSchema } from '../../../../lib/awards/award-draft.ts';
import { decide } from '../../../../lib/awards/decide.ts';
import { type AwardFor, mailLanguages as knownLanguages } from '../../../../lib/awards/rule.ts';
import { ruleFault } from '../../../../lib/awards/rule-faults.ts';
import { ruleDraftSchema } from '../../../../lib/messages/protocol.ts';
import { onlyReading, rule } from '../../lib/builders.ts';
import { english } from '../english.ts';
import { draftOf, gold, quizOnPage, silver, today } from './builders.ts';

/** As the worker reads what the dialog sends. */
function saved(draft: AwardDraft, quiz: QuizOnPage = quizOnPage()): AwardFor {
  const message = { quiz: { quizIds: ['id:1'], title: '' }, since: null, ...toRuleDraft(draft, quiz, false) };
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
const anyMaximum = fc.constantFrom('7', '10', '30', '40', '100', '120.5');
/** With a passing score in either unit, and with or without ranges that say how many points there are. */
const anyQuiz: fc.Arbitrary<QuizOnPage> = fc
  .tuple(
    fc.option(fc.record({ value: fc.integer({ min: 0, max: 101 }).map(String), unit: anyUnit }), { nil: null }),
    fc.option(anyMaximum, { nil: null }),
  )
  .map(([passingScore, to]) => {
    const rows = to === null ? [] : [{ name: '', from: '0', to }];
    return quizOnPage({ passingScore, ranges: { unit: to === null ? null : 'points', rows } });
  });
const anyTypedMaximum = fc.oneof(anyMaximum, fc.constantFrom('', '0', 'x'));
const anyRangesDraft = fc
  .tuple(anyQuiz, anyRanges, anyUnit, anyTypedMaximum, fc.boolean())
  .map(([quiz, rows, rangeUnit, maximum, sorts]) => {
    const ranges = sorts ? [...rows].sort((a, b) => Number(a.from) - Number(b.from)) : rows;
    return { quiz, draft: draftOf(quiz, { kind: 'score-ranges', ranges, rangeUnit, maximum }) };
  });

/** A result of so many thousandths of a percent, as a page shows it that knows how many points there are, or does not. */
function resultOf(thousandths: number, maximum: string | null, unit: AwardDraft['unit']) {
  const percent = Big(thousandths).div(1000);
  const points = percent.times(maximum ?? '100').div(100);
  return {
    score: unit === 'percent' ? percent : points,
    reading: onlyReading(
      maximum !== null || unit === 'points'
        ? { score: points.toFixed(), maximum: maximum ?? '100' }
        : { percent: percent.toFixed() },
    ),
  };
}

describe('every draft of score ranges that the dialog lets through', () => {
  const let_through = anyRangesDraft.filter(({ quiz, draft }) => draftProblems(draft, quiz, today).length === 0);

  it('is often one whose passing score is counted otherwise than its ranges, in either unit', () => {
    const kinds = fc
      .sample(let_through, { numRuns: 400, seed: 7 })
      .map(({ draft }) => `${draft.passMark.value === '' ? 'none' : draft.passMark.unit} ${draft.rangeUnit}`);
    for (const kind of ['percent points', 'points percent', 'percent percent', 'points points', 'none points'])
      expect(kinds.filter((it) => it === kind).length, kind).toBeGreaterThan(10);
  });

  it('decides every score from 0 to the maximum exactly once, as its rows say', () => {
    fc.assert(
      fc.property(let_through, fc.integer({ min: 0, max: 100_000 }), ({ quiz, draft }, thousandths) => {
        const { score, reading } = resultOf(thousandths, maximumOf(draft, quiz), draft.rangeUnit);
        const decision = decide({ awardFor: saved(draft, quiz), stopped: null }, reading);
        const rows = draft.ranges.filter(({ from }, index) => {
          const next = draft.ranges[index + 1]?.from;
          return score.gte(from) && (next === undefined || score.lt(next));
        });
        expect(rows).toHaveLength(1);
        // No badge of it can be held for the quiz's own passing score, whichever unit that is counted in.
        expect(decision.kind).not.toBe('hold');
        expect(decision.kind === 'award' ? decision.badge.templateId : null).toBe(rows[0]?.badge?.id ?? null);
      }),
      { numRuns: 1000 },
    );
  });

  it('has only badges that some result earns', () => {
    fc.assert(
      fc.property(let_through, ({ quiz, draft }) => {
        // One that was typed and is no longer asked for says nothing.
        const maximum = asksMaximum(draft, quiz) ? maximumOf(draft, quiz) : maximumOnPage(quiz);
        for (const { from, badge } of draft.ranges) {
          if (!badge) continue;
          const isPercent = draft.rangeUnit === 'percent';
          const most = maximum ?? String(Math.max(100, Number(from)));
          const points = isPercent ? Big(from).times(most).div(100) : Big(from);
          const reading = onlyReading({ score: points.toFixed(), maximum: most });
          const decision = decide({ awardFor: saved(draft, quiz), stopped: null }, reading);
          expect(decision).toMatchObject({ kind: 'award', badge: { templateId: badge.id } });
        }
      }),
    );
  });

  it('is taken by the worker, which refuses the others', () => {
    fc.assert(
      fc.property(let_through, ({ quiz, draft }) => {
        expect(ruleFault(saved(draft, quiz))).toBeNull();
      }),
    );
    const isWritten = ({ ranges, passMark }: AwardDraft) =>
      [...ranges.map((it) => it.from), passMark.value || '0'].every((it) => /^\d+(\.\d+)?$/.test(it));
    const refused = anyRangesDraft.filter(
      ({ quiz, draft }) =>
        isWritten(draft) &&
        draftProblems(draft, quiz, today).length > 0 &&
        // What the worker is not told, it cannot refuse.
        (maximumOf(draft, quiz) === null || (draft.passMark.value !== '' && draft.passMark.unit !== draft.rangeUnit)) &&
        !draftProblems(draft, quiz, today).some((it) => it.kind === 'maximum-missing'),
    );
    fc.assert(
      fc.property(refused, ({ quiz, draft }) => {
        expect(ruleFault(saved(draft, quiz))).not.toBeNull();
      }),
    );
  });

  it('comes back as it was when its rule is edited', () => {
    fc.assert(
      fc.property(let_through, ({ quiz, draft }) => {
        const again = startDraft(quiz, ruleView(rule({ awardFor: saved(draft, quiz) })));
        expect(saved(again, quiz)).toEqual(saved(draft, quiz));
        expect(draftProblems(again, quiz, today)).toEqual([]);
      }),
    );
  });

  it('decides the same in whatever order its rows are stored', () => {
    fc.assert(
      fc.property(let_through, fc.integer({ min: 0, max: 100 }), fc.nat(), ({ quiz, draft }, percent, seed) => {
        const awardFor = saved(draft, quiz);
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

  it('knows again which outcomes its author kept, so that it can be saved unchanged', () => {
    const quiz = quizOnPage({ type: 'outcome', outcomes: ['Explorer'] });
    const kept = { name: 'Wizard', chosen: true, badge: null, confirmed: true };
    const awardFor = saved(draftOf(quiz, { badge: gold, outcomes: [kept] }), quiz);
    const again = startDraft(quiz, ruleView(rule({ awardFor })));
    expect(again.outcomes[0]).toMatchObject({ name: 'Wizard', confirmed: true });
    expect(draftProblems(again, quiz, today)).toEqual([]);
    // One that the page showed and shows no longer is still said.
    const withoutWord = { ...awardFor, outcomes: [{ name: 'Wizard', badge: unseenBadge('gold') }] } as AwardFor;
    expect(kindsOf(startDraft(quiz, ruleView(rule({ awardFor: withoutWord }))), quiz)).toEqual([
      'outcome-0: outcome-gone',
    ]);
  });

  it('saves the outcome that is still being typed', () => {
    const quiz = quizOnPage({ type: 'outcome', outcomes: ['Explorer'] });
    const draft = draftOf(quiz, { badge: gold, newOutcome: '  Star   Gazer ' });
    expect(draftProblems(draft, quiz, today)).toEqual([]);
    expect(saved(draft, quiz)).toEqual({
      kind: 'outcomes',
      outcomes: [
        { name: 'Explorer', badge: null },
        { name: 'Star Gazer', badge: unseenBadge('gold'), kept: true },
      ],
    });
    const known = { ...draft, newOutcome: 'EXPLORER' };
    expect(kindsOf(known, quiz)).toContain('new-outcome: outcome-known');
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
    expect(toRuleDraft(draft, quizOnPage(), true).options).toEqual({ hold: true, retake: 'every', issue });
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

  it('the passing score in points among ranges in percent, exactly, and splits only where a number says it', () => {
    const of = (value: string, from: string) => {
      const quiz = quizOnPage({
        passingScore: { value, unit: 'points' },
        ranges: { unit: 'points', rows: [{ name: '', from: '0', to: '30' }] },
      });
      const draft = draftOf(quiz, {
        kind: 'score-ranges',
        rangeUnit: 'percent',
        ranges: ranges(['0', null], [from, gold]),
      });
      return draftProblems(draft, quiz, today);
    };
    expect(of('24', '10')).toEqual([{ field: 'range-1', kind: 'range-straddles-mark', about: '80' }]);
    expect(of('24', '79.999999')).toHaveLength(1);
    expect(of('24', '80')).toEqual([]);
    // Two thirds: no percentage says it, yet every one is above or below it.
    expect(of('20', '66.666666')).toEqual([{ field: 'range-1', kind: 'range-straddles-inexact', about: '20/30' }]);
    expect(of('20', '66.666667')).toEqual([]);
  });

  it('that passing score and ranges cannot be compared, until somebody says how many points there are', () => {
    const quiz = quizOnPage({ passingScore: { value: '80', unit: 'percent' } });
    const draft = draftOf(quiz, { kind: 'score-ranges', rangeUnit: 'points', ranges: ranges(['0', gold]) });
    expect(kindsOf(draft, quiz)).toEqual(['maximum: maximum-missing']);
    expect(kindsOf({ ...draft, maximum: '0' }, quiz)).toEqual(['maximum: maximum-missing']);
    const problems = draftProblems({ ...draft, maximum: '30' }, quiz, today);
    expect(problems).toEqual([{ field: 'range-0', kind: 'range-straddles-mark', about: '24' }]);
    expect(kindsOf({ ...draft, maximum: '30', ranges: ranges(['0', null], ['24', gold]) }, quiz)).toEqual([]);
  });

  it('scores that no result can reach', () => {
    const rows = [{ name: '', from: '0', to: '10' }];
    const quiz = quizOnPage({ passingScore: null, ranges: { unit: 'points', rows } });
    const typed = (part: Partial<AwardDraft>) => draftProblems(draftOf(quiz, { badge: gold, ...part }), quiz, today);
    const over = (field: string, kind: string, about = '10') => [{ field, kind, about }];
    expect(typed({ threshold: '1000', unit: 'points' })).toEqual(over('threshold', 'threshold-over-maximum'));
    expect(typed({ threshold: '10', unit: 'points' })).toEqual([]);
    const inPoints = { kind: 'score-ranges', rangeUnit: 'points' } as const;
    expect(typed({ ...inPoints, ranges: ranges(['0', null], ['60', gold]) })).toEqual(
      over('range-1', 'range-over-maximum'),
    );
    const good = { ...inPoints, ranges: ranges(['0', null], ['6', gold]) };
    expect(typed({ ...good, passMark: { value: '12', unit: 'points' } })).toEqual(over('pass-mark', 'mark-too-high'));
    expect(typed({ ...good, passMark: { value: '150', unit: 'percent' } })).toEqual(
      over('pass-mark', 'mark-too-high', '100'),
    );
  });

  it.each<['points' | null, string]>([
    [null, 'which are only guessed to be points'],
    ['points', "which the page's own passing score is beyond"],
  ])('but not scores beyond ranges %s %s', (unit) => {
    const rows = [
      { name: '', from: '0', to: '5' },
      { name: '', from: '6', to: '8' },
    ];
    const quiz = quizOnPage({ passingScore: { value: '9', unit: 'points' }, ranges: { unit, rows } });
    expect(kindsOf(draftOf(quiz, { badge: gold }), quiz)).toEqual([]);
    const inPoints = { kind: 'score-ranges', rangeUnit: 'points' } as const;
    expect(kindsOf(draftOf(quiz, { ...inPoints, ranges: ranges(['0', null], ['9', gold]) }), quiz)).toEqual([]);
    expect(kindsOf(draftOf(quiz, { ...inPoints, ranges: ranges(['0', null], ['6', gold]) }), quiz)).toEqual([
      'range-1: range-straddles-mark',
    ]);
  });

  it('scores beyond a guessed maximum only where it is asked for, and can be corrected', () => {
    const rows = [{ name: '', from: '0', to: '8' }];
    const quiz = quizOnPage({ passingScore: { value: '80', unit: 'percent' }, ranges: { unit: null, rows } });
    const draft = draftOf(quiz, { kind: 'score-ranges', ranges: ranges(['0', null], ['9', gold]) });
    expect(draft).toMatchObject({ rangeUnit: 'points', maximum: '8' });
    expect(kindsOf(draft, quiz)).toEqual(['range-1: range-over-maximum']);
    expect(kindsOf({ ...draft, maximum: '10' }, quiz)).toEqual([]);
  });

  it('badges that were archived in Credly, by name, wherever they are chosen', () => {
    const isGone = ({ id }: { id: string }) => id === 'gold';
    const of = (quiz: QuizOnPage, part: Partial<AwardDraft>) =>
      draftProblems(draftOf(quiz, part), quiz, today, isGone).map(({ field, kind, about }) => [field, kind, about]);
    expect(of(quizOnPage(), { badge: gold })).toEqual([['badge', 'badge-gone', 'Gold']]);
    const rows = ranges(['0', null], ['60', gold], ['80', silver]);
    expect(of(quizOnPage(), { kind: 'score-ranges', ranges: rows })).toEqual([['range-badge-1', 'badge-gone', 'Gold']]);
    const outcome = quizOnPage({ type: 'outcome', outcomes: ['Explorer'] });
    const row = { name: 'Explorer', chosen: true, badge: gold, confirmed: false };
    expect(of(outcome, { badge: silver, outcomes: [row] })).toEqual([['outcome-badge-0', 'badge-gone', 'Gold']]);
    expect(of(outcome, { badge: gold, outcomes: [{ ...row, badge: silver }] })).toEqual([]);
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

  it('outcomes that share a badge, also where one names the badge above that another has anyway, and after reopening', () => {
    const quiz = quizOnPage({ type: 'outcome', outcomes: ['Explorer', 'Builder'] });
    const row = { chosen: true, badge: null, confirmed: false };
    const outcomes = [
      { ...row, name: 'Explorer' },
      { ...row, name: 'Builder', badge: gold },
    ];
    const draft = draftOf(quiz, { badge: gold, outcomes });
    expect([...sharedBadgeRows(draft)]).toEqual([0, 1]);
    const again = startDraft(quiz, ruleView(rule({ awardFor: saved(draft, quiz) })));
    expect([...sharedBadgeRows(again)]).toEqual([0, 1]);
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

  const pointsRule = ruleView(
    rule({ awardFor: { kind: 'passing-score', threshold: '20', unit: 'points', badge: unseenBadge('gold') } }),
  );
  const rangesRule = ruleView(
    rule({
      awardFor: {
        kind: 'score-ranges',
        unit: 'points',
        ranges: [
          { from: '0', badge: null },
          { from: '7', badge: unseenBadge('gold') },
        ],
        passMark: { value: '7', unit: 'points' },
      },
    }),
  );

  it('says of rules that cannot award here why', () => {
    const outcome = quizOnPage({ type: 'outcome', outcomes: ['Builder'] });
    expect(unfitness(ruleView(rule()), quizOnPage())).toBeNull();
    expect(unfitness(ruleView(rule()), outcome)).toBe('kind');
    expect(unfitness(outcomesRule('builder', 'Wizard'), outcome)).toBeNull();
    expect(unfitness(outcomesRule('Wizard'), outcome)).toBe('outcomes');
  });

  it('leaves this quiz its outcomes', () => {
    const quiz = quizOnPage({ type: 'outcome', outcomes: ['Explorer', 'Builder'] });
    const draft = draftOf(quiz);
    const copied = copyRule(draft, quiz, outcomesRule('Builder', 'Wizard'));
    expect(copied.since).toEqual(draft.since);
    expect(copied.outcomes.map(({ name, chosen }) => [name, chosen])).toEqual([
      ['Builder', true],
      ['Explorer', false],
    ]);
  });

  it('leaves this quiz its passing score, from the page or typed, and says that the other one is not taken', () => {
    const quiz = quizOnPage({ passingScore: { value: '80', unit: 'percent' } });
    const draft = draftOf(quiz);
    expect(copyRule(draft, quiz, pointsRule)).toMatchObject({
      badge: { id: 'gold' },
      threshold: '80',
      unit: 'percent',
      passMark: { value: '80', unit: 'percent' },
    });
    expect(keepsOwnScore(draft, pointsRule)).toBe(true);
    expect(keepsOwnScore(draft, ruleView(rule()))).toBe(false);
    const silent = quizOnPage({ passingScore: null });
    const typed = draftOf(silent, { threshold: '70' });
    expect(copyRule(typed, silent, pointsRule)).toMatchObject({ threshold: '70', unit: 'percent' });
    // Nothing is known of this quiz: the other's is a beginning.
    expect(copyRule(draftOf(silent), silent, pointsRule)).toMatchObject({ threshold: '20', unit: 'points' });
  });

  it('leaves a typed passing score its unit beside ranges in the other one, and asks what it takes to compare them', () => {
    const quiz = quizOnPage({ passingScore: null });
    const draft = draftOf(quiz, { kind: 'score-ranges', passMark: { value: '60', unit: 'percent' } });
    const copied = copyRule(draft, quiz, rangesRule);
    expect(copied).toMatchObject({ rangeUnit: 'points', passMark: { value: '60', unit: 'percent' } });
    expect(kindsOf(copied, quiz)).toEqual(['maximum: maximum-missing']);
    // Without one, the other quiz's is not taken for it.
    expect(copyRule(draftOf(quiz), quiz, rangesRule).passMark).toEqual({ value: '', unit: 'points' });
  });
});

it('offers exactly the languages that Credly’s mail is known to have', () => {
  expect(mailLanguages).toEqual(knownLanguages);
});

it('what is wrong with a number is said in the same words of a range and of the quiz’s own passing score', () => {
  const say = (kind: ProblemKind) => sentenceOf({ field: 'threshold', kind, about: '40' }, english);
  for (const kind of ['range-not-a-number', 'mark-not-a-number'] as const)
    expect(say(kind)).toBe(say('threshold-not-a-number'));
  expect(say('range-over-100')).toBe(say('threshold-over-100'));
  expect(say('range-over-maximum')).toBe(say('threshold-over-maximum'));
  expect(say('threshold-over-maximum')).toContain('40');
  expect(say('mark-too-high')).not.toBe(say('threshold-over-maximum'));
  expect(say('badge-gone')).toContain('40');
  expect(say('threshold-not-a-number')).not.toBe('');
});
