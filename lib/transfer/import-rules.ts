import { asKnown, moveQuiz } from '../awards/moved-quiz.ts';
import { isStill, type Rule, type RuleStamp } from '../awards/rule.ts';
import { allRules, putRulesOver, type RuleOver, type RuleScope, updateRule } from '../awards/rules-store.ts';
import type { CredlyClient, CredlyResult } from '../credly/index.ts';
import { countAs, countedAs, idsOfPage } from '../quiz-site/changed-address.ts';
import { rememberQuiz } from '../quiz-site/known-quizzes.ts';
import { slugOf } from '../quiz-site/pages.ts';
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
    value: await planImport(entries, { own, allIds: idsOfPage, countedAs, scope, facts: facts.value, newId, now }),
  };
}

/** An entry to be stored, and the rule that the preview showed in its place; null for none. */
export interface Take {
  position: number;
  since: RuleStamp | null;
}

/** What an import did. `left`: titles of entries in whose place something else is than was previewed. */
export interface CarriedOut {
  added: number;
  replaced: number;
  left: string[];
}

/**
 * Stores the chosen entries, each only over what was previewed: what changed meanwhile stays as it is here.
 * @param plan made anew, of the same file
 * @param scope the connection whose rules these are to act under
 */
export async function carryOut(
  { rows, refused }: ImportPlan,
  take: readonly Take[],
  scope: RuleScope | null,
  now: number,
): Promise<CarriedOut> {
  const wanted = take.flatMap(({ position, since }) => {
    const row = rows.find((it) => it.position === position);
    return row && row.status !== 'same' && isStill(row.mine, since) ? [{ rule: row.theirs, since, position }] : [];
  });
  const written = new Set((await storeRules(wanted, scope, now)).map((it) => it.id));
  const stored = wanted.filter((it) => written.has(it.rule.id));
  const left = take.flatMap(({ position }) => {
    if (stored.some((it) => it.position === position)) return [];
    const row = rows.find((it) => it.position === position);
    // Somebody else has brought the same meanwhile: nothing is missing.
    if (row?.status === 'same') return [];
    const title = row ? row.theirs.quizTitle : refused.find((it) => it.position === position)?.title;
    return title === undefined ? [] : [title ?? ''];
  });
  const replaced = stored.filter((it) => it.since !== null).length;
  return { added: stored.length - replaced, replaced, left };
}

/**
 * Stores rules where their places are as they were seen. Of those of the connection it is kept that the ids of each belong
 * together, since the editor may show one of them and the player another, and what their awards are counted under. What a
 * file says of other organizations' quizzes joins nothing here.
 */
export async function storeRules(rules: readonly RuleOver[], scope: RuleScope | null, now: number): Promise<Rule[]> {
  const written = await putRulesOver(rules);
  for (const rule of written)
    if (rule.organizationId === scope?.organizationId && rule.environment === scope.environment)
      await rememberRule(rule, now);
  return written;
}

async function rememberRule(rule: Rule, now: number): Promise<void> {
  const [slug, before] = [slugOf(rule.quizIds), slugOf(await idsOfPage(rule.quizIds))];
  if (slug !== null && before !== null && slug !== before) await moveQuiz(rule.quizIds, slug);
  const known = await rememberQuiz(rule.quizIds, rule.quizTitle, now);
  if (known && rule.awardedAs !== null) await countAs(known.ids, rule.awardedAs);
  const { awardedAs } = await asKnown(rule);
  if (awardedAs !== rule.awardedAs) await updateRule(rule.id, (it) => ({ ...it, awardedAs }));
}
