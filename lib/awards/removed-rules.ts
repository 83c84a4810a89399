import { z } from 'zod';
import { storedItem } from '../settings/stored-item.ts';
import { asKnown } from './moved-quiz.ts';
import { type Rule, ruleSchema } from './rule.ts';
import { deleteRule, getRule, putRule, rulesOf } from './rules-store.ts';

/** Rules that were removed lately, for "Undo"; forgotten when the browser closes. */
const removed = storedItem('removed-rules', z.array(ruleSchema), [], 'session');
const kept = 20;

export async function removeRule(id: string): Promise<void> {
  const rule = await getRule(id);
  if (!rule) return;
  // Kept before it goes: between the two the worker may be ended.
  await removed.update((rules) => [rule, ...rules.filter((it) => it.id !== id)].slice(0, kept));
  await deleteRule(id);
}

/** A removed rule, as it was; null where it was not removed lately. */
export async function removedRule(id: string): Promise<Rule | null> {
  return (await removed.get()).find((it) => it.id === id) ?? null;
}

/** @returns `replaced` where the quiz has another rule under that connection by now, which stays; `gone`: too long ago */
export async function restoreRule(id: string): Promise<'restored' | 'replaced' | 'gone'> {
  const asRemoved = await removedRule(id);
  if (!asRemoved) return 'gone';
  // Its quiz may have got another address meanwhile.
  const rule = await asKnown(asRemoved);
  if (await hasAnother(rule)) return 'replaced';
  await putRule(rule);
  await removed.update((rules) => rules.filter((it) => it.id !== id));
  return 'restored';
}

async function hasAnother({ id, quizIds, organizationId, environment }: Rule): Promise<boolean> {
  return (await rulesOf(quizIds)).some(
    (it) => it.id !== id && it.organizationId === organizationId && it.environment === environment,
  );
}
