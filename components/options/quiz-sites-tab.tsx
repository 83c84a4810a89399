import type { OptionsState } from '@/lib/messages/client';
import { useTranslate } from '../i18n.ts';
import { EmptyState } from '../ui/empty-state.tsx';
import { diagnosisOf } from './diagnosis.ts';
import type { OptionsActions } from './model.ts';
import { Section } from './section.tsx';
import { SiteHealth } from './site-health.tsx';

export interface QuizSitesTabProps {
  sites: OptionsState['sites'];
  version: string;
  actions: Pick<OptionsActions, 'copy'>;
  quizSiteUrl: string;
}

/** For each quiz site, what of its pages was recognised and what was not. */
export function QuizSitesTab({ sites, version, actions, quizSiteUrl }: QuizSitesTabProps) {
  const t = useTranslate();
  return (
    <div class="options-stack">
      {sites.map((site) =>
        isSeen(site) ? (
          <SiteHealth
            key={site.id}
            site={site}
            onCopy={() => actions.copy(diagnosisOf(site, { version, browser: navigator.userAgent, now: Date.now() }))}
          />
        ) : (
          <Section key={site.id} heading={site.name}>
            <EmptyState
              icon="eye"
              action={
                <a class="ui-button ui-button--primary" href={quizSiteUrl} target="_blank" rel="noreferrer">
                  <span class="ui-button__label">{t('action_open_credspark')}</span>
                </a>
              }
            >
              <p>{t('sites_empty')}</p>
            </EmptyState>
          </Section>
        ),
      )}
    </div>
  );
}

function isSeen({ findings, doubts }: OptionsState['sites'][number]): boolean {
  return doubts.length > 0 || findings.some((it) => it.status !== 'not-seen');
}
