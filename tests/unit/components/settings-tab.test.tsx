// @vitest-environment happy-dom
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { OptionsActions } from '../../../components/options/model.ts';
import { SettingsTab } from '../../../components/options/settings-tab.tsx';
import type { OptionsState } from '../../../lib/messages/client.ts';
import { optionsActions, optionsState } from './builders.ts';
import { button, clear, control, descriptionOf, field, show, type } from './page.tsx';

afterEach(clear);

function open(part: Partial<OptionsActions> = {}, state: Partial<OptionsState> = {}) {
  const actions = optionsActions(part);
  const draw = (now: Partial<OptionsState>) =>
    show(
      <SettingsTab
        state={optionsState(now)}
        version="1.2.3"
        isLockSet={false}
        actions={actions}
        onReadAgain={() => {}}
      />,
    );
  draw(state);
  return { actions, draw };
}

describe('settings of awards', () => {
  it('saves what was chosen, and says so quietly', async () => {
    const { actions } = open();
    field('Hold every award for review').click();
    type(field('Undo time'), ' 15 ');
    const select = control<HTMLSelectElement>('select', 'Keep names and e-mails for');
    select.value = '30';
    select.dispatchEvent(new Event('change', { bubbles: true }));
    button('Save').click();
    await vi.waitFor(() => expect(document.querySelector('[role="status"]')?.textContent).toBe('Saved'));
    expect(actions.saveSettings).toHaveBeenCalledWith({
      holdAll: true,
      undoMinutes: 15,
      maxPerDay: 1000,
      maxPerQuizAndDay: 300,
      retentionDays: 30,
    });
  });

  it('keeps what was typed, says what is wrong beside it, and gives the focus to the first such field', async () => {
    const { actions } = open();
    type(field('At most a day for one quiz'), 'many');
    type(field('Undo time'), '61');
    button('Save').click();
    await vi.waitFor(() => expect(document.activeElement).toBe(field('Undo time')));
    expect(descriptionOf(field('Undo time'))).toContain('Enter a whole number from 0 to 60.');
    expect(descriptionOf(field('At most a day for one quiz'))).toContain('from 1 to 100,000');
    expect(field('At most a day for one quiz').value).toBe('many');
    expect(actions.saveSettings).not.toHaveBeenCalled();
  });

  it('keeps a draft after a failed save and while the page is told anew, and follows where nothing is typed', async () => {
    const { draw } = open({ saveSettings: async () => false });
    const { settings } = optionsState();
    draw({ settings: { ...settings, maxPerDay: 7 } });
    expect(field('At most a day').value).toBe('7');
    type(field('At most a day'), '8');
    button('Save').click();
    await vi.waitFor(() => expect(document.querySelector('[role="alert"]')?.textContent).toContain('did not work'));
    draw({ settings });
    expect(field('At most a day').value).toBe('8');
  });
});

describe('erasing a participant', () => {
  it('asks first, saying what follows, and then says how many awards were erased', async () => {
    const { actions } = open();
    type(field('E-mail'), ' ada@example.com ');
    button('Erase').click();
    const text = await vi.waitFor(() => {
      const found = document.querySelector('dialog')?.textContent;
      expect(found).toContain('Erase this participant?');
      return found;
    });
    for (const words of ['ada@example.com', 'a retake may award a badge again', 'Badges at Credly stay'])
      expect(text).toContain(words);
    expect(actions.eraseParticipant).not.toHaveBeenCalled();
    control<HTMLButtonElement>('dialog button', 'Erase').click();
    await vi.waitFor(() => expect(document.body.textContent).toContain('2 awards erased'));
    expect(actions.eraseParticipant).toHaveBeenCalledWith('ada@example.com');
    expect(field('E-mail').value).toBe('');
  });

  it('asks nobody about half an address', async () => {
    open();
    type(field('E-mail'), 'ada@');
    button('Erase').click();
    await vi.waitFor(() => expect(descriptionOf(field('E-mail'))).toContain('whole e-mail address'));
    expect(document.querySelector('dialog')).toBeNull();
    expect(document.activeElement).toBe(field('E-mail'));
  });
});
