import fc from 'fast-check';
import { expect, it } from 'vitest';
import { piecesOf } from '../../../components/options/row-window.ts';

it('leaves no row out: each is drawn or counted in a gap, in order, and those in view are drawn', () => {
  const numbers = fc.record({
    count: fc.integer({ min: 1, max: 2000 }),
    first: fc.integer({ min: 0, max: 2500 }),
    viewRows: fc.integer({ min: 1, max: 40 }),
    pinned: fc.integer({ min: -1, max: 2500 }),
  });
  fc.assert(
    fc.property(numbers, ({ count, first, viewRows, pinned }) => {
      let next = 0;
      const drawn = new Set<number>();
      for (const piece of piecesOf(count, first, viewRows, pinned)) {
        if (piece.kind === 'row') {
          expect(piece.index).toBe(next);
          drawn.add(piece.index);
        }
        next += piece.kind === 'row' ? 1 : piece.rows;
      }
      expect(next).toBe(count);
      const inView = Math.max(0, Math.min(first, count - viewRows));
      for (let index = inView; index < Math.min(count, inView + viewRows); index += 1) expect(drawn).toContain(index);
      if (pinned >= 0 && pinned < count) expect(drawn).toContain(pinned);
      expect(drawn.size).toBeLessThan(viewRows + 40);
    }),
  );
});
