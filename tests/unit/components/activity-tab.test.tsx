// @vitest-environment happy-dom
import { signal } from '@preact/signals';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { ActivityTab } from '../../../components/options/activity-tab.tsx';
import { noFilter } from '../../../components/options/awards-view.ts';
import type { OptionsActions } from '../../../components/options/model.ts';
import type { AwardRow, OptionsState } from '../../../lib/messages/client.ts';
import { award, connection, optionsActions, optionsState, someTime } from './builders.ts';
import { button, clear, control, descriptionOf, field, show, type } from './page.tsx';

afterEach(clear);

function open(awards: AwardRow[], part: Partial<OptionsActions> = {}, state: Partial<OptionsState> = {}) {
  const actions = optionsActions(part);
  const filter = signal(noFilter);
  show(
    <ActivityTab
      awards={{ value: { awards, total: awards.length }, failed: false }}
      state={optionsState({ connection: connection(), ...state })}
      filter={filter}
      actions={actions}
      quizSiteUrl="https://q/"
    />,
  );
  return { actions, filter };
}

describe('the table of awards', () => {
  it('names its columns, and its check boxes by participant', () => {
    open([
      award({ id: '1' }),
      award({ id: '2', participant: { firstName: null, lastName: null, email: 'grace@example.com' } }),
      award({ id: '3', participant: null, state: 'not-passing' }),
    ]);
    expect(document.querySelector('table')?.getAttribute('aria-label')).toBe('Awards');
    const columns = [...document.querySelectorAll('th')].map((head) => head.textContent).slice(1, 6);
    expect(columns).toEqual(['Participant', 'Badge', 'Quiz', 'Status', 'Time']);
    const names = [...document.querySelectorAll('tbody input')].map((box) => box.getAttribute('aria-label'));
    expect(names).toEqual(['Select Ada Lovelace', 'Select g...@example.com', 'Select participant without name']);
  });

  it("shows why an award is where it is, and Credly's own sentence", () => {
    open([
      award({ id: '1', state: 'held', reason: 'numbers-disagree' }),
      award({ id: '2', state: 'failed', reason: 'something-new', credlySentence: 'Email is suppressed' }),
    ]);
    const text = document.body.textContent;
    expect(text).toContain('do not fit together');
    expect(text).toContain('Credly: “Email is suppressed”');
    expect(text).not.toContain('something-new');
  });

  it('acts only on those selected awards that an action suits', async () => {
    const { actions } = open([
      award({ id: '1', state: 'held', actions: ['approve', 'dismiss'] }),
      award({ id: '2', state: 'failed', actions: ['try-again', 'dismiss'] }),
    ]);
    field('Select all').click();
    await vi.waitFor(() => button('Approve (1)').click());
    await vi.waitFor(() => expect(actions.act).toHaveBeenCalledWith(['1'], 'approve'));
  });

  it('says why awards stay as they are, one reason after the other', async () => {
    const act = vi.fn(async () => ({ changed: 0, unchanged: { expired: 2, 'moved-on': 1 } }));
    open([award({ state: 'held', reason: 'expired-at-birth', actions: ['approve'] })], { act });
    button('Approve: Ada Lovelace').click();
    await vi.waitFor(() => expect(document.body.textContent).toContain('2 awards were not sent: their badges would'));
    expect(document.body.textContent).toContain('1 award had moved on meanwhile');
    expect(document.body.textContent).not.toContain('could not be revoked');
  });

  it('asks before it sends an award whose answer was lost', async () => {
    const { actions } = open([award({ state: 'unconfirmed', actions: ['send-anyway'] })]);
    button('Send anyway: Ada Lovelace').click();
    await vi.waitFor(() => expect(document.querySelector('dialog')?.textContent).toContain('a second one'));
    expect(actions.act).not.toHaveBeenCalled();
    button('Send anyway').click();
    await vi.waitFor(() => expect(actions.act).toHaveBeenCalledWith(['award-1'], 'send-anyway'));
    await vi.waitFor(() => expect(document.querySelector('dialog')).toBeNull());
  });

  it('shows what is still wrong with completed details beside the field', async () => {
    const { actions } = open([award({ state: 'needs-details', reason: 'email-missing', actions: ['set-details'] })], {
      setDetails: vi.fn(async () => ['email-malformed' as const]),
    });
    button('Add details: Ada Lovelace').click();
    await vi.waitFor(() => type(field('Email'), ' ada@ '));
    button('Save').click();
    await vi.waitFor(() => expect(descriptionOf(field('Email'))).toContain('not a whole e-mail address'));
    expect(actions.setDetails).toHaveBeenCalledWith('award-1', {
      firstName: 'Ada',
      lastName: 'Lovelace',
      email: 'ada@',
    });
    expect(document.activeElement).toBe(field('Email'));
  });
});

