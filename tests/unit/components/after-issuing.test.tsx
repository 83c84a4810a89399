// @vitest-environment happy-dom
import { afterEach, describe, expect, it, vi } from 'vitest';
import { AfterIssuing } from '../../../components/options/after-issuing.tsx';
import { DetailsDialog } from '../../../components/options/details-dialog.tsx';
import { ReceiptDialog } from '../../../components/options/receipt-dialog.tsx';
import type { ReceiptView } from '../../../lib/messages/client.ts';
import { award, optionsActions, receipt } from './builders.ts';
import { button, clear, descriptionOf, field, show, type } from './page.tsx';

afterEach(clear);

describe('an issued badge', () => {
  function open(part: Partial<ReceiptView> = {}, own: Parameters<typeof optionsActions>[0] = {}) {
    const actions = optionsActions(own);
    show(<AfterIssuing receipt={receipt(part)} actions={actions} />);
    return actions;
  }

  it('is revoked only with a reason', async () => {
    const actions = open();
    button('Revoke').click();
    await vi.waitFor(() => button('Revoke this badge').click());
    await vi.waitFor(() => expect(document.body.textContent).toContain('Credly requires a reason'));
    expect(actions.revoke).not.toHaveBeenCalled();
    type(field('Reason (Credly shows it to the earner)'), ' By mistake ');
    button('Revoke this badge').click();
    await vi.waitFor(() => expect(actions.revoke).toHaveBeenCalledWith('award-1', 'By mistake'));
    await vi.waitFor(() => expect(document.body.textContent).toContain('Done.'));
  });

  it('goes to another address only after it was said what happens', async () => {
    const actions = open();
    button('Correct the e-mail').click();
    await vi.waitFor(() =>
      expect(document.body.textContent).toContain('the pending badge of ada@example.com is revoked'),
    );
    type(field('Correct e-mail'), 'ada.lovelace@example.com');
    button('Revoke and issue anew').click();
    await vi.waitFor(() => expect(actions.correctEmail).toHaveBeenCalledWith('award-1', 'ada.lovelace@example.com'));
  });

  it('says what went wrong, and keeps what was typed', async () => {
    open({}, { revoke: async () => 'unanswered' });
    button('Revoke').click();
    await vi.waitFor(() => type(field('Reason (Credly shows it to the earner)'), 'By mistake'));
    button('Revoke this badge').click();
    await vi.waitFor(() => expect(document.body.textContent).toContain('it may or may not have done it'));
    expect(field('Reason (Credly shows it to the earner)').value).toBe('By mistake');
  });

  it.each<[ReceiptView['revoke'], ReceiptView['correctEmail'], string, string]>([
    ['yes', 'not-pending', 'Correct the e-mail', 'nobody has accepted yet'],
    ['refused-by-token', null, 'Revoke', 'does not allow it with this token'],
    ['other-connection', null, 'Revoke', 'under the connection it was issued with'],
  ])('shows what cannot be done (%s, %s) disabled, with why', (revoke, correctEmail, name, why) => {
    open({ revoke, correctEmail });
    expect(button(name).disabled).toBe(true);
    expect(descriptionOf(button(name))).toContain(why);
  });
});

it('a receipt names what the rule added to the five fields, and nothing else', async () => {
  const [plain, full] = [receipt(), receipt()];
  if (full.sent)
    full.sent = {
      ...full.sent,
      expiresAt: false,
      mailLanguage: 'de',
      suppressMail: true,
      evidenceUrl: 'https://e.example/',
    };
  for (const [shown, expected] of [
    [plain, 0],
    [full, 4],
  ] as const) {
    const actions = optionsActions({ receipt: async () => ({ receipt: shown }) });
    show(
      <ReceiptDialog
        award={award()}
        onLoad={actions.receipt}
        actions={actions}
        onCopy={actions.copy}
        onClose={() => undefined}
      />,
    );
    await vi.waitFor(() => expect(document.querySelector('dl')).not.toBeNull());
    const terms = [...document.querySelectorAll('dt')].map((it) => it.textContent);
    const added = ['Expires', 'Language of Credly’s mail', 'Credly’s mail', 'Evidence (public)'];
    expect(terms.filter((it) => added.includes(it ?? ''))).toHaveLength(expected);
    clear();
  }
});

describe('a person with one name', () => {
  function open(participant: { firstName: string | null; lastName: string | null }) {
    const onSave = vi.fn(async (details: { firstName: string | null; lastName: string | null }) =>
      details.firstName === null
        ? (['first-name-missing'] as const).slice()
        : details.lastName === null
          ? (['last-name-missing'] as const).slice()
          : [],
    );
    show(
      <DetailsDialog
        award={award({ participant: { ...participant, email: 'm@example.com' } })}
        onSave={onSave}
        onClose={() => undefined}
      />,
    );
    return onSave;
  }

  it('is asked about, never guessed', async () => {
    const onSave = open({ firstName: 'Madonna', lastName: null });
    expect(document.body.textContent).not.toContain('only the name');
    button('Save').click();
    await vi.waitFor(() => expect(document.body.textContent).toContain('only the name “Madonna”'));
    button('Yes, use “Madonna” for both').click();
    await vi.waitFor(() => expect(field('Last name').value).toBe('Madonna'));
    button('Save').click();
    await vi.waitFor(() =>
      expect(onSave).toHaveBeenLastCalledWith({ firstName: 'Madonna', lastName: 'Madonna', email: 'm@example.com' }),
    );
  });

  it('whose whole name stands in one field can be split, in any script', async () => {
    open({ firstName: null, lastName: 'Nguyễn Thị Mai' });
    button('Save').click();
    await vi.waitFor(() => button('Use “Nguyễn Thị” as first and “Mai” as last name').click());
    await vi.waitFor(() => expect(field('First name').value).toBe('Nguyễn Thị'));
    expect(field('Last name').value).toBe('Mai');
  });
});

it('the receipt of a test badge says that it is one', async () => {
  for (const isTest of [true, false]) {
    const actions = optionsActions({ receipt: async () => ({ receipt: receipt({ row: award({ isTest }) }) }) });
    show(
      <ReceiptDialog
        key={String(isTest)}
        award={award({ isTest })}
        onLoad={actions.receipt}
        actions={actions}
        onCopy={async () => true}
        onClose={() => undefined}
      />,
    );
    await expect.poll(() => document.querySelectorAll('h3').length).toBeGreaterThan(0);
    expect(document.body.textContent?.includes("It is nobody's result")).toBe(isTest);
  }
});
