import { countedAs, giveAddress } from '../quiz-site/changed-address.ts';
import { allIdsOf } from '../quiz-site/known-quizzes.ts';
import { slugOf, withSlug } from '../quiz-site/pages.ts';
import type { Rule } from './rule.ts';
import { rulesOf, updateRule } from './rules-store.ts';

/** Rules of quizzes whose public address has changed. Nothing that decides changes with it, nor what awards are counted under. */

/** A rule with the address that its quiz has by now: it was away, or comes from another browser. */
export async function asKnown(rule: Rule): Promise<Rule> {
  const number = numbersOf(rule.quizIds);
  return withKnown(rule, await allIdsOf(number.length > 0 ? number : rule.quizIds));
}

/** The quiz has this address from now on, with all its rules, under whichever connection. */
export async function moveQuiz(quizIds: readonly string[], slug: string): Promise<void> {
  const rules = await rulesOf(quizIds);
  const ids = await giveAddress(quizIds, slug);
  for (const rule of rules) {
    const { quizIds, awardedAs } = await withKnown(rule, ids);
    await updateRule(rule.id, (it) => ({ ...it, quizIds, awardedAs }));
  }
}

async function withKnown(rule: Rule, known: readonly string[]): Promise<Rule> {
  const slug = slugOf(known);
  if (slug === null) return rule;
  const quizIds = withSlug([...new Set([...rule.quizIds, ...numbersOf(known)])], slug);
  return { ...rule, quizIds, awardedAs: (await countedAs(known)) ?? rule.awardedAs };
}

const numbersOf = (ids: readonly string[]) => ids.filter((id) => !id.startsWith('slug:'));
