import { z } from 'zod';
import { environments } from '../credly/environment.ts';
import { storedItem } from '../settings/stored-item.ts';
import { awardDraftSchema } from './award-draft.ts';
import { typedBlockTextSchema } from './rule.ts';
import type { RuleScope } from './rules-store.ts';

/**
 * What an author has begun and may want back: what was typed and not saved. For the life of the browser only; the oldest
 * go first.
 */

const maxDrafts = 8;
const maxDraftLength = 200_000;

/** What is kept of one kind, one for each quiz. */
function shelf<T>(name: string, schema: z.ZodType<T>) {
  const keptSchema = z.object({
    quizIds: z.array(z.string()),
    organizationId: z.string(),
    environment: z.enum(environments),
    draft: schema,
  });
  const drafts = storedItem(name, z.array(keptSchema), [], 'session');
  const isOf = (kept: z.output<typeof keptSchema>, quizIds: readonly string[], scope: RuleScope) =>
    kept.organizationId === scope.organizationId &&
    kept.environment === scope.environment &&
    kept.quizIds.some((id) => quizIds.includes(id));

  return {
    /** Replaces what was kept for the quiz. A draft beyond all measure is not kept. */
    async keep(quizIds: readonly string[], scope: RuleScope, draft: T): Promise<void> {
      if (JSON.stringify(draft).length > maxDraftLength) return;
      const { organizationId, environment } = scope;
      await drafts.update((all) => [
        ...all.filter((it) => !isOf(it, quizIds, scope)).slice(1 - maxDrafts),
        { quizIds: [...quizIds], organizationId, environment, draft },
      ]);
    },
    async drop(quizIds: readonly string[], scope: RuleScope): Promise<void> {
      await drafts.update((all) => all.filter((it) => !isOf(it, quizIds, scope)));
    },
    async kept(quizIds: readonly string[], scope: RuleScope): Promise<T | null> {
      return (await drafts.get()).find((it) => isOf(it, quizIds, scope))?.draft ?? null;
    },
  };
}

/** Awards as they were typed in the dialog. */
export const awardDrafts = shelf('award-drafts', awardDraftSchema);

/** The author's words on a results block. */
export const wordsDrafts = shelf('block-words-drafts', typedBlockTextSchema);
