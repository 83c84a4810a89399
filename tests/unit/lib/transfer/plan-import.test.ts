import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Rule } from '../../../../lib/awards/rule.ts';
import type { BadgeFact } from '../../../../lib/transfer/badge-directory.ts';
import { type ImportSurroundings, planImport } from '../../../../lib/transfer/plan-import.ts';
import { type FileEntry, fileRuleSchema } from '../../../../lib/transfer/rules-file.ts';
import { noon, passingScore, rule, ruleBadge, scoreRanges, stopped } from '../builders.ts';
import { anyRule } from './arbitrary-rule.ts';

const entry = (it: Rule): FileEntry => ({ ok: true, rule: fileRuleSchema.parse(it) });
const scope = { organizationId: 'organization-1', environment: 'production' as const };
const active = (templateId: string, allowsDuplicates = false) =>
  [
    templateId,
    { state: 'active' as const, badge: ruleBadge({ templateId, name: 'At Credly', allowsDuplicates }) },
  ] as const;

const around = (part: Partial<ImportSurroundings> = {}): ImportSurroundings => ({
  own: [],
  allIds: async (ids) => [...ids],
  countedAs: async () => null,
  scope,
  facts: new Map([active('template-1')]),
  newId: () => 'new-id',
  now: noon + 1,
  ...part,
});

describe('what an import would do', () => {
  it('is nothing where the file comes from here', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.uniqueArray(anyRule, { maxLength: 4, selector: (it) => it.quizIds[0] }),
        fc.boolean(),
        async (own, isConnected) => {
          const plan = await planImport(own.map(entry), around({ own, scope: isConnected ? scope : null }));
          expect(plan.refused).toEqual([]);
          expect(plan.rows.map((it) => it.status)).toEqual(own.map(() => 'same'));
        },
      ),
      { numRuns: 100 },
    );
  });

  it('adds a quiz that is not here, with a history of its own', async () => {
    const { rows } = await planImport([entry(rule({ version: 7, stopped }))], around());
    expect(rows).toMatchObject([{ status: 'new', mine: null, changes: [] }]);
    expect(rows[0]?.theirs).toMatchObject({ id: 'new-id', version: 1, stopped: null, createdAt: noon + 1 });
  });

  it('names each part that differs, and keeps id, title and history of what is here', async () => {
    const mine = rule({ version: 3, quizTitle: 'My title', stopped });
    const file = rule({ hold: true, awardFor: passingScore('90'), quizTitle: 'Their title' });
    const { rows } = await planImport([entry(file)], around({ own: [mine] }));
    expect(rows).toMatchObject([{ status: 'differs', mine, changes: ['awardFor', 'hold'] }]);
    expect(rows[0]?.theirs).toMatchObject({
      id: mine.id,
      version: 4,
      quizTitle: 'My title',
      stopped,
      createdAt: mine.createdAt,
      hold: true,
      awardFor: { threshold: '90' },
    });
  });

  it('does not call a rule different because Credly renamed its badge', async () => {
    const file = rule({ awardFor: passingScore('80', 'percent', ruleBadge({ name: 'Former name' })) });
    const { rows } = await planImport([entry(file)], around({ own: [rule()] }));
    expect(rows).toMatchObject([{ status: 'same' }]);
  });

  it('knows a quiz by whichever of its ids it was saved under', async () => {
    const mine = rule({ quizIds: ['id:4711'] });
    const allIds = async (ids: readonly string[]) => [...ids, 'id:4711'];
    const { rows } = await planImport([entry(rule())], around({ own: [mine], allIds }));
    expect(rows[0]).toMatchObject({ status: 'same', mine });
    expect(rows[0]?.theirs.quizIds).toEqual(['id:4711', 'slug:food-safety-5f2a']);
  });

  it('tells rules of other organizations and environments apart', async () => {
    const own = [rule({ organizationId: 'another' }), rule({ environment: 'sandbox' })];
    const { rows } = await planImport([entry(rule({ hold: true }))], around({ own }));
    expect(rows).toMatchObject([{ status: 'new', mine: null }]);
  });

  it('takes names, pictures and "several per person" from Credly, not from the file', async () => {
    const file = rule({ awardFor: passingScore('80', 'percent', ruleBadge({ name: 'Forged' })) });
    const facts = new Map([active('template-1', true)]);
    const { rows } = await planImport([entry(file)], around({ facts }));
    expect(rows[0]?.theirs.awardFor).toMatchObject({ badge: { name: 'At Credly', allowsDuplicates: true } });
  });

  it('counts a badge that could not be asked about as one that may be issued several times', async () => {
    const file = rule({ organizationId: 'another' });
    const { rows } = await planImport([entry(file)], around());
    expect(rows[0]?.theirs.awardFor).toMatchObject({ badge: { allowsDuplicates: true } });
  });
});

describe('an entry is refused, the others are not', () => {
  it('where its badge is archived or gone', async () => {
    const two = rule({
      quizIds: ['slug:two'],
      awardFor: scoreRanges({ 0: ruleBadge(), 80: ruleBadge({ templateId: 'old' }) }),
    });
    const three = rule({
      quizIds: ['slug:three'],
      awardFor: passingScore('80', 'percent', ruleBadge({ templateId: '?' })),
    });
    const facts = new Map<string, BadgeFact>([active('template-1'), ['old', { state: 'archived' }]]);
    const plan = await planImport([two, three, rule()].map(entry), around({ facts }));
    expect(plan.refused.map(({ position, reason }) => [position, reason])).toEqual([
      [0, 'badge-archived'],
      [1, 'badge-gone'],
    ]);
    expect(plan.rows).toHaveLength(1);
  });

  it('where its quiz stands in the file before', async () => {
    const plan = await planImport([entry(rule()), entry(rule({ hold: true }))], around());
    expect(plan.refused).toMatchObject([{ position: 1, reason: 'twice' }]);
    expect(plan.rows).toMatchObject([{ position: 0, theirs: { hold: false } }]);
  });

  it('where its ids belong to two quizzes here', async () => {
    const plan = await planImport([entry(rule())], around({ allIds: async () => [] }));
    expect(plan.refused).toMatchObject([{ reason: 'quiz-unclear', title: 'Food safety' }]);
  });

  it('where it was not read', async () => {
    const plan = await planImport([{ ok: false, reason: 'malformed', title: null }], around());
    expect(plan).toEqual({ rows: [], refused: [{ position: 0, title: null, reason: 'malformed' }] });
  });
});
