import { browser } from 'wxt/browser';
import {
  type AttemptPlace,
  changeAttempt,
  isSameResult,
  readAttempt,
  startAttempt,
  usableIdentity,
  withIdentity,
} from '@/lib/awards/attempts.ts';
import type { Provenance } from '@/lib/awards/award.ts';
import { getAward } from '@/lib/awards/ledger-reads.ts';
import { recordResult } from '@/lib/awards/record-result.ts';
import { noIdentity, type ResultReading } from '@/lib/awards/result.ts';
import { badgesOf, type Rule } from '@/lib/awards/rule.ts';
import { findRule } from '@/lib/awards/rules-store.ts';
import { readConnection } from '@/lib/connection/connection.ts';
import type { Handlers, Sender } from '@/lib/messages/server.ts';
import { credsparkProfile } from '@/lib/quiz-site/credspark.ts';
import { allIdsOf } from '@/lib/quiz-site/known-quizzes.ts';
import { isPlayerStart, matchPath, playerSlug } from '@/lib/quiz-site/pages.ts';
import { readExchange } from '@/lib/quiz-site/read-exchange.ts';
import { noteAnchor } from '@/lib/quiz-site/site-report.ts';
import { readConsent } from '@/lib/settings/consent.ts';
import { isObserving, watchFrame } from './observing.ts';
import { openOptions } from './open-options.ts';
import { attemptView } from './views.ts';
import type { Worker } from './worker.ts';

const profile = credsparkProfile;

type PlayerMessages =
  | 'page.hello'
  | 'site.anchor'
  | 'options.open'
  | 'player.context'
  | 'attempt.exchange'
  | 'attempt.page-result'
  | 'attempt.state';

