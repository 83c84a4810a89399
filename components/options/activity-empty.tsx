import { useTranslate } from '../i18n.ts';
import { Button } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';

export interface ActivityEmptyProps {
  isConnected: boolean;
  quizSiteUrl: string;
  onConnect: () => void;
}

/** What the list of awards will be, and the next step towards it. */
export function ActivityEmpty({ isConnected, quizSiteUrl, onConnect }: ActivityEmptyProps) {
  const t = useTranslate();
  if (!isConnected)
    return (
      <EmptyState
        icon="medal"
        action={
          <Button kind="primary" onClick={onConnect}>
            {t('action_go_to_integrations')}
          </Button>
        }
      >
        <p>{t('awards_empty_unconnected')}</p>
      </EmptyState>
    );
  return (
    <EmptyState
      icon="medal"
      action={
        <a class="ui-button ui-button--primary" href={quizSiteUrl} target="_blank" rel="noreferrer">
          <span class="ui-button__label">{t('action_open_credspark')}</span>
        </a>
      }
    >
      <p>{t('awards_empty')}</p>
    </EmptyState>
  );
}
