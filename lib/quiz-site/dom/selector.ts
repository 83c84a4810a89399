import { className, finder, idName } from '@medv/finder';
import { headingSelector, isOurs, isVisible } from './elements.ts';

/**
 * Selectors for elements that a person pointed at. They have to hold when the site is built anew, so nothing of them may
 * be made by a machine. Only where somebody teaches: its library is not for every page.
 */

const maxSelector = 300;
const timeoutMs = 500;
/** Attributes that authors of a page give for good. */
const lasting = [
  'role',
  'name',
  'type',
  'data-testid',
  'data-test',
  'data-qa',
  'data-cy',
  'data-action',
  'data-name',
  'data-tab',
];
/** Classes that say what is going on, not what an element is. */
const ofTheMoment =
  /^(is-|has-)?(active|current|selected|open|opened|closed|hover|focus|focused|focus-visible|disabled|expanded|collapsed|hidden|visible|show|shown|loading|loaded|pressed|checked|dragging|first|last|odd|even)$/i;

/** @returns the selector, or null where none finds the element alone */
export function selectorOf(element: Element): string | null {
  for (const mayUseClasses of [true, false]) {
    const selector = tryFinder(element, mayUseClasses);
    if (selector && selector.length <= maxSelector && findsAlone(selector, element)) return selector;
  }
  return null;
}

function tryFinder(element: Element, mayUseClasses: boolean): string | null {
  try {
    return finder(element, {
      root: document.body,
      timeoutMs,
      idName: (name) => idName(name) && !looksGenerated(name),
      className: (name) => mayUseClasses && className(name) && !looksGenerated(name) && !ofTheMoment.test(name),
      tagName: () => true,
      attr: (name, value) => lasting.includes(name) && value.length <= 60 && !looksGenerated(value),
    });
  } catch {
    return null;
  }
}

function findsAlone(selector: string, element: Element): boolean {
  const found = document.querySelectorAll(selector);
  return found.length === 1 && found[0] === element;
}

/**
 * Whether a name was made by a build or a framework: `css-1q2w3e`, `sc-bdVaJa`, `Button_primary__3xkQ2`, `_2fGhj`, `:r1:`.
 * Such a name is another one after the next build.
 */
export function looksGenerated(name: string): boolean {
  if (/^(css|sc|jss|jsx|emotion|svelte|astro|tw|ng|ember|react|radix|headlessui|mui|data-v)[-_:]/i.test(name))
    return true;
  if (/^[_:]|[:«»]|__[^_]*$/.test(name) && /[\d:«»]|[a-z][A-Z]|^_/.test(name)) return true;
  return name.split(/[-_\s]+/).some(looksRandom);
}

function looksRandom(part: string): boolean {
  if (part.length < 4) return false;
  const hasDigits = /\d/.test(part);
  if (hasDigits && !/^[a-z]+\d{1,2}$/i.test(part)) return true;
  if (/^[0-9a-f]{6,}$/i.test(part) && hasDigits) return true;
  // Words change their case where a word begins; "bdVaJa" does in the middle of nothing.
  const turns = (part.match(/[a-z][A-Z]|[A-Z]{2}[a-z]/g) ?? []).length;
  if (turns > 0 && part.length / (turns + 1) < 3.5) return true;
  return part.length >= 5 && !/[aeiouy]/i.test(part);
}

export interface PickedGroup {
  selector: string;
  elements: HTMLElement[];
}

/**
 * The list that an element belongs to: alike siblings, it or what it stands in among them. A list that was pointed at
 * itself counts as its items.
 */
export function groupOf(element: HTMLElement): PickedGroup | null {
  const own = alikeIn(element);
  if (own.length > 1 && own.every((it) => it.querySelector(headingSelector))) return groupIn(element, own);
  for (let it = element; it.parentElement && it !== document.body; it = it.parentElement) {
    const siblings = alikeIn(it.parentElement, it.tagName);
    const isBlock = (block: Element) => block.querySelector(headingSelector) !== null;
    if (siblings.length > 1 && siblings.includes(it) && siblings.every(isBlock))
      return groupIn(it.parentElement, siblings);
  }
  return null;
}

function groupIn(list: HTMLElement, elements: HTMLElement[]): PickedGroup | null {
  const parent = selectorOf(list);
  const tag = elements[0]?.tagName.toLowerCase();
  return parent && tag ? { selector: `${parent} > ${tag}`, elements } : null;
}

function alikeIn(parent: Element, tag?: string): HTMLElement[] {
  const children = [...parent.children].filter((it): it is HTMLElement => it instanceof HTMLElement);
  const shown = children.filter((it) => !isOurs(it) && isVisible(it));
  const wanted = tag ?? shown[0]?.tagName;
  const alike = shown.filter((it) => it.tagName === wanted);
  return tag || alike.length === shown.length ? alike : [];
}
