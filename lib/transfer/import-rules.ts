import type { Rule } from '../awards/rule.ts';
import { allRules, putRules, type RuleScope } from '../awards/rules-store.ts';
import type { CredlyClient, CredlyResult } from '../credly/index.ts';
import { allIdsOf, rememberQuiz } from '../quiz-site/known-quizzes.ts';
import { lookUpBadges } from './badge-directory.ts';
import { type ImportPlan, planImport, templateIdsIn } from './plan-import.ts';
import type { FileEntry } from './rules-file.ts';

/** Whom to ask about badges, and whose rules they are asked for. */
export interface ImportSession {
  client: CredlyClient;
  scope: RuleScope;
}

/** What an import would do now. Reads only. @param session null: badges are not checked, and nothing is asked */
export async function prepareImport(
  entries: readonly FileEntry[],
  session: ImportSession | null,
  now: number,
): Promise<CredlyResult<ImportPlan>> {
  const facts = session
    ? await lookUpBadges(session.client, session.scope.organizationId, templateIdsIn(entries, session.scope))
    : { ok: true as const, value: new Map() };
  if (!facts.ok) return facts;
  const own = await allRules();
  const newId = () => crypto.randomUUID();
  const scope = session?.scope ?? null;
  return {
    ok: true,
    value: await planImport(entries, { own, allIds: allIdsOf, scope, facts: facts.value, newId, now }),
  };
}

/**
 * Stores what is new, and of what differs only the chosen entries. What changed since it was previewed is planned anew,
 * so a rule that came to differ meanwhile stays as it is here.
 * @param take positions of the entries that replace the rule that is here
 * @param scope the connection whose rules these are to act under
 */
export async function carryOut(
  plan: ImportPlan,
  take: readonly number[],
  scope: RuleScope | null,
  now: number,
): Promise<{ added: number; replaced: number }> {
  const added = plan.rows.filter((it) => it.status === 'new');
  const replaced = plan.rows.filter((it) => it.status === 'differs' && take.includes(it.position));
  await storeRules(
    [...added, ...replaced].map((it) => it.theirs),
    scope,
    now,
  );
  return { added: added.length, replaced: replaced.length };
}

/**
 * Stores rules, and for those of the connection that the ids of each belong together: the editor may show one of them and
 * the player another. What a file says of other organizations' quizzes joins nothing here.
 */
export async function storeRules(rules: readonly Rule[], scope: RuleScope | null, now: number): Promise<void> {
  await putRules(rules);
  for (const rule of rules)
    if (rule.organizationId === scope?.organizationId && rule.environment === scope.environment)
      await rememberQuiz(rule.quizIds, rule.quizTitle, now);
}
