/**
 * What the page hook (in the page's own world) and the sentinel (in ours) say to each other: events on `document` whose
 * detail is JSON text. The page can see and forge them, so they only ever say that something happened.
 * This file is the only thing the hook may import: constants and types, no code.
 */

/** Hook to sentinel: one observed request. */
export const observedEvent = 'credly-badges-for-credspark:observed';
/** Sentinel to hook: observing is over; undo everything. */
export const stopEvent = 'credly-badges-for-credspark:stop';

/** Longer bodies (in characters or bytes) are left alone: no registration form and no result is that long. */
export const maxBodyLength = 1_000_000;

export interface Observed {
  kind: 'exchange' | 'form';
  url: string;
  method: string;
  requestType: string;
  requestText: string;
  status: number;
  responseText: string;
}
