// @vitest-environment happy-dom
import { afterEach, describe, expect, it, vi } from 'vitest';
import { ActivityTab } from '../../../components/options/activity-tab.tsx';
import type { OptionsActions } from '../../../components/options/model.ts';
import type { AwardRow } from '../../../lib/messages/client.ts';
import { award, optionsActions } from './builders.ts';
import { button, clear, descriptionOf, field, show, type } from './page.tsx';

afterEach(clear);

function open(awards: AwardRow[], part: Partial<OptionsActions> = {}) {
  const actions = optionsActions(part);
  show(
    <ActivityTab
      awards={{ value: { awards, total: awards.length }, failed: false }}
      isConnected
      actions={actions}
      quizSiteUrl="https://q/"
    />,
  );
  return actions;
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
    const actions = open([
      award({ id: '1', state: 'held', actions: ['approve', 'dismiss'] }),
      award({ id: '2', state: 'failed', actions: ['try-again', 'dismiss'] }),
    ]);
    field('Select all').click();
    await vi.waitFor(() => button('Approve (1)').click());
    await vi.waitFor(() => expect(actions.act).toHaveBeenCalledWith(['1'], 'approve'));
  });

  it('asks before it sends an award whose answer was lost', async () => {
    const actions = open([award({ state: 'unconfirmed', actions: ['send-anyway'] })]);
    button('Send anyway: Ada Lovelace').click();
    await vi.waitFor(() => expect(document.querySelector('dialog')?.textContent).toContain('a second one'));
    expect(actions.act).not.toHaveBeenCalled();
    button('Send anyway').click();
    await vi.waitFor(() => expect(actions.act).toHaveBeenCalledWith(['award-1'], 'send-anyway'));
    await vi.waitFor(() => expect(document.querySelector('dialog')).toBeNull());
  });

  it('shows what is still wrong with completed details beside the field', async () => {
    const actions = open([award({ state: 'needs-details', reason: 'email-missing', actions: ['set-details'] })], {
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
