import type { ComponentChildren } from 'preact';
import { useTranslate } from '../i18n.ts';
import { classNames } from './class-names.ts';
import { Icon, type IconName } from './icons.tsx';

export interface NoticeProps {
  tone: 'info' | 'warning' | 'danger' | 'success';
  heading?: string;
  children: ComponentChildren;
  /** A button that does what the notice advises. */
  action?: ComponentChildren;
  /** Facts for support, folded away. */
  details?: ComponentChildren;
  /** Read out as soon as it appears: for the outcome of what the reader has just done. */
  live?: boolean;
}

const icons: Record<NoticeProps['tone'], IconName> = {
  info: 'info',
  warning: 'warning',
  danger: 'alert',
  success: 'check-circle',
};

/** What happened, what was kept, what to do. */
export function Notice({ tone, heading, children, action, details, live }: NoticeProps) {
  const t = useTranslate();
  return (
    <div class={classNames('ui-notice', `ui-notice--${tone}`)} role={live ? 'alert' : undefined}>
      <Icon name={icons[tone]} size={18} />
      <div class="ui-notice__text">
        {heading && <p class="ui-notice__heading">{heading}</p>}
        <div>{children}</div>
        {details && (
          <details class="ui-details">
            <summary>{t('ui_details')}</summary>
            <div class="ui-details__body">{details}</div>
          </details>
        )}
      </div>
      {action && <div class="ui-notice__action">{action}</div>}
    </div>
  );
}
