import { ownMark } from './elements.ts';
import { groundOf, guestStyle } from './guest-style.ts';

/**
 * One element of ours in a host page: an open shadow root with our style sheets, guarded against the page's script, that
 * can be put back anywhere as often as the page wipes it.
 */
export interface Slot {
  /** Where to render. */
  root: ShadowRoot;
  /** Puts the element into its place and dresses it like the neighbour. @returns whether the page was changed */
  place(parent: Element, before: Element | null, neighbour: HTMLElement | null, button?: HTMLElement): boolean;
  remove(): void;
  isPlaced(): boolean;
}

export interface SlotLook {
  css: string;
  /** Of our words, which need not be the page's: a BCP 47 tag, and `ltr` or `rtl`. */
  language: { tag: string; direction: string };
  /** Used instead of the neighbour's, for an element that is not of its kind. */
  margin?: string;
}

/**
 * @param name says which of our elements it is, for tests and support: "button", "dialog", ...
 */
export function createSlot(
  name: string,
  display: 'inline-block' | 'block' | 'contents',
  { css, language, margin }: SlotLook,
): Slot {
  const host = document.createElement('div');
  host.setAttribute(ownMark, name);
  host.lang = language.tag;
  host.dir = language.direction;
  const root = host.attachShadow({ mode: 'open' });
  root.adoptedStyleSheets = [
    sheet(css),
    sheet(hostRules(display, margin ?? 'var(--guest-margin, 0)', language.direction)),
  ];
  guardTrust(root);
  keepKeysInside(host);
  // A list may only hold list items, which cannot have a shadow root themselves.
  let outer: HTMLElement = host;
  let dress: () => void = () => undefined;
  // A page that changes its scheme with the system's changes its colours under us.
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () =>
    requestAnimationFrame(() => {
      if (outer.isConnected) dress();
    }),
  );

  return {
    root,
    place(parent, before, neighbour, button) {
      const wanted = neighbour?.tagName === 'LI' && parent.matches('ul, ol') ? 'LI' : 'DIV';
      if (outer.tagName !== wanted) {
        outer.remove();
        outer = wanted === 'LI' ? listItem(host) : host;
      }
      if (outer.parentNode === parent && sameNext(outer, before)) return false;
      const focused = root.activeElement;
      parent.insertBefore(outer, before);
      // Moving a node takes the focus away from it.
      if (focused instanceof HTMLElement) focused.focus();
      dress = () => {
        for (const [property, value] of Object.entries(guestStyle(neighbour, button)))
          host.style.setProperty(property, value);
        const ground = groundOf(neighbour && display === 'block' && !margin ? neighbour : parent);
        if (display !== 'contents' && host.getAttribute('data-ground') !== ground)
          host.setAttribute('data-ground', ground);
      };
      dress();
      return true;
    },
    remove: () => outer.remove(),
    isPlaced: () => outer.isConnected,
  };
}

function listItem(host: HTMLElement): HTMLElement {
  const item = document.createElement('li');
  item.setAttribute(ownMark, 'list-item');
  item.style.listStyle = 'none';
  item.append(host);
  return item;
}

function sameNext(element: Element, before: Element | null): boolean {
  return before === element || element.nextElementSibling === before;
}

function hostRules(display: string, margin: string, direction: string): string {
  // Important, because the page's own rules for div elements would win otherwise.
  return `:host { all: initial; display: ${display} !important; margin: ${margin} !important; box-sizing: border-box !important; inline-size: var(--guest-inline-size, auto) !important; max-inline-size: 100% !important; direction: ${direction} !important; }`;
}

const sheets = new Map<string, CSSStyleSheet>();

function sheet(css: string): CSSStyleSheet {
  const known = sheets.get(css);
  if (known) return known;
  const made = new CSSStyleSheet();
  made.replaceSync(css);
  sheets.set(css, made);
  return made;
}

const guarded = [
  'click',
  'dblclick',
  'mousedown',
  'pointerdown',
  'keydown',
  'keyup',
  'input',
  'change',
  'beforeinput',
  'submit',
  'cancel',
] as const;

/**
 * The root is open, so page script can find our controls. Only what a person did reaches them: events made by script are
 * stopped here, and so is what they would set off (a script's click on a check box would otherwise toggle it and fire a
 * trusted change). Not stopped is text typed by the browser's editing commands: assistive technology enters text without
 * keys in the same way.
 */
function guardTrust(root: ShadowRoot): void {
  for (const type of guarded) {
    root.addEventListener(
      type,
      (event) => {
        if (event.isTrusted && !isUnasked(event, root)) return;
        event.preventDefault();
        event.stopImmediatePropagation();
      },
      { capture: true },
    );
  }
}

/** So long after a key or a click an event may be what it set off, also on a slow machine. */
const gestureMs = 2_000;
/** Times of events, by the page's clock. */
const lastEscape = { at: Number.NEGATIVE_INFINITY };
const lastInside = new WeakMap<ShadowRoot, number>();
const gestures = ['keydown', 'pointerdown', 'click'] as const;
for (const type of gestures)
  addEventListener(
    type,
    (event) => {
      if (!event.isTrusted) return;
      if (event instanceof KeyboardEvent && event.key === 'Escape') lastEscape.at = event.timeStamp;
      for (const part of event.composedPath()) if (part instanceof ShadowRoot) lastInside.set(part, event.timeStamp);
    },
    { capture: true, passive: true },
  );

/**
 * A page can call `requestSubmit` of our forms and `requestClose` of our dialogs, and the browser vouches for what
 * follows. A person pressed something in our form before, or Escape.
 */
function isUnasked({ type, timeStamp }: Event, root: ShadowRoot): boolean {
  if (type === 'cancel') return timeStamp - lastEscape.at > gestureMs;
  return type === 'submit' && timeStamp - (lastInside.get(root) ?? Number.NEGATIVE_INFINITY) > gestureMs;
}

/** Typing in our fields is no shortcut of the page's. */
function keepKeysInside(host: HTMLElement): void {
  for (const type of ['keydown', 'keyup', 'keypress', 'input', 'change'] as const)
    host.addEventListener(type, (event) => event.stopPropagation());
}
