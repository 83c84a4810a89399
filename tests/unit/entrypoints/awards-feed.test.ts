import { signal } from '@preact/signals';
import { beforeEach, expect, it, vi } from 'vitest';
import type { Loadable } from '../../../components/options/model.ts';
import { type AwardsFeed, awardsFeed } from '../../../entrypoints/options/awards-feed.ts';
import type { AwardRow, AwardsReply } from '../../../lib/messages/client.ts';

/** What the worker was asked and has not answered yet. */
interface Asked {
  type: string;
  answer(value: unknown): void;
  refuse(): void;
}
let asked: Asked[];
const shown = signal<Loadable<AwardsReply>>({ value: null, failed: false });
let feed: AwardsFeed;

beforeEach(() => {
  asked = [];
  shown.value = { value: null, failed: false };
  feed = awardsFeed(shown);
  vi.stubGlobal('chrome', {
    runtime: {
      id: 'ours',
      sendMessage: ({ type }: { type: string }) =>
        new Promise((resolve) => {
          const answer = (value: unknown) => resolve({ ok: true, value });
          asked.push({ type, answer, refuse: () => resolve({ ok: false, error: 'refused' }) });
        }),
    },
  });
  return () => vi.unstubAllGlobals();
});

const row = (id: string, createdAt: number) => ({ id, createdAt }) as AwardRow;
const page = (awards: AwardRow[], next: AwardRow | null = null) => ({ awards, next, total: 2, at: 100, under: 'one' });
const touched = (awards: AwardRow[]) => ({ awards, total: 2, at: 200, more: false, under: 'one' });
/** The next question, once it is asked. */
async function question(type: string): Promise<Asked> {
  await vi.waitFor(() => expect(asked.map((it) => it.type)).toContain(type));
  const [next] = asked.splice(0, 1);
  if (next?.type !== type) throw new Error(`Asked "${next?.type}".`);
  return next;
}
const ids = () => shown.value.value?.awards.map(({ id }) => id);

it('gives all rows page by page, newest first, and then only what was touched', async () => {
  const loaded = feed.load();
  (await question('awards.page')).answer(page([row('b', 2)], row('b', 2)));
  (await question('awards.page')).answer(page([row('a', 1)]));
  await loaded;
  expect(ids()).toEqual(['b', 'a']);
  const again = feed.load();
  (await question('awards.touched')).answer(touched([row('c', 3)]));
  await again;
  expect(ids()).toEqual(['c', 'b', 'a']);
});

it.each(['answered', 'refused'])(
  'shows nothing of a load that was under way when the page was locked: %s',
  async (end) => {
    const loaded = feed.load();
    (await question('awards.page')).answer(page([row('b', 2)], row('b', 2)));
    const second = await question('awards.page');
    feed.forget();
    if (end === 'answered') second.answer(page([row('a', 1)]));
    else second.refuse();
    await loaded;
    expect(shown.value).toEqual({ value: null, failed: false });
    expect(asked).toEqual([]);
  },
);

it('shows nothing touched that is told after the page was locked', async () => {
  const loaded = feed.load();
  (await question('awards.page')).answer(page([row('b', 2)]));
  await loaded;
  const again = feed.load();
  const late = await question('awards.touched');
  feed.forget();
  late.answer(touched([row('c', 3)]));
  await again;
  expect(shown.value.value).toBeNull();
});

it('gives all rows again once it is unlocked', async () => {
  const loaded = feed.load();
  const late = await question('awards.page');
  feed.forget();
  late.answer(page([row('b', 2)]));
  await loaded;
  const again = feed.load();
  (await question('awards.page')).answer(page([row('b', 2)], row('b', 2)));
  (await question('awards.page')).answer(page([row('a', 1)]));
  await again;
  expect(ids()).toEqual(['b', 'a']);
});
