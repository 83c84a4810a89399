import type { SiteProfile } from '../profile.ts';
import { fold } from './elements.ts';
import { itemName, itemsUnder, itemText } from './lists.ts';

/** A quiz's score ranges as its editor shows them, the least first; without rows where it does not show them plainly. */
export interface RangesOnPage {
  /** Null where the page does not say what they are counted in. */
  unit: 'percent' | 'points' | null;
  /** `to` is as the page says it, which may include the bound itself; null for an open end. */
  rows: { name: string; from: string; to: string | null }[];
}

const none: RangesOnPage = { unit: null, rows: [] };
const maxRanges = 50;
const number = String.raw`\d{1,6}(?:\.\d{1,4})?`;

/** From the list under the words for "Score Ranges". One row that cannot be read makes all of them unsure. */
export function readScoreRanges({ words }: Pick<SiteProfile, 'words'>): RangesOnPage {
  const items = itemsUnder(words.scoreRanges);
  const texts = items.map(itemText);
  const rows = items.flatMap((item, index) => readRange(words, itemName(item), texts[index] ?? '') ?? []);
  if (rows.length === 0 || rows.length !== items.length || rows.length > maxRanges) return none;
  rows.sort((a, b) => Number(a.from) - Number(b.from));
  const isAscending = rows.every((row, index) => index === 0 || Number(row.from) > Number(rows[index - 1]?.from));
  return isAscending ? { unit: unitOf(words, texts.join(' ')), rows } : none;
}

function readRange(words: SiteProfile['words'], name: string, text: string): RangesOnPage['rows'][number] | null {
  const units = [...words.percent, ...words.points].map(escaped).join('|');
  const between = ['-', '–', '—', ...words.rangeTo].map(escaped).join('|');
  const pair = new RegExp(`(${number})\\s*(?:${units})?\\s*(?:${between}| )\\s*(${number})(?!.*\\d)`, 'i').exec(text);
  if (pair?.[1] && pair[2] && Number(pair[1]) <= Number(pair[2]))
    return { name: leadOf(name, text.slice(0, pair.index)), from: pair[1], to: pair[2] };
  const alone = text.match(new RegExp(number, 'g')) ?? [];
  return alone.length === 1 && alone[0] !== undefined
    ? { name: leadOf(name, text.split(alone[0])[0] ?? ''), from: alone[0], to: null }
    : null;
}

/** "Steady: 6-8" is called "Steady", as an item with its name in bold is. */
function leadOf(name: string, before: string): string {
  const lead = before.replace(/[\s:–—-]+$/, '').trim();
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
