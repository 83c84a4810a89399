const dayMs = 24 * 3600 * 1000;

/** How long a token of Credly lasts. */
export const tokenLifeDays = 180;

/**
 * When a token ends. Where Credly does not say, it ends at the latest 180 days after it was entered.
 */
export function tokenLife(token: { tokenExpiresAt: number | null; tokenEnteredAt: number }) {
  const endsAt = token.tokenExpiresAt ?? token.tokenEnteredAt + tokenLifeDays * dayMs;
  return { endsAt, isKnown: token.tokenExpiresAt !== null };
}
