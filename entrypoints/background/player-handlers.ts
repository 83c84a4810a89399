import { browser } from 'wxt/browser';
import {
  type Attempt,
  type AttemptPlace,
  changeAttempt,
  isSameResult,
  readAttempt,
  startAttempt,
  usableIdentity,
  withIdentity,
} from '@/lib/awards/attempts.ts';
import type { LiveSource } from '@/lib/awards/award.ts';
import { tidyIdentity } from '@/lib/awards/earner.ts';
import { recordResult } from '@/lib/awards/record-result.ts';
import { type Identity, noIdentity, type ResultReading } from '@/lib/awards/result.ts';
import { badgesOf } from '@/lib/awards/rule.ts';
import type { MessageOf } from '@/lib/messages/protocol.ts';
import { announceToOwnPages, type Handlers, type Sender } from '@/lib/messages/server.ts';
import type { Doubt, WayOfFinding } from '@/lib/quiz-site/names.ts';
import { isEditorWithoutTabs, isPlayerStart, matchPath } from '@/lib/quiz-site/pages.ts';
import type { SiteProfile } from '@/lib/quiz-site/profile.ts';
import { stampOf } from '@/lib/quiz-site/profiles.ts';
import { readExchange } from '@/lib/quiz-site/read-exchange.ts';
import { noteDoubt, noteFindings, settleDoubts } from '@/lib/quiz-site/site-health.ts';
import { isTaught } from '@/lib/quiz-site/teaching/session.ts';
import { readConsent } from '@/lib/settings/consent.ts';
import { inOrder, type LiveRule, liveRule } from './live-rule.ts';
import { watchFrame } from './observing.ts';
import { openOptions } from './open-options.ts';
import { profileOf } from './profile-of.ts';
import type { Worker } from './worker.ts';

type PlayerMessages =
  | 'page.hello'
  | 'site.findings'
  | 'options.open'
  | 'player.context'
  | 'attempt.exchange'
  | 'attempt.page-result'
  | 'attempt.page-doubt';

