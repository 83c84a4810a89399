import type { SiteFindingView, SiteHealthView } from '@/lib/messages/protocol.ts';
import { credsparkProfile } from '@/lib/quiz-site/credspark.ts';
import { findables } from '@/lib/quiz-site/names.ts';
import type { SiteProfile } from '@/lib/quiz-site/profile.ts';
import { ownProfiles } from '@/lib/quiz-site/profile-store.ts';
import { allProfiles } from '@/lib/quiz-site/profiles.ts';
import { mayRead } from '@/lib/quiz-site/site-access.ts';
import type { SiteHealth } from '@/lib/quiz-site/site-health.ts';

/** What is known of a site besides its profile. */
export interface SiteFacts {
  savedAt: number | null;
  basedOn: number | null;
  hasAccess: boolean;
}
const shippedFacts: SiteFacts = { savedAt: null, basedOn: null, hasAccess: true };

/** All sites, with what the options page shows of them. */
export async function siteViews(health: SiteHealth): Promise<SiteHealthView[]> {
  const [profiles, own] = await Promise.all([allProfiles(), ownProfiles()]);
  const facts = new Map<string, SiteFacts>();
  for (const { profile, savedAt, basedOn } of own)
    facts.set(profile.id, { savedAt, basedOn, hasAccess: await mayRead(profile.origins) });
  return siteHealthViews(profiles, health, facts);
}

/** What the options page shows of the quiz sites: everything that is looked for, also what was never seen yet. */
export function siteHealthViews(
  profiles: readonly SiteProfile[],
  health: SiteHealth,
  facts: ReadonlyMap<string, SiteFacts> = new Map(),
): SiteHealthView[] {
  return profiles.map(({ id, name, version, origins, owner, pages }) => ({
    id,
    name,
    version,
    origins,
    owner,
    savedAt: (facts.get(id) ?? shippedFacts).savedAt,
    isBehind: isBehind(facts.get(id)),
    hasAccess: (facts.get(id) ?? shippedFacts).hasAccess,
    hasEditor: pages.editor.length > 0,
    findings: findables.map((what): SiteFindingView => {
      const { page = null, foundAt = null, by = null, missingAt = null } = health.findings[id]?.[what] ?? {};
      const status = missingAt !== null ? 'missing' : foundAt !== null ? 'found' : 'not-seen';
      return { what, status, page, by, foundAt, missingAt };
    }),
    doubts: health.doubts
      .filter((it) => it.profile === id)
      .map(({ reason, source, at }) => ({ reason, source, at }))
      .sort((a, b) => b.at - a.at),
  }));
}

function isBehind(facts: SiteFacts | undefined): boolean {
  return typeof facts?.basedOn === 'number' && facts.basedOn < credsparkProfile.version;
}

/** Anchors that were last looked for in vain, whichever site they are of. */
export function missingAnchors(sites: readonly SiteHealthView[]): { anchor: string; at: number }[] {
  const anchors = ['button', 'results-block', 'integrations-card', 'result-page-block'];
  return sites.flatMap((site) =>
    site.findings.flatMap(({ what, missingAt }) =>
      missingAt !== null && anchors.includes(what) ? [{ anchor: what, at: missingAt }] : [],
    ),
  );
}
