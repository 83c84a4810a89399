import type { Draft } from './draft.ts';

/** "Ada | Lovelace": how a name would be split, as an example; the rows themselves are read beside the page. */
export function splitExample(name: string, split: NonNullable<Draft['nameSplit']>): string {
  const text = name.replace(/\s+/g, ' ').trim();
  const at = split === 'comma' ? text.indexOf(',') : split === 'first-word' ? text.indexOf(' ') : text.lastIndexOf(' ');
  if (at < 0) return `${text} | –`;
  const [before, after] = [text.slice(0, at).trim(), text.slice(at + 1).trim()];
  return split === 'comma' ? `${after} | ${before}` : `${before} | ${after}`;
}
