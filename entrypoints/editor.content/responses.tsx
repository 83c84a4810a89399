import { signal } from '@preact/signals';
import { OfferBlock } from '@/components/editor/responses/offer-block.tsx';
import { OfferDialog } from '@/components/editor/responses/offer-dialog.tsx';
import { type AwardRowsReply, type OfferView, send } from '@/lib/messages/client.ts';
import { isVisible, visibleAll } from '@/lib/quiz-site/dom/elements.ts';
import { pageAddress } from '@/lib/quiz-site/dom/page-address.ts';
import { type FoundGrid, readResponsePage } from '@/lib/quiz-site/dom/response-grids.ts';
import type { ResponsePage } from '@/lib/quiz-site/response-page.ts';
import { context, quizIds } from './context.ts';
import { draw, erase } from './draw.tsx';
import { hide, type QuizScreen, type Stage } from './stage.ts';

/** A list that is still being drawn is not told row by row. */
const stableMs = 400;
/** A page that has no list by then has none. */
const latestMs = 3_000;
const maxAddresses = 40;

interface Seen {
  /** Page, quiz and rule in one text: what was offered is offered for this and nothing else. */
  key: string;
  page: ResponsePage;
}

/** Data & Analytics: what of the list has earned a badge, and the dialog in which it is awarded. */
export function createResponses(stage: Stage) {
  const { slots } = stage;
  const offer = signal<{ key: string; view: OfferView } | null>(null);
  const dialog = signal<{ view: OfferView; title: string } | null>(null);
  let asking: ReturnType<typeof setTimeout> | undefined;
  let seen: Seen | null = null;
  let lookedSince = 0;

  function place(): boolean {
    const here = stage.onQuizTab('data');
    const rule = context.value?.rule;
    if (!here || !rule || !context.value?.joined || here.ownButton) {
      seen = null;
      lookedSince = 0;
      return hide(slots.offer);
    }
    const { page, found } = look(here, context.value.profile);
    report(page);
    follow({ key: JSON.stringify([quizIds.value, rule, page]), page });
    if (!offer.value || offer.value.key !== seen?.key) return hide(slots.offer);
    return put(here, found);
  }

  /** Tells the worker what the page shows, once it stands still. */
  function follow(now: Seen): void {
    if (now.key === seen?.key) return;
    seen = now;
    clearTimeout(asking);
    asking = setTimeout(() => void ask(now), stableMs);
  }

  async function ask(about: Seen): Promise<OfferView | null> {
    const message = { quizIds: [...quizIds.value], address: pageAddress().href, page: about.page, addresses: loaded() };
    const view = await send('responses.seen', message).catch(() => null);
    if (about.key !== seen?.key) return null;
    offer.value = view && { key: about.key, view };
    stage.check();
    return view;
  }

  function report(page: ResponsePage): void {
    lookedSince ||= performance.now();
    const isThere = page.grids.length > 0 || page.isEmpty;
    if (isThere) stage.report('response-list', 'words');
    else if (performance.now() - lookedSince > latestMs) stage.report('response-list', null);
    else setTimeout(stage.check, latestMs);
  }

  function put({ panel }: QuizScreen, found: readonly FoundGrid[]): boolean {
    const list = found[0]?.element;
    const parent = list?.parentElement ?? panel?.root;
    if (!parent) return false;
    // Without a list the panel's first element is where it would be, and what it would look like.
    const next = list ?? visibleAll(parent, ':scope > *')[0] ?? null;
    return slots.offer.place(parent, next, next);
  }

  async function open(): Promise<void> {
    const title = stage.screen.kind === 'quiz' ? stage.screen.facts.title : '';
    // Asked anew: some of it may have been decided since.
    const view = seen && (await ask(seen));
    if (view && view.rows.length > 0) dialog.value = { view, title };
    placeDialog();
  }

  async function award(rowIds: string[], confirmed: number | null): Promise<AwardRowsReply | null> {
    const listId = dialog.value?.view.listId ?? '';
    return send('responses.award', { listId, rowIds, confirmed }).catch(() => null);
  }

  function close(): void {
    dialog.value = null;
    if (seen) void ask(seen);
    stage.check();
  }

  function placeDialog(): boolean {
    if (!dialog.value) return hide(slots.offerDialog);
    if (slots.offerDialog.isPlaced()) return false;
    erase(slots.offerDialog);
    slots.offerDialog.place(document.documentElement, null, null);
    redrawDialog();
    return true;
  }

  function redrawBlock(): void {
    const view = offer.value?.view;
    draw(slots.offer, view && <OfferBlock offer={view} onOpen={() => void open()} />);
  }

  function redrawDialog(): void {
    const now = dialog.value;
    const connection = context.value?.connection;
    if (now && !slots.offerDialog.isPlaced()) return;
    draw(
      slots.offerDialog,
      now && connection && (
        <OfferDialog
          key={now.view.listId}
          quizTitle={now.title}
          environment={connection.environment}
          offer={now.view}
          onAward={award}
          onClose={close}
        />
      ),
    );
  }

  return { place, placeDialog, redrawBlock, redrawDialog };
}

function look({ panel }: QuizScreen, profile: Parameters<typeof readResponsePage>[0]) {
  return readResponsePage(profile, panel?.root ?? document.body, isVisible, panel?.except ?? null);
}

/** What the page has loaded by script, the newest last: one of it may be the list. */
function loaded(): string[] {
  const entries = performance.getEntriesByType('resource') as PerformanceResourceTiming[];
  const addresses = entries
    .filter((it) => it.initiatorType === 'fetch' || it.initiatorType === 'xmlhttprequest')
    .map((it) => it.name)
    .filter((it) => it.startsWith(`${pageAddress().origin}/`) && it.length <= 2000);
  return [...new Set(addresses.reverse())].slice(0, maxAddresses).reverse();
}
