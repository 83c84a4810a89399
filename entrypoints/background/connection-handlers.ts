import { forgetAllAttempts } from '@/lib/awards/attempts.ts';
import { readAwardSettings } from '@/lib/awards/award-settings.ts';
import { awardsWithReason, countByState, countInScope, countLeaving } from '@/lib/awards/ledger-reads.ts';
import { readProgress } from '@/lib/awards/queue-progress.ts';
import { badgesOf, type Rule } from '@/lib/awards/rule.ts';
import { allRules } from '@/lib/awards/rules-store.ts';
import { statesForAPerson } from '@/lib/awards/states.ts';
import {
  type Connection,
  type ConnectionHealth,
  readConnection,
  readHealth,
  restUntil,
  tokenDaysLeft,
} from '@/lib/connection/connection.ts';
import { goneAmong } from '@/lib/connection/template-list.ts';
import type { QueueView, QuizRuleView } from '@/lib/messages/protocol.ts';
import type { Handlers } from '@/lib/messages/server.ts';
import { readSiteHealth } from '@/lib/quiz-site/site-health.ts';
import { forgetAllOffers } from '@/lib/responses/offers.ts';
import { answerConsent, readConsent } from '@/lib/settings/consent.ts';
import { connect, disconnect } from './connecting.ts';
import { syncObserving } from './observing.ts';
import { missingAnchors, siteViews } from './site-views.ts';
import { quizRuleView } from './views.ts';
import { scheduleWatching } from './watching.ts';
import type { Worker } from './worker.ts';

type ConnectionMessages = 'options.state' | 'consent.answer' | 'connection.save' | 'connection.disconnect';

/** Titles are collected from so many awards that a cap holds back. */
const maxCapped = 500;

/** Consent, connection, and the options page as a whole. */
export function connectionHandlers(worker: Worker): Pick<Handlers, ConnectionMessages> {
  return {
    async 'options.state'() {
      const [consent, connection, health, rules, report, waiting, forAPerson, settings, capped] = await Promise.all([
        readConsent(),
        readConnection(),
        readHealth(),
        allRules(),
        readSiteHealth(),
        countByState(['waiting']),
        countByState(statesForAPerson),
        readAwardSettings(),
        awardsWithReason('waiting', 'cap-reached', maxCapped),
      ]);
      const sites = await siteViews(report);
      return {
        consent,
        connection: connection && { ...connection, ...health },
        rules: (await Promise.all(rules.map((rule) => viewOf(rule, connection)))).sort((a, b) =>
          a.quizTitle.localeCompare(b.quizTitle),
        ),
        waiting,
        forAPerson,
        queue: await queueView(connection, health),
        settings,
        tokenDaysLeft: connection && tokenDaysLeft(connection, Date.now()),
        capped: [...new Set(capped.map((it) => it.quizTitle))],
        ownCardSeenAt: report.ownCardSeenAt,
        missingAnchors: missingAnchors(sites),
        sites,
      };
    },

    async 'consent.answer'({ answer }) {
      await answerConsent(answer, Date.now());
      if (answer === 'declined') {
        worker.outbox.abort();
        await Promise.all([forgetAllAttempts(), forgetAllOffers()]);
      }
      await syncObserving();
      await scheduleWatching();
      await worker.changed();
      if (answer === 'agreed') void worker.outbox.drain();
      return null;
    },

    'connection.save': (form) => connect(worker, form),

    async 'connection.disconnect'() {
      await disconnect(worker);
      return null;
    },
  };
}

async function viewOf(rule: Rule, connection: Connection | null): Promise<QuizRuleView> {
  const badges = badgesOf(rule).map((it) => it.templateId);
  return quizRuleView(rule, connection, await goneAmong(rule, badges));
}

async function queueView(connection: Connection | null, health: ConnectionHealth): Promise<QueueView> {
  const { paused, queueHeld, unreachableSince } = health;
  const retryAt = restUntil(health.retryAt, Date.now());
  const waiting = connection ? await countInScope(connection, 'waiting') : 0;
  const progress = connection && (await readProgress(connection, Date.now()));
  const view = (state: QueueView['state'], since: number | null = null): QueueView => ({
    state,
    waiting,
    since,
    retryAt,
    progress: state === 'sending' ? progress : null,
  });
  if (!connection) return view('disconnected');
  if (paused) return view('paused', paused.since);
  const held = queueHeld ? await countLeaving(connection) : 0;
  if (held > 0) return { ...view('held-after-reconnect'), waiting: held };
  if (unreachableSince !== null) return view('unreachable', unreachableSince);
  if (retryAt !== null && waiting > 0) return view('busy');
  return view(progress && progress.done < progress.total ? 'sending' : 'idle');
}
