import { type QuizType, quizTypes } from '../names.ts';
import { matchPath, nameAmongSites, quizIdsOfAddress } from '../pages.ts';
import type { SiteProfile } from '../profile.ts';
import { elementsWithText, fold, headingSelector, isOurs, nameOf, visibleAll, wordSet } from './elements.ts';
import { itemName, itemsUnder, labelOf } from './lists.ts';
import { pageAddress } from './page-address.ts';
import { type RangesOnPage, readScoreRanges } from './score-ranges.ts';

/** What an editor page shows of its quiz. Everything that is not plainly there is null. */
export interface QuizFacts {
  /** `slug:...` and `id:...`; empty where the page shows neither. */
  quizIds: string[];
  title: string;
  type: QuizType | null;
  passingScore: { value: string; unit: 'percent' | 'points' } | null;
  outcomes: string[];
  ranges: RangesOnPage;
}

/** @param tabRow the editor's tabs, which are not part of the quiz's own texts */
export function readQuizFacts(profile: SiteProfile, tabRow: Element): QuizFacts {
  return {
    quizIds: readQuizIds(profile),
    title: readTitle(profile, tabRow),
    type: readType(profile, tabRow),
    passingScore: readPassingScore(profile),
    outcomes: readOutcomes(profile),
    ranges: readScoreRanges(profile),
  };
}

/** From the address, and from the one public slug that links and embed code on the page agree on. */
function readQuizIds(profile: SiteProfile): string[] {
  const own = quizIdsOfAddress(profile, pageAddress());
  if (own.some((id) => id.startsWith('slug:'))) return own;
  const slugs = new Set([...slugsInLinks(profile), ...slugsInEmbedCode(profile)]);
  const [slug] = slugs;
  // Two quizzes on one page: which one is meant would be a guess.
  return slugs.size === 1 && slug !== undefined ? [...own, `slug:${nameAmongSites(profile, slug)}`] : own;
}

function slugsInLinks(profile: SiteProfile): string[] {
  return [...document.querySelectorAll<HTMLAnchorElement>('a[href]')]
    .filter((it) => !isOurs(it))
    .flatMap((it) => slugInAddress(profile, it.href));
}

function slugsInEmbedCode(profile: SiteProfile): string[] {
  return [...document.querySelectorAll<HTMLInputElement | HTMLTextAreaElement>('textarea, input, pre, code')]
    .filter((it) => !isOurs(it))
    .flatMap((it) => {
      const text = ('value' in it ? it.value : (it as Element).textContent) ?? '';
      // Embed code and addresses are words between quotes, brackets and white space.
      return text
        .slice(0, 4000)
        .split(/["'<>\s]+/)
        .flatMap((word, index, all) => [
          ...slugInAddress(profile, word),
          ...profile.quizId.attributes.flatMap((name) =>
            all[index - 1] === `${name}=` && /^[a-z0-9-]+$/i.test(word) ? [word] : [],
          ),
        ]);
    });
}

function slugInAddress(profile: SiteProfile, address: string): string[] {
  if (!URL.canParse(address)) return [];
  const url = new URL(address);
  if (!profile.origins.includes(url.origin)) return [];
  return profile.quizId.links.flatMap((pattern) => matchPath(pattern, url.pathname)?.slug ?? []);
}

/**
 * The first heading that is neither a tab's nor a settings' word. Without one there is no title: the document's own is
 * mostly the site's.
 */
function readTitle(profile: SiteProfile, tabRow: Element): string {
  const words = wordSet([...Object.values(profile.words.tabs).flat(), ...profile.words.integrations]);
  const heading = visibleAll(document, headingSelector).find(
    (it) => !tabRow.contains(it) && !words.has(fold(nameOf(it))),
  );
  return heading ? nameOf(heading).slice(0, 300) : '';
}

/** "Scored quiz", "Type: Scored": one element whose whole text says it. Two that differ say nothing. */
function readType(profile: SiteProfile, tabRow: Element): QuizType | null {
  const found = new Set<QuizType>();
  for (const type of quizTypes) {
    const words = profile.words.quizTypes[type];
    const labelled = words.flatMap((word) => [word, ...profile.words.typeLabels.map((label) => `${label}: ${word}`)]);
    const hits = elementsWithText(document.body, wordSet(labelled)).filter(
      (it) => !tabRow.contains(it) && !isControl(it),
    );
    if (hits.length > 0) found.add(type);
  }
  const [type] = found;
  return found.size === 1 ? (type ?? null) : null;
}

function isControl(element: Element): boolean {
  return element.closest('button, a, option, label, [role=option], [role=menuitem]') !== null;
}

function readPassingScore(profile: SiteProfile): QuizFacts['passingScore'] {
  const words = profile.words.passingScore.map(fold);
  const inputs = visibleAll(document, 'input:not([type=checkbox]):not([type=radio]), [role=spinbutton]').filter(
    (it) => {
      const label = fold(labelOf(it));
      return words.some((word) => label.startsWith(word));
    },
  );
  const [input, ...others] = inputs;
  if (!input?.matches('input') || others.length > 0) return null;
  const value = (input as HTMLInputElement).value.trim();
  if (!/^\d{1,6}(\.\d{1,2})?$/.test(value)) return null;
  const around = fold(textNear(input as HTMLInputElement));
  const percent = holdsWord(around, profile.words.percent);
  const points = holdsWord(around, profile.words.points);
  return percent === points ? null : { value, unit: percent ? 'percent' : 'points' };
}

/** Whether one of the words stands in a folded text, and not as a part of another word. */
function holdsWord(text: string, words: readonly string[]): boolean {
  const isLetter = (char: string | undefined) => char !== undefined && /\p{L}/u.test(char);
  return words.map(fold).some((word) => {
    for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1))
      if (!isLetter(word[0]) || (!isLetter(text[at - 1]) && !isLetter(text[at + word.length]))) return true;
    return false;
  });
}

/** Label, what stands in the same row, and the choice of a select beside the field. */
function textNear(input: HTMLInputElement): string {
  const texts = [labelOf(input)];
  for (let it = input.parentElement, level = 0; it && level < 2; it = it.parentElement, level += 1) {
    const select = it.querySelector('select');
    const text = select ? (select.selectedOptions[0]?.textContent ?? '') : (it.textContent ?? '');
    if (text.length <= 120) texts.push(text);
  }
  return texts.join(' ');
}

function readOutcomes(profile: SiteProfile): string[] {
  const names = itemsUnder(profile.words.outcomes).map(itemName);
  return [...new Set(names.filter((text) => text !== '' && text.length <= 300))].slice(0, 200);
}
