import type { ProductionPreview } from '@/lib/messages/client';
import { badgesIn } from '../../rule-rows.ts';

/** Production template for each sandbox template; one that is not in it is left out. */
export type Chosen = ReadonlyMap<string, string>;

/** What the names say by themselves. */
export function chosenByName({ badges }: ProductionPreview): Chosen {
  const found = badges.filter((it) => it.match === 'exact' || it.match === 'loose');
  return new Map(found.flatMap((it) => it.candidates.slice(0, 1).map((id) => [it.sandbox.templateId, id] as const)));
}

export type Fate = { kind: 'whole' | 'none' | 'has-rule' } | { kind: 'partly'; without: string[] };

/** What becomes of each quiz under these choices. */
export function fateOf(rule: ProductionPreview['rules'][number], chosen: Chosen): Fate {
  if (rule.hasProductionRule) return { kind: 'has-rule' };
  const badges = badgesIn(rule);
  const without = badges.filter((it) => !chosen.has(it.templateId)).map((it) => it.name);
  if (without.length === badges.length) return { kind: 'none' };
  return without.length > 0 ? { kind: 'partly', without } : { kind: 'whole' };
}
