/** When what is tried again, in milliseconds. */

/** When Credly is asked about an unanswered request: a slow one may still be at work, so not at once, and twice. */
export const askAfterMs = [60_000, 300_000] as const;
export const hourMs = 3_600_000;
export const dayMs = 24 * hourMs;
export const maxAttempts = 5;
export const firstRetryMs = 30_000;
export const longestRetryMs = hourMs;
