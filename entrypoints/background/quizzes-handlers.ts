import { awardsOfRule } from '@/lib/awards/ledger-reads.ts';
import { removeRule, restoreRule } from '@/lib/awards/removed-rules.ts';
import { getRule } from '@/lib/awards/rules-store.ts';
import type { QuizFacts } from '@/lib/messages/protocol.ts';
import type { Handlers } from '@/lib/messages/server.ts';
import { publicAddress } from '@/lib/quiz-site/pages.ts';
import { allProfiles } from '@/lib/quiz-site/profiles.ts';
import { checkBadges } from '@/lib/transfer/badge-check.ts';
import { watchView } from './responses-handlers.ts';
import { agreedSession } from './session.ts';
import { troubleOf } from './views.ts';
import type { Worker } from './worker.ts';

type QuizzesMessages = 'quizzes.facts' | 'quizzes.check' | 'rule.delete' | 'rule.restore';

/** The list of quizzes, and taking a quiz out of it. */
export function quizzesHandlers(worker: Worker): Pick<Handlers, QuizzesMessages> {
  return {
    async 'quizzes.facts'({ ruleIds }) {
      const facts = await Promise.all(ruleIds.map(factsOf));
      return facts.flatMap((it) => it ?? []);
    },

    async 'quizzes.check'({ fresh }) {
      const agreed = await agreedSession();
      if (!agreed.ok) return agreed;
      const check = await checkBadges(agreed.session, Date.now(), fresh);
      if (!check.ok) return { ok: false, trouble: troubleOf(check.failure) };
      const { at, unusable } = check.value;
      return { ok: true, at, unusable };
    },

    async 'rule.delete'({ ruleId }) {
      await removeRule(ruleId);
      await worker.changed();
      return null;
    },

    async 'rule.restore'({ ruleId }) {
      const outcome = await restoreRule(ruleId);
      await worker.changed();
      return { outcome };
    },
  };
}

async function factsOf(ruleId: string): Promise<QuizFacts | null> {
  const [rule, awards] = await Promise.all([getRule(ruleId), awardsOfRule(ruleId)]);
  if (!rule) return null;
  const [profile] = await allProfiles();
  const address = profile ? publicAddress(profile, rule.quizIds) : null;
  return { ruleId, address, awards: awards.count, last: awards.last, watch: await watchView(ruleId) };
}
