import { addIcons, ring } from './icons.tsx';

/** Drawings that the options page alone has: what is loaded into pages of others does without them. */
export const ownPageDrawings = {
  'check-double': 'm1.5 8.75 2.75 2.75L9.5 5M7.5 10.75l.75.75L14 5',
  clock: `${ring}M8 4.5V8l2.25 1.75`,
  send: 'm14 2-6 12-1.75-5.75L2 5.75zM6.5 8.25 14 2',
  pause: `${ring}M6.5 5.75v4.5M9.5 5.75v4.5`,
  pencil: 'm10.75 2.75 2.5 2.5-7.5 7.5-3.25.75.75-3.25zM9.25 4.25l2.5 2.5',
  minus: `${ring}M5.25 8h5.5`,
  cross: `${ring}M6 6l4 4M10 6l-4 4`,
  undo: 'M5.5 3 2.5 6l3 3M2.5 6H10a3.5 3.5 0 0 1 0 7H6',
  eye: 'M1.5 8S4 3.5 8 3.5 14.5 8 14.5 8 12 12.5 8 12.5 1.5 8 1.5 8ZM6 8a2 2 0 1 0 4 0 2 2 0 0 0-4 0Z',
  shield: 'M8 1.75 13.25 3.5v4.25c0 3-2.1 5.4-5.25 6.5-3.15-1.1-5.25-3.5-5.25-6.5V3.5zM5.75 8l1.6 1.6L10.5 6.25',
  drive: 'M2.75 3h10.5v4.5H2.75zM2.75 8.5h10.5V13H2.75zM5 5.25v.1M5 10.7v.1',
  up: 'M8 13V3.5M4 7.25 8 3.25l4 4',
  down: 'M8 3v9.5M4 8.75l4 4 4-4',
  download: 'M8 2.25v8M4.75 7.25 8 10.5l3.25-3.25M2.75 13.5h10.5',
} satisfies Record<string, string>;

export type OwnPageIcon = keyof typeof ownPageDrawings;

addIcons(ownPageDrawings);
