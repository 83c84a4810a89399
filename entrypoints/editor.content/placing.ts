import { send } from '@/lib/messages/client.ts';
import type { Anchor } from '@/lib/quiz-site/dom/anchors.ts';
import { buttonSelector, fold, nameOf, type Panel, visibleAll } from '@/lib/quiz-site/dom/elements.ts';
import { context, quizIds } from './context.ts';
import { t } from './draw.tsx';
import { hide, putAt, type Stage } from './stage.ts';

/** Puts button, group, card and note where they belong on the page as it is now. Each says whether the page was changed. */

/**
 * The Motivation tab of a quiz that can award: a button, or what was chosen.
 * @param wasRemoved a note about that goes where the award stood
 */
export function placeMotivation(stage: Stage, wasRemoved: boolean): boolean {
  const { slots } = stage;
  sayUnknownTab(stage);
  const here = stage.onQuizTab('motivation');
  const rule = context.value?.rule ?? null;
  if (!here || here.ownButton) return hide(slots.button, slots.group);
  if (here.facts.quizIds.length === 0) {
    stage.showNote('editor_no_quiz_id');
    return hide(slots.button, slots.group);
  }
  const anchor = stage.anchorFor('button', here.panel, 'editor_button_not_placed');
  if (!anchor) return hide(slots.button, slots.group);
  if (rule) stage.once(`check:${rule.id}`, () => send('templates.check', { quizIds: [...quizIds.value] }));
  const removed = rule ? hide(slots.button) : !wasRemoved && hide(slots.group);
  const placed = [
    !rule && putAt(slots.button, anchor),
    // As wide as the panel, so it goes below the row of buttons.
    (rule || wasRemoved) && putAt(slots.group, belowRow(anchor, here.panel)),
  ];
  return placed.some(Boolean) || removed;
}

/** The quiz's tabs are there, and the one with our button is not among those that we know. */
function sayUnknownTab(stage: Stage): void {
  const { screen } = stage;
  const isMissing = screen.kind === 'quiz' && screen.lacksMotivation && stage.onQuizTab(screen.tab ?? '') !== null;
  if (isMissing) {
    stage.report('button', null);
    stage.showNote('editor_tab_not_known');
  } else if (stage.note.value === 'editor_tab_not_known') stage.note.value = null;
}

export function placeCard(stage: Stage): boolean {
  const { screen, slots } = stage;
  if (screen.kind !== 'integrations') return hide(slots.card);
  if (screen.ownCard) {
    stage.once('own-card', () => send('site.own-card-seen'));
    return hide(slots.card);
  }
  const anchor = stage.anchorFor('integrations-card', screen.panel, null);
  if (!anchor) return hide(slots.card);
  // Our button is an "Edit" or a "Connect": it should look like that one, not like the other.
  const word = t(context.value?.connection ? 'action_edit' : 'action_connect');
  const alike = visibleAll(anchor.parent, buttonSelector).find((it) => fold(nameOf(it)) === fold(word));
  const card = [...anchor.parent.children].find((it) => alike && it.contains(alike));
  return putAt(slots.card, card instanceof HTMLElement ? { ...anchor, neighbour: card } : anchor, alike);
}

export function placeNote({ note, slots }: Stage): boolean {
  if (!note.value || !document.body) return hide(slots.note);
  return slots.note.place(document.body, null, null);
}

/** Behind the whole row the neighbour stands in, unless the row is the panel itself. */
function belowRow(anchor: Anchor, panel: Panel | null): Anchor {
  const row = anchor.parent;
  if (row === panel?.root || !row.parentElement || !panel?.root.contains(row)) return anchor;
  return { ...anchor, parent: row.parentElement, before: row.nextElementSibling };
}
