// @vitest-environment happy-dom
import { signal } from '@preact/signals';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { OptionsApp } from '../../../components/options/app.tsx';
import { LockCard } from '../../../components/options/lock/lock-card.tsx';
import { LockScreen } from '../../../components/options/lock/lock-screen.tsx';
import type { LockState } from '../../../components/options/lock/model.ts';
import type { View } from '../../../components/options/model.ts';
import { awardingActions, connection, optionsActions, optionsState } from './builders.ts';
import { button, clear, control, descriptionOf, field, show, type } from './page.tsx';

afterEach(clear);
const locked = (part: Partial<LockState> = {}): LockState => ({ isSet: true, isLocked: true, retryAt: null, ...part });

it('a locked page shows the lock and nothing else, whatever it had been told', () => {
  show(
    <OptionsApp
      view={signal<View>('integrations')}
      consentAsked={signal(0)}
      state={signal({ value: optionsState({ connection: connection() }), failed: false })}
      awards={signal({ value: null, failed: false })}
      importView={signal(null)}
      lock={signal<LockState | null>(locked())}
      actions={optionsActions()}
      version="1"
      awarding={awardingActions()}
      quizSiteUrl="https://q/"
    />,
  );
  expect(document.body.textContent).toContain('This browser is locked');
  for (const hidden of ['Example Academy', 'Integrations', 'Production'])
    expect(document.body.textContent).not.toContain(hidden);
});

describe('the lock on Settings', () => {
  it('is set with a PIN that is typed twice', async () => {
    const actions = optionsActions();
    show(<LockCard isSet={false} actions={actions} />);
    const fill = (first: string, second: string) => {
      type(field('PIN'), first);
      type(field('PIN again'), second);
      button('Set PIN').click();
    };
    fill('12ab', '12ab');
    await vi.waitFor(() => expect(descriptionOf(field('PIN'))).toContain('A PIN has 4 to 12 digits.'));
    fill('2468', '2469');
    await vi.waitFor(() => expect(descriptionOf(field('PIN again'))).toContain('not the same'));
    expect(actions.setPin).not.toHaveBeenCalled();
    fill('2468', '2468');
    await vi.waitFor(() => expect(actions.setPin).toHaveBeenCalledWith('2468'));
    await vi.waitFor(() => expect(field('PIN').value).toBe(''));
  });

  it('is locked, changed and removed once it is set', async () => {
    const actions = optionsActions({ removeLock: vi.fn(async () => false) });
    show(<LockCard isSet actions={actions} />);
    button('Lock now').click();
    expect(actions.lockNow).toHaveBeenCalled();
    button('Change PIN').click();
    await vi.waitFor(() => button('Cancel').click());
    await vi.waitFor(() => button('Remove PIN').click());
    await vi.waitFor(() =>
      expect(document.querySelector('[role="alert"]')?.textContent).toContain('nothing was changed'),
    );
  });
});

describe('the locked screen', () => {
  function open(state: LockState, part: Parameters<typeof optionsActions>[0] = {}) {
    const actions = optionsActions(part);
    show(<LockScreen state={state} actions={actions} />);
    return actions;
  }

  it('says when the PIN was wrong, and takes it out of the field', async () => {
    const actions = open(locked(), { unlock: vi.fn(async () => locked()) });
    type(field('PIN'), '1357');
    button('Unlock').click();
    await vi.waitFor(() => expect(descriptionOf(field('PIN'))).toContain('This is not the PIN'));
    expect(actions.unlock).toHaveBeenCalledWith('1357');
    expect(field('PIN').value).toBe('');
    expect(document.activeElement).toBe(field('PIN'));
  });

  it('asks nobody about what is no PIN', async () => {
    const actions = open(locked());
    type(field('PIN'), 'abc');
    button('Unlock').click();
    await vi.waitFor(() => expect(descriptionOf(field('PIN'))).toContain('4 to 12 digits'));
    expect(actions.unlock).not.toHaveBeenCalled();
  });

  it('says when the next try is possible, and lets it through by then', async () => {
    vi.useFakeTimers();
    try {
      open(locked({ retryAt: Date.now() + 15_000 }));
      expect(descriptionOf(field('PIN'))).toContain('Too many tries. The next one is possible at');
      expect(button('Unlock').disabled).toBe(true);
      await vi.advanceTimersByTimeAsync(15_200);
      expect(button('Unlock').disabled).toBe(false);
    } finally {
      vi.useRealTimers();
    }
  });

  it('resets only after saying that Credly is disconnected', async () => {
    const actions = open(locked());
    button('Forgot the PIN?').click();
    const confirm = await vi.waitFor(() => control<HTMLButtonElement>('dialog button', 'Disconnect and remove PIN'));
    expect(document.querySelector('dialog')?.textContent).toContain('The token is removed from this browser');
    expect(actions.resetLock).not.toHaveBeenCalled();
    confirm.click();
    await vi.waitFor(() => expect(actions.resetLock).toHaveBeenCalledTimes(1));
  });
});
