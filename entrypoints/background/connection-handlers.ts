import { forgetAllAttempts } from '@/lib/awards/attempts.ts';
import { readAwardSettings } from '@/lib/awards/award-settings.ts';
import { awardsIn, countByState } from '@/lib/awards/ledger.ts';
import { allRules } from '@/lib/awards/rules-store.ts';
import { statesForAPerson } from '@/lib/awards/states.ts';
import { checkAndSaveConnection } from '@/lib/connection/check-connection.ts';
import {
  type Connection,
  type ConnectionHealth,
  readConnection,
  readHealth,
  removeConnection,
  tokenDaysLeft,
} from '@/lib/connection/connection.ts';
import { dropTemplates } from '@/lib/connection/template-list.ts';
import type { QueueView } from '@/lib/messages/protocol.ts';
import type { Handlers } from '@/lib/messages/server.ts';
import { readSiteReport } from '@/lib/quiz-site/site-report.ts';
import { answerConsent, readConsent } from '@/lib/settings/consent.ts';
import { syncObserving } from './observing.ts';
import { belongsTo, quizRuleView } from './views.ts';
import type { Worker } from './worker.ts';

type ConnectionMessages = 'options.state' | 'consent.answer' | 'connection.save' | 'connection.disconnect';

/** Consent, connection, and the options page as a whole. */
export function connectionHandlers(worker: Worker): Pick<Handlers, ConnectionMessages> {
  return {
    async 'options.state'() {
      const [consent, connection, health, rules, report, waiting, forAPerson, settings, sending] = await Promise.all([
        readConsent(),
        readConnection(),
        readHealth(),
        allRules(),
        readSiteReport(),
        awardsIn('waiting'),
        countByState(statesForAPerson),
        readAwardSettings(),
        countByState(['sending']),
      ]);
      const ownWaiting = waiting.filter((it) => belongsTo(it, connection)).length;
      const capped = waiting.filter((it) => it.reason === 'cap-reached').map((it) => it.quizTitle);
      return {
        consent,
        connection: connection && { ...connection, ...health },
        rules: rules
          .map((rule) => quizRuleView(rule, connection))
          .sort((a, b) => a.quizTitle.localeCompare(b.quizTitle)),
        waiting: waiting.length,
        forAPerson,
        queue: queueView(connection, health, ownWaiting, sending > 0),
        settings,
        tokenDaysLeft: connection && tokenDaysLeft(connection, Date.now()),
        capped: [...new Set(capped)],
        ownCardSeenAt: report.ownCardSeenAt,
        missingAnchors: Object.entries(report.anchors)
          .filter(([, it]) => !it.found)
          .map(([anchor, it]) => ({ anchor, at: it.at })),
      };
    },

    async 'consent.answer'({ answer }) {
      await answerConsent(answer, Date.now());
      if (answer === 'declined') {
        worker.outbox.abort();
        await forgetAllAttempts();
      }
      await syncObserving();
      await worker.changed();
      if (answer === 'agreed') void worker.outbox.drain();
      return null;
    },

    async 'connection.save'(form) {
      if ((await readConsent()).state !== 'agreed') throw new Error('Connecting needs consent first.');
      const check = await checkAndSaveConnection(form, Date.now(), async ({ organizationId, environment }) =>
        [...(await awardsIn('waiting')), ...(await awardsIn('unconfirmed'))].some(
          (it) => it.organizationId === organizationId && it.environment === environment,
        ),
      );
      if (check.ok) {
        await syncObserving();
        await worker.changed();
        void worker.outbox.drain();
      }
      return check;
    },

    async 'connection.disconnect'() {
      const connection = await readConnection();
      await removeConnection();
      if (connection) await dropTemplates(connection);
      worker.outbox.abort();
      await forgetAllAttempts();
      await syncObserving();
      await worker.changed();
      return null;
    },
  };
}

function queueView(
  connection: Connection | null,
  health: ConnectionHealth,
  waiting: number,
  isSending: boolean,
): QueueView {
  const { paused, queueHeld, unreachableSince, retryAt } = health;
  const view = (state: QueueView['state'], since: number | null = null): QueueView => ({
    state,
    waiting,
    since,
    retryAt,
  });
  if (!connection) return view('disconnected');
  if (paused) return view('paused', paused.since);
  if (queueHeld && waiting > 0) return view('held-after-reconnect');
  if (unreachableSince !== null) return view('unreachable', unreachableSince);
  return view(isSending ? 'sending' : 'idle');
}
