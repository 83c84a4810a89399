import { profileSchema, type SiteProfile } from '../profile.ts';
import { buildProfile } from './build-profile.ts';
import { type Chosen, choiceKinds, noChoice, propose } from './propose.ts';
import type { Teaching } from './session.ts';

/** What teaching has come to so far: choices, and the profile made of them. */

/** What the user chose; else what is proposed. */
export function chosenOf(teaching: Teaching): Chosen {
  const proposed = teaching.recording.exchanges.length > 0 ? propose(teaching.recording) : noChoice;
  const entries = choiceKinds.map((kind) => [kind, kind in teaching.chosen ? teaching.chosen[kind] : proposed[kind]]);
  return Object.fromEntries(entries) as Chosen;
}

export const isTest = ({ candidate, chosen }: Teaching): boolean =>
  candidate !== null && candidate !== undefined && Object.keys(chosen).length === 0;

/** @param base the profile that is corrected; null for a new site */
export function outcomeOf(teaching: Teaching, base: SiteProfile | null): SiteProfile {
  const candidate = isTest(teaching) ? profileSchema.safeParse(teaching.candidate) : null;
  if (!candidate?.success) return buildProfile(teaching, base, chosenOf(teaching));
  const { results, requestOrigins, pages } = candidate.data;
  const rest = buildProfile(teaching, base, noChoice);
  return {
    ...rest,
    results,
    requestOrigins,
    pages: { ...rest.pages, player: pages.player, playerStart: pages.playerStart },
  };
}
