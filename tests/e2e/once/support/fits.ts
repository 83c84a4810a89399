import type { Page } from '@playwright/test';
import { mode } from '../../../look/mode.ts';

/**
 * What of our interface does not fit on the page as it stands, in words: what sticks out of the window, text that is cut off,
 * sideways scrolling, and in the right-to-left mode what is not written so. In pages that are not ours only our elements count.
 * @param only our elements in such pages; none for a page of ours
 */
export function misfitsOn(page: Page, only?: string): Promise<string[]> {
  return page.evaluate(findMisfits, { only, isRightToLeft: mode === 'rtl' });
}

function findMisfits({ only, isRightToLeft }: { only: string | undefined; isRightToLeft: boolean }): string[] {
  const found: string[] = [];
  const width = document.documentElement.clientWidth;
  // A page of somebody else's that is wider than the window takes our elements with it.
  const right = only ? Math.max(width, document.documentElement.scrollWidth) : width;
  const roots = only
    ? [...document.querySelectorAll(only)].map((it) => it.shadowRoot ?? it)
    : [document.body as Element];
  if (!only && document.documentElement.scrollWidth > width) found.push('the page scrolls sideways');

  const nameOf = (element: Element) =>
    `${element.tagName.toLowerCase()}.${element.getAttribute('class')?.replaceAll(' ', '.') ?? ''} "${(element.textContent ?? '').trim().slice(0, 40)}"`;
  const scrolls = (element: Element) => /auto|scroll/.test(getComputedStyle(element).overflowX);
  const parentOf = (element: Element) => element.parentElement ?? (element.getRootNode() as ShadowRoot).host ?? null;
  /** In a list that may be scrolled sideways, or for screen readers alone. */
  const isExcused = (element: Element): boolean => {
    for (let it: Element | null = element; it; it = parentOf(it)) {
      const style = getComputedStyle(it);
      if (style.clipPath !== 'none' || style.visibility === 'hidden') return true;
      if (it !== element && scrolls(it) && it.scrollWidth > it.clientWidth) return true;
    }
    return false;
  };

  for (const root of roots) {
    for (const element of root.querySelectorAll('*')) {
      if (!element.checkVisibility({ visibilityProperty: true })) continue;
      const box = element.getBoundingClientRect();
      if (box.width === 0 || box.height === 0) continue;
      const hasText = [...element.childNodes].some((it) => it.nodeType === Node.TEXT_NODE && it.textContent?.trim());
      const sticksOut = box.left < -1 || box.right > right + 1;
      if (sticksOut && !isExcused(element)) found.push(`sticks out of the window: ${nameOf(element)}`);
      if (!hasText) continue;
      const style = getComputedStyle(element);
      const isCut =
        /hidden|clip/.test(style.overflowX) &&
        style.textOverflow !== 'ellipsis' &&
        element.scrollWidth > element.clientWidth + 1;
      if (isCut && !isExcused(element)) found.push(`text is cut off: ${nameOf(element)}`);
      if (isRightToLeft && element.tagName !== 'BDI' && style.direction !== 'rtl' && !element.closest('[dir]'))
        found.push(`is written left to right: ${nameOf(element)}`);
    }
  }
  return [...new Set(found)];
}
