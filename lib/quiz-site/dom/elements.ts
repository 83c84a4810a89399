/** Small questions about elements of somebody else's page. */

/** On every element we add to a page. Found by other instances of ourselves too, for example after an update. */
export const ownMark = 'data-credly-badges-for-credspark';

/** Whether an element is ours or inside something of ours; such elements never count as the page's. */
export function isOurs(element: Element): boolean {
  return element.closest(`[${ownMark}]`) !== null;
}

export function isVisible(element: Element): boolean {
  return element.checkVisibility({ visibilityProperty: true, opacityProperty: true });
}

/** Text for comparisons: white space folded, lower case. */
export function fold(text: string): string {
  return text.replace(/\s+/g, ' ').trim().toLowerCase();
}

/** What a person would call the element: its label, or its text. */
export function nameOf(element: Element): string {
  const label = element.getAttribute('aria-label')?.trim();
  if (label) return label;
  // Not by its class: an element that was moved here from another frame has that one's.
  if (element.matches('input')) return (element as HTMLInputElement).value.trim();
  return shownText(element).replace(/\s+/g, ' ').trim();
}

/** An element's text without its ornaments: "+" before the words of a button. */
function shownText(element: Element): string {
  if (!element.querySelector('[aria-hidden=true]')) return element.textContent ?? '';
  const copy = element.cloneNode(true) as Element;
  for (const ornament of copy.querySelectorAll('[aria-hidden=true]')) ornament.remove();
  return copy.textContent ?? '';
}

/** Visible elements of the page (never ours) that match a selector. */
export function visibleAll(root: ParentNode, selector: string): HTMLElement[] {
  return [...root.querySelectorAll<HTMLElement>(selector)].filter((it) => !isOurs(it) && isVisible(it));
}

/** A part of a page: an element, or what stands in it behind one of its children. */
export interface Panel {
  root: HTMLElement;
  behind: Element | null;
  /** Stands in it and is no part of it: the row of tabs. */
  except?: Element;
}

/** Visible elements of the page in a panel. A selector that the browser does not understand finds nothing. */
export function visibleInPanel(panel: Panel, selector: string): HTMLElement[] {
  try {
    return visibleAll(panel.root, selector).filter((it) => isInPanel(panel, it));
  } catch {
    return [];
  }
}

export function isInPanel({ behind, except }: Panel, element: Element): boolean {
  if (except?.contains(element)) return false;
  if (!behind) return true;
  return (
    !behind.contains(element) && Boolean(behind.compareDocumentPosition(element) & Node.DOCUMENT_POSITION_FOLLOWING)
  );
}

export const buttonSelector =
  'button, a[role=button], [role=button], input[type=button], input[type=submit], a[class*=btn i], a[class*=button i]';
export const headingSelector = 'h1, h2, h3, h4, h5, h6, [role=heading]';

/**
 * Visible elements whose whole text is one of the words: each the innermost one.
 * Walks text, not elements, so its cost is one pass over the page.
 */
export function elementsWithText(root: Element, words: ReadonlySet<string>): HTMLElement[] {
  const found: HTMLElement[] = [];
  const texts = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const { nodeValue, parentElement } = texts.currentNode;
    if (!nodeValue || !parentElement || nodeValue.length > 200 || !words.has(fold(nodeValue))) continue;
    if (fold(shownText(parentElement)) !== fold(nodeValue)) continue;
    if (!isOurs(parentElement) && isVisible(parentElement)) found.push(parentElement);
  }
  return found;
}

export const wordSet = (words: readonly string[]): ReadonlySet<string> => new Set(words.map(fold));
