import { browser } from 'wxt/browser';
import type { TeachingAction, TeachingStartReply, TeachingView } from '@/lib/messages/protocol.ts';
import type { Handlers, Sender } from '@/lib/messages/server.ts';
import { rememberQuiz } from '@/lib/quiz-site/known-quizzes.ts';
import { isOfSite, playerSlug } from '@/lib/quiz-site/pages.ts';
import { profileSchema, type SiteProfile } from '@/lib/quiz-site/profile.ts';
import { isSafeSite } from '@/lib/quiz-site/profile-file.ts';
import { saveOwnProfile } from '@/lib/quiz-site/profile-store.ts';
import { allProfiles } from '@/lib/quiz-site/profiles.ts';
import { mayRead } from '@/lib/quiz-site/site-access.ts';
import { outcomeOf } from '@/lib/quiz-site/teaching/outcome.ts';
import { emptyRecording, withExchange, withLoad, withText } from '@/lib/quiz-site/teaching/recording.ts';
import {
  beginTeaching,
  changeTeaching,
  endTeaching,
  newTeaching,
  readTeaching,
  type Teaching,
} from '@/lib/quiz-site/teaching/session.ts';
import { addressParts } from '@/lib/quiz-site/teaching/url-pattern.ts';
import { readConsent } from '@/lib/settings/consent.ts';
import { isLocked } from '@/lib/settings/lock.ts';
import { syncTeaching } from './observing.ts';
import { openOptions } from './open-options.ts';
import { sitesChanged } from './sites-handlers.ts';
import { stepsOf, teachingView } from './teaching-views.ts';
import type { Worker } from './worker.ts';

type TeachingMessages = 'teaching.start' | 'teaching.view' | 'teaching.act' | 'teaching.exchange' | 'teaching.text';

/** Teaching: what the page shows and sends is recorded, what the user points at and chooses is kept, and a profile made of it. */
export function teachingHandlers(worker: Worker): Pick<Handlers, TeachingMessages> {
  return {
    'teaching.start': ({ address, siteId }) => start(address, siteId),

    'teaching.view': ({ isLoad }, sender) =>
      change(sender, (teaching) =>
        isLoad && sender.frameId === 0 && teaching.step === 'take'
          ? { ...teaching, recording: withLoad(teaching.recording, sender.url.href) }
          : teaching,
      ),

    'teaching.exchange': (exchange, sender) =>
      change(sender, (teaching) =>
        teaching.step === 'take' ? { ...teaching, recording: withExchange(teaching.recording, exchange) } : teaching,
      ),

    'teaching.text': ({ text }, sender) =>
      change(sender, (teaching) =>
        teaching.step === 'take' ? { ...teaching, recording: withText(teaching.recording, text) } : teaching,
      ),

    async 'teaching.act'(action, sender) {
      // Only the page itself shows the panel; a frame in it decides nothing.
      if (sender.frameId !== 0 || !(await ownTeaching(sender))) return null;
      if (action.do === 'save') return save(worker, action.name, sender);
      if (action.do === 'end') {
        await stopTeaching(worker);
        if (action.award) await openOptions('quizzes');
        return null;
      }
      const base = await baseOf(sender);
      return change(sender, (teaching) => acted(teaching, action, base, sender));
    },
  };
}

/** Ends what is taught in a tab that was closed. */
export async function forgetTaughtTab(tabId: number, worker: Worker): Promise<void> {
  if ((await readTeaching())?.tabId === tabId) await stopTeaching(worker);
}

async function stopTeaching(worker: Worker): Promise<void> {
  await endTeaching();
  await syncTeaching();
  await worker.changed();
}

async function start(address: string | null, siteId: string | null): Promise<TeachingStartReply> {
  if ((await readConsent()).state !== 'agreed') return { ok: false, trouble: 'no-consent' };
  const profiles = await allProfiles();
  const base = siteId === null ? null : (profiles.find((it) => it.id === siteId) ?? null);
  if (siteId !== null && !base) return { ok: false, trouble: 'not-possible' };
  const wanted = address ?? base?.origins[0] ?? '';
  if (!URL.canParse(wanted) || new URL(wanted).protocol !== 'https:') return { ok: false, trouble: 'bad-address' };
  const url = new URL(wanted);
  url.hash = '';
  if (!isSafeSite([url.origin])) return { ok: false, trouble: 'not-possible' };
  const known = profiles.find((it) => isOfSite(it, url));
  if (known && known.id !== siteId) return { ok: false, trouble: 'known' };
  if (!(await mayRead(base?.origins ?? [url.origin]))) return { ok: false, trouble: 'no-access' };
  const teaching = newTeaching(
    {
      tabId: browser.tabs.TAB_ID_NONE,
      origin: url.origin,
      siteId,
      step: 'quiz',
      quizAddress: siteId === null ? url.href : null,
      part: siteId === null ? (addressParts(url)[0]?.id ?? null) : null,
      siteName: base?.name ?? url.host,
    },
    Date.now(),
  );
  const opening = openTab({ ...teaching, step: stepsOf(teaching, base)[0] ?? 'take' }, url);
  opened = opening.catch(() => undefined);
  await opening;
  return { ok: true };
}

