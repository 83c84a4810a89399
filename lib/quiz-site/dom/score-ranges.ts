import type { SiteProfile } from '../profile.ts';
import { fold } from './elements.ts';
import { fieldsOf, itemName, itemsUnder, itemText } from './lists.ts';

/** A quiz's score ranges as its editor shows them, the least first; without rows where it does not show them plainly. */
export interface RangesOnPage {
  /** Null where the page does not say what they are counted in. */
  unit: 'percent' | 'points' | null;
  /** `to` is as the page says it, which may include the bound itself; null for an open end. */
  rows: { name: string; from: string; to: string | null }[];
}

const none: RangesOnPage = { unit: null, rows: [] };
const maxRanges = 50;
/** Three digits behind a point may be thousands. */
const number = String.raw`\d{1,6}(?:\.\d{1,2})?(?![.,\d])`;
/** What may stand before a number: no other one, but for that of a name ("Level 1: "), and no sign of its own. */
const before = String.raw`^((?:\D|\d(?=\d*[^\d:]*:\s))*?(?<![^\s:(]))(?<!\d\s+)`;

/** From the list under the words for "Score Ranges". One row that cannot be read makes all of them unsure. */
export function readScoreRanges({ words }: Pick<SiteProfile, 'words'>): RangesOnPage {
  const items = itemsUnder(words.scoreRanges);
  const texts = items.map(itemText);
  const rows = items.flatMap((item) => readRange(words, item) ?? []);
  if (rows.length === 0 || rows.length !== items.length || rows.length > maxRanges) return none;
  rows.sort((a, b) => Number(a.from) - Number(b.from));
  const isAscending = rows.every((row, index) => index === 0 || Number(row.from) > Number(rows[index - 1]?.from));
  return isAscending ? { unit: unitOf(words, texts.join(' ')), rows } : none;
}

/**
 * Only what can be read in one way: two fields with a number each, "6-8", "6 to 8 points" and "9+". Whatever else
 * stands beside the numbers - a comma, "<", a third number - may change what they mean.
 */
function readRange(words: SiteProfile['words'], item: Element): RangesOnPage['rows'][number] | null {
  const name = itemName(item);
  const values = fieldsOf(item).map((it) => it.value.trim());
  if (values.length > 1) {
    const [from, to, ...more] = values.filter((it) => new RegExp(`^${number}$`).test(it));
    return more.length === 0 ? rowOf(name, from, to) : null;
  }
  const text = itemText(item).slice(0, 400);
  // A name that is an element of its own may have numbers in it.
  const own = text !== name && text.startsWith(name) ? name : '';
  const rest = text.slice(own.length);
  const unit = `(?:${[...words.percent, ...words.points].map(escaped).join('|')})?`;
  const between = `(?:[-–—]|\\s(?:${words.rangeTo.map(escaped).join('|')})\\s)`;
  const find = (numbers: string) => new RegExp(`${before}${numbers}[^\\d<>≤≥+]*$`, 'iu').exec(rest);
  const one = `(${number})\\s*${unit}\\s*`;
  const found = find(`${one}${between}\\s*(${number})`) ?? find(`${one}\\+`);
  return found && rowOf(leadOf(own || name, found[1]), found[2], found[3] ?? null);
}

function rowOf(name: string, from: string | undefined, to: string | undefined | null) {
  if (!from || to === undefined || Number(from) > Number(to ?? from)) return null;
  return { name, from, to };
}

/** "Steady: 6-8" is called "Steady", as an item with its name in bold is. */
function leadOf(name: string, before = ''): string {
  const lead = before.replace(/[\s:(–—-]+$/, '').trim();
  return (lead === '' || name.length < lead.length ? name : lead).slice(0, 300);
}

function unitOf(words: SiteProfile['words'], text: string): RangesOnPage['unit'] {
  const says = (list: readonly string[]) =>
    list.some((word) => new RegExp(`(^|[\\s\\d])${escaped(fold(word))}($|[^\\p{L}])`, 'u').test(fold(text)));
  const [percent, points] = [says(words.percent), says(words.points)];
  return percent === points ? null : percent ? 'percent' : 'points';
}

function escaped(word: string): string {
  return word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
