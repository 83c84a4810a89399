import type { TemplateView } from '@/lib/messages/client.ts';

/** Letters and signs that are no letter with an accent to Unicode, but are typed as such. */
const typedAs: Readonly<Record<string, string>> = {
  ł: 'l',
  ø: 'o',
  ß: 'ss',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  æ: 'ae',
  œ: 'oe',
  ı: 'i',
  ħ: 'h',
  ŧ: 't',
  ς: 'σ',
};

/** Text for comparisons: without regard to case, accents, and typographic signs. */
export function foldText(text: string): string {
  // Most names are plain.
  if (!/[^ -~]/.test(text)) return text.toLowerCase();
  return (
    text
      .normalize('NFKD')
      .toLowerCase()
      // Accents, and what is not seen at all.
      .replace(/[\p{M}\p{Cf}]/gu, '')
      .replace(/[‘’‛ʼ′]/g, "'")
      .replace(/[“”„«»]/g, '"')
      .replace(/[‐-―−]/g, '-')
      .replace(/[^ -~]/g, (letter) => typedAs[letter] ?? letter)
  );
}

interface Folded {
  name: string;
  all: string;
}

/** Folding thousands of texts takes longer than a frame, so each template is folded once, when it arrives. */
const foldedTexts = new WeakMap<TemplateView, Folded>();

function foldedOf(template: TemplateView): Folded {
  const known = foldedTexts.get(template);
  if (known) return known;
  const name = foldText(template.name);
  // A line break between them: no word of a query reaches over it.
  const all = [name, foldText(template.description ?? ''), ...template.skills.map(foldText)].join('\n');
  const folded = { name, all };
  foldedTexts.set(template, folded);
  return folded;
}

/** Orders templates as Credly's list is: by name, then by id, so that the order is always the same. */
export function byName(a: TemplateView, b: TemplateView): number {
  return compare(foldedOf(a).name, foldedOf(b).name) || compare(a.id, b.id);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/**
 * Templates in which every word of the query occurs (in name, description or skills), in the list's order but for those
 * whose name begins with the query: these come first.
 */
export function filterTemplates(templates: readonly TemplateView[], query: string): readonly TemplateView[] {
  return createFilter()(templates, query);
}

/** `filterTemplates` with a memory: a query that goes on from the one before looks only among what that one found. */
export function createFilter(): typeof filterTemplates {
  let last = { templates: [] as readonly TemplateView[], start: '', found: [] as readonly TemplateView[] };
  return (templates, query) => {
    const start = foldText(query).trim();
    const words = start.split(/\s+/);
    // Of nothing typed, an empty word.
    if (!words[0]) return templates;
    const goesOn = last.templates === templates && start.startsWith(last.start);
    const found = (goesOn ? last.found : templates).filter((it) =>
      words.every((word) => foldedOf(it).all.includes(word)),
    );
    last = { templates, start, found };
    return leadingFirst(found, start);
  };
}

function leadingFirst(found: readonly TemplateView[], start: string): readonly TemplateView[] {
  const { first = [], later = [] } = Object.groupBy(found, (it) =>
    foldedOf(it).name.startsWith(start) ? 'first' : 'later',
  );
  return [...first, ...later];
}
