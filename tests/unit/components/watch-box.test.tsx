// @vitest-environment happy-dom
import { afterEach, expect, it, vi } from 'vitest';
import { WatchBox } from '../../../components/options/quizzes/watch-box.tsx';
import type { WatchView } from '../../../lib/messages/client.ts';
import { someTime } from './builders.ts';
import { button, clear, show } from './page.tsx';

afterEach(clear);

type On = Extract<WatchView, { on: true }>;
const watching = (part: Partial<On> = {}): On => ({
  on: true,
  readAt: someTime,
  counts: { rows: 40, awarded: 2, held: 0, notFinal: 3, left: 12, unclear: 1 },
  total: 5,
  isPaged: false,
  nextAt: someTime + 1,
  problem: null,
  ...part,
});

function open(watch: WatchView) {
  const actions = { onWatch: vi.fn(async () => true), onReadNow: vi.fn(async () => true) };
  show(<WatchBox title="Food" watch={watch} {...actions} />);
  return actions;
}
const text = () => document.body.textContent ?? '';

it('is off, says how it is made possible, and is asked for in words', async () => {
  open({ on: false, isReady: false });
  expect(text()).toContain('open this quiz’s Data & Analytics tab in CredSpark once');
  expect(document.querySelector('button')).toBeNull();
  clear();
  const { onWatch } = open({ on: false, isReady: true });
  button('Watch this quiz’s responses: Food').click();
  await vi.waitFor(() => expect(text()).toContain('with your sign-in at CredSpark'));
  expect(text()).toContain('without anybody looking first');
  expect(onWatch).not.toHaveBeenCalled();
  button('Watch').click();
  await vi.waitFor(() => expect(onWatch).toHaveBeenCalledWith(true));
});

it('says what was read, what came of it, and what is left', async () => {
  const { onReadNow, onWatch } = open(watching({ isPaged: true }));
  for (const part of [
    '40 responses on the list',
    '3 not final yet',
    '12 from before are left for you',
    '5 awards so far',
    '1 could not be read',
    'only the first page',
  ])
    expect(text()).toContain(part);
  button('Read now: Food').click();
  await vi.waitFor(() => expect(onReadNow).toHaveBeenCalled());
  button('Stop watching: Food').click();
  await vi.waitFor(() => expect(onWatch).toHaveBeenCalledWith(false));
});

it.each<[NonNullable<On['problem']>, string]>([
  ['signed-out', 'Sign in to CredSpark'],
  ['unreachable', 'could not be reached'],
  ['no-list', 'could not be read any more'],
  ['cannot', 'cannot be watched'],
  ['no-place', 'Data & Analytics tab in CredSpark once'],
  ['columns-unclear', 'could be the same thing'],
  ['finality-unclear', 'does not say how far'],
])('says of %s what to do', (problem, sentence) => {
  open(watching({ problem, readAt: null, counts: null, nextAt: null }));
  expect(text()).toContain(sentence);
  expect(text()).toContain('not read yet');
});
