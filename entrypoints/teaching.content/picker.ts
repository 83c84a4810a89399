import { isOurs, isVisible, nameOf, ownMark } from '@/lib/quiz-site/dom/elements.ts';

/**
 * Pointing at an element of the page, by mouse or by keys. While somebody points, the page hears nothing of it: no click,
 * no key. Only what a person does counts.
 */

export interface Pointing {
  /** The element that would be taken now. */
  onLook: (element: HTMLElement) => void;
  onTake: (element: HTMLElement) => void;
  onCancel: () => void;
}

const swallowed = [
  'pointerdown',
  'pointerup',
  'mousedown',
  'mouseup',
  'click',
  'dblclick',
  'auxclick',
  'contextmenu',
  'touchstart',
  'touchend',
  'keydown',
  'keyup',
  'keypress',
  'beforeinput',
  'submit',
] as const;

/** Listens from the beginning of the page, so that it is asked before the page's own listeners are. */
export function createPicker() {
  let pointing: Pointing | null = null;
  let looked: HTMLElement | null = null;

  const look = (element: HTMLElement | null) => {
    if (!element || !pointing) return;
    looked = element;
    pointing.onLook(element);
  };
  const finish = (how: (it: Pointing) => void) => {
    const current = pointing;
    pointing = null;
    if (current) how(current);
  };

  const onMove = (event: PointerEvent) => {
    if (pointing && event.isTrusted && !isOfOurs(event)) look(elementOf(event.target));
  };
  const onEvent = (event: Event) => {
    if (!pointing || !event.isTrusted || isOfOurs(event)) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    if (event.type === 'keydown') onKey(event as KeyboardEvent);
    if (event.type === 'click' && (event as MouseEvent).detail > 0) {
      const element = elementOf(event.target);
      if (element) finish((it) => it.onTake(element));
    }
  };
  const onKey = (event: KeyboardEvent) => {
    if (event.key === 'Escape') return finish((it) => it.onCancel());
    if (event.key === 'Enter') {
      const element = looked;
      if (element) finish((it) => it.onTake(element));
      return;
    }
    const step = steps[event.key];
    if (!step) return;
    const next = looked?.isConnected ? step(looked) : firstElement();
    look(next);
    next?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  };

  for (const type of swallowed) window.addEventListener(type, onEvent, { capture: true, passive: false });
  window.addEventListener('pointermove', onMove, { capture: true, passive: true });

  return {
    start(next: Pointing) {
      pointing = next;
      looked = null;
    },
    cancel: () => finish((it) => it.onCancel()),
    stop() {
      pointing = null;
      for (const type of swallowed) window.removeEventListener(type, onEvent, { capture: true });
      window.removeEventListener('pointermove', onMove, { capture: true });
    },
  };
}

/** The keys walk the tree of what is shown. */
const steps: Readonly<Record<string, (from: HTMLElement) => HTMLElement | null>> = {
  ArrowUp: (from) =>
    from.parentElement && from.parentElement !== document.documentElement ? from.parentElement : null,
  ArrowDown: (from) => shown([...from.children]),
  ArrowRight: (from) => shown(following(from, 'nextElementSibling')),
  ArrowLeft: (from) => shown(following(from, 'previousElementSibling')),
};

function following(from: Element, way: 'nextElementSibling' | 'previousElementSibling'): Element[] {
  const all: Element[] = [];
  for (let it = from[way]; it; it = it[way]) all.push(it);
  return all;
}

function shown(elements: readonly Element[]): HTMLElement | null {
  return elements.find((it): it is HTMLElement => it instanceof HTMLElement && !isOurs(it) && isVisible(it)) ?? null;
}

const firstElement = () => shown([...document.querySelectorAll('main, [role=main]'), ...document.body.children]);

function elementOf(target: EventTarget | null): HTMLElement | null {
  let html: Element | null = target instanceof Element ? target : null;
  // A part of a drawing stands for the element that holds it.
  while (html && !(html instanceof HTMLElement)) html = html.parentElement;
  return html && !isOurs(html) && html !== document.documentElement ? html : null;
}

/** Our own panel goes on working, also while somebody points. */
function isOfOurs(event: Event): boolean {
  return event.composedPath().some((it) => it instanceof Element && it.hasAttribute(ownMark));
}

const usual: Readonly<Record<string, string>> = { a: 'link', li: 'item', ul: 'list', ol: 'list', nav: 'navigation' };

/** "button: Add a certificate": what is looked at, in words. */
export function spoken(element: HTMLElement): string {
  const tag = element.tagName.toLowerCase();
  const role = element.getAttribute('role') ?? usual[tag] ?? tag;
  const name = nameOf(element).slice(0, 60);
  return name ? `${role}: ${name}` : role;
}
