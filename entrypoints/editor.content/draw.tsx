import { type ComponentChild, render } from 'preact';
import dialogCss from '@/components/editor/award-dialog.css?inline';
import guestCss from '@/components/editor/guest.css?inline';
import { type Translate, TranslateProvider } from '@/components/i18n.ts';
import tokensCss from '@/components/tokens.css?inline';
import uiCss from '@/components/ui/ui.css?inline';
import type { Slot } from '@/lib/quiz-site/dom/slot.ts';

/** Every style sheet of what we add to the editor. */
export const css = [tokensCss, uiCss, guestCss, dialogCss].join('\n');

/** Sentences in the browser's language. */
export const t: Translate = (id, ...substitutions) => chrome.i18n.getMessage(id, substitutions.map(String)) || id;

/** Renders into a slot. */
export function draw(slot: Slot, content: ComponentChild): void {
  render(<TranslateProvider value={t}>{content}</TranslateProvider>, slot.root);
}
