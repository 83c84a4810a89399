// @vitest-environment happy-dom
import { afterEach, describe, expect, it, vi } from 'vitest';
import { ConnectionForm } from '../../../components/options/connection-form.tsx';
import type { SaveOutcome } from '../../../components/options/model.ts';
import { connection } from './builders.ts';
import { button, clear, descriptionOf, field, show, type } from './page.tsx';

afterEach(clear);

function open(outcome: SaveOutcome = { ok: true }, edited: ReturnType<typeof connection> | null = null) {
  const onSave = vi.fn(async () => outcome);
  const onSaved = vi.fn();
  show(<ConnectionForm connection={edited} onSave={onSave} onSaved={onSaved} onCancel={() => {}} />);
  return { onSave, onSaved };
}

describe('the connection form', () => {
  it('keeps what was typed after a failed save, and gives the focus to the field with the problem', async () => {
    const { onSave, onSaved } = open({ ok: false, problem: { kind: 'token-refused', field: 'token' } });
    type(field('Organization ID'), 'org-1');
    type(field('Authorization Token'), 'my-token');
    button('Save').click();
    await vi.waitFor(() => expect(field('Authorization Token').getAttribute('aria-invalid')).toBe('true'));

    expect(onSave).toHaveBeenCalledWith({ organizationId: 'org-1', token: 'my-token', sandbox: false });
    expect(onSaved).not.toHaveBeenCalled();
    expect(field('Organization ID').value).toBe('org-1');
    expect(field('Authorization Token').value).toBe('my-token');
    expect(document.activeElement).toBe(field('Authorization Token'));
    expect(descriptionOf(field('Authorization Token'))).toContain('Credly does not accept this token');
  });

  it('asks nobody while a field is plainly wrong, and gives the focus to the first one', async () => {
    const { onSave } = open();
    type(field('Organization ID'), 'two words');
    button('Save').click();
    await vi.waitFor(() => expect(descriptionOf(field('Organization ID'))).toContain('no spaces'));

    expect(descriptionOf(field('Authorization Token'))).toContain('Paste the authorization token');
    expect(document.activeElement).toBe(field('Organization ID'));
    expect(onSave).not.toHaveBeenCalled();
  });

  it('says what it is doing while Credly is asked, and asks once', async () => {
    const onSave = vi.fn(() => new Promise<SaveOutcome>(() => {}));
    show(<ConnectionForm connection={null} onSave={onSave} onSaved={() => {}} onCancel={() => {}} />);
    type(field('Authorization Token'), 'my-token');
    button('Save').click();
    await vi.waitFor(() => expect(button('Checking with Credly...').getAttribute('aria-busy')).toBe('true'));
    button('Checking with Credly...').click();
    expect(onSave).toHaveBeenCalledTimes(1);
  });

  it('offers to change the environment when the token belongs to the other one', async () => {
    open({ ok: false, problem: { kind: 'token-of-other-environment', field: 'sandbox', actual: 'sandbox' } });
    type(field('Authorization Token'), 'my-token');
    button('Save').click();
    await vi.waitFor(() => button('Switch to sandbox').click());
    await vi.waitFor(() => expect(field('Use sandbox').checked).toBe(true));
    expect(document.body.textContent).not.toContain('Switch to sandbox');
  });

  it('fills in the id of the organization that is chosen', async () => {
    const choices = [
      { id: 'org-1', name: 'First Academy' },
      { id: 'org-2', name: 'Second Academy' },
    ];
    open({ ok: false, problem: { kind: 'choose-organization', field: 'organizationId', choices } });
    type(field('Authorization Token'), 'my-token');
    button('Save').click();
    const radios = await vi.waitFor(() => {
      const found = [...document.querySelectorAll<HTMLInputElement>('input[type="radio"]')];
      expect(found).toHaveLength(2);
      return found;
    });
    expect(document.activeElement).toBe(radios[0]);
    radios[1]?.click();
    await vi.waitFor(() => expect(field('Organization ID').value).toBe('org-2'));
  });

  it('leaves the token empty while editing, and saves without one', async () => {
    const { onSave } = open({ ok: true }, connection());
    expect(field('Authorization Token').value).toBe('');
    expect(descriptionOf(field('Authorization Token'))).toBe('Leave empty to keep the saved token (ends in 9f3a).');
    button('Save').click();
    await vi.waitFor(() => expect(onSave).toHaveBeenCalledWith({ organizationId: 'org-1', token: '', sandbox: false }));
  });

  it('shows a token only on request, and only while it is typed', async () => {
    open();
    expect(button('Show token').disabled).toBe(true);
    type(field('Authorization Token'), 'my-token');
    await vi.waitFor(() => expect(button('Show token').disabled).toBe(false));
    expect(field('Authorization Token').type).toBe('password');
    button('Show token').click();
    await vi.waitFor(() => expect(field('Authorization Token').type).toBe('text'));
    type(field('Authorization Token'), '');
    await vi.waitFor(() => expect(field('Authorization Token').type).toBe('password'));
  });
});
