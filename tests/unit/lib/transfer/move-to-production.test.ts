import { describe, expect, it } from 'vitest';
import type { BadgeTemplate } from '../../../../lib/credly/index.ts';
import { matchBadges, movedRule } from '../../../../lib/transfer/move-to-production.ts';
import { noon, outcomes, passingScore, rule, ruleBadge, scoreRanges, stopped } from '../builders.ts';

const template = (id: string, name: string): BadgeTemplate => ({
  id,
  name,
  state: 'active',
  description: null,
  imageUrl: null,
  allowsDuplicates: false,
  skills: [],
  level: null,
  expiry: null,
});
const named = (name: string) =>
  rule({
    environment: 'sandbox',
    awardFor: passingScore('80', 'percent', ruleBadge({ templateId: `s-${name}`, name })),
  });
const matchOf = (name: string, ...templates: BadgeTemplate[]) => {
  const [match] = matchBadges([named(name)], templates);
  return match && [match.kind, match.candidates.map((it) => it.id)];
};

describe('a sandbox badge', () => {
  it('is matched by its exact name before any other', () => {
    const others = [template('loose', 'SAFE FOOD'), template('exact', 'Safe Food')];
    expect(matchOf('Safe Food', ...others)).toEqual(['exact', ['exact']]);
  });

  it('else by its name but for upper case and spaces', () => {
    expect(matchOf('Safe  Food ', template('a', 'safe food'))).toEqual(['loose', ['a']]);
    expect(matchOf('Datenkompetenz', template('a', 'Daten Kompetenz'))).toEqual(['loose', ['a']]);
  });

  it('is ambiguous where several have its name', () => {
    const two = [template('a', 'Safe Food'), template('b', 'Safe Food')];
    expect(matchOf('Safe Food', ...two)).toEqual(['ambiguous', ['a', 'b']]);
    const loose = [template('a', 'SAFE FOOD'), template('b', 'safe food')];
    expect(matchOf('Safe Food', ...loose)).toEqual(['ambiguous', ['a', 'b']]);
  });

  it('is missing where none has', () => {
    expect(matchOf('Safe Food', template('a', 'Safe Foods'))).toEqual(['missing', []]);
    expect(matchOf('constructor')).toEqual(['missing', []]);
  });

  it('is listed once, however many quizzes award it', () => {
    expect(matchBadges([named('A'), named('A'), named('B')], [])).toHaveLength(2);
  });
});

describe('a moved rule', () => {
  const scope = { organizationId: 'production-org', environment: 'production' as const };
  const gold = ruleBadge({ templateId: 'gold', name: 'Gold' });
  const silver = ruleBadge({ templateId: 'silver', name: 'Silver' });
  const realGold = ruleBadge({ templateId: 'real-gold', name: 'Gold' });
  const chosen = new Map([['gold', realGold]]);

  it('is a new one under production and leaves the sandbox rule as it was', () => {
    const sandbox = rule({
      environment: 'sandbox',
      version: 5,
      stopped,
      awardFor: passingScore('80', 'percent', gold),
    });
    const before = structuredClone(sandbox);
    expect(movedRule(sandbox, chosen, scope, 'new-id', noon + 1)).toEqual({
      ...sandbox,
      ...scope,
      id: 'new-id',
      version: 1,
      stopped: null,
      awardFor: passingScore('80', 'percent', realGold),
      createdAt: noon + 1,
      updatedAt: noon + 1,
    });
    expect(sandbox).toEqual(before);
  });

  it('awards nothing where its badge was left out', () => {
    const sandbox = rule({ awardFor: scoreRanges({ 0: null, 60: silver, 80: gold }) });
    expect(movedRule(sandbox, chosen, scope, 'id', noon)?.awardFor).toEqual(
      scoreRanges({ 0: null, 60: null, 80: realGold }),
    );
  });

  it('is none where no badge is left', () => {
    for (const awardFor of [passingScore('80', 'percent', silver), outcomes({ Explorer: silver, Builder: null })])
      expect(movedRule(rule({ awardFor }), chosen, scope, 'id', noon)).toBeNull();
  });
});
