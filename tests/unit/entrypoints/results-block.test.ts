// @vitest-environment happy-dom
import { signal } from '@preact/signals';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { Stage } from '../../../entrypoints/editor.content/stage.ts';
import type { EditorContext } from '../../../lib/messages/client.ts';
import { credsparkProfile } from '../../../lib/quiz-site/credspark.ts';
import { findAnchor } from '../../../lib/quiz-site/dom/anchors.ts';
import { rule } from '../components/builders.ts';

/** Moving and wording the block on Results View, with a worker that answers when the test says so. */

type Answer = { ok: true; value: unknown } | { ok: false; error: string };
let asked: { type: string; answer: (it: Answer) => void }[];
/** What the worker knows; it says so whenever it is asked. */
let stored: EditorContext;

const saved: Answer = { ok: true, value: { saved: true } };
const refused: Answer = { ok: true, value: { saved: false } };
const moved = 'block_moved';
const failed = 'block_not_changed';

beforeEach(() => {
  Element.prototype.checkVisibility = () => true;
  asked = [];
  stored = { profile: credsparkProfile, rule: rule({ placement: null }) } as unknown as EditorContext;
  vi.stubGlobal('matchMedia', () => ({ matches: false, addEventListener: () => undefined }));
  vi.stubGlobal('chrome', {
    i18n: { getMessage: (id: string, with_: string[] = []) => [id, ...with_].join(' ') },
    runtime: {
      id: 'ours',
      async sendMessage({ type }: { type: string }) {
        if (type === 'editor.context') return { ok: true, value: stored };
        return new Promise((answer) => asked.push({ type, answer }));
      },
    },
  });
  document.body.innerHTML = ['A', 'B', 'C'].map((it) => `<section><h2>${it}</h2></section>`).join('');
});
afterEach(() => {
  vi.unstubAllGlobals();
  document.body.replaceChildren();
});

async function start() {
  const { createResultsBlock } = await import('../../../entrypoints/editor.content/results-block.ts');
  const { context, quizIds } = await import('../../../entrypoints/editor.content/context.ts');
  quizIds.value = ['id:1'];
  context.value = stored;
  const panel = { root: document.body, behind: null };
  const stage = {
    slots: { block: { place: () => false, isPlaced: () => true, remove: () => undefined } },
    onQuizTab: () => ({ panel, ownButton: false }),
    anchorFor: () => findAnchor(credsparkProfile, 'results-block', panel, context.value?.rule?.placement),
    note: signal(null),
    check: () => void block.placeResultsBlock(),
  } as unknown as Stage;
  const block = createResultsBlock(stage);
  block.placeResultsBlock();
  return { block, context, quizIds };
}
/** Answers the oldest unanswered question of the block's. */
const answer = async (with_: Answer) => {
  await vi.waitFor(() => expect(asked.length).toBeGreaterThan(0));
  asked.shift()?.answer(with_);
};

it('a move is shown at once and said when it is saved', async () => {
  const { block } = await start();
  block.move(-1);
  block.placeResultsBlock();
  expect(block.place.value).toEqual({ position: 2, count: 3 });
  expect(block.announcement.value).toBe('');
  await answer(saved);
  await vi.waitFor(() => expect(block.announcement.value).toBe(`${moved} 3 4`));
  expect(block.isRefused.value).toBe(false);
  expect(block.undos.value).toHaveLength(1);
});

it.each<[string, Answer]>([
  ['refused', refused],
  ['not answered', { ok: false, error: 'failed' }],
])('a move that is %s is taken back and never said to be done', async (_what, reply) => {
  const { block, context } = await start();
  block.move(-1);
  await answer(reply);
  await vi.waitFor(() => expect(block.announcement.value).toBe(failed));
  expect(block.isRefused.value).toBe(true);
  expect(context.value?.rule?.placement).toBeNull();
  block.placeResultsBlock();
  expect(block.place.value.position).toBe(3);
  expect(block.undos.value).toHaveLength(0);
  // The next one that is saved says so, and no longer that something failed.
  block.move(-2);
  expect(block.announcement.value).toBe('');
  await answer(saved);
  await vi.waitFor(() => expect(block.announcement.value).toBe(`${moved} 2 4`));
  expect(block.isRefused.value).toBe(false);
});

it('words are undone when the worker has them, and can be undone again where it failed', async () => {
  const { block, context } = await start();
  const words = { heading: 'Well done', text: null };
  const saving = block.word(words);
  await answer(saved);
  expect(await saving).toBe(true);
  stored = { ...stored, rule: rule({ block: words }) };
  context.value = stored;

  block.undo();
  expect(context.value.rule?.block.heading).toBeNull();
  expect(block.announcement.value).toBe('');
  await answer(refused);
  await vi.waitFor(() => expect(block.announcement.value).toBe(failed));
  expect(context.value.rule?.block).toEqual(words);
  expect(block.undos.value).toHaveLength(1);

  block.undo();
  await answer(saved);
  await vi.waitFor(() => expect(block.announcement.value).toBe('block_words_undone'));
  expect(block.undos.value).toHaveLength(0);
});

it('what comes of it is not said at another quiz that is shown by then', async () => {
  const { block, quizIds, context } = await start();
  block.move(-1);
  const other = { ...stored, rule: rule({ id: 'other' }) };
  quizIds.value = ['id:2'];
  stored = other;
  context.value = other;
  await answer(refused);
  await new Promise((resolve) => setTimeout(resolve, 5));
  expect(block.announcement.value).toBe('');
  expect(context.value).toEqual(other);
  expect(block.undos.value).toHaveLength(0);
});
