/**
 * Frames without an address of their own (`about:blank`, `srcdoc`) are parts of the page that made them: its address is
 * theirs, and what happens in them belongs to its attempt.
 */

const frameMark = '__credlyBadgesFrame';

/** The nearest window around us, ourselves included, that has an address; null where it belongs to somebody else. */
export function owningWindow(): Window | null {
  try {
    let owner: Window = window;
    while (owner.location.protocol === 'about:' && owner.parent !== owner) owner = owner.parent;
    return owner.location.protocol === 'about:' ? null : owner;
  } catch {
    return null;
  }
}

/** The address of the page that this document is a part of. */
export function pageAddress(): URL {
  return new URL((owningWindow() ?? window).location.href);
}

/**
 * Remembers the browser's number of this frame, for the frames in it. It is kept in our own world of the window, where
 * page script cannot see it.
 */
export function rememberFrame(frameId: number): void {
  (window as unknown as Record<string, unknown>)[frameMark] = frameId;
}

export interface Owner {
  page: string;
  frame: number;
}

/** For a frame without an address: whose part it is, as far as that is known. */
export function ownerOfFrame(): Owner | undefined {
  if (location.protocol !== 'about:') return undefined;
  const owner = owningWindow();
  const frame = (owner as unknown as Record<string, unknown> | null)?.[frameMark];
  return owner && typeof frame === 'number' ? { page: owner.location.href, frame } : undefined;
}
