import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createTemplateLoader } from '../../../entrypoints/editor.content/templates.ts';
import type { KeptTemplatesReply, TemplatesReply, TemplateView } from '../../../lib/messages/client.ts';
import { template } from '../components/editor/templates.ts';
import { english } from '../components/english.ts';

/** A worker that answers from lists that a test may change. */
let kept: KeptTemplatesReply[];
let pages: (TemplatesReply | 'never')[];
let asked: string[];

const badge = (name: string) => template({ id: name, name });
const page = (number: number, totalPages: number, templates: TemplateView[], totalCount = 3): TemplatesReply => ({
  ok: true,
  page: number,
  totalPages,
  totalCount,
  startedAt: 1,
  templates,
});
const keptChunk = (templates: TemplateView[], isFresh = false): KeptTemplatesReply => ({
  ok: true,
  templates,
  next: null,
  readAt: templates.length > 0 ? 1000 : null,
  isFresh,
});

beforeEach(() => {
  kept = [keptChunk([])];
  pages = [];
  asked = [];
  vi.stubGlobal('chrome', {
    runtime: {
      id: 'ours',
      async sendMessage({ type, message }: { type: string; message: { page?: number } }) {
        asked.push(type);
        const value = type === 'templates.kept' ? kept.shift() : pages[(message.page ?? 0) - 1];
        return value === 'never' ? new Promise(() => undefined) : { ok: true, value };
      },
    },
  });
});
afterEach(() => void vi.unstubAllGlobals());

const names = ({ items }: { items: readonly TemplateView[] }) => items.map((it) => it.name);

it('of a list that was never read it says that it loads, not that it is empty', async () => {
  pages = ['never'];
  const { list, load } = createTemplateLoader(english);
  void load();
  await vi.waitFor(() => expect(asked).toContain('templates.page'));
  expect(list.value).toMatchObject({ status: 'loading', total: null });
});

it('reads every page, and shows each as it comes', async () => {
  pages = [page(1, 2, [badge('A'), badge('C')]), page(2, 2, [badge('B')])];
  const { list, load } = createTemplateLoader(english);
  await load();
  expect(list.value).toMatchObject({ status: 'ready', total: 3, error: null });
  expect(names(list.value)).toEqual(['A', 'B', 'C']);
});

it('shows what was kept while Credly is asked, and takes away what a whole reading does not hold', async () => {
  kept = [keptChunk([badge('A'), badge('Old')])];
  pages = ['never'];
  const { list, load } = createTemplateLoader(english);
  void load();
  await vi.waitFor(() => expect(asked).toContain('templates.page'));
  expect(list.value).toMatchObject({ status: 'loading', total: 2 });
  expect(names(list.value)).toEqual(['A', 'Old']);

  kept = [keptChunk([badge('A'), badge('Old')])];
  pages = [page(1, 1, [badge('A'), badge('New')])];
  await load({ force: true });
  expect(names(list.value)).toEqual(['A', 'New']);
});

it('does not ask Credly about a list that was read a moment ago, unless told to', async () => {
  kept = [keptChunk([badge('A')], true), keptChunk([badge('A')], true)];
  pages = [page(1, 1, [badge('A'), badge('B')])];
  const { list, load } = createTemplateLoader(english);
  await load();
  expect(list.value.status).toBe('ready');
  expect(asked).toEqual(['templates.kept']);
  await load({ force: true });
  expect(names(list.value)).toEqual(['A', 'B']);
});

it('a page that fails takes nothing away and is said', async () => {
  kept = [keptChunk([badge('A'), badge('B'), badge('C')])];
  pages = [page(1, 2, [badge('A'), badge('D')]), { ok: false, trouble: 'busy' }];
  const { list, load } = createTemplateLoader(english);
  await load();
  expect(list.value).toMatchObject({ status: 'error', error: english('editor_trouble_busy'), isOffline: false });
  expect(names(list.value)).toEqual(['A', 'B', 'C', 'D']);
});

it('tells a computer without a connection from a Credly that cannot be reached', async () => {
  pages = [{ ok: false, trouble: 'unreachable' }];
  vi.stubGlobal('navigator', { onLine: false });
  const { list, load } = createTemplateLoader(english);
  await load();
  expect(list.value).toMatchObject({ isOffline: true, error: english('picker_offline') });
});