/** A page that asks what is taught in its tab may be quicker than the browser's answer to which tab that is. */
let opened: Promise<unknown> = Promise.resolve();

/** The script that shows the panel is registered before the page loads. */
async function openTab(teaching: Teaching, url: URL): Promise<void> {
  await beginTeaching(teaching);
  await syncTeaching();
  const tab = await browser.tabs.create({ url: url.href });
  await beginTeaching({ ...teaching, tabId: tab.id ?? browser.tabs.TAB_ID_NONE });
}

/** What is taught in the sender's tab, while it shows the site that is taught. */
async function ownTeaching(sender: Sender): Promise<Teaching | null> {
  await opened;
  const teaching = await readTeaching();
  if (!teaching || teaching.tabId !== sender.tabId || teaching.origin !== sender.url.origin) return null;
  if ((await readConsent()).state !== 'agreed' || (await isLocked())) return null;
  return teaching;
}

async function baseOf(sender: Sender): Promise<SiteProfile | null> {
  const teaching = await ownTeaching(sender);
  return teaching?.siteId ? ((await allProfiles()).find((it) => it.id === teaching.siteId) ?? null) : null;
}

async function change(sender: Sender, how: (teaching: Teaching) => Teaching): Promise<TeachingView | null> {
  if (!(await ownTeaching(sender))) return null;
  const changed = await changeTeaching(how);
  return changed && teachingView(changed, await baseOf(sender));
}

type StateAction = Exclude<TeachingAction, { do: 'save' | 'end' }>;

function acted(teaching: Teaching, action: StateAction, base: SiteProfile | null, sender: Sender): Teaching {
  switch (action.do) {
    case 'go':
      return stepsOf(teaching, base).includes(action.step)
        ? { ...teaching, step: action.step, isFolded: false }
        : teaching;
    case 'fold':
      return { ...teaching, isFolded: action.isFolded };
    case 'quiz': {
      const parts = teaching.quizAddress === null ? [] : addressParts(new URL(teaching.quizAddress));
      const part = parts.some((it) => it.id === action.part) ? action.part : null;
      return { ...teaching, quizTitle: action.title, part };
    }
    case 'record': {
      const candidate = action.test ? outcomeOf(teaching, base) : null;
      const chosen = action.test ? {} : teaching.chosen;
      return { ...teaching, step: 'take', recording: emptyRecording, candidate, chosen };
    }
    case 'choose':
      return { ...teaching, chosen: { ...teaching.chosen, ...withConsequences(action.kind, action.place) } };
    case 'pick-tab':
    case 'pick':
      return { ...withEditorOf(teaching, sender.url), picks: { ...teaching.picks, [action.name]: action.pick } };
    case 'unpick':
      return { ...teaching, picks: { ...teaching.picks, [action.name]: null } };
    case 'editor-part':
      return { ...teaching, editorPart: action.part };
  }
}

type StateChoice = Extract<StateAction, { do: 'choose' }>;

/** A sentence tells score and maximum together; the last request is another one with another place. */
function withConsequences(kind: StateChoice['kind'], place: string | null): Teaching['chosen'] {
  if (kind === 'score' && place?.startsWith('text ')) return { score: place, maximum: null, percent: null, last: null };
  return { [kind]: place };
}

/** An editor has few tabs; more pages were wandered through. */
const maxEditorPages = 6;

/**
 * The page on which something was pointed at is the editor's; the part of the first one's address that the quiz's has too
 * names the quiz.
 */
function withEditorOf(teaching: Teaching, page: URL): Teaching {
  const address = page.href.split('#')[0] ?? page.href;
  const editorPages = [...new Set([...teaching.editorPages, address])].slice(0, maxEditorPages);
  if (teaching.editorPages.length > 0) return { ...teaching, editorPages };
  const quiz =
    teaching.quizAddress === null
      ? null
      : addressParts(new URL(teaching.quizAddress)).find((it) => it.id === teaching.part);
  const parts = addressParts(page);
  const part = parts.find((it) => it.text === quiz?.text) ?? parts[0];
  return { ...teaching, editorPages, editorPart: part?.id ?? null };
}

async function save(worker: Worker, name: string, sender: Sender): Promise<TeachingView | null> {
  const teaching = await changeTeaching((it) => ({ ...it, siteName: name.trim() || it.siteName }));
  if (!teaching) return null;
  const base = await baseOf(sender);
  // Checked like a file: nothing is kept that could not be read again.
  const profile = profileSchema.parse(outcomeOf(teaching, base));
  const saved = await saveOwnProfile(profile, Date.now());
  if (teaching.quizAddress !== null) {
    const slug = playerSlug(saved, new URL(teaching.quizAddress));
    if (slug) await rememberQuiz([`slug:${slug}`], teaching.quizTitle || saved.name, Date.now());
  }
  await sitesChanged(worker);
  const changed = await changeTeaching((it) => ({ ...it, savedVersion: saved.version, step: 'save' }));
  return changed && teachingView(changed, base);
}
