import { browser } from 'wxt/browser';
import { credsparkProfile } from './credspark.ts';

/** Which sites the browser lets us read: CredSpark since the installation, others once the user has allowed them. Worker only. */

export async function mayRead(origins: readonly string[]): Promise<boolean> {
  const others = origins.filter((it) => !credsparkProfile.origins.includes(it));
  if (others.length === 0) return true;
  return browser.permissions.contains({ origins: others.map(patternOf) });
}

/** Gives up what is no longer needed. CredSpark is not optional. */
export async function giveUp(origins: readonly string[]): Promise<void> {
  const others = origins.filter((it) => !credsparkProfile.origins.includes(it));
  if (others.length > 0) await browser.permissions.remove({ origins: others.map(patternOf) }).catch(() => undefined);
}

/** Every page of an origin, as the browser's permissions and registrations name it. */
export const patternOf = (origin: string): string => `${origin}/*`;
