import { z } from 'zod';
import { environments } from '../credly/environment.ts';
import { storedItem } from '../settings/stored-item.ts';
import { type AwardDraft, awardDraftSchema } from './award-draft.ts';
import type { RuleScope } from './rules-store.ts';

/**
 * What an author has begun and may want back: drafts that were not saved. For the life of the browser only; the oldest go
 * first.
 */

const maxDrafts = 8;
const maxDraftLength = 200_000;

const keptSchema = z.object({
  quizIds: z.array(z.string()),
  organizationId: z.string(),
  environment: z.enum(environments),
  draft: awardDraftSchema,
});
type Kept = z.output<typeof keptSchema>;

const drafts = storedItem('award-drafts', z.array(keptSchema), [], 'session');

const isOf = (kept: Kept, quizIds: readonly string[], scope: RuleScope) =>
  kept.organizationId === scope.organizationId &&
  kept.environment === scope.environment &&
  kept.quizIds.some((id) => quizIds.includes(id));

/** Replaces what was kept for the quiz. A draft beyond all measure is not kept. */
export async function keepDraft(quizIds: readonly string[], scope: RuleScope, draft: AwardDraft): Promise<void> {
  if (JSON.stringify(draft).length > maxDraftLength) return;
  const { organizationId, environment } = scope;
  await drafts.update((all) => [
    ...all.filter((it) => !isOf(it, quizIds, scope)).slice(1 - maxDrafts),
    { quizIds: [...quizIds], organizationId, environment, draft },
  ]);
}

export async function dropDraft(quizIds: readonly string[], scope: RuleScope): Promise<void> {
  await drafts.update((all) => all.filter((it) => !isOf(it, quizIds, scope)));
}

export async function keptDraft(quizIds: readonly string[], scope: RuleScope): Promise<AwardDraft | null> {
  return (await drafts.get()).find((it) => isOf(it, quizIds, scope))?.draft ?? null;
}
