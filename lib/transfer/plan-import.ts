import { badgesOf, type Rule } from '../awards/rule.ts';
import type { RuleScope } from '../awards/rules-store.ts';
import { slugOf, withSlug } from '../quiz-site/pages.ts';
import type { BadgeFacts } from './badge-directory.ts';
import { type FileEntry, type FileRule, fileRuleSchema, withBadges } from './rules-file.ts';

/** What importing a file would do, entry by entry. Nothing here writes. */
export interface ImportPlan {
  rows: ImportRow[];
  refused: { position: number; title: string | null; reason: RefusalReason }[];
}

export type RefusalReason = 'malformed' | 'quiz-unclear' | 'evidence-link' | 'twice' | 'badge-archived' | 'badge-gone';

export interface ImportRow {
  /** The entry's place in the file, from 0. */
  position: number;
  status: 'new' | 'same' | 'differs';
  /** The rule of this profile for the same quiz and connection. */
  mine: Rule | null;
  /** What would be stored. */
  theirs: Rule;
  /** Names of the fields that differ. */
  changes: string[];
}

export interface ImportSurroundings {
  /** Every rule of this profile. */
  own: readonly Rule[];
  /** All ids known for a quiz; none where they belong to two. */
  allIds(ids: readonly string[]): Promise<string[]>;
  /** What a quiz's awards are counted under, where that is an address it had before. */
  countedAs(ids: readonly string[]): Promise<string | null>;
  /** Whose badges `facts` tells of; null while none is connected. */
  scope: RuleScope | null;
  facts: BadgeFacts;
  newId(): string;
  now: number;
}

/** Fields that say which quiz of whose connection it is, rather than what is awarded. */
const places: readonly string[] = ['organizationId', 'environment', 'quizIds', 'quizTitle', 'awardedAs'];
const compared = Object.keys(fileRuleSchema.shape).filter((it) => !places.includes(it)) as (keyof FileRule)[];

/** The badge templates of a file that belong to a connection, for looking them up. */
export function templateIdsIn(entries: readonly FileEntry[], scope: RuleScope): string[] {
  return entries.flatMap((it) => (it.ok && isOf(it.rule, scope) ? badgesOf(it.rule).map((b) => b.templateId) : []));
}

export async function planImport(entries: readonly FileEntry[], around: ImportSurroundings): Promise<ImportPlan> {
  const plan: ImportPlan = { rows: [], refused: [] };
  const byQuiz = new Map(around.own.flatMap((rule) => rule.quizIds.map((id) => [quizKey(rule, id), rule])));
  const seen = new Set<string>();
  for (const [position, entry] of entries.entries()) {
    const title = entry.ok ? entry.rule.quizTitle : entry.title;
    const refuse = (reason: RefusalReason) => plan.refused.push({ position, title, reason });
    if (!entry.ok) {
      refuse(entry.reason);
      continue;
    }
    const file = entry.rule;
    const quizIds = await idsHere(file, around);
    const keys = quizIds.map((id) => quizKey(file, id));
    if (quizIds.length === 0 || quizIds.length > 20) refuse('quiz-unclear');
    else if (keys.some((key) => seen.has(key))) refuse('twice');
    else {
      const checked = checkBadges(file, around);
      if (typeof checked === 'string') refuse(checked);
      else {
        for (const key of keys) seen.add(key);
        const mine = keys.map((key) => byQuiz.get(key)).find((it) => it !== undefined) ?? null;
        plan.rows.push(rowOf(position, { ...checked, quizIds }, mine, around));
      }
    }
  }
  return plan;
}

/**
 * All ids of an entry's quiz; none where it is not certain which one that is. Its public address may have changed: here,
 * after the file was written, or where the file comes from, which then says what it was before.
 */
async function idsHere(file: FileRule, { allIds, countedAs }: ImportSurroundings): Promise<string[]> {
  const ids = await allIds(file.quizIds);
  const slug = slugOf(file.quizIds);
  const known = slugOf(ids);
  if (slug === null || known === null || slug === known || (await countedAs(ids)) === slug) return ids;
  return file.awardedAs === known ? withSlug(ids, slug) : [];
}

function rowOf(position: number, file: FileRule, mine: Rule | null, { now, newId }: ImportSurroundings): ImportRow {
  if (!mine) {
    const theirs: Rule = { ...file, id: newId(), version: 1, stopped: null, createdAt: now, updatedAt: now };
    return { position, status: 'new', mine, theirs, changes: [] };
  }
  const changes: string[] = compared.filter((key) => shape(file, key) !== shape(mine, key));
  const slug = slugOf(file.quizIds);
  const hasMoved = slug !== null && slugOf(mine.quizIds) !== null && slug !== slugOf(mine.quizIds);
  if (hasMoved) changes.push('quizIds');
  const ids = [...new Set([...mine.quizIds, ...file.quizIds])].slice(0, 20);
  const quizIds = hasMoved ? withSlug(ids, slug) : ids;
  const theirs: Rule = {
    ...mine,
    ...file,
    quizIds,
    quizTitle: mine.quizTitle,
    // What was awarded here stays counted as it is.
    awardedAs: mine.awardedAs ?? (hasMoved ? slugOf(mine.quizIds) : null),
    version: mine.version + 1,
    updatedAt: now,
  };
  return { position, status: changes.length > 0 ? 'differs' : 'same', mine, theirs, changes };
}

/**
 * Name, picture and "several badges per person" are Credly's word wherever it can be asked. Elsewhere a template counts
 * as allowing several: the cautious reading, since then nothing at Credly stops a second badge.
 */
function checkBadges(file: FileRule, { scope, facts }: ImportSurroundings): FileRule | RefusalReason {
  if (!scope || !isOf(file, scope))
    return { ...file, awardFor: withBadges(file.awardFor, (badge) => ({ ...badge, allowsDuplicates: true })) };
  const states = badgesOf(file).map((badge) => facts.get(badge.templateId)?.state ?? 'gone');
  if (states.includes('gone')) return 'badge-gone';
  if (states.includes('archived')) return 'badge-archived';
  const awardFor = withBadges(file.awardFor, (badge) => {
    const fact = facts.get(badge.templateId);
    return fact?.state === 'active' ? fact.badge : badge;
  });
  return { ...file, awardFor };
}

/** One field as text to compare. Of badges only which: their names and pictures are Credly's and change there. */
function shape(rule: FileRule, key: keyof FileRule): string {
  if (key !== 'awardFor') return JSON.stringify(rule[key]);
  const plain = { name: '', imageUrl: null, allowsDuplicates: false };
  return JSON.stringify(withBadges(rule.awardFor, ({ templateId }) => ({ templateId, ...plain })));
}

const quizKey = (scope: RuleScope, id: string): string => JSON.stringify([scope.organizationId, scope.environment, id]);

const isOf = (rule: RuleScope, scope: RuleScope): boolean =>
  rule.organizationId === scope.organizationId && rule.environment === scope.environment;