const rowNames = () => [...document.querySelectorAll('tbody .options-table__open')].map((open) => open.textContent);
const named = (id: string, firstName: string, part: Partial<AwardRow> = {}) =>
  award({ id, participant: { firstName, lastName: 'Example', email: `${id}@example.com` }, ...part });

describe('filters and order', () => {
  it('counts the awards by status, and shows those of the status that is pressed', async () => {
    open([named('1', 'Ada'), named('2', 'Bo', { state: 'held' }), named('3', 'Cy')]);
    expect(button('All 3').getAttribute('aria-pressed')).toBe('true');
    button('Held for review 1').click();
    await vi.waitFor(() => expect(rowNames()).toEqual(['Bo Example']));
    expect(button('Held for review 1').getAttribute('aria-pressed')).toBe('true');
    expect(document.querySelector('.options-summary')?.textContent).toBe('1 of 3 awards');
    button('Held for review 1').click();
    await vi.waitFor(() => expect(rowNames()).toHaveLength(3));
  });

  it('finds words in any order, without regard to case and accents', async () => {
    open([named('1', 'Nguyễn', { quizTitle: 'Points' }), named('2', 'Ngu', { quizTitle: 'Safety' })]);
    type(field('Search participant, e-mail, quiz or badge'), 'POINTS nguyen');
    await vi.waitFor(() => expect(rowNames()).toEqual(['Nguyễn Example']));
    type(field('Search participant, e-mail, quiz or badge'), 'nobody');
    await vi.waitFor(() => button('Show all awards').click());
    await vi.waitFor(() => expect(rowNames()).toHaveLength(2));
    expect(document.activeElement).toBe(field('Search participant, e-mail, quiz or badge'));
  });

  it('narrows to one quiz, also to one without a title', async () => {
    open([named('1', 'Ada'), named('2', 'Bo', { quizTitle: '' })]);
    const select = control<HTMLSelectElement>('select', 'Quiz');
    expect([...select.options].map((option) => option.text)).toEqual([
      'All quizzes',
      'Quiz without a title',
      'Laboratory safety',
    ]);
    select.value = 't';
    select.dispatchEvent(new Event('change', { bubbles: true }));
    await vi.waitFor(() => expect(rowNames()).toEqual(['Bo Example']));
  });

  it('sorts by the column whose head is pressed, and the other way round when it is pressed again', async () => {
    open([named('1', 'Bo'), named('2', 'Ábel'), named('3', 'Cy'), award({ id: '4', participant: null })]);
    const head = (name: string) => button(name).closest('th');
    expect(head('Time')?.getAttribute('aria-sort')).toBe('descending');
    button('Participant').click();
    await vi.waitFor(() => expect(head('Participant')?.getAttribute('aria-sort')).toBe('ascending'));
    expect(head('Time')?.hasAttribute('aria-sort')).toBe(false);
    expect(rowNames()).toEqual(['Ábel Example', 'Bo Example', 'Cy Example', 'Not known']);
    button('Participant').click();
    await vi.waitFor(() => expect(head('Participant')?.getAttribute('aria-sort')).toBe('descending'));
    expect(rowNames()).toEqual(['Cy Example', 'Bo Example', 'Ábel Example', 'Not known']);
  });

  it('draws only some rows of a long list, and says how many there are', async () => {
    open(Array.from({ length: 1000 }, (_, index) => named(`a${index}`, `Person ${index}`)));
    const table = document.querySelector('table');
    const indices = () =>
      [...document.querySelectorAll('tbody tr[data-award]')].map((row) => Number(row.getAttribute('aria-rowindex')));
    expect(table?.getAttribute('aria-rowcount')).toBe('1001');
    expect(indices()[0]).toBe(2);
    expect(indices().length).toBeLessThan(60);
    const frame = document.querySelector('.options-table-frame') as HTMLElement;
    frame.scrollTop = 64_000;
    await vi.waitFor(() => {
      frame.dispatchEvent(new Event('scroll'));
      expect(indices().at(-1)).toBe(1001);
    });
    expect(indices().length).toBeLessThan(60);
  });

  it('selects all that the filters leave, drawn or not, and acts on nothing they hide', async () => {
    const { actions, filter } = open([
      ...Array.from({ length: 300 }, (_, index) =>
        named(`f${index}`, 'Ada', { state: 'failed', actions: ['try-again', 'dismiss'] }),
      ),
      named('h', 'Bo', { state: 'held', actions: ['approve', 'dismiss'] }),
    ]);
    field('Select all').click();
    await vi.waitFor(() => expect(document.body.textContent).toContain('301 selected'));
    filter.value = { ...noFilter, status: 'held' };
    await vi.waitFor(() => button('Approve').click());
    await vi.waitFor(() => expect(actions.act).toHaveBeenCalledWith(['h'], 'approve'));
  });
});

