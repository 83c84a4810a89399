import { awardDrafts } from '@/lib/awards/draft-store.ts';
import { isExpiredAtBirth } from '@/lib/awards/issue-request.ts';
import { defaultIssueOptions, isStill, type Rule } from '@/lib/awards/rule.ts';
import { isSecureLink, ruleFault } from '@/lib/awards/rule-faults.ts';
import { deleteRule, findRule, putRule, rulesOf } from '@/lib/awards/rules-store.ts';
import { belongsTo } from '@/lib/connection/connection.ts';
import type { RuleDraft, SaveRuleReply } from '@/lib/messages/protocol.ts';
import { slugOf } from '@/lib/quiz-site/pages.ts';
import { quizOfPage, rememberPage } from './quiz-address.ts';
import { awardForOf, lookUpBadges, unseenBadge } from './rule-of-draft.ts';
import { agreedSession } from './session.ts';
import { ruleView } from './views.ts';

/** Saves what an author wrote, if it decides every result exactly once; the page's own checks are not relied on. */
export async function saveRule(draft: RuleDraft, now: number): Promise<SaveRuleReply> {
  const agreed = await agreedSession();
  if (!agreed.ok) return agreed;
  const { options } = draft;
  const { client, connection } = agreed.session;

  if (ruleFault(awardForOf(draft.awardFor, unseenBadge))) return { ok: false, trouble: 'draft-refused' };
  const { issue } = options ?? {};
  if (issue && (isExpiredAtBirth(issue, now, now) || (issue.evidence && !isSecureLink(issue.evidence.url))))
    return { ok: false, trouble: 'draft-refused' };
  const lookedUp = await lookUpBadges(draft.awardFor, client, connection);
  if (!lookedUp.ok) return lookedUp;
  const { awardFor } = lookedUp;

  const { quizIds, title } = draft.quiz;
  const quiz = await quizOfPage(quizIds);
  if (quiz.doubt?.kind === 'taken') return { ok: false, trouble: 'address-taken', title: quiz.doubt.title };
  const known = await rememberPage(quizIds, quiz, title);
  if (!known) return { ok: false, trouble: 'quiz-unclear' };
  const former = await findRule(known.ids, connection);
  if (!isStill(former, draft.since)) return { ok: false, trouble: 'rule-changed', rule: former && ruleView(former) };
  const retake = options?.retake ?? former?.retake ?? 'once';
  const rule: Rule = {
    id: former?.id ?? crypto.randomUUID(),
    version: (former?.version ?? 0) + 1,
    organizationId: connection.organizationId,
    environment: connection.environment,
    quizIds: known.ids,
    quizTitle: title || former?.quizTitle || known.title,
    awardedAs: known.countedAs ?? former?.awardedAs ?? null,
    awardFor,
    placement: former?.placement ?? null,
    hold: options?.hold ?? former?.hold ?? false,
    // A single passing score has no better result.
    retake: retake === 'better' && awardFor.kind === 'passing-score' ? 'once' : retake,
    issue: options?.issue ?? former?.issue ?? defaultIssueOptions,
    block: former?.block ?? { heading: null, text: null },
    // Our button was there to be clicked, so the page's own is gone.
    stopped: null,
    createdAt: former?.createdAt ?? now,
    updatedAt: now,
  };
  await putRule(rule);
  await awardDrafts.drop(known.ids, connection);
  // Saved under two ids before they were joined, one quiz can have two rules: the others go.
  for (const other of await rulesOf(known.ids))
    if (other.id !== rule.id && belongsTo(other, connection)) await deleteRule(other.id);
  return { ok: true, rule: ruleView(rule), joined: slugOf(rule.quizIds) !== null };
}
