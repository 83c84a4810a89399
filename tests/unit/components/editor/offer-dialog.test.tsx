// @vitest-environment happy-dom
import { afterEach, describe, expect, it, vi } from 'vitest';
import { OfferBlock } from '../../../../components/editor/responses/offer-block.tsx';
import { OfferDialog } from '../../../../components/editor/responses/offer-dialog.tsx';
import type { AwardRowsReply, OfferRowView, OfferView } from '../../../../lib/messages/client.ts';
import { button, clear, field, show } from '../page.tsx';

afterEach(clear);

const badge = { templateId: 't', name: 'Safe Food', imageUrl: null };
const row = (name: string, part: Partial<OfferRowView> = {}): OfferRowView => ({
  id: name,
  firstName: name,
  lastName: 'Example',
  email: `${name}@example.com`,
  score: '9',
  maximum: '10',
  percent: null,
  outcome: null,
  badge,
  kind: 'ready',
  reason: null,
  ticked: true,
  ...part,
});
const offer = (rows: OfferRowView[], part: Partial<OfferView> = {}): OfferView => ({
  listId: 'list-1',
  rows,
  others: { already: 0, notPassing: 0, pending: 0, partial: 0, withoutEmail: 0, unclear: 0 },
  isPaged: false,
  problem: null,
  ...part,
});
const text = () => document.body.textContent ?? '';

function open(
  view: OfferView,
  reply: AwardRowsReply | null = { ok: true, awarded: 1, held: 0, needsDetails: 0, already: 0 },
) {
  const onAward = vi.fn(async () => reply);
  const onClose = vi.fn();
  show(<OfferDialog quizTitle="Food" environment="production" offer={view} onAward={onAward} onClose={onClose} />);
  return { onAward, onClose };
}

describe('the block above a list', () => {
  it.each<[string, OfferView, string]>([
    ['one', offer([row('a')]), '1 result on this page qualifies and has no badge yet'],
    ['several', offer([row('a'), row('b')]), '2 results on this page qualify and have no badge yet'],
    ['none', offer([]), 'No result on this page waits for a badge'],
    ['what is not plain', offer([], { problem: 'columns-unclear' }), 'could be the same thing'],
    ['no status', offer([], { problem: 'finality-unclear' }), 'none counts as final'],
    ['other pages', offer([row('a')], { isPaged: true }), 'The list has more pages'],
  ])('says of %s', (_what, view, sentence) => {
    show(<OfferBlock offer={view} onOpen={() => undefined} />);
    expect(text()).toContain(sentence);
    expect(document.querySelectorAll('button')).toHaveLength(view.rows.length > 0 ? 1 : 0);
  });
});

describe('the dialog of offered results', () => {
  it('awards the ticked ones alone', async () => {
    const { onAward } = open(offer([row('a'), row('b'), row('c', { kind: 'reviewed', ticked: false })]));
    expect(text()).toContain('Reviewed: the participant has not been told the result yet.');
    field('Award: b Example').click();
    await vi.waitFor(() => button('Award 1 badge').click());
    await vi.waitFor(() => expect(onAward).toHaveBeenCalledWith(['a'], null));
    await vi.waitFor(() => expect(text()).toContain('1 award is on its way'));
  });

  it('awards nothing while nothing is ticked', async () => {
    open(offer([row('a')]));
    field('Choose all').click();
    await vi.waitFor(() => expect(button('Award 0 badges').disabled).toBe(true));
  });

  it('asks once more, with the number, before more than fifty', async () => {
    const { onAward } = open(offer(Array.from({ length: 64 }, (_, n) => row(`p${n}`))));
    button('Award 64 badges').click();
    await vi.waitFor(() => expect(text()).toContain('64 badges are about to be awarded'));
    expect(onAward).not.toHaveBeenCalled();
    button('Back').click();
    await vi.waitFor(() => expect(field('Award: p0 Example').checked).toBe(true));
    button('Award 64 badges').click();
    await vi.waitFor(() => expect(text()).toContain('64 badges are about'));
    button('Award 64 badges').click();
    await vi.waitFor(() => expect(onAward).toHaveBeenCalledWith(expect.arrayContaining(['p0', 'p63']), 64));
  });

  it.each<[AwardRowsReply | null, string]>([
    [{ ok: false, trouble: 'list-gone' }, 'The list has changed since it was offered'],
    [{ ok: false, trouble: 'rule-changed' }, 'was changed meanwhile'],
    [null, 'Reload'],
  ])('says why nothing was awarded', async (reply, sentence) => {
    open(offer([row('a')]), reply);
    button('Award 1 badge').click();
    await vi.waitFor(() =>
      expect(document.querySelector('[role=alert]')?.textContent?.toLowerCase()).toContain(sentence.toLowerCase()),
    );
  });

  it('shows names as text', () => {
    open(offer([row('<img src=x onerror=alert(1)>')]));
    expect(document.querySelector('td img[src=x], th img')).toBeNull();
    expect(text()).toContain('<img src=x onerror=alert(1)>');
  });
});
