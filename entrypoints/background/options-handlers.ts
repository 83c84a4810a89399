import { act } from '@/lib/awards/admin-actions.ts';
import { forgetAllAttempts } from '@/lib/awards/attempts.ts';
import { readAwardSettings, saveAwardSettings } from '@/lib/awards/award-settings.ts';
import { completeDetails } from '@/lib/awards/complete-details.ts';
import { amendAward, awardsIn, countByState, getAward, latestAwards } from '@/lib/awards/ledger.ts';
import { eraseExpired, eraseParticipant } from '@/lib/awards/retention.ts';
import { allRules, updateRule } from '@/lib/awards/rules-store.ts';
import { awardStates, statesForAPerson } from '@/lib/awards/states.ts';
import { checkAndSaveConnection } from '@/lib/connection/check-connection.ts';
import {
  type Connection,
  type ConnectionHealth,
  changeHealth,
  readConnection,
  readHealth,
  removeConnection,
  tokenDaysLeft,
} from '@/lib/connection/connection.ts';
import type { QueueView } from '@/lib/messages/protocol.ts';
import type { Handlers } from '@/lib/messages/server.ts';
import { readSiteReport } from '@/lib/quiz-site/site-report.ts';
import { answerConsent, readConsent } from '@/lib/settings/consent.ts';
import { syncObserving } from './observing.ts';
import { awardRow, belongsTo, quizRuleView, receiptView } from './views.ts';
import type { Worker } from './worker.ts';

type OptionsMessages =
  | 'options.state'
  | 'consent.answer'
  | 'connection.save'
  | 'connection.disconnect'
  | 'rule.resume'
  | 'rule.options'
  | 'queue.release'
  | 'awards.save-settings'
  | 'awards.receipt'
  | 'participant.erase'
  | 'awards.list'
  | 'awards.act'
  | 'awards.set-details';

/** More rows than these are not sent to the page at once. */
const maxRows = 1000;

/** What the options page asks of the worker. */
export function optionsHandlers(worker: Worker): Pick<Handlers, OptionsMessages> {
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
      await removeConnection();
      worker.outbox.abort();
      await forgetAllAttempts();
      await syncObserving();
      await worker.changed();
      return null;
    },

    async 'rule.resume'({ ruleId }) {
      await updateRule(ruleId, (rule) => ({ ...rule, stopped: null, updatedAt: Date.now() }));
      await worker.changed();
      return null;
    },

    async 'rule.options'({ ruleId, hold, retake }) {
      await updateRule(ruleId, (rule) => ({ ...rule, hold, retake, version: rule.version + 1, updatedAt: Date.now() }));
      await worker.changed();
      return null;
    },

    async 'queue.release'() {
      await changeHealth({ queueHeld: false });
      await worker.changed();
      void worker.outbox.drain();
      return null;
    },

    async 'awards.save-settings'(settings) {
      await saveAwardSettings(settings);
      // A cap may have been raised: what waited for the old one is looked at again.
      for (const award of await awardsIn('waiting'))
        if (award.reason === 'cap-reached') await amendAward(award.id, 'waiting', Date.now(), { dueAt: Date.now() });
      await eraseExpired(Date.now());
      await worker.changed();
      void worker.outbox.drain();
      return null;
    },

    async 'awards.receipt'({ id }) {
      const [award, connection] = await Promise.all([getAward(id), readConnection()]);
      return award && receiptView(award, connection);
    },

    async 'participant.erase'({ email }) {
      const erased = await eraseParticipant(email, Date.now());
      await worker.changed();
      return { erased };
    },

    async 'awards.list'() {
      const [awards, connection, total] = await Promise.all([
        latestAwards(maxRows),
        readConnection(),
        countByState(awardStates),
      ]);
      return { awards: awards.map((award) => awardRow(award, connection)), total };
    },

    async 'awards.act'({ ids, action }) {
      const connection = await readConnection();
      let changed = 0;
      for (const id of ids) {
        const award = await getAward(id);
        if (award && belongsTo(award, connection) && (await act(award, action, Date.now()))) changed += 1;
      }
      await worker.changed();
      void worker.outbox.drain();
      return { changed, unchanged: ids.length - changed };
    },

    async 'awards.set-details'({ id, details }) {
      const problems = await completeDetails(id, details, Date.now());
      await worker.changed();
      void worker.outbox.drain();
      return { problems };
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
