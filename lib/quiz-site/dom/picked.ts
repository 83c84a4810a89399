import { buttonSelector, isOurs, isVisible, nameOf } from './elements.ts';
import { groupOf, selectorOf } from './selector.ts';

/** What pointing at an element tells: where it is, what it is called, and what it is one of. */

export interface PickedElement {
  selector: string;
  name: string;
  role: string | null;
  count: number;
}

const maxName = 60;
const maxRow = 20;

/** @returns null where the element cannot be found again */
export function pickedElement(element: HTMLElement): PickedElement | null {
  const shown = element.closest<HTMLElement>(buttonSelector) ?? element;
  const selector = selectorOf(shown);
  return selector ? { selector, name: shortName(shown), role: roleOf(shown), count: 1 } : null;
}

/** An element of a list: all of the list count, however many there will be. */
export function pickedBlocks(element: HTMLElement): PickedElement | null {
  const group = groupOf(element);
  if (!group) return pickedElement(element);
  return {
    selector: group.selector,
    name: shortName(element),
    role: null,
    count: Math.min(group.elements.length, 500),
  };
}

/** A tab is known by its word, and a row of tabs by the words of all. */
export function pickedTab(element: HTMLElement): (PickedElement & { row: string[] }) | null {
  for (let item = element; item.parentElement && item !== document.body; item = item.parentElement) {
    const words = wordsIn(item.parentElement);
    const name = shortName(item);
    if (words.length < 2 || !words.includes(name)) continue;
    const selector = selectorOf(item) ?? 'body';
    return { selector, name, role: null, count: 1, row: words };
  }
  const alone = shortName(element);
  return alone ? { selector: selectorOf(element) ?? 'body', name: alone, role: null, count: 1, row: [alone] } : null;
}

/** The words of an element's children, each for itself; none where one of them is a text rather than a word. */
function wordsIn(row: Element): string[] {
  const children = [...row.children].filter((it) => !isOurs(it) && isVisible(it));
  const words = children.map(nameOf).filter((it) => it !== '');
  return words.length <= maxRow && words.every((it) => it.length <= maxName) ? words : [];
}

function shortName(element: Element): string {
  const name = nameOf(element);
  return name.length <= maxName ? name : '';
}

function roleOf(element: Element): string | null {
  const role = element.getAttribute('role');
  if (role && /^[a-z]+$/.test(role)) return role;
  if (element.matches('button, input[type=button], input[type=submit]')) return 'button';
  return element.matches('a[href]') ? 'link' : null;
}
