import type { OptionsState } from '@/lib/messages/client';
import { useTranslate } from '../../i18n.ts';
import { Button } from '../../ui/button.tsx';
import { Notice } from '../../ui/notice.tsx';
import { RelativeTime } from '../../ui/relative-time.tsx';
import type { SitesActions } from './model.ts';

export interface SiteNoticesProps {
  site: OptionsState['sites'][number];
  actions: Pick<SitesActions, 'allowSite'>;
}

/** Whose profile it is, whether the browser lets us read the site, and whether the built-in profile has moved on. */
export function SiteNotices({ site, actions }: SiteNoticesProps) {
  const t = useTranslate();
  const addresses = site.origins.join(', ');
  return (
    <>
      <p class="options-muted options-breakable">
        {site.owner === 'user' && site.savedAt !== null ? (
          <>
            {t('sites_own_profile', addresses, site.version)} <RelativeTime at={site.savedAt} />
          </>
        ) : (
          t('site_profile', addresses, site.version)
        )}
      </p>
      {!site.hasAccess && (
        <Notice
          tone="warning"
          heading={t('sites_no_access_heading')}
          action={<Button onClick={() => void actions.allowSite(site.origins)}>{t('sites_allow')}</Button>}
        >
          {t('sites_no_access')}
        </Notice>
      )}
      {site.isBehind && <Notice tone="info">{t('sites_behind')}</Notice>}
    </>
  );
}