/** What pages in which a quiz is taken ask of the worker, and what every page of a quiz site may ask. */
export function playerHandlers(worker: Worker): Pick<Handlers, PlayerMessages> {
  return {
    'page.hello': inOrder(async ({ because, isWatched }, sender) => {
      const { frameId } = sender;
      if (sender.role === 'editor') {
        const profile = await profileOf(sender);
        const { tabs, settingsTabs } = profile.words;
        if (frameId === 0 && because !== 'notice' && isEditorWithoutTabs(profile, sender.url)) void bringEditor(sender);
        // In a frame of another site the editor's interface could be clicked unseen.
        const words = sender.ownerFrameId === 0 ? [...Object.values(tabs).flat(), ...settingsTabs] : [];
        return { words, observing: false, frameId };
      }
      // The hook is in use there, and nothing that it sees becomes an award.
      if (await isTaught(sender.tabId)) return { words: [], observing: true, frameId };
      const live = await liveRule(sender);
      if (live) {
        const isPart = sender.ownerFrameId !== frameId;
        if (!isPart && (await beginsAnew(because, live, sender))) {
          await startAttempt(live.place, Date.now());
          await worker.changed();
        }
        // A page that was open before its quiz had a rule has let go of the hook; one that became a player by itself, and a
        // frame without an address, never had it.
        if ((because !== 'load' || isPart) && !isWatched) await watchFrame(sender.tabId, frameId);
        // Brought in once a document: a second copy would take the place of the first, and its elements with it.
        if (isWatched) return { words: [], observing: true, frameId };
        // Not awaited: it waits for the document to be ready, and the sentinel for this answer.
        void browser.scripting
          .executeScript({
            target: { tabId: sender.tabId, frameIds: [sender.frameId] },
            files: ['/content-scripts/player.js'],
          })
          .catch(() => undefined);
      }
      return { words: [], observing: live !== null, frameId };
    }),

    async 'site.findings'({ findings }, sender) {
      if ((await readConsent()).state !== 'agreed') return null;
      await noteFindings({ profile: await profileOf(sender), url: sender.url }, findings, Date.now());
      announceToOwnPages();
      return null;
    },

    async 'options.open'({ view }) {
      await openOptions(view);
      return null;
    },

    async 'player.context'(_message, sender) {
      const live = await liveRule(sender);
      return {
        profile: await profileOf(sender),
        observing: live !== null,
        rule: live && {
          badges: badgesOf(live.rule).map(({ templateId, name, imageUrl }) => ({ templateId, name, imageUrl })),
          placement: live.rule.placement,
          block: live.rule.block,
        },
      };
    },

    'attempt.exchange': inOrder(async (exchange, sender) => {
      const live = await liveRule(sender);
      if (!live || !isOfThisSite(live.profile, exchange.url, sender.url)) return null;
      // A refused registration is no identity, and a refused result no result.
      if (exchange.kind === 'exchange' && (exchange.status < 200 || exchange.status >= 400)) return null;
      const { identity, result, doubt } = readExchange(live.profile, exchange);
      const now = Date.now();
      const identified = Object.values(identity).some((value) => value !== null);
      await changeAttempt(live.place, now, (attempt) => {
        const changed = identified ? withIdentity(attempt, identity, now) : { ...attempt, submitted: true };
        const pending = changed.pending || result?.finality === 'pending';
        return { ...changed, pending, documentId: sender.documentId };
      });
      if (identified) await found('identity', 'request', live, sender);
      if (doubt) await doubted(doubt, 'answer', live);
      else if (result) await takeResult(live, result, 'answer', sender);
      return null;
    }),

    'attempt.page-result': inOrder(async ({ reading }, sender) => {
      const live = await liveRule(sender);
      if (!live) return { isEarly: false };
      const attempt = await readAttempt(live.place);
      // Text alone is no result: something must have been submitted in this attempt, and nothing be pending.
      if (attempt?.submitted && !attempt.pending) await takeResult(live, reading, 'page-text', sender);
      return { isEarly: !attempt?.submitted && !attempt?.decided };
    }),

    'attempt.page-doubt': inOrder(async ({ doubt }, sender) => {
      const live = await liveRule(sender);
      if (!live) return null;
      const attempt = await readAttempt(live.place);
      if (attempt?.submitted && !attempt.pending && !attempt.decided) await doubted(doubt, 'page-text', live);
      return null;
    }),
  };

  async function takeResult(live: LiveRule, reading: ResultReading, source: LiveSource, sender: Sender): Promise<void> {
    if (reading.finality !== 'final') return;
    const { place, rule, profile, quizKey, doubt } = live;
    const now = Date.now();
    const attempt = await changeAttempt(place, now, (it) => it);
    if (attempt.decided && isSameResult(attempt.decided.reading, reading)) return;
    const identity = usableIdentity(attempt, now);
    const recorded = await recordResult(
      {
        rule,
        quizKey,
        doubt,
        reading,
        identity,
        provenance: {
          source,
          origin: sender.url.origin,
          frame: sender.ownerFrameId === 0 ? 'top' : 'embedded',
          observedAt: now,
          profile: stampOf(profile),
        },
      },
      now,
    );
    if (!recorded) return;
    await settleDoubts(keyOf(place, attempt));
    await found('result', source, live, sender);
    await changeAttempt(place, now, (it) => ({
      ...it,
      // Used up: one identity serves one result.
      identity: noIdentity,
      identityAt: null,
      documentId: sender.documentId,
      decided: { ...recorded, reading, at: now, name: recorded.outcome === 'award' ? shownName(identity) : null },
    }));
    void worker.outbox.drain();
    await worker.changed();
  }

  /** Kept for the options page: something spoke of a result, and nothing was awarded for it. */
  async function doubted(reason: Doubt, source: LiveSource, { place, profile }: LiveRule): Promise<void> {
    const attempt = await readAttempt(place);
    if (!attempt || attempt.decided) return;
    await noteDoubt({ profile: profile.id, attempt: keyOf(place, attempt), reason, source, at: Date.now() });
    announceToOwnPages();
  }
}

async function bringEditor({ tabId, frameId }: Sender): Promise<void> {
  await browser.scripting
    .executeScript({ target: { tabId, frameIds: [frameId] }, files: ['/content-scripts/editor.js'] })
    .catch(() => undefined);
}

async function found(what: 'identity' | 'result', by: WayOfFinding, { profile }: LiveRule, { url }: Sender) {
  await noteFindings({ profile, url }, [{ what, by }], Date.now());
}

/** The name that this attempt itself gave; an award that was there before may be somebody else's. */
const shownName = (identity: Identity) => tidyIdentity(identity).firstName?.slice(0, 300) ?? null;

/** Tells attempts apart, and says nothing of who took them. */
const keyOf = ({ tabId, frameId }: AttemptPlace, { startedAt }: Attempt) => `${tabId}:${frameId}:${startedAt}`;

/**
 * Whether a page begins a new attempt. One that comes back from the back-forward cache comes back in the middle of its own,
 * unless another page has gone on with the attempt, or begun another, in the meantime.
 */
async function beginsAnew(
  because: MessageOf<'page.hello'>['because'],
  { place, profile }: LiveRule,
  sender: Sender,
): Promise<boolean> {
  if (because === 'restored') return (await readAttempt(place))?.documentId !== sender.documentId;
  return because !== 'notice' && isPlayerStart(profile, sender.url);
}

function isOfThisSite(profile: SiteProfile, requestUrl: string, page: URL): boolean {
  if (!URL.canParse(requestUrl, page.href)) return false;
  const url = new URL(requestUrl, page.href);
  return (
    (url.origin === page.origin || profile.requestOrigins.includes(url.origin)) &&
    !profile.pages.ignoredRequests.some((pattern) => matchPath(pattern, url.pathname))
  );
}
