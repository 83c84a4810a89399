import { fold, headingSelector, isOurs, nameOf, visibleAll, wordSet } from './elements.ts';

/** Lists and labels of an editor page whose markup nobody knows. */

/** The items of the list behind a heading of one of these words; empty where there is no such list. */
export function itemsUnder(words: readonly string[]): Element[] {
  const names = wordSet(words);
  const heading = visibleAll(document, `${headingSelector}, legend, strong, b`).find((it) =>
    names.has(fold(nameOf(it))),
  );
  for (let place: Element | null = heading ?? null; place && place !== document.body; place = place.parentElement) {
    const list = place.nextElementSibling;
    const items = list ? itemsOf(list) : [];
    if (items.length > 0) return items;
  }
  return [];
}

/** Items of a marked-up list, else what stands around each group of text fields, else the fields themselves. */
function itemsOf(list: Element): Element[] {
  if (isOurs(list)) return [];
  const marked = list.matches('ul, ol, [role=list]') ? list : list.querySelector('ul, ol, [role=list]');
  if (marked && marked.children.length > 0) return [...marked.children];
  const fields = [...list.querySelectorAll(textFields)];
  const rows = [...list.children].filter((row) => row.querySelectorAll(textFields).length > 1);
  return rows.length > 0 ? rows : fields;
}

const textFields = 'input[type=text], input[type=number], input:not([type])';

/** An item may say more than its name: then the name is in a field, a heading, or set in bold. */
export function itemName(item: Element): string {
  const lead = item.querySelector(`${headingSelector}, strong, b`);
  const field = item instanceof HTMLInputElement ? item : item.querySelector<HTMLInputElement>(textFields);
  return field?.value.trim() || nameOf(lead ?? item);
}

/** The text fields in an item. */
export const fieldsOf = (item: Element): HTMLInputElement[] => [...item.querySelectorAll<HTMLInputElement>(textFields)];

/** All that an item says, its fields' values among it, with a space between its parts. */
export function itemText(item: Element): string {
  const parts: string[] = [];
  const nodes = document.createTreeWalker(item, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT);
  for (let node = nodes.nextNode(); node; node = nodes.nextNode()) {
    if (node instanceof HTMLInputElement && node.matches(textFields)) parts.push(node.value);
    else if (node instanceof Text) parts.push(node.data);
  }
  return parts.join(' ').replace(/\s+/g, ' ').trim();
}

/** What a person reads as the name of a field. */
export function labelOf(element: HTMLElement): string {
  return (
    markedLabelOf(element) || element.getAttribute('placeholder') || element.previousElementSibling?.textContent || ''
  );
}

/** The name that the markup gives a field; empty where it gives none. */
export function markedLabelOf(element: HTMLElement): string {
  const labels = 'labels' in element ? [...((element as HTMLInputElement).labels ?? [])] : [];
  const byId = (element.getAttribute('aria-labelledby') ?? '')
    .split(/\s+/)
    .flatMap((id) => (id ? (document.getElementById(id) ?? []) : []));
  const named = [...labels, ...byId].map((it) => it.textContent ?? '').join(' ');
  return named || element.getAttribute('aria-label') || '';
}
