import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { placementSchema } from '../../../../lib/awards/rule.ts';
import { type BlockPlacement, maxHeadings, placementAt, positionAmong } from '../../../../lib/quiz-site/placement.ts';

/** Headings of a page, some of them the same. */
const page = fc.array(fc.constantFrom('Score', 'Answers', 'Share', 'Text', 'Text', 'Next steps'), { maxLength: 9 });
/** Headings of which each is there once. */
const distinct = fc.uniqueArray(fc.string({ minLength: 1, maxLength: 8 }), { maxLength: 9 });
const share = fc.double({ min: 0, max: 1, noNaN: true });
const positionIn = (headings: readonly string[], part: number) => Math.round(part * headings.length);

/** Blocks that stand on another side of ours than they did, counted one by one. */
function broken({ above, below }: BlockPlacement, headings: readonly string[], position: number): number {
  return headings.filter((heading, at) => (at < position ? below : above).includes(heading)).length;
}

describe('the place of our block among the page’s own', () => {
  it('is the same on the same page, whatever the headings', () => {
    fc.assert(
      fc.property(page, share, (headings, part) => {
        const position = positionIn(headings, part);
        expect(positionAmong(placementAt(headings, position), headings)).toBe(position);
      }),
    );
  });

  it('keeps every remaining block on its side when others are added and removed', () => {
    fc.assert(
      fc.property(
        distinct,
        share,
        fc.array(fc.boolean(), { minLength: 9, maxLength: 9 }),
        fc.array(share),
        (headings, part, stays, added) => {
          const placement = placementAt(headings, positionIn(headings, part));
          const now = headings.filter((_, at) => stays[at]);
          added.forEach((where, number) => {
            now.splice(positionIn(now, where), 0, `added block ${number}`);
          });
          expect(broken(placement, now, positionAmong(placement, now))).toBe(0);
        },
      ),
    );
  });

  it('breaks as few relations as any other place would when the blocks are reordered', () => {
    const shuffled = distinct.chain((headings) =>
      fc.tuple(fc.constant(headings), fc.shuffledSubarray(headings), share),
    );
    fc.assert(
      fc.property(shuffled, ([headings, now, part]) => {
        const placement = placementAt(headings, positionIn(headings, part));
        const all = Array.from({ length: now.length + 1 }, (_, position) => broken(placement, now, position));
        expect(broken(placement, now, positionAmong(placement, now))).toBe(Math.min(...all));
      }),
    );
  });

  it('stays beside its neighbour when a block comes between', () => {
    const placement = placementAt(['Score', 'Answers', 'Share'], 1);
    expect(positionAmong(placement, ['Score', 'New', 'Answers', 'Share'])).toBe(1);
    expect(positionAmong(placement, ['New', 'Answers', 'Share'])).toBe(1);
    expect(positionAmong(placementAt(['Score', 'Answers'], 0), ['New', 'Score', 'Answers'])).toBe(1);
  });

  it('is kept where its neighbours were renamed, by what is left beyond them', () => {
    const placement = placementAt(['Score', 'Welcome', 'Bye', 'Share'], 2);
    expect(positionAmong(placement, ['Score', 'Hello', 'Farewell', 'Share'])).toBe(2);
    expect(positionAmong(placement, ['New', 'Score', 'Hello', 'Farewell', 'Share'])).toBe(3);
    expect(positionAmong(placement, ['New', 'Newer', 'Hello', 'Farewell', 'Share'])).toBe(3);
    expect(positionAmong(placement, ['Hello', 'Farewell'])).toBe(2);
  });

  it('between two blocks of the same heading stays between them', () => {
    const placement = placementAt(['Text', 'Text', 'Share'], 1);
    expect(positionAmong(placement, ['Score', 'Text', 'Text', 'Share'])).toBe(2);
    expect(positionAmong(placement, ['Text', 'Text'])).toBe(1);
    expect(positionAmong(placement, ['Renamed', 'Text', 'Share'])).toBe(1);
    expect(positionAmong(placement, ['Text', 'Renamed', 'Share'])).toBe(1);
  });

  it('does not follow the one block that went elsewhere', () => {
    const placement = placementAt(['Score', 'Answers', 'Share', 'Next steps'], 2);
    expect(positionAmong(placement, ['Score', 'Share', 'Next steps', 'Answers'])).toBe(1);
  });

  it('goes by its old index where nothing is known any more, and last where it was never put', () => {
    const placement = placementAt(['Score', 'Answers', 'Share'], 1);
    expect(positionAmong(placement, ['Ergebnis', 'Antworten', 'Teilen'])).toBe(1);
    expect(positionAmong(placement, [])).toBe(0);
    expect(positionAmong(null, ['Score', 'Answers'])).toBe(2);
  });

  it('is read as earlier versions kept it', () => {
    const behind = placementSchema.parse({ afterHeading: 'Answers', index: 2 });
    expect(positionAmong(behind, ['Score', 'Answers', 'Share'])).toBe(2);
    expect(positionAmong(behind, ['Answers', 'Score', 'Share'])).toBe(1);
    expect(positionAmong(behind, ['Score', 'Share'])).toBe(2);
    expect(positionAmong(placementSchema.parse({ afterHeading: null, index: 0 }), ['Score', 'Share'])).toBe(0);
  });

  it('is small enough to be stored, however many blocks a page has', () => {
    const headings = Array.from({ length: 400 }, (_, number) => `Block ${number}`);
    const placement = placementAt(headings, 200);
    expect(placement.above).toHaveLength(maxHeadings);
    expect(placementSchema.parse(placement)).toEqual(placement);
    expect(positionAmong(placement, headings)).toBe(200);
  });
});
