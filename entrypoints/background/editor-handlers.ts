import { browser } from 'wxt/browser';
import { htmlSnippet } from '@/components/editor/snippet.ts';
import { awardDrafts, wordsDrafts } from '@/lib/awards/draft-store.ts';
import { removedRule, removeRule, restoreRule } from '@/lib/awards/removed-rules.ts';
import { badgesOf, type Rule } from '@/lib/awards/rule.ts';
import { deleteRule, findRule, rulesOf, updateRule } from '@/lib/awards/rules-store.ts';
import { belongsTo, readConnection, readHealth } from '@/lib/connection/connection.ts';
import { goneAmong } from '@/lib/connection/template-list.ts';
import type { Handlers, Sender } from '@/lib/messages/server.ts';
import { allIdsOf, registrationOf, rememberQuiz } from '@/lib/quiz-site/known-quizzes.ts';
import { slugOf } from '@/lib/quiz-site/pages.ts';
import { noteOwnCard } from '@/lib/quiz-site/site-health.ts';
import { isOwnTab } from '@/lib/responses/own-tab.ts';
import { readConsent } from '@/lib/settings/consent.ts';
import { isOfPage } from './page-of-sender.ts';
import { profileOf } from './profile-of.ts';
import { saveRule } from './save-rule.ts';
import { ruleView } from './views.ts';
import { resumeWatching } from './watching.ts';
import type { Worker } from './worker.ts';

type EditorMessages =
  | 'editor.load'
  | 'editor.context'
  | 'quiz.seen'
  | 'rule.save'
  | 'rule.remove'
  | 'rule.put-back'
  | 'rule.place'
  | 'rule.words'
  | 'rule.snippet'
  | 'quiz.own-button-seen'
  | 'site.own-card-seen';

