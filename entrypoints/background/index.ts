import { browser } from 'wxt/browser';
import { defineBackground } from 'wxt/utils/define-background';
import { forgetExpiredAttempts, forgetTab } from '@/lib/awards/attempts.ts';
import { refreshStatesDaily } from '@/lib/awards/refresh-states.ts';
import { eraseExpired } from '@/lib/awards/retention.ts';
import { dropExpiredTemplates } from '@/lib/connection/template-list.ts';
import { serveMessages } from '@/lib/messages/server.ts';
import { isPlayer } from '@/lib/quiz-site/pages.ts';
import { profileFor } from '@/lib/quiz-site/profiles.ts';
import { readTeaching } from '@/lib/quiz-site/teaching/session.ts';
import { forgetOffer } from '@/lib/responses/offers.ts';
import { attemptHandlers } from './attempt-handlers.ts';
import { awardHandlers } from './award-handlers.ts';
import { connectionHandlers } from './connection-handlers.ts';
import { draftHandlers } from './draft-handlers.ts';
import { editorHandlers } from './editor-handlers.ts';
import { createImportFeed, importAlarm } from './import-feed.ts';
import { importHandlers } from './import-handlers.ts';
import { lockHandlers, whileUnlocked } from './lock-handlers.ts';
import { openOptions } from './open-options.ts';
import { playerHandlers } from './player-handlers.ts';
import { productionHandlers } from './production-handlers.ts';
import { quizzesHandlers } from './quizzes-handlers.ts';
import { responsesHandlers } from './responses-handlers.ts';
import { ruleHandlers } from './rule-handlers.ts';
import { agreedSession } from './session.ts';
import { sitesChanged, sitesHandlers } from './sites-handlers.ts';
import { startUp } from './start-up.ts';
import { forgetTaughtTab, teachingHandlers } from './teaching-handlers.ts';
import { templateHandlers } from './template-handlers.ts';
import { transferHandlers } from './transfer-handlers.ts';
import { watchAlarm, watchDue } from './watching.ts';
import { createWorker, housekeepingAlarm, outboxAlarm, type Worker } from './worker.ts';

/**
 * The service worker. All listeners are registered before anything is awaited: Chrome wakes the worker for an event and
 * delivers it to whoever listens by then.
 */
export default defineBackground(() => {
  const worker = createWorker();
  const feedImport = createImportFeed(worker);

  const handlers = whileUnlocked({
    ...editorHandlers(worker),
    ...draftHandlers(worker),
    ...templateHandlers(worker),
    ...playerHandlers(worker),
    ...attemptHandlers(worker),
    ...connectionHandlers(worker),
    ...ruleHandlers(worker),
    ...responsesHandlers(worker),
    ...awardHandlers(worker),
    ...quizzesHandlers(worker),
    ...transferHandlers(worker),
    ...productionHandlers(worker),
    ...importHandlers(worker, feedImport),
    ...lockHandlers(worker),
    ...sitesHandlers(worker),
    ...teachingHandlers(worker),
  });
  serveMessages(handlers, async (url, tabId) => {
    const profile = await profileFor(url);
    if (profile) return isPlayer(profile, url) ? 'player' : 'editor';
    const teaching = await readTeaching();
    return teaching?.tabId === tabId && teaching.origin === url.origin ? 'taught' : null;
  });

  browser.runtime.onInstalled.addListener(({ reason }) => {
    if (reason === 'install') void openOptions('integrations');
  });
  browser.action.onClicked.addListener(() => void openOptions('integrations'));
  // Also from the browser's own pages, where access to a site can be given and taken at any time.
  browser.permissions.onAdded.addListener(() => void sitesChanged(worker));
  browser.permissions.onRemoved.addListener(() => void sitesChanged(worker));
  browser.tabs.onRemoved.addListener((tabId) => {
    void Promise.all([forgetTab(tabId), forgetOffer(tabId)]);
    void forgetTaughtTab(tabId, worker);
  });
  browser.alarms.onAlarm.addListener((alarm) => {
    if (alarm.name === outboxAlarm) void worker.outbox.drain();
    if (alarm.name === importAlarm) void feedImport();
    if (alarm.name === housekeepingAlarm) void keepHouse(worker);
    if (alarm.name === watchAlarm) void watchDue(worker);
  });
  // Only to be started with the browser: what waits goes on below.
  browser.runtime.onStartup.addListener(() => undefined);

  void startUp(worker);
  void feedImport();
});

/** Every hour. */
async function keepHouse(worker: Worker): Promise<void> {
  const now = Date.now();
  await Promise.all([eraseExpired(now), forgetExpiredAttempts(now), dropExpiredTemplates(now)]);
  const session = await agreedSession();
  if (session.ok) await refreshStatesDaily(worker.outbox, session.session.connection, now);
  await worker.changed();
}
