import { type AwardFor, badgesOf, type RuleBadge } from '@/lib/awards/rule.ts';
import type { RuleScope } from '@/lib/awards/rules-store.ts';
import { keepAsGone, keepTemplates } from '@/lib/connection/template-list.ts';
import type { CredlyClient } from '@/lib/credly/index.ts';
import type { AwardForDraft, CredlyTrouble } from '@/lib/messages/protocol.ts';
import { troubleOf } from './views.ts';

/** Turns what the editor sent, with templates by their ids, into what a rule keeps. */

/** A badge of which only the template's id is known: enough to decide by, never stored. */
export const unseenBadge = (templateId: string): RuleBadge => ({
  templateId,
  name: '',
  imageUrl: null,
  allowsDuplicates: false,
});

export function awardForOf(draft: AwardForDraft, badgeOf: (templateId: string) => RuleBadge): AwardFor {
  const badgeOrNone = (templateId: string | null) => (templateId === null ? null : badgeOf(templateId));
  switch (draft.kind) {
    case 'passing-score': {
      const { kind, threshold, unit, templateId } = draft;
      return { kind, threshold, unit, badge: badgeOf(templateId) };
    }
    case 'score-ranges': {
      const ranges = draft.ranges.map(({ from, templateId }) => ({ from, badge: badgeOrNone(templateId) }));
      return { ...draft, ranges };
    }
    case 'outcomes': {
      const outcomes = draft.outcomes.map(({ templateId, ...it }) => ({ ...it, badge: badgeOrNone(templateId) }));
      return { kind: 'outcomes', outcomes };
    }
  }
}

type LookedUp = { ok: true; awardFor: AwardFor } | { ok: false; trouble: CredlyTrouble | 'template-gone' };

/** Badge names and pictures are Credly's word of this moment, never the page's. */
export async function lookUpBadges(draft: AwardForDraft, client: CredlyClient, scope: RuleScope): Promise<LookedUp> {
  const now = Date.now();
  const badges = new Map<string, RuleBadge>();
  for (const { templateId } of badgesOf({ awardFor: awardForOf(draft, unseenBadge) })) {
    const answer = await client.getTemplate(scope.organizationId, templateId);
    if (!answer.ok && answer.failure.kind === 'not-found') {
      await keepAsGone(scope, templateId, now);
      return { ok: false, trouble: 'template-gone' };
    }
    if (!answer.ok) return { ok: false, trouble: troubleOf(answer.failure) };
    await keepTemplates(scope, [answer.value], now);
    const { id, name, imageUrl, allowsDuplicates, state } = answer.value;
    if (id !== templateId || state !== 'active') return { ok: false, trouble: 'template-gone' };
    badges.set(templateId, { templateId, name, imageUrl, allowsDuplicates });
  }
  const badgeOf = (templateId: string): RuleBadge => {
    const badge = badges.get(templateId);
    if (!badge) throw new Error('A badge of the draft was not looked up.');
    return badge;
  };
  return { ok: true, awardFor: awardForOf(draft, badgeOf) };
}