/** What pages in which a quiz is taken ask of the worker, and what every page of a quiz site may ask. */
export function playerHandlers(worker: Worker): Pick<Handlers, PlayerMessages> {
  return {
    'page.hello': inOrder(async ({ because, isWatched }, sender) => {
      const observing = await isObserving();
      if (sender.role === 'editor') {
        const { tabs, settingsTabs } = profile.words;
        // In a frame of another site the editor's interface could be clicked unseen.
        const words = sender.frameId === 0 ? [...Object.values(tabs).flat(), ...settingsTabs] : [];
        return { words, observing: false };
      }
      const live = observing ? await liveRule(sender) : null;
      if (live) {
        if (because !== 'notice' && isPlayerStart(profile, sender.url)) {
          await startAttempt(live.place, Date.now());
          await worker.changed();
        }
        // A page that was open before its quiz had a rule has let go of the hook; one that became a player by itself never had it.
        if (because !== 'load' && !isWatched) await watchFrame(sender.tabId, sender.frameId);
        // Brought in once a document: a second copy would take the place of the first, and its elements with it.
        if (isWatched) return { words: [], observing: true };
        // Not awaited: it waits for the document to be ready, and the sentinel for this answer.
        void browser.scripting
          .executeScript({
            target: { tabId: sender.tabId, frameIds: [sender.frameId] },
            files: ['/content-scripts/player.js'],
          })
          .catch(() => undefined);
      }
      return { words: [], observing: live !== null };
    }),

    async 'site.anchor'({ anchor, found }) {
      if ((await readConsent()).state === 'agreed') await noteAnchor(anchor, found, Date.now());
      return null;
    },

    async 'options.open'({ view }) {
      await openOptions(view);
      return null;
    },

    async 'player.context'(_message, sender) {
      const live = (await isObserving()) ? await liveRule(sender) : null;
      return {
        profile,
        observing: live !== null,
        rule: live && {
          badges: badgesOf(live.rule).map(({ templateId, name, imageUrl }) => ({ templateId, name, imageUrl })),
          placement: live.rule.placement,
        },
      };
    },

    'attempt.exchange': inOrder(async (exchange, sender) => {
      const live = (await isObserving()) ? await liveRule(sender) : null;
      if (!live || !isOfThisSite(exchange.url, sender.url)) return null;
      // A refused registration is no identity, and a refused result no result.
      if (exchange.kind === 'exchange' && (exchange.status < 200 || exchange.status >= 400)) return null;
      const { identity, result } = readExchange(profile, exchange);
      const now = Date.now();
      const identified = Object.values(identity).some((value) => value !== null);
      await changeAttempt(live.place, now, (attempt) => {
        const changed = identified ? withIdentity(attempt, identity, now) : { ...attempt, submitted: true };
        return { ...changed, pending: changed.pending || result?.finality === 'pending' };
      });
      if (result) await takeResult(live, result, 'answer', sender);
      return null;
    }),

    'attempt.page-result': inOrder(async ({ reading }, sender) => {
      const live = (await isObserving()) ? await liveRule(sender) : null;
      if (!live) return null;
      const attempt = await readAttempt(live.place);
      // Text alone is no result: something must have been submitted in this attempt, and nothing be pending.
      if (attempt?.submitted && !attempt.pending) await takeResult(live, reading, 'page-text', sender);
      return null;
    }),

    async 'attempt.state'(_message, sender) {
      const live = (await isObserving()) ? await liveRule(sender) : null;
      const decided = live && (await readAttempt(live.place))?.decided;
      if (!decided) return { kind: 'none' };
      if (decided.outcome === 'not-passing') return { kind: 'not-passing' };
      const award = decided.awardId ? await getAward(decided.awardId) : null;
      return award ? attemptView(award, decided.repeated) : { kind: 'none' };
    },
  };

  async function takeResult(
    live: LiveRule,
    reading: ResultReading,
    source: Provenance['source'],
    sender: Sender,
  ): Promise<void> {
    if (reading.finality !== 'final') return;
    const { place, rule } = live;
    const now = Date.now();
    const attempt = await changeAttempt(place, now, (it) => it);
    if (attempt.decided && isSameResult(attempt.decided.reading, reading)) return;
    const recorded = await recordResult(
      {
        rule,
        quizKey: place.slug,
        reading,
        identity: usableIdentity(attempt, now),
        provenance: {
          source,
          origin: sender.url.origin,
          frame: sender.frameId === 0 ? 'top' : 'embedded',
          observedAt: now,
          profile: `${profile.id}@${profile.version}`,
        },
      },
      now,
    );
    if (!recorded) return;
    await changeAttempt(place, now, (it) => ({
      ...it,
      // Used up: one identity serves one result.
      identity: noIdentity,
      identityAt: null,
      decided: { ...recorded, reading, at: now },
    }));
    void worker.outbox.drain();
    await worker.changed();
  }
}

/**
 * Handles the messages of one frame one after the other, as they came: the start of an attempt, its identity and its
 * result must not overtake each other.
 */
function inOrder<M, R>(handle: (message: M, sender: Sender) => Promise<R>): (message: M, sender: Sender) => Promise<R> {
  return (message, sender) =>
    navigator.locks.request(`frame:${sender.tabId}:${sender.frameId}`, () => handle(message, sender));
}

interface LiveRule {
  rule: Rule;
  place: AttemptPlace;
}

/** The rule that results of this player page fall under; null where the present connection has none for it. */
async function liveRule(sender: Sender): Promise<LiveRule | null> {
  const slug = playerSlug(profile, sender.url);
  const connection = await readConnection();
  if (!slug || !connection) return null;
  const rule = await findRule(await allIdsOf([`slug:${slug}`]), connection);
  return rule && { rule, place: { tabId: sender.tabId, frameId: sender.frameId, slug } };
}

function isOfThisSite(requestUrl: string, page: URL): boolean {
  if (!URL.canParse(requestUrl, page.href)) return false;
  const url = new URL(requestUrl, page.href);
  return (
    url.origin === page.origin && !profile.pages.ignoredRequests.some((pattern) => matchPath(pattern, url.pathname))
  );
}