describe('sending many', () => {
  const held = (count: number) =>
    Array.from({ length: count }, (_, index) =>
      named(`h${index}`, 'Ada', { state: 'held', actions: ['approve', 'dismiss'] }),
    );

  it('approves up to 50 at once', async () => {
    const { actions } = open([...held(50), named('other', 'Bo')]);
    button('Approve all (50)').click();
    await vi.waitFor(() => expect(actions.act).toHaveBeenCalledTimes(1));
    expect(vi.mocked(actions.act).mock.calls[0]?.[0]).toHaveLength(50);
    expect(document.querySelector('dialog')).toBeNull();
  });

  it('asks before more than 50, with the number', async () => {
    const { actions } = open(held(51));
    button('Approve all (51)').click();
    await vi.waitFor(() => expect(document.querySelector('dialog h2')?.textContent).toBe('Send 51 awards to Credly?'));
    expect(actions.act).not.toHaveBeenCalled();
    control<HTMLButtonElement>('dialog button', 'Approve').click();
    await vi.waitFor(() => expect(vi.mocked(actions.act).mock.calls[0]?.[0]).toHaveLength(51));
  });
});

describe('the queue', () => {
  const queue = (part: Partial<OptionsState['queue']>): Partial<OptionsState> => ({
    queue: { state: 'idle', waiting: 0, since: null, retryAt: null, progress: null, ...part },
  });
  const line = () => document.querySelector('.options-queue p')?.textContent;

  it('says what it is doing, or why it does nothing', () => {
    open([award()], {}, queue({}));
    expect(line()).toBe('Queue: idle');
    open([award()], {}, queue({ state: 'sending', waiting: 38, progress: { done: 2, total: 40 } }));
    expect(line()).toBe('Queue: sending 3 of 40');
    const paused = connection({ paused: { reason: 'organization-unreadable', since: someTime } });
    open([award()], {}, { connection: paused, ...queue({ state: 'paused', since: someTime }) });
    expect(line()).toBe('Queue: paused because the organization cannot be read');
    open([award()], {}, queue({ state: 'unreachable', waiting: 3, since: Date.now() }));
    expect(line()).toMatch(/^Queue: 3 awards waiting, Credly unreachable since \d+:\d\d/);
    open([award()], {}, queue({ state: 'busy', waiting: 3, retryAt: Date.now() + 60_000 }));
    expect(line()).toMatch(/^Queue: paused because Credly gets too many requests, next try at \d+:\d\d/);
  });

  it('shows progress while more than five are on their way', () => {
    open([award()], {}, queue({ state: 'sending', waiting: 30, progress: { done: 10, total: 40 } }));
    expect(document.querySelector('progress')?.getAttribute('aria-label')).toBe('10 of 40 done');
    open([award()], {}, queue({ state: 'sending', waiting: 2, progress: { done: 3, total: 5 } }));
    expect(document.querySelector('progress')).toBeNull();
  });
});

describe('the receipt', () => {
  it('tells the whole path of an award, and what Credly said', async () => {
    const { actions } = open([award({ id: 'a' })]);
    button('Ada Lovelace, receipt').click();
    const dialog = await vi.waitFor(() => {
      const found = document.querySelector('dialog');
      expect(found?.textContent).toContain('What happened');
      return found as HTMLDialogElement;
    });
    expect(actions.receipt).toHaveBeenCalledWith('a');
    const steps = [...dialog.querySelectorAll('ol > li')].map((step) => step.querySelector('.ui-chip')?.textContent);
    expect(steps).toEqual(['Held for review', 'Waiting', 'Sending', 'Issued']);
    for (const words of ['Approved by hand.', '80 percent or more', 'credspark-2026-03', 'badge-1', 'Not accepted yet'])
      expect(dialog.textContent).toContain(words);
    expect(dialog.querySelector('a')?.href).toBe('https://www.credly.com/badges/badge-1');
    button('Close').click();
    await vi.waitFor(() => expect(document.querySelector('dialog')).toBeNull());
  });

  it('says so when it cannot be read', async () => {
    open([award()], { receipt: async () => null });
    button('Ada Lovelace, receipt').click();
    await vi.waitFor(() => expect(document.querySelector('dialog')?.textContent).toContain('could not be read'));
  });
});

describe('the export', () => {
  it('holds the rows that the filters leave, in their order', async () => {
    const { actions, filter } = open([named('1', 'Ada'), named('2', 'Bo', { state: 'held' })]);
    filter.value = { ...noFilter, status: 'held' };
    await vi.waitFor(() => expect(rowNames()).toEqual(['Bo Example']));
    button('Export CSV').click();
    const file = vi.mocked(actions.download).mock.calls[0]?.[0];
    expect(file?.name).toMatch(/^credly-badges-\d{4}-\d\d-\d\d\.csv$/);
    expect(file?.text.split('\r\n')).toHaveLength(3);
    expect(file?.text).toContain('Bo,Example,2@example.com');
  });
});
