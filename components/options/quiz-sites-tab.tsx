import { useState } from 'preact/hooks';
import type { OptionsState } from '@/lib/messages/client';
import { useTranslate } from '../i18n.ts';
import { Button } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { diagnosisOf } from './diagnosis.ts';
import type { OptionsActions } from './model.ts';
import { Section } from './section.tsx';
import { SiteHealth } from './site-health.tsx';
import { AddSiteDialog } from './sites/add-site-dialog.tsx';
import { ImportProfileDialog } from './sites/import-profile-dialog.tsx';
import type { SitesActions } from './sites/model.ts';
import { SiteActions } from './sites/site-actions.tsx';
import { SiteNotices } from './sites/site-notices.tsx';
import { FileButton } from './transfer/file-button.tsx';

export interface QuizSitesTabProps {
  sites: OptionsState['sites'];
  version: string;
  actions: Pick<OptionsActions, 'copy'> & SitesActions;
  quizSiteUrl: string;
}

/** All quiz sites: which profile each goes by, and what of its pages was recognised and what was not. */
export function QuizSitesTab({ sites, version, actions, quizSiteUrl }: QuizSitesTabProps) {
  const t = useTranslate();
  const [isAdding, setAdding] = useState(false);
  const [file, setFile] = useState<File | null>(null);
  return (
    <div class="options-stack">
      <div class="sites-head">
        <p class="options-muted">{t('sites_intro')}</p>
        <div class="options-actions">
          <FileButton label={t('sites_import')} onFile={setFile} />
          <Button kind="primary" onClick={() => setAdding(true)}>
            {t('sites_add')}
          </Button>
        </div>
      </div>
      {sites.map((site) =>
        isSeen(site) ? (
          <SiteHealth
            key={site.id}
            site={site}
            actions={actions}
            onCopy={() => actions.copy(diagnosisOf(site, { version, browser: navigator.userAgent, now: Date.now() }))}
          />
        ) : (
          <Section key={site.id} heading={site.name}>
            <SiteNotices site={site} actions={actions} />
            <EmptyState
              icon="eye"
              action={
                site.id === 'credspark' && (
                  <a class="ui-button ui-button--primary" href={quizSiteUrl} target="_blank" rel="noreferrer">
                    <span class="ui-button__label">{t('action_open_credspark')}</span>
                  </a>
                )
              }
            >
              <p>{t(site.hasEditor ? 'sites_empty' : 'sites_empty_other')}</p>
            </EmptyState>
            <SiteActions site={site} actions={actions} />
          </Section>
        ),
      )}
      {isAdding && <AddSiteDialog actions={actions} onClose={() => setAdding(false)} />}
      {file && <ImportProfileDialog file={file} actions={actions} onClose={() => setFile(null)} />}
    </div>
  );
}

function isSeen({ findings, doubts }: OptionsState['sites'][number]): boolean {
  return doubts.length > 0 || findings.some((it) => it.status !== 'not-seen');
}
