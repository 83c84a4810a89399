import type { Environment } from '../credly/index.ts';
import { openDatabase } from '../settings/database.ts';
import { isStill, type Rule, type RuleStamp, ruleSchema } from './rule.ts';

/** Which connection a rule belongs to: it acts only under this one. */
export interface RuleScope {
  organizationId: string;
  environment: Environment;
}

/** The rule of a quiz under one connection, whichever of its ids it was saved with; the newest where two were joined. */
export async function findRule(quizIds: readonly string[], scope: RuleScope): Promise<Rule | null> {
  const rules = await rulesOf(quizIds);
  const own = rules.filter((it) => isOf(it, scope));
  return own.sort((a, b) => b.updatedAt - a.updatedAt)[0] ?? null;
}

/** Every rule of a quiz, of other organizations and environments too. */
export async function rulesOf(quizIds: readonly string[]): Promise<Rule[]> {
  const db = await openDatabase();
  const found = new Map<string, Rule>();
  for (const id of quizIds) {
    for (const stored of await db.getAllFromIndex('rules', 'byQuizId', id)) {
      const rule = parse(stored);
      if (rule) found.set(rule.id, rule);
    }
  }
  return [...found.values()];
}

export async function getRule(id: string): Promise<Rule | null> {
  const db = await openDatabase();
  return parse(await db.get('rules', id));
}

export async function allRules(): Promise<Rule[]> {
  const db = await openDatabase();
  return (await db.getAll('rules')).flatMap((it) => parse(it) ?? []);
}

export async function putRule(rule: Rule): Promise<void> {
  const db = await openDatabase();
  await db.put('rules', ruleSchema.parse(rule));
}

/** A rule to be written, and what it takes the place of: null for none that its quiz has under the same connection. */
export interface RuleOver {
  rule: Rule;
  since: RuleStamp | null;
}

/** Writes those whose place is still as it was seen, in one transaction. @returns them */
export async function putRulesOver(rules: readonly RuleOver[]): Promise<Rule[]> {
  const checked = rules.map(({ rule, since }) => ({ rule: ruleSchema.parse(rule), since }));
  const db = await openDatabase();
  const tx = db.transaction('rules', 'readwrite');
  const written: Rule[] = [];
  for (const { rule, since } of checked) {
    const found = new Map<string, Rule>();
    for (const id of rule.quizIds)
      for (const stored of await tx.store.index('byQuizId').getAll(id)) {
        const other = parse(stored);
        if (other && isOf(other, rule)) found.set(other.id, other);
      }
    const present = since ? (found.get(since.ruleId) ?? null) : ([...found.values()][0] ?? null);
    if (!isStill(present, since)) continue;
    await tx.store.put(rule);
    written.push(rule);
  }
  await tx.done;
  return written;
}

/** Reads, changes and writes in one transaction. @returns null where the rule is gone */
export async function updateRule(id: string, change: (rule: Rule) => Rule): Promise<Rule | null> {
  const db = await openDatabase();
  const tx = db.transaction('rules', 'readwrite');
  const rule = parse(await tx.store.get(id));
  const changed = rule ? ruleSchema.parse(change(rule)) : null;
  if (changed) await tx.store.put(changed);
  await tx.done;
  return changed;
}

export async function deleteRule(id: string): Promise<void> {
  const db = await openDatabase();
  await db.delete('rules', id);
}

function isOf(rule: Rule, scope: RuleScope): boolean {
  return rule.organizationId === scope.organizationId && rule.environment === scope.environment;
}

function parse(value: unknown): Rule | null {
  const parsed = ruleSchema.safeParse(value);
  return parsed.success ? parsed.data : null;
}
