import { awardDrafts, wordsDrafts } from '@/lib/awards/draft-store.ts';
import { isEmail } from '@/lib/awards/earner.ts';
import { recordTest } from '@/lib/awards/record-test.ts';
import { ruleFault } from '@/lib/awards/rule-faults.ts';
import { allRules, type RuleScope } from '@/lib/awards/rules-store.ts';
import { sampleEarner, tryRule } from '@/lib/awards/try-rule.ts';
import { belongsTo, readConnection } from '@/lib/connection/connection.ts';
import type { IssueRequest } from '@/lib/credly/index.ts';
import type { TestReply, TrialView } from '@/lib/messages/protocol.ts';
import type { Handlers, Sender } from '@/lib/messages/server.ts';
import { idsOfPage } from '@/lib/quiz-site/changed-address.ts';
import { stampOf } from '@/lib/quiz-site/profiles.ts';
import { readConsent } from '@/lib/settings/consent.ts';
import { isOfPage } from './page-of-sender.ts';
import { profileOf, profileOfQuiz } from './profile-of.ts';
import { awardForOf, lookUpBadges, unseenBadge } from './rule-of-draft.ts';
import { agreedSession } from './session.ts';
import { ruleView } from './views.ts';
import type { Worker } from './worker.ts';

type DraftMessages =
  | 'draft.keep'
  | 'draft.drop'
  | 'words.keep'
  | 'words.drop'
  | 'rule.try'
  | 'rule.test'
  | 'rules.others';

/** More rules than these are not offered to be copied. */
const maxOthers = 200;

/** What the dialog asks while a rule is being written. */
export function draftHandlers(worker: Worker): Pick<Handlers, DraftMessages> {
  return {
    'draft.keep': keepOn(awardDrafts, ({ draft }) => draft),
    'draft.drop': dropFrom(awardDrafts),
    'words.keep': keepOn(wordsDrafts, ({ words }) => words),
    'words.drop': dropFrom(wordsDrafts),

    async 'rule.try'({ awardFor, options, reading }) {
      const rule = { awardFor: awardForOf(awardFor, unseenBadge), issue: options.issue };
      return trialView(tryRule(rule, reading, Date.now()));
    },

    async 'rule.test'({ quiz, awardFor, options, reading, email }, sender) {
      const agreed = await agreedSession();
      if (!agreed.ok) return agreed;
      const { client, connection } = agreed.session;
      if (connection.environment !== 'sandbox' || !(await isOfPage(quiz.quizIds, sender)))
        return refused('not-sandbox');
      if (!isEmail(email)) return refused('email-malformed');
      if (ruleFault(awardForOf(awardFor, unseenBadge))) return refused('draft-refused');
      const lookedUp = await lookUpBadges(awardFor, client, connection);
      if (!lookedUp.ok) return lookedUp;
      const now = Date.now();
      const { decision } = tryRule({ awardFor: lookedUp.awardFor, issue: options.issue }, reading, now);
      if (decision.kind !== 'award') return refused('no-badge');
      const isOurPage = sender.role === 'extension-page';
      const profile = isOurPage ? await profileOfQuiz(quiz.quizIds) : await profileOf(sender);
      if (!profile) return refused('draft-refused');
      await recordTest(
        {
          rule: {
            id: 'test',
            version: 0,
            organizationId: connection.organizationId,
            environment: connection.environment,
            quizTitle: quiz.title,
            awardFor: lookedUp.awardFor,
            issue: options.issue,
          },
          reading,
          badge: decision.badge,
          rank: decision.rank,
          earner: { ...sampleEarner, email },
          origin: isOurPage ? (profile.origins[0] ?? '') : sender.url.origin,
          profile: stampOf(profile),
        },
        now,
      );
      await worker.changed();
      void worker.outbox.drain();
      return { ok: true };
    },

    async 'rules.others'({ quizIds }, sender) {
      const connection = (await readConsent()).state === 'agreed' ? await readConnection() : null;
      if (!connection || !(await isOfPage(quizIds, sender))) return { rules: [] };
      const own = await idsOf(quizIds);
      const others = (await allRules()).filter(
        (rule) => belongsTo(rule, connection) && !rule.quizIds.some((id) => own.includes(id)),
      );
      others.sort((a, b) => b.updatedAt - a.updatedAt);
      return { rules: others.slice(0, maxOthers).map((rule) => ruleView(rule)) };
    },
  };
}

interface Shelf<T> {
  keep(quizIds: readonly string[], scope: RuleScope, draft: T): Promise<void>;
  drop(quizIds: readonly string[], scope: RuleScope): Promise<void>;
}

function keepOn<M extends { quizIds: string[] }, T>(shelf: Shelf<T>, draftOf: (message: M) => T) {
  return async (message: M, sender: Sender): Promise<null> => {
    const connection = await readConnection();
    const mayKeep = (await readConsent()).state === 'agreed' && (await isOfPage(message.quizIds, sender));
    if (connection && mayKeep) await shelf.keep(await idsOf(message.quizIds), connection, draftOf(message));
    return null;
  };
}

function dropFrom(shelf: Pick<Shelf<never>, 'drop'>) {
  return async ({ quizIds }: { quizIds: string[] }, sender: Sender): Promise<null> => {
    const connection = await readConnection();
    if (connection && (await isOfPage(quizIds, sender))) await shelf.drop(await idsOf(quizIds), connection);
    return null;
  };
}

/** Every id known for the quiz; those of the page alone where they are not joined yet. */
async function idsOf(quizIds: readonly string[]): Promise<readonly string[]> {
  const all = await idsOfPage(quizIds);
  return all.length > 0 ? all : quizIds;
}

type TestTrouble = Extract<TestReply, { ok: false }>['trouble'];
const refused = (trouble: TestTrouble): TestReply => ({ ok: false, trouble });

function trialView({ decision, request }: ReturnType<typeof tryRule>): TrialView {
  return {
    decision: decision.kind,
    reason: decision.kind === 'hold' ? decision.reason : null,
    templateId: decision.kind === 'award' || decision.kind === 'hold' ? (decision.badge?.templateId ?? null) : null,
    request: request && fieldsOf(request),
  };
}

/** Each field by Credly's own name, in the order in which it is sent. */
function fieldsOf(request: IssueRequest): { field: string; value: string }[] {
  return Object.entries(request).map(([field, value]) => ({
    field,
    value: typeof value === 'string' ? value : JSON.stringify(value),
  }));
}
