import { browser } from 'wxt/browser';
import { defineBackground } from 'wxt/utils/define-background';
import { forgetExpiredAttempts, forgetTab } from '@/lib/awards/attempts.ts';
import { eraseExpired } from '@/lib/awards/retention.ts';
import { dropExpiredTemplates } from '@/lib/connection/template-list.ts';
import { serveMessages } from '@/lib/messages/server.ts';
import { credsparkProfile } from '@/lib/quiz-site/credspark.ts';
import { isOfSite, isPlayer } from '@/lib/quiz-site/pages.ts';
import { keepStorageInTrustedContexts } from '@/lib/settings/stored-item.ts';
import { awardHandlers } from './award-handlers.ts';
import { connectionHandlers } from './connection-handlers.ts';
import { editorHandlers } from './editor-handlers.ts';
import { syncObserving } from './observing.ts';
import { openOptions } from './open-options.ts';
import { playerHandlers } from './player-handlers.ts';
import { ruleHandlers } from './rule-handlers.ts';
import { templateHandlers } from './template-handlers.ts';
import { createWorker, housekeepingAlarm, outboxAlarm } from './worker.ts';

/**
 * The service worker. All listeners are registered before anything is awaited: Chrome wakes the worker for an event and
 * delivers it to whoever listens by then.
 */
export default defineBackground(() => {
  const worker = createWorker();

  const handlers = {
    ...editorHandlers(worker),
    ...templateHandlers(worker),
    ...playerHandlers(worker),
    ...connectionHandlers(worker),
    ...ruleHandlers(worker),
    ...awardHandlers(worker),
  };
  serveMessages(handlers, (url) => {
    if (!isOfSite(credsparkProfile, url)) return null;
    return isPlayer(credsparkProfile, url) ? 'player' : 'editor';
  });

  browser.runtime.onInstalled.addListener(({ reason }) => {
    if (reason === 'install') void openOptions('integrations');
  });
  browser.action.onClicked.addListener(() => void openOptions('integrations'));
  browser.tabs.onRemoved.addListener((tabId) => void forgetTab(tabId));
  browser.alarms.onAlarm.addListener((alarm) => {
    if (alarm.name === outboxAlarm) void worker.outbox.drain();
    if (alarm.name === housekeepingAlarm)
      void Promise.all([
        eraseExpired(Date.now()),
        forgetExpiredAttempts(Date.now()),
        dropExpiredTemplates(Date.now()),
      ]).then(worker.changed);
  });
  // Only to be started with the browser: what waits goes on below.
  browser.runtime.onStartup.addListener(() => undefined);

  // At every start of the worker: alarms may have vanished, registrations are gone after an update.
  void keepStorageInTrustedContexts()
    .then(syncObserving)
    .then(keepHousekeepingAlarm)
    .then(() => worker.outbox.drain())
    .then(() => worker.changed());
});

/** An alarm that is there keeps its time; one that vanished is made anew. */
async function keepHousekeepingAlarm(): Promise<void> {
  if (!(await browser.alarms.get(housekeepingAlarm)))
    await browser.alarms.create(housekeepingAlarm, { delayInMinutes: 1, periodInMinutes: 60 });
}
