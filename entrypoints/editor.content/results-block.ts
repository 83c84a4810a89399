import { effect, signal } from '@preact/signals';
import type { DropLineAt } from '@/components/editor/drop-line.tsx';
import { type BlockText, type Placement, send } from '@/lib/messages/client.ts';
import { headingOf, placeAmong } from '@/lib/quiz-site/dom/blocks.ts';
import type { Panel } from '@/lib/quiz-site/dom/elements.ts';
import { placementAt, positionAmong } from '@/lib/quiz-site/placement.ts';
import { changeAhead, context, quizIds } from './context.ts';
import { startDrag } from './drag.ts';
import { t } from './draw.tsx';
import { hide, putAt, type Stage } from './stage.ts';

/** What can be changed of the block, each by itself. */
type Change = { placement: Placement | null } | { block: BlockText };
const maxUndo = 30;

/** Our block on Results View: where it stands, how it is moved and worded, and how that is undone. */
export function createResultsBlock(stage: Stage) {
  const { slots } = stage;
  const announcement = signal('');
  /** What is said is that a change was not saved. */
  const isRefused = signal(false);
  /** Where our block stands among the page's own. */
  const place = signal({ position: 0, count: 0 });
  const dropLine = signal<DropLineAt | null>(null);
  /** What was changed, as it was before. */
  const undos = signal<readonly Change[]>([]);
  // What was done to another quiz's block is not undone here.
  const stop = effect(() => {
    quizIds.value;
    undos.value = [];
    announcement.value = '';
  });

  function placeResultsBlock(): boolean {
    const here = stage.onQuizTab('results-view');
    const rule = context.value?.rule;
    if (!here || !rule || here.ownButton) return hide(slots.block);
    const anchor = anchorIn(here.panel);
    if (!anchor) return hide(slots.block);
    const count = anchor.blocks.length;
    const position = positionAmong(rule.placement, anchor.blocks.map(headingOf));
    if (place.value.position !== position || place.value.count !== count) place.value = { position, count };
    return putAt(slots.block, placeAmong(anchor, position));
  }

  function anchorIn(panel: Panel | null) {
    return stage.anchorFor('results-block', panel, 'editor_block_not_placed');
  }

  /** The page's own blocks as they are now; none where another tab is shown. */
  function blocksNow(): HTMLElement[] {
    const here = stage.onQuizTab('results-view');
    return (here && anchorIn(here.panel)?.blocks) ?? [];
  }

  function moveTo(wanted: (now: number, count: number) => number): void {
    const rule = context.value?.rule;
    if (!rule || !stage.onQuizTab('results-view')) return;
    const headings = blocksNow().map(headingOf);
    const now = positionAmong(rule.placement, headings);
    const position = Math.max(0, Math.min(wanted(now, headings.length), headings.length));
    if (position === now) return;
    const before = { placement: rule.placement };
    remember(before);
    void change({ placement: placementAt(headings, position) }, () => {
      undos.value = undos.value.filter((it) => it !== before);
    });
  }

  /** Shows a change at once, and says what became of it once the worker has answered. */
  async function change(part: Change, onRefused: () => void): Promise<void> {
    const current = context.value;
    const ids = quizIds.value;
    const message = { quizIds: [...ids] };
    if (!current?.rule) return;
    announcement.value = '';
    const saved = await changeAhead({ ...current, rule: { ...current.rule, ...part } }, async () => {
      const reply =
        'block' in part ? send('rule.words', { ...message, ...part }) : send('rule.place', { ...message, ...part });
      return (await reply).saved;
    });
    // At another quiz it is no news.
    if (ids !== quizIds.value) return;
    isRefused.value = !saved;
    if (!saved) onRefused();
    announcement.value = saved ? doneWords(part) : t('block_not_changed');
  }

  function doneWords(part: Change): string {
    if ('block' in part) return t('block_words_undone');
    const headings = blocksNow().map(headingOf);
    return t('block_moved', positionAmong(part.placement, headings) + 1, headings.length + 1);
  }

  /** Saves the author's words. @returns whether they are saved */
  async function word(block: BlockText): Promise<boolean> {
    const former = context.value?.rule?.block;
    const reply = await send('rule.words', { quizIds: [...quizIds.value], block }).catch(() => null);
    if (!reply?.saved) return false;
    if (former) remember({ block: former });
    return true;
  }

  function undo(): void {
    const last = undos.value.at(-1);
    if (!last) return;
    undos.value = undos.value.slice(0, -1);
    void change(last, () => remember(last));
  }

  function remember(before: Change): void {
    undos.value = [...undos.value, before].slice(-maxUndo);
  }

  return {
    place,
    announcement,
    isRefused,
    dropLine,
    undos,
    placeResultsBlock,
    move: (by: number) => moveTo((now) => now + by),
    grab: (event: PointerEvent, handle: HTMLElement) =>
      startDrag(event, handle, {
        blocks: blocksNow,
        onOver: (at) => {
          dropLine.value = at;
        },
        onDrop: (position) => moveTo(() => position),
      }),
    undo,
    word,
    stop,
  };
}
