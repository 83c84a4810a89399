// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createQuizTitle } from '../../../entrypoints/editor.content/quiz-title.ts';

const second = 1_000;
let shown: string;
let title: ReturnType<typeof createQuizTitle>;
/** Every title that was settled on, each once. */
let told: string[];
const look = () => {
  const settled = title.settled(shown);
  if (settled !== (told.at(-1) ?? '')) told.push(settled);
};

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
  told = [];
  title = createQuizTitle(look);
});
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
  document.body.replaceChildren();
});

function show(next: string, forMs: number) {
  shown = next;
  look();
  vi.advanceTimersByTime(forMs);
}

describe("a quiz's title", () => {
  it('is told once the page has shown it for two seconds, though nothing else changes there', () => {
    show('Food Safety', 1.9 * second);
    expect(told).toEqual([]);
    vi.advanceTimersByTime(0.2 * second);
    expect(told).toEqual(['Food Safety']);
  });

  it.each(['Loading...', 'Wird geladen …'])('is not what a page says while it loads: %s', (words) => {
    show(words, 15 * second);
    show('Food Safety', 3 * second);
    expect(told).toEqual(['Food Safety']);
  });

  it('is not read as long as the page says that it is busy, or is still being loaded', () => {
    document.body.setAttribute('aria-busy', 'true');
    show('Untitled', 15 * second);
    document.body.removeAttribute('aria-busy');
    const state = vi.spyOn(document, 'readyState', 'get').mockReturnValue('interactive');
    show('Please wait', 15 * second);
    state.mockReturnValue('complete');
    show('Food Safety', 3 * second);
    expect(told).toEqual(['Food Safety']);
  });

  it('is told at most once a minute, and is the last one then', () => {
    show('Food Safety', 3 * second);
    for (let n = 0; n < 100; n += 1) show(`Food Safety (${n} saved)`, 3 * second);
    expect(told.length).toBeLessThanOrEqual(6);
    show('Fire Safety', 61 * second);
    expect(told.at(-1)).toBe('Fire Safety');
  });

  it('is never told where it changes each second', () => {
    for (let n = 0; n < 100; n += 1) show(`${n} answers`, second);
    expect(told).toEqual([]);
  });

  it('is settled anew for another quiz, without the wait of a changed title', () => {
    show('Food Safety', 3 * second);
    title.reset();
    expect(title.settled('Food Safety')).toBe('');
    show('Fire Safety', 3 * second);
    expect(told.at(-1)).toBe('Fire Safety');
  });
});
