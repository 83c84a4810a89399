import type { ComponentChildren } from 'preact';
import { Icon, type IconName } from './icons.tsx';

export interface EmptyStateProps {
  icon: IconName;
  /** What will be here. */
  children: ComponentChildren;
  /** The one button that gets it there. */
  action?: ComponentChildren;
}

/** Stands where a list will be. */
export function EmptyState({ icon, children, action }: EmptyStateProps) {
  return (
    <div class="ui-empty">
      <Icon name={icon} size={28} />
      <div class="ui-empty__text">{children}</div>
      {action}
    </div>
  );
}
