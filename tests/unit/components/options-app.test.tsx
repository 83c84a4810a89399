// @vitest-environment happy-dom
import { signal } from '@preact/signals';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { OptionsApp } from '../../../components/options/app.tsx';
import type { Loadable, OptionsActions, View } from '../../../components/options/model.ts';
import type { AwardsReply, LockState, OptionsState } from '../../../lib/messages/client.ts';
import { award, awardingActions, connection, optionsActions, optionsState, rule } from './builders.ts';
import { button, clear, control, field, show, type } from './page.tsx';

afterEach(clear);

function open(first: OptionsState, part: Partial<OptionsActions> = {}, list: AwardsReply = { awards: [], total: 0 }) {
  const view = signal<View>('integrations');
  const state = signal<Loadable<OptionsState>>({ value: first, failed: false });
  const awards = signal<Loadable<AwardsReply>>({ value: list, failed: false });
  const lock = signal<LockState | null>({ isSet: false, isLocked: false, retryAt: null });
  const actions = optionsActions({
    show: (next) => {
      view.value = next;
    },
    answerConsent: vi.fn(async (answer: 'agreed' | 'declined') => {
      state.value = { value: { ...first, consent: { state: answer, at: 1 } }, failed: false };
      return true;
    }),
    ...part,
  });
  show(
    <OptionsApp
      view={view}
      consentAsked={signal(0)}
      state={state}
      awards={awards}
      importView={signal(null)}
      lock={lock}
      actions={actions}
      version="1.2.3"
      awarding={awardingActions()}
      quizSiteUrl="https://q/"
    />,
  );
  return { view, state, lock, actions };
}

const tab = (name: string) => control('[role="tab"]', name);
const isShown = (element: Element | null) => element !== null && element.closest('[hidden]') === null;

describe('the options page', () => {
  it('shows nothing but the disclosure until it is answered', async () => {
    const { actions } = open(optionsState({ consent: { state: 'none', at: null } }));
    expect(isShown(tab('Integrations'))).toBe(false);
    button('I agree').click();
    await vi.waitFor(() => expect(isShown(tab('Integrations'))).toBe(true));
    expect(actions.answerConsent).toHaveBeenCalledWith('agreed');
  });

  it('leads from Connect back to the disclosure after "Not now", and on to the form after "I agree"', async () => {
    const { actions } = open(optionsState({ consent: { state: 'none', at: null } }));
    button('Not now').click();
    await vi.waitFor(() => expect(isShown(button('Connect'))).toBe(true));
    expect(actions.answerConsent).toHaveBeenCalledWith('declined');
    button('Connect').click();
    await vi.waitFor(() => button('I agree').click());
    await vi.waitFor(() => expect(isShown(field('Authorization Token'))).toBe(true));
  });

  it('says so when the answer could not be kept', async () => {
    open(optionsState({ consent: { state: 'none', at: null } }), { answerConsent: async () => false });
    button('I agree').click();
    await vi.waitFor(() => expect(document.querySelector('[role="alert"]')?.textContent).toContain('did not work'));
    expect(isShown(tab('Integrations'))).toBe(false);
  });

  it('keeps an unfinished form while another tab is looked at and while the state changes', async () => {
    const { state } = open(optionsState());
    button('Connect').click();
    await vi.waitFor(() => type(field('Authorization Token'), 'half a tok'));
    tab('Activity').click();
    await vi.waitFor(() => expect(isShown(field('Authorization Token'))).toBe(false));
    state.value = { value: optionsState({ waiting: 1 }), failed: false };
    tab('Integrations').click();
    await vi.waitFor(() => expect(isShown(field('Authorization Token'))).toBe(true));
    expect(field('Authorization Token').value).toBe('half a tok');
  });

  it('moves between tabs with the arrow keys, Home and End', async () => {
    const { view } = open(optionsState());
    const press = (name: string, key: string) =>
      tab(name).dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));
    press('Integrations', 'ArrowLeft');
    await vi.waitFor(() => expect(tab('Settings').tabIndex).toBe(0));
    expect(document.activeElement).toBe(tab('Settings'));
    press('Settings', 'Home');
    expect(view.value).toBe('integrations');
  });

  it('names the quizzes that stop before it disconnects', async () => {
    const rules = [rule({ quizTitle: 'Live quiz' }), rule({ id: '2', quizTitle: 'Other quiz', active: false })];
    const { actions } = open(optionsState({ connection: connection(), rules }));
    button('Edit').click();
    await vi.waitFor(() => button('Disconnect').click());
    const dialog = await vi.waitFor(() => {
      const found = document.querySelector('dialog');
      expect(found?.open).toBe(true);
      return found as HTMLDialogElement;
    });
    expect(dialog.textContent).toContain('Disconnect Credly?');
    expect(dialog.textContent).toContain('Live quiz');
    expect(dialog.textContent).not.toContain('Other quiz');
    expect(actions.disconnect).not.toHaveBeenCalled();
    dialog.querySelector<HTMLButtonElement>('.ui-button--danger')?.click();
    await vi.waitFor(() => expect(document.querySelector('dialog')).toBeNull());
    expect(actions.disconnect).toHaveBeenCalledTimes(1);
  });

  it('shows the connection by name, environment and the end of its token', () => {
    open(optionsState({ connection: connection({ environment: 'sandbox' }) }));
    const chips = [...document.querySelectorAll('.options-connected .ui-chip')].map((chip) => chip.textContent);
    expect(chips).toEqual(['Connected', 'Sandbox']);
    expect(document.body.textContent).toContain('Example Academy');
    expect(document.body.textContent).toContain('Token ends in 9f3a');
  });

  it('withdraws consent only after asking', async () => {
    const { actions } = open(optionsState());
    tab('Settings').click();
    button('Withdraw consent').click();
    const confirm = await vi.waitFor(() => control<HTMLButtonElement>('dialog button', 'Withdraw consent'));
    expect(actions.answerConsent).not.toHaveBeenCalled();
    confirm.click();
    await vi.waitFor(() => expect(actions.answerConsent).toHaveBeenCalledWith('declined'));
  });

  it('offers to try again when nothing answers', async () => {
    const { state, actions } = open(optionsState());
    state.value = { value: null, failed: true };
    await vi.waitFor(() => button('Try again').click());
    expect(actions.reload).toHaveBeenCalled();
  });

  it('counts the awards that wait for a person beside Activity, without changing the name of the tab', () => {
    open(optionsState({ forAPerson: 2 }), {}, { awards: [award()], total: 1 });
    expect(tab('Activity2').getAttribute('aria-description')).toBe('2 awards need you');
    expect(tab('Activity2').querySelector('[aria-hidden="true"]')?.textContent).toBe('2');
  });
});