/** What the quiz editor asks of the worker. */
export function editorHandlers(worker: Worker): Pick<Handlers, EditorMessages> {
  return {
    async 'editor.load'(_message, sender) {
      // Nobody looks at a tab that we have opened to read a list.
      if (await isOwnTab(sender.tabId)) return null;
      await browser.scripting.executeScript({
        target: { tabId: sender.tabId, frameIds: [sender.frameId] },
        files: ['/content-scripts/editor.js'],
      });
      return null;
    },

    async 'editor.context'({ quizIds }, sender) {
      // A page that names other quizzes than its own is told nothing about them.
      const own = (await isOfPage(quizIds, sender)) ? quizIds : [];
      const [profile, consent, connection, health, ids] = await Promise.all([
        profileOf(sender),
        readConsent(),
        readConnection(),
        readHealth(),
        allIdsOf(own),
      ]);
      const mayShow = connection && consent.state === 'agreed' ? connection : null;
      const typedUnder = ids.length > 0 ? ids : own;
      const [registration, draft, words] = await Promise.all([
        registrationOf(ids),
        mayShow && awardDrafts.kept(typedUnder, mayShow),
        mayShow && wordsDrafts.kept(typedUnder, mayShow),
      ]);
      // Last, since it may be changing: an answer should not be older than it has to be.
      const rule = connection && ids.length > 0 ? await findRule(ids, connection) : null;
      const badges = rule ? badgesOf(rule).map((it) => it.templateId) : [];
      const gone = connection ? await goneAmong(connection, badges) : [];
      return {
        profile,
        consent: consent.state,
        connection: connection && {
          organizationName: connection.organizationName,
          environment: connection.environment,
          mayIssue: connection.mayIssue,
          paused: health.paused?.reason ?? null,
        },
        rule: rule && ruleView(rule, gone),
        joined: slugOf(ids) !== null,
        registration,
        keptDraft: draft,
        keptWords: words,
      };
    },

    async 'quiz.seen'({ quizIds, title, registration }, sender) {
      if (!(await mayLearn()) || !(await isOfPage(quizIds, sender)) || (await hasTwoRules(quizIds))) return null;
      await resumeWatching(worker, Date.now());
      const known = await rememberQuiz(quizIds, title, Date.now(), registration);
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
      if (!(await isOfPage(draft.quiz.quizIds, sender))) return { ok: false, trouble: 'quiz-unclear' };
      const reply = await saveRule(draft, Date.now());
      await worker.changed();
      return reply;
    },

    async 'rule.remove'({ quizIds }, sender) {
      const connection = await readConnection();
      if (!connection || !(await isOfPage(quizIds, sender))) return { removed: null };
      const ids = await allIdsOf(quizIds);
      const acting = await findRule(ids, connection);
      if (acting) await removeRule(acting.id);
      for (const rule of await rulesOf(ids)) if (belongsTo(rule, connection)) await deleteRule(rule.id);
      await worker.changed();
      return { removed: acting?.id ?? null };
    },

    async 'rule.put-back'({ quizIds, ruleId }, sender) {
      const connection = (await isOfPage(quizIds, sender)) ? await readConnection() : null;
      const [rule, ids] = await Promise.all([removedRule(ruleId), allIdsOf(quizIds)]);
      if (!rule || !belongsTo(rule, connection) || !rule.quizIds.some((id) => ids.includes(id)))
        return { restored: false };
      const outcome = await restoreRule(ruleId);
      await worker.changed();
      return { restored: outcome === 'restored' };
    },

    async 'rule.place'({ quizIds, placement }, sender) {
      return { saved: await changeRule(quizIds, sender, { placement }) };
    },

    async 'rule.words'({ quizIds, block }, sender) {
      const tidy = { heading: block.heading?.trim() || null, text: block.text?.trim() || null };
      return { saved: await changeRule(quizIds, sender, { block: tidy }) };
    },

    async 'rule.snippet'({ quizIds }, sender) {
      const connection = (await isOfPage(quizIds, sender)) ? await readConnection() : null;
      const rule = connection && (await findRule(await allIdsOf(quizIds), connection));
      return {
        html:
          rule && htmlSnippet(ruleView(rule), (id, ...with_) => browser.i18n.getMessage(id, with_.map(String)) || id),
      };
    },

    async 'quiz.own-button-seen'({ quizIds }, sender) {
      if (!(await mayLearn()) || !(await isOfPage(quizIds, sender))) return null;
      const connection = await readConnection();
      const stopped = { reason: 'own-credly-button', at: Date.now() } as const;
      for (const rule of await rulesOf(await allIdsOf(quizIds)))
        if (!rule.stopped && belongsTo(rule, connection)) await updateRule(rule.id, (it) => ({ ...it, stopped }));
      await worker.changed();
      return null;
    },

    async 'site.own-card-seen'() {
      if (await mayLearn()) await noteOwnCard(Date.now());
      return null;
    },
  };

  /** What says nothing of what is awarded: the rule's version stays. @returns whether there is such a rule */
  async function changeRule(
    quizIds: readonly string[],
    sender: Sender,
    change: Partial<Pick<Rule, 'placement' | 'block'>>,
  ): Promise<boolean> {
    const connection = (await isOfPage(quizIds, sender)) ? await readConnection() : null;
    const rule = connection && (await findRule(await allIdsOf(quizIds), connection));
    const changed = rule && (await updateRule(rule.id, (it) => ({ ...it, ...change, updatedAt: Date.now() })));
    await worker.changed();
    return changed !== null;
  }
}

/** Quizzes that each have a rule of their own are not one, whatever links a page shows. */
async function hasTwoRules(quizIds: readonly string[]): Promise<boolean> {
  const connection = await readConnection();
  return (await rulesOf(quizIds)).filter((rule) => belongsTo(rule, connection)).length > 1;
}

/** Nothing is kept of what pages show before consent. */
async function mayLearn(): Promise<boolean> {
  return (await readConsent()).state === 'agreed';
}
