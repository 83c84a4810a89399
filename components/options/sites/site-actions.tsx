import { useState } from 'preact/hooks';
import type { OptionsState } from '@/lib/messages/client';
import { useTranslate } from '../../i18n.ts';
import { Button } from '../../ui/button.tsx';
import { Notice } from '../../ui/notice.tsx';
import { ConfirmDialog } from '../confirm-dialog.tsx';
import { addTroubles } from './add-site-dialog.tsx';
import type { AddTrouble, SitesActions } from './model.ts';

export interface SiteActionsProps {
  site: OptionsState['sites'][number];
  actions: Pick<SitesActions, 'fixSite' | 'exportSite' | 'removeSite'>;
}

/** What can be done with the profile of a site. */
export function SiteActions({ site, actions }: SiteActionsProps) {
  const t = useTranslate();
  const [asking, setAsking] = useState(false);
  const [trouble, setTrouble] = useState<AddTrouble | null>(null);
  const isOwn = site.owner === 'user';
  const isShippedSite = site.id === 'credspark';
  const away = isShippedSite ? 'sites_reset' : 'sites_remove';
  return (
    <>
      {trouble && (
        <Notice tone="danger" live>
          {t(addTroubles[trouble])}
        </Notice>
      )}
      <div class="options-actions options-actions--start">
        <Button
          name={`${t('sites_fix')}: ${site.name}`}
          disabled={!site.hasAccess}
          onClick={async () => setTrouble(await actions.fixSite(site.id))}
        >
          {t('sites_fix')}
        </Button>
        <Button
          icon="download"
          name={`${t('sites_export')}: ${site.name}`}
          onClick={async () => setTrouble((await actions.exportSite(site.id)) ? null : 'no-answer')}
        >
          {t('sites_export')}
        </Button>
        {isOwn && (
          <Button name={`${t(away)}: ${site.name}`} onClick={() => setAsking(true)}>
            {t(away)}
          </Button>
        )}
      </div>
      {asking && (
        <ConfirmDialog
          heading={isShippedSite ? t('sites_reset_heading') : t('sites_remove_heading', site.name)}
          confirmLabel={t(away)}
          busyLabel={t(isShippedSite ? 'sites_resetting' : 'sites_removing')}
          onConfirm={() => actions.removeSite(site.id)}
          onClose={() => setAsking(false)}
        >
          <p>{isShippedSite ? t('sites_reset_text', site.name) : t('sites_remove_text')}</p>
        </ConfirmDialog>
      )}
    </>
  );
}
