import type { SiteFindingView, SiteHealthView } from '@/lib/messages/protocol.ts';
import { findables } from '@/lib/quiz-site/names.ts';
import type { SiteProfile } from '@/lib/quiz-site/profile.ts';
import type { SiteHealth } from '@/lib/quiz-site/site-health.ts';

/** What the options page shows of the quiz sites: everything that is looked for, also what was never seen yet. */
export function siteHealthViews(profiles: readonly SiteProfile[], health: SiteHealth): SiteHealthView[] {
  return profiles.map(({ id, name, version, origins }) => ({
    id,
    name,
    version,
    origins,
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

/** Anchors that were last looked for in vain, whichever site they are of. */
export function missingAnchors(sites: readonly SiteHealthView[]): { anchor: string; at: number }[] {
  const anchors = ['button', 'results-block', 'integrations-card', 'result-page-block'];
  return sites.flatMap((site) =>
    site.findings.flatMap(({ what, missingAt }) =>
      missingAt !== null && anchors.includes(what) ? [{ anchor: what, at: missingAt }] : [],
    ),
  );
}
