import type { ConnectedView } from '@/lib/messages/client.ts';
import { useTranslate } from '../i18n.ts';
import { Chip } from '../ui/chip.tsx';
import { EnvironmentChip } from '../ui/environment-chip.tsx';
import { GuestButton } from './guest-button.tsx';

/** The card among the site's own integrations. Both buttons lead to the options page. */
export function IntegrationsCard({ connection, onOpen }: { connection: ConnectedView | null; onOpen: () => void }) {
  const t = useTranslate();
  return (
    <section class="guest-card" aria-label={t('integration_region')} aria-description={t('added_by')}>
      <div class="guest-text">
        <h3 class="guest-heading">{t('integration_region')}</h3>
        <p class="guest-note">{connection ? connection.organizationName : t('integration_about')}</p>
        <p class="guest-foot">{t('added_by')}</p>
      </div>
      <div class="guest-actions">
        {connection?.environment === 'sandbox' && <EnvironmentChip environment="sandbox" />}
        {connection ? (
          <>
            <Chip tone="success" icon="check-circle">
              {t('connection_connected')}
            </Chip>
            <GuestButton inside label={t('action_edit')} onClick={onOpen} />
          </>
        ) : (
          <GuestButton inside label={t('action_connect')} onClick={onOpen} />
        )}
      </div>
    </section>
  );
}
