import type { OwnPageIcon } from './own-page-icons.ts';

/** A circle around what is drawn. */
export const ring = 'M1.75 8a6.25 6.25 0 1 0 12.5 0 6.25 6.25 0 0 0-12.5 0Z';

/** Paths drawn on a grid of 16, stroked with the colour of the text around them. */
const drawings = {
  check: 'm3.5 8.5 3 3 6-7',
  'check-circle': `${ring}M5.25 8.25l2 2 3.5-4.25`,
  question: `${ring}M6.25 6.25C6.25 5.25 7 4.5 8 4.5s1.75.7 1.75 1.65C9.75 7.4 8 7.5 8 8.9M8 11.3v.1`,
  alert: `${ring}M8 4.75v3.75M8 11.1v.1`,
  warning: 'M8 2.25 14.25 13.5H1.75zM8 6.5v3M8 11.4v.1',
  info: `${ring}M8 7.5v3.75M8 4.9V5`,
  flask: 'M6 2h4M6.75 2v4L3 12.6c-.35.65.1 1.4.85 1.4h8.3c.75 0 1.2-.75.85-1.4L9.25 6V2M4.75 10h6.5',
  globe: `${ring}M1.75 8h12.5M8 1.75c2.2 2 2.9 4 2.9 6.25S10.2 12.25 8 14.25C5.8 12.25 5.1 10.25 5.1 8S5.8 3.75 8 1.75Z`,
  medal: 'M3.75 6a4.25 4.25 0 1 0 8.5 0 4.25 4.25 0 0 0-8.5 0ZM5.5 9.5l-1 5L8 12.75l3.5 1.75-1-5',
  link: 'M7 9a2.75 2.75 0 0 0 4 .1l2-2a2.75 2.75 0 0 0-3.9-3.9l-.8.8M9 7a2.75 2.75 0 0 0-4-.1l-2 2a2.75 2.75 0 0 0 3.9 3.9l.8-.8',
  'chevron-down': 'm3.5 6 4.5 4.5L12.5 6',
  offline: 'M2 6.2C3.7 4.7 5.8 4 8 4s4.3.7 6 2.2M4.5 9a5.4 5.4 0 0 1 7 0M8 12.2v.1M2.5 2l11 12',
  spinner: 'M8 1.75A6.25 6.25 0 1 1 1.75 8',
} satisfies Record<string, string>;

/** The name of a drawing in our icon set. */
export type IconName = keyof typeof drawings | OwnPageIcon;

/** Adds drawings that pages of others need not load. */
export const addIcons = (more: Readonly<Record<OwnPageIcon, string>>) => Object.assign(drawings, more);

/** An icon beside a word. It says nothing to assistive technology: the word does. */
export function Icon({ name, size = 16 }: { name: IconName; size?: number }) {
  return (
    <svg
      class={`ui-icon ui-icon--${name}`}
      width={size}
      height={size}
      viewBox="0 0 16 16"
      fill="none"
      stroke="currentColor"
      stroke-width="1.5"
      stroke-linecap="round"
      stroke-linejoin="round"
      aria-hidden="true"
      focusable="false"
    >
      <path d={drawings[name as keyof typeof drawings]} />
    </svg>
  );
}
