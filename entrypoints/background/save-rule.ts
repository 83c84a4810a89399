import { badgesOf, defaultIssueOptions, type Rule, type RuleBadge } from '@/lib/awards/rule.ts';
import { deleteRule, findRule, putRule, rulesOf } from '@/lib/awards/rules-store.ts';
import { keepAsGone, keepTemplates } from '@/lib/connection/template-list.ts';
import type { RuleDraft, SaveRuleReply } from '@/lib/messages/protocol.ts';
import { rememberQuiz } from '@/lib/quiz-site/known-quizzes.ts';
import { slugOf } from '@/lib/quiz-site/pages.ts';
import { agreedSession } from './session.ts';
import { belongsTo, ruleView, troubleOf } from './views.ts';

/** Badge names and pictures are Credly's word of this moment, never the page's. */
export async function saveRule(draft: RuleDraft, now: number): Promise<SaveRuleReply> {
  const agreed = await agreedSession();
  if (!agreed.ok) return agreed;
  const { options } = draft;
  const { client, connection } = agreed.session;

  const badges = new Map<string, RuleBadge>();
  for (const templateId of templateIdsOf(draft)) {
    const answer = await client.getTemplate(connection.organizationId, templateId);
    if (!answer.ok && answer.failure.kind === 'not-found') {
      await keepAsGone(connection, templateId, now);
      return { ok: false, trouble: 'template-gone' };
    }
    if (!answer.ok) return { ok: false, trouble: troubleOf(answer.failure) };
    await keepTemplates(connection, [answer.value], now);
    const { id, name, imageUrl, allowsDuplicates, state } = answer.value;
    if (id !== templateId || state !== 'active') return { ok: false, trouble: 'template-gone' };
    badges.set(templateId, { templateId, name, imageUrl, allowsDuplicates });
  }

  const known = await rememberQuiz(draft.quiz.quizIds, draft.quiz.title, now);
  if (!known) return { ok: false, trouble: 'quiz-unclear' };
  const former = await findRule(known.ids, connection);
  const rule: Rule = {
    id: former?.id ?? crypto.randomUUID(),
    version: (former?.version ?? 0) + 1,
    organizationId: connection.organizationId,
    environment: connection.environment,
    quizIds: known.ids,
    quizTitle: draft.quiz.title || former?.quizTitle || known.title,
    awardFor: awardForOf(draft, badges),
    placement: former?.placement ?? null,
    hold: options?.hold ?? former?.hold ?? false,
    retake: options?.retake ?? former?.retake ?? 'once',
    issue: options?.issue ?? former?.issue ?? defaultIssueOptions,
    block: options?.block ?? former?.block ?? { heading: null, text: null },
    // Our button was there to be clicked, so the page's own is gone.
    stopped: null,
    createdAt: former?.createdAt ?? now,
    updatedAt: now,
  };
  if (badgesOf(rule).length === 0) return { ok: false, trouble: 'template-gone' };
  await putRule(rule);
  // Saved under two ids before they were joined, one quiz can have two rules: the others go.
  for (const other of await rulesOf(known.ids))
    if (other.id !== rule.id && belongsTo(other, connection)) await deleteRule(other.id);
  return { ok: true, rule: ruleView(rule), joined: slugOf(rule.quizIds) !== null };
}

function templateIdsOf({ awardFor }: RuleDraft): Set<string> {
  if (awardFor.kind === 'passing-score') return new Set([awardFor.templateId]);
  const rows: { templateId: string | null }[] = awardFor.kind === 'outcomes' ? awardFor.outcomes : awardFor.ranges;
  return new Set(rows.flatMap((it) => it.templateId ?? []));
}

function awardForOf({ awardFor }: RuleDraft, badges: ReadonlyMap<string, RuleBadge>): Rule['awardFor'] {
  const badgeOf = (templateId: string): RuleBadge => {
    const badge = badges.get(templateId);
    if (!badge) throw new Error('A badge of the draft was not looked up.');
    return badge;
  };
  const badgeOrNone = (templateId: string | null) => (templateId === null ? null : badgeOf(templateId));
  switch (awardFor.kind) {
    case 'passing-score': {
      const { kind, threshold, unit, templateId } = awardFor;
      return { kind, threshold, unit, badge: badgeOf(templateId) };
    }
    case 'score-ranges': {
      const ranges = awardFor.ranges.map(({ from, templateId }) => ({ from, badge: badgeOrNone(templateId) }));
      return { ...awardFor, ranges };
    }
    case 'outcomes': {
      const outcomes = awardFor.outcomes.map(({ name, templateId }) => ({ name, badge: badgeOrNone(templateId) }));
      return { kind: 'outcomes', outcomes };
    }
  }
}