describe('the health of the connection', () => {
  const notice = (words: string) =>
    [...document.querySelectorAll('.ui-notice')].find((element) => element.textContent?.includes(words));

  it.each([
    [31, null],
    [30, 'info'],
    [15, 'info'],
    [14, 'warning'],
    [4, 'warning'],
    [3, 'danger'],
    [-2, 'danger'],
  ])('with %i days left for the token, shows a notice of tone %s', (tokenDaysLeft, tone) => {
    open(optionsState({ connection: connection(), tokenDaysLeft }));
    const found = notice('tested before the old one goes');
    expect(found?.className.includes(`ui-notice--${tone}`)).toBe(tone === null ? undefined : true);
    if (tone) expect(found?.textContent).toContain(`${Math.abs(tokenDaysLeft)} days`);
  });

  it('mentions the right to delete only where the token has it', () => {
    open(optionsState({ connection: connection() }));
    expect(document.body.textContent).not.toContain('also delete badges');
    clear();
    open(optionsState({ connection: connection({ mayDelete: true }) }));
    expect(document.body.textContent).toContain('also delete badges, which is never needed here');
  });

  it('says since when Credly is unreachable and when it is tried again', () => {
    const since = new Date();
    const queue = {
      state: 'unreachable' as const,
      waiting: 3,
      since: since.getTime(),
      retryAt: since.getTime() + 1e9,
      progress: null,
    };
    open(optionsState({ connection: connection({ unreachableSince: since.getTime() }), queue }));
    expect(notice('Credly unreachable since')?.textContent).toMatch(/^3 awards waiting, .* next try at .*\d/);
  });
});

describe('awards that wait from before a reconnect', () => {
  const held = (waiting: number) =>
    optionsState({
      connection: connection(),
      queue: { state: 'held-after-reconnect', waiting, since: null, retryAt: null, progress: null },
    });

  it('sends a few at once', async () => {
    const { actions, state } = open(held(3));
    expect(document.body.textContent).toContain('3 awards are waiting from before');
    button('Send 3').focus();
    button('Send 3').click();
    await vi.waitFor(() => expect(actions.releaseQueue).toHaveBeenCalledTimes(1));
    state.value = { value: optionsState({ connection: connection() }), failed: false };
    await vi.waitFor(() => expect(document.body.textContent).not.toContain('waiting from before'));
    await vi.waitFor(() => expect(document.activeElement?.closest('[role="tabpanel"]')).not.toBeNull());
  });

  it('asks before it sends more than 50, with the number', async () => {
    const { actions } = open(held(51));
    button('Send 51').click();
    await vi.waitFor(() =>
      expect(document.querySelector('dialog')?.textContent).toContain('Send 51 awards to Credly?'),
    );
    expect(actions.releaseQueue).not.toHaveBeenCalled();
    control<HTMLButtonElement>('dialog button', 'Send 51').click();
    await vi.waitFor(() => expect(actions.releaseQueue).toHaveBeenCalledTimes(1));
  });

  it('leads to those that wait', async () => {
    const { view } = open(held(1), {}, { awards: [award({ state: 'waiting' }), award({ id: '2' })], total: 2 });
    button('Review').click();
    await vi.waitFor(() => expect(button('Waiting 1').getAttribute('aria-pressed')).toBe('true'));
    expect(view.value).toBe('activity');
    expect(document.querySelectorAll('tbody tr')).toHaveLength(1);
  });
});

describe('the options of a quiz', () => {
  it('are kept as soon as they are chosen, one by one', async () => {
    const { actions } = open(optionsState({ connection: connection(), rules: [rule({ mayRepeat: true })] }));
    const section = document.querySelector('.options-rule-options') as HTMLElement;
    section.querySelector<HTMLInputElement>('input[type="checkbox"]')?.click();
    await vi.waitFor(() => expect(section.querySelector('[role="status"]')?.textContent).toBe('Saved'));
    expect(actions.setRuleOptions).toHaveBeenLastCalledWith('rule-1', { hold: true, retake: 'once' });
    section.querySelectorAll<HTMLInputElement>('input[type="radio"]')[1]?.click();
    await vi.waitFor(() =>
      expect(actions.setRuleOptions).toHaveBeenLastCalledWith('rule-1', { hold: false, retake: 'every' }),
    );
  });

  it('go back to what is kept when they could not be saved', async () => {
    open(optionsState({ connection: connection(), rules: [rule()] }), { setRuleOptions: async () => false });
    const box = () => document.querySelector<HTMLInputElement>('.options-rule-options input[type="checkbox"]');
    box()?.click();
    await vi.waitFor(() => expect(document.querySelector('[role="alert"]')?.textContent).toContain('did not work'));
    expect(box()?.checked).toBe(false);
  });
});
