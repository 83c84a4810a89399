import type { RefObject } from 'preact';
import type { ConnectionView } from '@/lib/messages/client';
import { useTranslate } from '../i18n.ts';
import { BadgePicture } from '../ui/badge-picture.tsx';
import { Button } from '../ui/button.tsx';
import { Chip } from '../ui/chip.tsx';
import { EnvironmentChip } from '../ui/environment-chip.tsx';
import { RelativeTime } from '../ui/relative-time.tsx';
import { Fact } from './fact.tsx';
import { tokenLife } from './token-life.ts';

export interface ConnectedCardProps {
  connection: ConnectionView;
  onEdit: () => void;
  editRef: RefObject<HTMLButtonElement | null>;
}

/** Who is connected, to what, and how the token is. */
export function ConnectedCard({ connection, onEdit, editRef }: ConnectedCardProps) {
  const t = useTranslate();
  const life = tokenLife(connection);
  return (
    <>
      <div class="options-connected">
        <BadgePicture name={connection.organizationName} imageUrl={connection.organizationPhotoUrl} size={48} />
        <div class="options-connected__name">
          <p class="options-strong">
            <bdi>{connection.organizationName}</bdi>
          </p>
          <div class="options-chips">
            <Chip tone="success" icon="check">
              {t('connection_connected')}
            </Chip>
            <EnvironmentChip environment={connection.environment} />
          </div>
        </div>
        <Button onClick={onEdit} buttonRef={editRef}>
          {t('action_edit')}
        </Button>
      </div>
      <dl class="options-facts">
        <Fact term={t('connection_organization_id')}>
          <span class="options-code">{connection.organizationId}</span>
        </Fact>
        <Fact term={t('connection_token')}>{t('connection_token_ends_in', connection.tokenLastFour)}</Fact>
        <Fact term={t('connection_last_success')}>
          {connection.lastSuccessAt === null ? t('connection_never') : <RelativeTime at={connection.lastSuccessAt} />}
        </Fact>
        <Fact term={t('connection_token_entered')}>
          <RelativeTime at={connection.tokenEnteredAt} />
        </Fact>
        <Fact term={t(life.isKnown ? 'connection_token_expires' : 'connection_token_expires_at_the_latest')}>
          <RelativeTime at={life.endsAt} />
        </Fact>
        <Fact term={t('connection_may_issue')}>
          {t(connection.mayIssue === 'yes' ? 'connection_may_issue_yes' : 'connection_may_issue_unknown')}
        </Fact>
      </dl>
      {connection.mayDelete && <p class="options-muted options-small">{t('connection_may_delete')}</p>}
    </>
  );
}
