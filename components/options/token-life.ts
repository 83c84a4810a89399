const dayMs = 24 * 3600 * 1000;

/** How long a token of Credly lasts. */
export const tokenLifeDays = 180;

/** From when on the end of a token is worth a word of warning. */
const warnDays = 14;

/**
 * When a token ends. Where Credly does not say, it ends at the latest 180 days after it was entered.
 * @param now ms since 1970
 */
export function tokenLife(token: { tokenExpiresAt: number | null; tokenEnteredAt: number }, now: number) {
  const endsAt = token.tokenExpiresAt ?? token.tokenEnteredAt + tokenLifeDays * dayMs;
  return { endsAt, isKnown: token.tokenExpiresAt !== null, endsSoon: endsAt - now < warnDays * dayMs };
}
