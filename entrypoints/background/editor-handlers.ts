import { browser } from 'wxt/browser';
import { htmlSnippet } from '@/components/editor/snippet.ts';
import { type MessageId, translateBy } from '@/components/i18n.ts';
import { awardDrafts, wordsDrafts } from '@/lib/awards/draft-store.ts';
import { removedRule, removeRule, restoreRule } from '@/lib/awards/removed-rules.ts';
import { badgesOf, type Rule } from '@/lib/awards/rule.ts';
import { deleteRule, findRule, rulesOf, updateRule } from '@/lib/awards/rules-store.ts';
import { belongsTo, readConnection, readHealth } from '@/lib/connection/connection.ts';
import { goneAmong } from '@/lib/connection/template-list.ts';
import type { Handlers, Sender } from '@/lib/messages/server.ts';
import { askAboutAddress, idsOfPage } from '@/lib/quiz-site/changed-address.ts';
import { registrationOf } from '@/lib/quiz-site/known-quizzes.ts';
import { isOneQuiz, slugOf } from '@/lib/quiz-site/pages.ts';
import { noteOwnCard } from '@/lib/quiz-site/site-health.ts';
import { isOwnTab } from '@/lib/responses/own-tab.ts';
import { readConsent } from '@/lib/settings/consent.ts';
import { isOfPage } from './page-of-sender.ts';
import { profileOf } from './profile-of.ts';
import { answerAddress, otherAddress, quizOfPage, rememberPage } from './quiz-address.ts';
import { saveRule } from './save-rule.ts';
import { ruleView } from './views.ts';
import { resumeWatching } from './watching.ts';
import type { Worker } from './worker.ts';

type EditorMessages =
  | 'editor.load'
  | 'editor.context'
  | 'quiz.seen'
  | 'quiz.address'
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
      const [profile, consent, connection, health, quiz] = await Promise.all([
        profileOf(sender),
        readConsent(),
        readConnection(),
        readHealth(),
        quizOfPage(own),
      ]);
      const { ids } = quiz;
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
        address: quiz.doubt,
        registration,
        keptDraft: draft,
        keptWords: words,
      };
    },

    async 'quiz.seen'({ quizIds, title, registration }, sender) {
      if (!(await mayLearn()) || !(await isOfPage(quizIds, sender)) || (await hasTwoRules(quizIds))) return null;
      await resumeWatching(worker, Date.now());
      const quiz = await quizOfPage(quizIds);
      const known = await rememberPage(quizIds, quiz, title, registration);
      if (!known) return null;
      const other = otherAddress(quizIds, quiz);
      let isNews = other !== null && (await askAboutAddress(quiz.ids, other));
      for (const rule of await rulesOf(known.ids)) {
        const seen = asSeen(rule, known.ids, title);
        if (seen.quizIds.length === rule.quizIds.length && seen.quizTitle === rule.quizTitle) continue;
        await updateRule(rule.id, (it) => asSeen(it, known.ids, title));
        isNews = true;
      }
      if (isNews) await worker.changed();
      return null;
    },

    async 'quiz.address'(message, sender) {
      if (!(await mayLearn()) || !(await isOfPage(message.quizIds, sender))) return { done: false };
      const done = await answerAddress(message);
      await worker.changed();
      return { done };
    },

    async 'rule.save'(draft, sender) {
      if (!(await isOfPage(draft.quiz.quizIds, sender))) return { ok: false, trouble: 'quiz-unclear' };
      // One after the other: each is compared with what the one before it has saved.
      const reply = await navigator.locks.request('rule.save', () => saveRule(draft, Date.now()));
      await worker.changed();
      return reply;
    },

    async 'rule.remove'({ quizIds }, sender) {
      const connection = await readConnection();
      if (!connection || !(await isOfPage(quizIds, sender))) return { removed: null };
      const ids = await idsOfPage(quizIds);
      const acting = await findRule(ids, connection);
      if (acting) await removeRule(acting.id);
      for (const rule of await rulesOf(ids)) if (belongsTo(rule, connection)) await deleteRule(rule.id);
      await worker.changed();
      return { removed: acting?.id ?? null };
    },

    async 'rule.put-back'({ quizIds, ruleId }, sender) {
      const connection = (await isOfPage(quizIds, sender)) ? await readConnection() : null;
      const [rule, ids] = await Promise.all([removedRule(ruleId), idsOfPage(quizIds)]);
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
      const rule = connection && (await findRule(await idsOfPage(quizIds), connection));
      return {
        html:
          rule &&
          htmlSnippet(
            ruleView(rule),
            translateBy((id, values) => browser.i18n.getMessage(id as MessageId, values)),
          ),
      };
    },

    async 'quiz.own-button-seen'({ quizIds }, sender) {
      if (!(await mayLearn()) || !(await isOfPage(quizIds, sender))) return null;
      const connection = await readConnection();
      const stopped = { reason: 'own-credly-button', at: Date.now() } as const;
      for (const rule of await rulesOf(await idsOfPage(quizIds)))
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
    const rule = connection && (await findRule(await idsOfPage(quizIds), connection));
    const changed = rule && (await updateRule(rule.id, (it) => ({ ...it, ...change, updatedAt: Date.now() })));
    await worker.changed();
    return changed !== null;
  }
}

/**
 * The rule with what the editor shows of its quiz: more of its ids, and its title of now. Nothing that decides, so its
 * version stays.
 */
function asSeen(rule: Rule, ids: readonly string[], title: string): Rule {
  const all = [...new Set([...rule.quizIds, ...ids])];
  return { ...rule, quizTitle: title || rule.quizTitle, quizIds: isOneQuiz(all) ? all : rule.quizIds };
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
