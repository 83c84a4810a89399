import { awardsOfRule } from '@/lib/awards/ledger-reads.ts';
import { removeRule, restoreRule } from '@/lib/awards/removed-rules.ts';
import { findRule, getRule } from '@/lib/awards/rules-store.ts';
import { readConnection } from '@/lib/connection/connection.ts';
import type { OtherQuiz, QuizFacts } from '@/lib/messages/protocol.ts';
import type { Handlers } from '@/lib/messages/server.ts';
import { addressQuestion } from '@/lib/quiz-site/changed-address.ts';
import { allKnownQuizzes } from '@/lib/quiz-site/known-quizzes.ts';
import { playerSlug, publicAddress } from '@/lib/quiz-site/pages.ts';
import { allProfiles, profileFor } from '@/lib/quiz-site/profiles.ts';
import { checkBadges } from '@/lib/transfer/badge-check.ts';
import { watchView } from './responses-handlers.ts';
import { agreedSession } from './session.ts';
import { ruleView, troubleOf } from './views.ts';
import type { Worker } from './worker.ts';

type QuizzesMessages =
  | 'quizzes.facts'
  | 'quizzes.check'
  | 'quizzes.others'
  | 'quizzes.find'
  | 'rule.delete'
  | 'rule.restore';

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

    'quizzes.others': otherQuizzes,

    async 'quizzes.find'({ address }) {
      if (!URL.canParse(address)) return { quizIds: null };
      const url = new URL(address);
      const profile = await profileFor(url);
      const slug = profile && profile.pages.editor.length === 0 ? playerSlug(profile, url) : null;
      return { quizIds: slug === null ? null : [`slug:${slug}`] };
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

async function otherQuizzes(): Promise<OtherQuiz[]> {
  const [profiles, known, connection] = await Promise.all([allProfiles(), allKnownQuizzes(), readConnection()]);
  const found = known.map(async ({ ids, title }): Promise<OtherQuiz | null> => {
    const profile = profiles.find((it) => it.pages.editor.length === 0 && publicAddress(it, ids) !== null);
    if (!profile) return null;
    const rule = connection && (await findRule(ids, connection));
    return { quizIds: ids, title, siteName: profile.name, rule: rule && ruleView(rule) };
  });
  return (await Promise.all(found)).flatMap((it) => it ?? []).sort((a, b) => a.title.localeCompare(b.title));
}

async function factsOf(ruleId: string): Promise<QuizFacts | null> {
  const [rule, awards] = await Promise.all([getRule(ruleId), awardsOfRule(ruleId)]);
  if (!rule) return null;
  const addresses = (await allProfiles()).map((it) => publicAddress(it, rule.quizIds));
  const address = addresses.find((it) => it !== null) ?? null;
  const question = await addressQuestion(rule.quizIds);
  const changedAddress = question && { quizIds: rule.quizIds, ...question };
  return { ruleId, address, changedAddress, awards: awards.count, last: awards.last, watch: await watchView(ruleId) };
}
