/** How often a list is read again: gently, and the more seldom the more often it went wrong. */

const minuteMs = 60_000;
export const paceMs = 30 * minuteMs;
/** So that lists that began together do not stay together. */
const maxSpreadMs = 4 * minuteMs;
export const longestMs = 12 * 60 * minuteMs;

/** @param failures how many readings in a row went wrong; @param random from 0 up to, not including, 1 */
export function nextReadingAt(now: number, failures: number, random: number): number {
  const wait = Math.min(paceMs * 2 ** failures, longestMs);
  return now + wait + Math.floor(random * maxSpreadMs);
}
