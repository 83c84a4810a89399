import { useTranslate } from '../../i18n.ts';
import { EmptyState } from '../../ui/empty-state.tsx';

/** What the list of quizzes will be, and the next step towards it. */
export function QuizzesEmpty({ isConnected, quizSiteUrl }: { isConnected: boolean; quizSiteUrl: string }) {
  const t = useTranslate();
  return (
    <EmptyState
      icon="medal"
      action={
        isConnected && (
          <a class="ui-button ui-button--quiet" href={quizSiteUrl} target="_blank" rel="noreferrer">
            <span class="ui-button__label">{t('action_open_credspark')}</span>
          </a>
        )
      }
    >
      <p>{t(isConnected ? 'rules_empty' : 'rules_empty_unconnected')}</p>
    </EmptyState>
  );
}
