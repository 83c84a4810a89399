import { type Signal, signal } from '@preact/signals';
import { type ComponentChild, render } from 'preact';
import dialogCss from '@/components/editor/award-dialog.css?inline';
import guestCss from '@/components/editor/guest.css?inline';
import offersCss from '@/components/editor/responses/offers.css?inline';
import resultsBlockCss from '@/components/editor/results-block.css?inline';
import ruleFormCss from '@/components/editor/rule-form/rule-form.css?inline';
import { languageOf, TranslateProvider, translateBy } from '@/components/i18n.ts';
import tokensCss from '@/components/tokens.css?inline';
import dialogsCss from '@/components/ui/dialogs-and-lists.css?inline';
import uiCss from '@/components/ui/ui.css?inline';
import type { Slot, SlotLook } from '@/lib/quiz-site/dom/slot.ts';

const css = [tokensCss, uiCss, dialogsCss, guestCss, dialogCss, ruleFormCss, resultsBlockCss, offersCss].join('\n');

/** Sentences in the browser's language. */
export const t = translateBy(chrome.i18n.getMessage);

/** Of all that we add to the editor. */
export const look: SlotLook = { css, language: languageOf(t) };

const drawn = new WeakMap<Slot, Signal<ComponentChild>>();

/**
 * Renders into a slot. What is drawn again goes through one lasting root: Preact numbers the ids of fields by root, and a
 * new root would give ids out a second time.
 */
export function draw(slot: Slot, content: ComponentChild): void {
  const known = drawn.get(slot);
  if (known) {
    known.value = content;
    return;
  }
  const latest = signal(content);
  drawn.set(slot, latest);
  render(
    <TranslateProvider value={t}>
      <Latest content={latest} />
    </TranslateProvider>,
    slot.root,
  );
}

function Latest({ content }: { content: Signal<ComponentChild> }) {
  return <>{content.value}</>;
}

/** Takes away what was drawn, so that the next drawing begins anew. */
export function erase(slot: Slot): void {
  drawn.delete(slot);
  render(null, slot.root);
}
