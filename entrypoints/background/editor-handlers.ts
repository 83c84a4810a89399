import { browser } from 'wxt/browser';
import { badgesOf } from '@/lib/awards/rule.ts';
import { deleteRule, findRule, rulesOf, updateRule } from '@/lib/awards/rules-store.ts';
import { readConnection, readHealth } from '@/lib/connection/connection.ts';
import { goneAmong } from '@/lib/connection/template-list.ts';
import type { Handlers, Sender } from '@/lib/messages/server.ts';
import { credsparkProfile } from '@/lib/quiz-site/credspark.ts';
import { allIdsOf, rememberQuiz } from '@/lib/quiz-site/known-quizzes.ts';
import { quizIdsOfAddress, slugOf } from '@/lib/quiz-site/pages.ts';
import { noteOwnCard } from '@/lib/quiz-site/site-report.ts';
import { readConsent } from '@/lib/settings/consent.ts';
import { saveRule } from './save-rule.ts';
import { belongsTo, ruleView } from './views.ts';
import type { Worker } from './worker.ts';

type EditorMessages =
  | 'editor.load'
  | 'editor.context'
  | 'quiz.seen'
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
      const badges = rule ? badgesOf(rule).map((it) => it.templateId) : [];
      const gone = connection ? await goneAmong(connection, badges) : [];
      return {
        profile: credsparkProfile,
        consent: consent.state,
        connection: connection && {
          organizationName: connection.organizationName,
          environment: connection.environment,
          paused: health.paused?.reason ?? null,
        },
        rule: rule && ruleView(rule, gone),
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

    async 'rule.save'(draft, sender) {
      if (!isOfPage(draft.quiz.quizIds, sender)) return { ok: false, trouble: 'quiz-unclear' };
      const reply = await saveRule(draft, Date.now());
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
