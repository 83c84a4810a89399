import { classNames } from './class-names.ts';
import { Icon, type IconName } from './icons.tsx';

/** What a chip's colour stands for; the icon and the word say it too. */
export type Tone = 'neutral' | 'info' | 'success' | 'warning' | 'danger';

/** An icon and a word: how every status is shown. */
export function Chip({ tone, icon, children }: { tone: Tone; icon: IconName; children: string }) {
  return (
    <span class={classNames('ui-chip', `ui-chip--${tone}`)}>
      <Icon name={icon} size={14} />
      <span>{children}</span>
    </span>
  );
}
