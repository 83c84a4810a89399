import { signal } from '@preact/signals';
import { send } from '@/lib/messages/client.ts';
import { findBlocks, headingOf, positionOf } from '@/lib/quiz-site/dom/anchors.ts';
import { changeAhead, context, quizIds } from './context.ts';
import { t } from './draw.tsx';
import { hide, putAt, type Stage } from './stage.ts';

/** Our block on Results View: where it stands, and how it is moved. */
export function createResultsBlock(stage: Stage) {
  const { slots } = stage;
  const announcement = signal('');
  /** Where our block stands among the page's own. */
  const place = signal({ position: 0, count: 0 });

  function placeResultsBlock(): boolean {
    const here = stage.onQuizTab('results-view');
    const rule = context.value?.rule;
    if (!here || !rule || here.ownButton) return hide(slots.block);
    const anchor = stage.anchorFor('results-block', here.panel, 'editor_block_not_placed');
    if (!anchor) return hide(slots.block);
    const blocks = here.panel ? findBlocks(here.panel) : [];
    const position = positionOf(context.value?.rule?.placement ?? null, blocks);
    if (place.value.position !== position || place.value.count !== blocks.length)
      place.value = { position, count: blocks.length };
    const next = blocks[position] ?? anchor.before;
    return putAt(slots.block, { ...anchor, parent: blocks[0]?.parentElement ?? anchor.parent, before: next });
  }

  function move(by: -1 | 1): void {
    const here = stage.onQuizTab('results-view');
    const current = context.value;
    if (!here?.panel || !current?.rule) return;
    const blocks = findBlocks(here.panel);
    const position = Math.max(
      0,
      Math.min(positionOf(context.value?.rule?.placement ?? null, blocks) + by, blocks.length),
    );
    const above = blocks[position - 1];
    const placement = { afterHeading: above ? headingOf(above) : null, index: position };
    void changeAhead({ ...current, rule: { ...current.rule, placement } }, () =>
      send('rule.place', { quizIds: [...quizIds.value], placement }),
    );
    announcement.value = t('block_moved', position + 1, blocks.length + 1);
    stage.check();
  }

  return { place, announcement, placeResultsBlock, move };
}
