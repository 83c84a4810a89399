/**
 * Frames without an address of their own (`about:blank`, `srcdoc`) are parts of the page that made them: its address is
 * theirs, and what happens in them belongs to its attempt.
 */

/** Our own marks on a window. They are kept in our own world of it, where page script cannot see them. */
interface Marks {
  credlyBadgesFrame?: number;
  credlyBadgesIsPart?: true;
}

/**
 * Whether a window has no address of its own. A page that writes into such a frame (`document.write`) gives it the page's
 * address as well, so what it began as is remembered.
 */
function isPart(it: Window): boolean {
  const marks = it as unknown as Marks;
  if (it.location.protocol === 'about:') marks.credlyBadgesIsPart = true;
  return marks.credlyBadgesIsPart === true;
}

/** The nearest window around us, ourselves included, that has an address; null where it belongs to somebody else. */
function owningWindow(): Window | null {
  try {
    let owner: Window = window;
    while (isPart(owner) && owner.parent !== owner) owner = owner.parent;
    return isPart(owner) ? null : owner;
  } catch {
    return null;
  }
}

/** The address of the page that this document is a part of. */
export function pageAddress(): URL {
  return new URL((owningWindow() ?? window).location.href);
}

/** Remembers the browser's number of this frame, for the frames in it. */
export function rememberFrame(frameId: number): void {
  (window as unknown as Marks).credlyBadgesFrame = frameId;
}

export interface Owner {
  page: string;
  frame: number;
}

/** For a frame without an address: whose part it is, as far as that is known. */
export function ownerOfFrame(): Owner | undefined {
  if (typeof window === 'undefined' || !isPart(window)) return undefined;
  const owner = owningWindow();
  const frame = (owner as Marks | null)?.credlyBadgesFrame;
  return owner && frame !== undefined ? { page: owner.location.href, frame } : undefined;
}
