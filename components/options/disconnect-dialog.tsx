import { useTranslate } from '../i18n.ts';
import { usePlural } from '../ui/language.ts';
import { ConfirmDialog } from './confirm-dialog.tsx';

/** More names than this would bury the question. */
const namedQuizzes = 8;

export interface DisconnectDialogProps {
  organizationName: string;
  /** Titles of the quizzes whose awards stop. */
  stoppingQuizzes: readonly string[];
  waiting: number;
  onDisconnect: () => Promise<boolean>;
  onClose: () => void;
}

/** Says what stops and what is kept, before the connection goes. */
export function DisconnectDialog(props: DisconnectDialogProps) {
  const t = useTranslate();
  const plural = usePlural();
  const more = props.stoppingQuizzes.length - namedQuizzes;
  return (
    <ConfirmDialog
      heading={t('disconnect_heading')}
      confirmLabel={t('action_disconnect')}
      busyLabel={t('disconnect_busy')}
      onConfirm={props.onDisconnect}
      onClose={props.onClose}
    >
      <p>{t('disconnect_what', props.organizationName)}</p>
      {props.stoppingQuizzes.length === 0 ? (
        <p>{t('disconnect_no_quizzes')}</p>
      ) : (
        <div>
          <p>{plural('disconnect_quizzes', props.stoppingQuizzes.length)}</p>
          <ul>
            {props.stoppingQuizzes.slice(0, namedQuizzes).map((title, index) => (
              // By index: two quizzes may have the same title
              <li key={index}>
                <bdi>{title}</bdi>
              </li>
            ))}
            {more > 0 && <li>{plural('disconnect_more_quizzes', more)}</li>}
          </ul>
        </div>
      )}
      <p>{props.waiting > 0 ? plural('disconnect_kept_waiting', props.waiting) : t('disconnect_kept')}</p>
    </ConfirmDialog>
  );
}
