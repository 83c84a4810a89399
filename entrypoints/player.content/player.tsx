import { render } from 'preact';
import guestCss from '@/components/editor/guest.css?inline';
import { PageNote } from '@/components/editor/page-note.tsx';
import { languageOf, type MessageId, TranslateProvider, translateBy } from '@/components/i18n.ts';
import { AttemptBlock } from '@/components/player/attempt-block.tsx';
import type { TypedDetails } from '@/components/player/details-form.tsx';
import tokensCss from '@/components/tokens.css?inline';
import uiCss from '@/components/ui/ui.css?inline';
import {
  type AttemptView,
  type BadgeView,
  type BlockText,
  type DetailsReply,
  onChanged,
  type PlayerContext,
  send,
} from '@/lib/messages/client.ts';
import { type Anchor, findAnchor } from '@/lib/quiz-site/dom/anchors.ts';
import { asksQuestions } from '@/lib/quiz-site/dom/asks-questions.ts';
import { headingOf, placeAmong } from '@/lib/quiz-site/dom/blocks.ts';
import { visibleAll } from '@/lib/quiz-site/dom/elements.ts';
import { keepMounted } from '@/lib/quiz-site/dom/keep-mounted.ts';
import { resultPlaces } from '@/lib/quiz-site/dom/result-places.ts';
import { createSlot } from '@/lib/quiz-site/dom/slot.ts';
import { positionAmong } from '@/lib/quiz-site/placement.ts';
import { readPageText } from '@/lib/quiz-site/read-text.ts';

const css = `${tokensCss}\n${uiCss}\n${guestCss}`;
const t = translateBy(chrome.i18n.getMessage);
const look = { css, language: languageOf(t) };

/** A score that counts up is read when it has stood still for so long. */
const stableMs = 300;
const askAgainMs = 5_000;
const maxAsking = 90;
/** So often and so long it is waited for a request that is still under way. */
const maxEarlyTries = 30;
const earlyMs = 1000;
/** More text than a result page has. */
const maxTextLength = 60_000;

