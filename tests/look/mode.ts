import { pseudoExtension } from './pseudo-locale.ts';

/** How the states are looked at: see the README beside this file. */
export const modes = ['plain', 'zoom', 'rtl'] as const;
export type Mode = (typeof modes)[number];

export const mode: Mode = modes.find((it) => it === process.env.LOOK) ?? 'plain';

/** The run of all tests checks the states; it does not wait for pictures of them. */
export const takesPictures = process.env.LOOK !== undefined;

/** What a browser is started with for this mode; nothing, where the tests' own will do. */
export const browserOfMode = {
  plain: {},
  zoom: { viewport: { width: 640, height: 900 }, deviceScaleFactor: 2 },
  rtl: { extension: pseudoExtension },
}[mode];
