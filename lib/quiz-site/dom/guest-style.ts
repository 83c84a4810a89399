import { buttonSelector, visibleAll } from './elements.ts';

/**
 * A guest dresses like the house: our buttons and blocks take type, height, corners and colours from a neighbour of the
 * same kind, unless that would be hard to read.
 */

const ofButtons = [
  'font-family',
  'font-size',
  'font-weight',
  'letter-spacing',
  'text-transform',
  'line-height',
  'border-top-width',
  'border-top-style',
  'border-top-color',
  'border-top-left-radius',
  'padding-top',
  'padding-right',
  'padding-bottom',
  'padding-left',
  'box-shadow',
] as const;

const ofBlocks = [
  'font-family',
  'font-size',
  'border-top-width',
  'border-top-style',
  'border-top-color',
  'border-top-left-radius',
] as const;

const minContrast = 4.5;
/** A block's padding is taken over within these; others belong to elements inside it. */
const minPaddingPx = 12;
const maxPaddingPx = 32;
/** Elements that only hold others, one in the other. */
const maxFrames = 4;

/**
 * Custom properties for the root of our element: `--guest-button-...` from a neighbouring button (or the first one in a
 * neighbouring block), `--guest-block-...` from a neighbouring block.
 * @param likeButton a button to look like, where one is known
 */
export function guestStyle(neighbour: HTMLElement | null, likeButton?: HTMLElement): Record<string, string> {
  if (!neighbour) return {};
  const isButton = neighbour.matches(buttonSelector);
  const properties: Record<string, string> = { '--guest-margin': getComputedStyle(neighbour).margin };
  const button =
    likeButton ?? (isButton ? neighbour : visibleAll(neighbour, `:is(${buttonSelector}):not(:disabled)`)[0]);
  if (button) Object.assign(properties, buttonStyle(button));
  // In a grid the page's buttons fill their cells, and so does ours.
  if (isButton && neighbour.parentElement && getComputedStyle(neighbour.parentElement).display.includes('grid')) {
    properties['--guest-inline-size'] = '100%';
    properties['--guest-button-justify-content'] = getComputedStyle(neighbour).justifyContent;
  }
  const box = isButton ? null : boxOf(neighbour);
  const block = getComputedStyle(box ?? neighbour);
  for (const name of ofBlocks)
    if (box || name.startsWith('font-')) properties[`--guest-block-${name}`] = block.getPropertyValue(name);
  if (box) {
    const padding = Number.parseFloat(block.paddingLeft);
    if (padding >= minPaddingPx && padding <= maxPaddingPx) properties['--guest-block-padding'] = `${padding}px`;
    if (parseColor(block.backgroundColor)) properties['--guest-block-background-color'] = block.backgroundColor;
  }
  return properties;
}

/** The neighbour itself, or what its frame without looks holds: the first with a border or a ground of its own. */
function boxOf(neighbour: HTMLElement): Element | null {
  for (let it: Element | null = neighbour, depth = 0; it && depth < maxFrames; it = it.firstElementChild, depth += 1) {
    const { borderTopWidth, borderTopStyle, backgroundColor } = getComputedStyle(it);
    if (parseColor(backgroundColor) || (borderTopStyle !== 'none' && borderTopWidth !== '0px')) return it;
  }
  return null;
}

function buttonStyle(button: HTMLElement): Record<string, string> {
  const style = getComputedStyle(button);
  const properties: Record<string, string> = {};
  for (const name of ofButtons) properties[`--guest-button-${name}`] = style.getPropertyValue(name);
  properties['--guest-button-height'] = `${Math.round(button.getBoundingClientRect().height)}px`;
  const background = paintedBackground(button);
  const text = parseColor(style.color);
  if (background && text && contrast(text, background) >= minContrast) {
    properties['--guest-button-color'] = style.color;
    properties['--guest-button-background-color'] = style.backgroundColor;
  }
  return properties;
}

type Rgb = readonly [red: number, green: number, blue: number];

/** The colour that shows behind an element's text: its own background, or the nearest one behind it. */
function paintedBackground(element: Element): Rgb | null {
  for (let it: Element | null = element; it; it = it.parentElement) {
    const { backgroundColor, backgroundImage } = getComputedStyle(it);
    if (backgroundImage !== 'none') return null;
    const color = parseColor(backgroundColor);
    if (color) return color;
  }
  return [255, 255, 255];
}

/** Opaque `rgb()` only; anything else counts as unknown and our own colours are used. */
function parseColor(color: string): Rgb | null {
  const numbers = color.match(/^rgba?\(([\d.]+), ([\d.]+), ([\d.]+)(?:, ([\d.]+))?\)$/);
  if (!numbers || (numbers[4] !== undefined && Number(numbers[4]) < 1)) return null;
  return [Number(numbers[1]), Number(numbers[2]), Number(numbers[3])];
}

/** WCAG 2 contrast ratio, 1 to 21. */
export function contrast(a: Rgb, b: Rgb): number {
  const [dark = 0, light = 0] = [luminance(a), luminance(b)].sort((x, y) => x - y);
  return (light + 0.05) / (dark + 0.05);
}

function luminance(color: Rgb): number {
  const [red = 0, green = 0, blue = 0] = color.map((value) => {
    const part = value / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** Whether an element stands on a light or a dark ground, which decides our own colours there. */
export function groundOf(element: Element): 'light' | 'dark' {
  const color = paintedBackground(element);
  return color && luminance(color) < 0.2 ? 'dark' : 'light';
}
