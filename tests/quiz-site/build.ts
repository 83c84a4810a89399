import type { Reply, SiteRequest } from './http.ts';
import type { EditorTab, Quiz, SiteState } from './model.ts';
import type { Packs } from './packs.ts';

/** What a build brings: its addresses, and the routes behind them. Paths, without a host. */
export interface BuildRoutes {
  homePath: string;
  integrationsPath: string;
  editorPath(quiz: Quiz, tab: EditorTab): string;
  /** Answers what belongs to the build; `null` for anything else. */
  handle(site: SiteState, request: SiteRequest, packs: Packs): Promise<Reply | null>;
}

/** The integrations to show, the site's own Credly card included when its switch is on. */
export function shownIntegrations(site: SiteState): SiteState['integrations'] {
  return site.integrations.filter(({ key }) => key !== 'credly' || site.settings.nativeCredlyCard);
}

/** Marks an integration as connected. */
export function connectIntegration(site: SiteState, key: string): void {
  const integration = site.integrations.find((candidate) => candidate.key === key);
  if (integration) integration.connected = true;
}

/** The switches that open pages follow. */
export function flags({ settings }: SiteState): { nativeCredlyButton: boolean; nativeCredlyCard: boolean } {
  return { nativeCredlyButton: settings.nativeCredlyButton, nativeCredlyCard: settings.nativeCredlyCard };
}

/** Finds a quiz by its public id. */
export function bySlug(site: SiteState, slug: string | undefined): Quiz | undefined {
  return site.quizzes.find((quiz) => quiz.slug === slug);
}
