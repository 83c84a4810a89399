import type { AwardingActions } from '@/components/options/quizzes/other-quizzes';
import { send } from '@/lib/messages/client';
import { createTemplateLoader } from '../editor.content/templates.ts';
import { testTroubleText, troubleText } from '../editor.content/trouble.ts';
import { reload } from './state.ts';
import { translate } from './translate.ts';

const templates = createTemplateLoader(translate);

/** Choosing a badge on the options page, for quizzes whose site has no editor; as the editor's dialog does it. */
export const awarding: AwardingActions = {
  templates: templates.list,
  loadTemplates: (force) => void templates.load({ force }),
  otherQuizzes: () => send('quizzes.others').catch(() => null),
  findQuiz: (address) =>
    send('quizzes.find', { address }).then(
      (it) => it.quizIds,
      () => null,
    ),
  async saveRule(quiz, rule, since) {
    const reply = await send('rule.save', { quiz, since, ...rule }).catch(() => null);
    await reload();
    if (!reply) return { trouble: translate('editor_trouble_extension_gone') };
    if (reply.ok) return 'saved';
    if (reply.trouble === 'rule-changed') return { changed: reply.rule };
    // The list is read anew, so that the badge that is gone is marked where it is chosen.
    if (reply.trouble === 'template-gone') void templates.load({ force: true });
    return { trouble: translate(troubleText(reply.trouble), 'title' in reply ? reply.title : '') };
  },
  tryRule: (rule, reading) => send('rule.try', { ...rule, reading }).catch(() => null),
  async testRule(quiz, rule, reading, email) {
    const reply = await send('rule.test', { ...rule, reading, quiz, email }).catch(() => null);
    if (!reply) return translate('editor_trouble_extension_gone');
    return reply.ok ? null : translate(testTroubleText(reply.trouble));
  },
  otherRules: (quizIds) =>
    send('rules.others', { quizIds }).then(
      (it) => it.rules,
      () => [],
    ),
};
