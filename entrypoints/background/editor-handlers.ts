import { browser } from 'wxt/browser';
import { badgesOf, type Rule, type RuleBadge } from '@/lib/awards/rule.ts';
import { deleteRule, findRule, putRule, rulesOf, updateRule } from '@/lib/awards/rules-store.ts';
import { readConnection, readHealth } from '@/lib/connection/connection.ts';
import type { RuleDraft, SaveRuleReply } from '@/lib/messages/protocol.ts';
import type { Handlers, Sender } from '@/lib/messages/server.ts';
import { credsparkProfile } from '@/lib/quiz-site/credspark.ts';
import { allIdsOf, rememberQuiz } from '@/lib/quiz-site/known-quizzes.ts';
import { quizIdsOfAddress, slugOf } from '@/lib/quiz-site/pages.ts';
import { noteOwnCard } from '@/lib/quiz-site/site-report.ts';
import { readConsent } from '@/lib/settings/consent.ts';
import { agreedSession } from './session.ts';
import { belongsTo, ruleView, troubleOf } from './views.ts';
import type { Worker } from './worker.ts';

type EditorMessages =
  | 'editor.load'
  | 'editor.context'
  | 'quiz.seen'
  | 'templates.page'
  | 'rule.save'
  | 'rule.remove'
  | 'rule.place'
  | 'quiz.own-button-seen'
  | 'site.own-card-seen';

/** What the quiz editor asks of the worker. */
export function editorHandlers(worker: Worker): Pick<Handlers, EditorMessages> {
  return {
    async 'editor.load'(_message, sender) {
      await browser.scripting.executeScript({
        target: { tabId: sender.tabId, frameIds: [sender.frameId] },
        files: ['/content-scripts/editor.js'],
      });
      return null;
    },

    async 'editor.context'({ quizIds }) {
      const [consent, connection, health, ids] = await Promise.all([
        readConsent(),
        readConnection(),
        readHealth(),
        allIdsOf(quizIds),
      ]);
      const rule = connection && ids.length > 0 ? await findRule(ids, connection) : null;
      return {
        profile: credsparkProfile,
        consent: consent.state,
        connection: connection && {
          organizationName: connection.organizationName,
          environment: connection.environment,
          paused: health.paused?.reason ?? null,
        },
        rule: rule && ruleView(rule),
        joined: slugOf(ids) !== null,
      };
    },

    async 'quiz.seen'({ quizIds, title }, sender) {
      if (!(await mayLearn()) || !isOfPage(quizIds, sender)) return null;
      const known = await rememberQuiz(quizIds, title, Date.now());
      if (!known) return null;
      for (const rule of await rulesOf(known.ids)) {
        const missing = known.ids.some((id) => !rule.quizIds.includes(id));
        if (missing)
          await updateRule(rule.id, (it) => ({
            ...it,
            quizIds: [...new Set([...it.quizIds, ...known.ids])].slice(0, 20),
          }));
      }
      return null;
    },

    async 'templates.page'({ page }) {
      const agreed = await agreedSession();
      if (!agreed.ok) return agreed;
      const { session } = agreed;
      const answer = await session.client.listActiveTemplates(session.connection.organizationId, page);
      if (!answer.ok) return { ok: false, trouble: troubleOf(answer.failure) };
      const { items, totalPages, totalCount } = answer.value;
      return {
        ok: true,
        page,
        totalPages,
        totalCount,
        templates: items.map(({ id, name, description, imageUrl, skills, level }) => ({
          id,
          name,
          description,
          imageUrl,
          skills,
          level,
        })),
      };
    },

    async 'rule.save'(draft, sender) {
      if (!isOfPage(draft.quiz.quizIds, sender)) return { ok: false, trouble: 'quiz-unclear' };
      const reply = await saveRule(draft);
      await worker.changed();
      return reply;
    },

    async 'rule.remove'({ quizIds }, sender) {
      const connection = await readConnection();
      if (!connection || !isOfPage(quizIds, sender)) return null;
      for (const rule of await rulesOf(await allIdsOf(quizIds)))
        if (belongsTo(rule, connection)) await deleteRule(rule.id);
      await worker.changed();
      return null;
    },

    async 'rule.place'({ quizIds, placement }, sender) {
      const connection = isOfPage(quizIds, sender) ? await readConnection() : null;
      const rule = connection && (await findRule(await allIdsOf(quizIds), connection));
      if (rule) await updateRule(rule.id, (it) => ({ ...it, placement, updatedAt: Date.now() }));
      await worker.changed();
      return null;
    },

    async 'quiz.own-button-seen'({ quizIds }, sender) {
      if (!(await mayLearn()) || !isOfPage(quizIds, sender)) return null;
      const stopped = { reason: 'own-credly-button', at: Date.now() } as const;
      for (const rule of await rulesOf(await allIdsOf(quizIds)))
        if (!rule.stopped) await updateRule(rule.id, (it) => ({ ...it, stopped }));
      await worker.changed();
      return null;
    },

    async 'site.own-card-seen'() {
      if (await mayLearn()) await noteOwnCard(Date.now());
      return null;
    },
  };
}

/** Nothing is kept of what pages show before consent. */
async function mayLearn(): Promise<boolean> {
  return (await readConsent()).state === 'agreed';
}

/** A page speaks of its own quiz only: whatever its address tells must be among the ids. */
function isOfPage(quizIds: readonly string[], sender: Sender): boolean {
  return quizIdsOfAddress(credsparkProfile, sender.url).every((id) => quizIds.includes(id));
}

/** Badge names and pictures are Credly's word of this moment, never the page's. */
async function saveRule(draft: RuleDraft): Promise<SaveRuleReply> {
  const agreed = await agreedSession();
  if (!agreed.ok) return agreed;
  const { client, connection } = agreed.session;

  const badges = new Map<string, RuleBadge>();
  for (const templateId of templateIdsOf(draft)) {
    const answer = await client.getTemplate(connection.organizationId, templateId);
    if (!answer.ok)
      return { ok: false, trouble: answer.failure.kind === 'not-found' ? 'template-gone' : troubleOf(answer.failure) };
    const { id, name, imageUrl, allowsDuplicates, state } = answer.value;
    if (id !== templateId || state !== 'active') return { ok: false, trouble: 'template-gone' };
    badges.set(templateId, { templateId, name, imageUrl, allowsDuplicates });
  }

  const now = Date.now();
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
    hold: former?.hold ?? false,
    retake: former?.retake ?? 'once',
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
  return new Set(awardFor.outcomes.flatMap((it) => it.templateId ?? []));
}

function awardForOf({ awardFor }: RuleDraft, badges: ReadonlyMap<string, RuleBadge>): Rule['awardFor'] {
  const badgeOf = (templateId: string): RuleBadge => {
    const badge = badges.get(templateId);
    if (!badge) throw new Error('A badge of the draft was not looked up.');
    return badge;
  };
  if (awardFor.kind === 'passing-score') {
    const { kind, threshold, unit, templateId } = awardFor;
    return { kind, threshold, unit, badge: badgeOf(templateId) };
  }
  return {
    kind: 'outcomes',
    outcomes: awardFor.outcomes.map(({ name, templateId }) => ({
      name,
      badge: templateId === null ? null : badgeOf(templateId),
    })),
  };
}