/** Starts reading and showing; the returned function takes it all away again. */
export function startPlayer(): () => void {
  const slot = createSlot('results-block', 'block', look);
  const noteSlot = createSlot('note', 'contents', look);
  /** What stands in the note; none once it was sent away. */
  let note: MessageId | null = null;
  const dismissed = new Set<MessageId>();
  let reported: string | null | undefined;
  let player: PlayerContext | null = null;
  let attempt: AttemptView = { kind: 'none' };
  /** What was read last, and what is looked at until it stands still. */
  let lastText = '';
  let seenText = '';
  let reading: ReturnType<typeof setTimeout> | undefined;
  let earlyTries = 0;
  /** Questions to the worker are numbered: an answer that comes after a later question's says what was, not what is. */
  let lastAsked = 0;
  let lastAnswered = 0;
  let asking: ReturnType<typeof setTimeout> | undefined;

  const kept = keepMounted(
    () => {
      readSoon();
      return place();
    },
    () => {
      slot.remove();
      showNote('player_gave_way');
    },
  );
  const refresh = async () => {
    lastAsked += 1;
    const turn = lastAsked;
    const answers = await Promise.all([send('player.context'), send('attempt.state')]);
    if (turn < lastAnswered) return;
    lastAnswered = turn;
    [player, attempt] = answers;
    draw();
    kept.check();
  };
  const refreshQuietly = () => void refresh().catch(() => undefined);
  const stopNotices = onChanged(refreshQuietly);
  refreshQuietly();

  return () => {
    stopNotices();
    kept.stop();
    clearTimeout(reading);
    clearTimeout(asking);
    slot.remove();
    noteSlot.remove();
  };

  /** Reads the page's text once it stands still; pages in which questions can still be answered are none. */
  function readSoon(): void {
    if (!player?.observing || reading !== undefined) return;
    reading = setTimeout(() => {
      reading = undefined;
      // Reading text costs a layout: not while questions are asked.
      if (asksQuestions()) return;
      const text = pageText();
      if (text === lastText) return;
      if (text !== seenText) {
        seenText = text;
        return readSoon();
      }
      lastText = text;
      if (!player?.observing) return;
      askAgainSoon();
      const { result, doubt } = readPageText(player.profile, text, resultPlaces(player.profile));
      if (doubt) void send('attempt.page-doubt', { doubt }).catch(() => undefined);
      // A worker that was stopped while it read this leaves no answer: the text counts as unread and is read again.
      // A page may show its own result while it is still being sent: it is read again as it stands then.
      if (result)
        send('attempt.page-result', { reading: result }).then(
          ({ isEarly }) => {
            if (isEarly && earlyTries < maxEarlyTries) setTimeout(readAgain, earlyMs);
            earlyTries = isEarly ? earlyTries + 1 : 0;
          },
          () => readAgain(),
        );
    }, stableMs);
  }

  function readAgain(): void {
    lastText = '';
    readSoon();
  }

  /**
   * Asks what became of the result, although no notice came: the browser may have stopped the worker in the middle, and
   * asking wakes it.
   */
  function askAgainSoon(triesLeft = maxAsking): void {
    clearTimeout(asking);
    if (triesLeft === 0) return;
    asking = setTimeout(() => {
      if (!isUnderWay(attempt)) return;
      refreshQuietly();
      askAgainSoon(triesLeft - 1);
    }, askAgainMs);
  }

  function place(): boolean {
    const main = visibleAll(document, 'main, [role=main]')[0] ?? document.body;
    const shown = player?.observing && attempt.kind !== 'none' && main && !asksQuestions();
    if (!shown || !player) {
      if (!slot.isPlaced()) return false;
      slot.remove();
      return true;
    }
    const panel = { root: main, behind: null };
    const placement = player.rule?.placement ?? null;
    const anchor = findAnchor(player.profile, 'result-page-block', panel, placement);
    report(anchor?.by ?? null);
    if (!anchor) return showNote('player_block_not_placed');
    if (note === 'player_block_not_placed') hideNote();
    const { parent, before, neighbour } = placeAmong(anchor, positionAmong(placement, anchor.blocks.map(headingOf)));
    return slot.place(parent, before, neighbour);
  }

  function report(by: Anchor['by'] | null): void {
    if (reported === by) return;
    reported = by;
    void send('site.findings', { findings: [{ what: 'result-page-block', by }] }).catch(() => undefined);
  }

  /** @returns whether the page was changed */
  function showNote(id: MessageId): boolean {
    if (dismissed.has(id) || !document.body) return false;
    note = id;
    const onDismiss = () => {
      dismissed.add(id);
      hideNote();
    };
    render(
      <TranslateProvider value={t}>
        <PageNote text={t(id)} onDismiss={onDismiss} />
      </TranslateProvider>,
      noteSlot.root,
    );
    return noteSlot.place(document.body, null, null);
  }

  function hideNote(): void {
    note = null;
    noteSlot.remove();
  }

  async function addDetails(details: TypedDetails): Promise<DetailsReply | null> {
    const reply = await send('attempt.details', { details }).catch(() => null);
    if (reply?.taken) askAgainSoon();
    refreshQuietly();
    return reply;
  }

  function draw(): void {
    render(
      <TranslateProvider value={t}>
        {attempt.kind !== 'none' && (
          <AttemptBlock
            attempt={attempt}
            fallback={onlyBadge(player)}
            words={player?.rule?.block ?? noWords}
            onDetails={addDetails}
          />
        )}
      </TranslateProvider>,
      slot.root,
    );
  }
}

const noWords: BlockText = { heading: null, text: null };

/** Of several badges nobody knows which one a result without one was about. */
function onlyBadge(player: PlayerContext | null): BadgeView | null {
  const [badge, ...others] = player?.rule?.badges ?? [];
  return badge && others.length === 0 ? badge : null;
}

/** Nothing final is known yet. */
function isUnderWay(attempt: AttemptView): boolean {
  return (
    attempt.kind === 'none' ||
    (attempt.kind === 'award' && ['waiting', 'sending', 'unconfirmed'].includes(attempt.state))
  );
}

function pageText(): string {
  // innerText, because only what is visible counts, and only lines as they are shown.
  return (document.body?.innerText ?? '').slice(0, maxTextLength);
}
