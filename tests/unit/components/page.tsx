import { type ComponentChildren, render } from 'preact';
import { TranslateProvider } from '../../../components/i18n.ts';
import { english } from './english.ts';

let root: HTMLElement | undefined;

/** Renders into the document, as the entrypoint does, with the English catalogue. */
export function show(content: ComponentChildren): HTMLElement {
  root ??= document.body.appendChild(document.createElement('div'));
  render(<TranslateProvider value={english}>{content}</TranslateProvider>, root);
  return root;
}

/** Takes everything away again, so that the next test starts with an empty document. */
export function clear(): void {
  if (!root) return;
  render(null, root);
  root.remove();
  root = undefined;
}

/** The control of a role whose name (label, `aria-label` or text) is exactly this. */
export function control<T extends HTMLElement = HTMLElement>(selector: string, name: string): T {
  const found = [...document.querySelectorAll<T>(selector)].find((element) => nameOf(element) === name);
  if (!found) throw new Error(`no ${selector} named "${name}" in:\n${document.body.innerHTML}`);
  return found;
}

export const button = (name: string) => control<HTMLButtonElement>('button', name);
export const field = (name: string) => control<HTMLInputElement>('input', name);

export function type(input: HTMLInputElement, text: string): void {
  input.value = text;
  input.dispatchEvent(new Event('input', { bubbles: true }));
}

/** The text that describes a control. */
export function descriptionOf(element: HTMLElement): string {
  const ids = element.getAttribute('aria-describedby')?.split(' ') ?? [];
  return ids.map((id) => document.getElementById(id)?.textContent ?? '').join(' ');
}

function nameOf(element: HTMLElement): string {
  const label = element.id ? document.querySelector(`label[for="${element.id}"]`) : null;
  const words = element.querySelector('.ui-button__label:not(.ui-button__label--away)') ?? element;
  return (element.getAttribute('aria-label') ?? label?.textContent ?? words.textContent ?? '').trim();
}
