/** The author's words on the results block: plain text with places for what differs from result to result. */

export const placeholders = ['badge', 'name', 'score'] as const;

/** What stands for each placeholder; null where it is not known. */
export type BlockValues = Readonly<Record<(typeof placeholders)[number], string | null>>;

/** So many characters are kept, as people count them in a field. */
export const maxHeading = 200;
export const maxText = 1000;

const place = /\{ *([^{}\s][^{}\n]{0,39})\}/g;
const known = (word: string) => placeholders.find((it) => it === word.trim().toLowerCase());

/**
 * Fills the placeholders in. A line that needs something unknown is left out, so that nobody reads half a sentence;
 * placeholders that are none stay as they are.
 * @returns null where nothing is left
 */
export function fillWords(text: string | null, values: BlockValues): string | null {
  const lines = (text ?? '').split('\n').filter((line) => placesIn(line).every((it) => values[it] !== null));
  const filled = lines.map((line) =>
    line.replace(place, (whole, word: string) => {
      const its = known(word);
      return its ? (values[its] ?? '') : whole;
    }),
  );
  return filled.join('\n').trim() || null;
}

/** What looks like a placeholder and is none, each once, as it stands. */
export function unknownPlaces(text: string): string[] {
  return [...new Set([...text.matchAll(place)].flatMap(([whole, word]) => (known(word ?? '') ? [] : [whole])))];
}

function placesIn(line: string): (typeof placeholders)[number][] {
  return [...line.matchAll(place)].flatMap(([, word]) => known(word ?? '') ?? []);
}
