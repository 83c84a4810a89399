// @vitest-environment happy-dom
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { OptionsActions } from '../../../components/options/model.ts';
import { ImportDialog } from '../../../components/options/transfer/import-dialog.tsx';
import type { ImportRow, ImportTrouble } from '../../../components/options/transfer/model.ts';
import { ProductionDialog } from '../../../components/options/transfer/production-dialog.tsx';
import { SetupCard } from '../../../components/options/transfer/setup-card.tsx';
import { SetupImportDialog } from '../../../components/options/transfer/setup-import-dialog.tsx';
import { connection, optionsActions, rule } from './builders.ts';
import { button, clear, control, descriptionOf, field, show, type } from './page.tsx';

afterEach(clear);

const { awardFor, hold, retake, issue, block, placement, isExpired } = rule();
const content = { awardFor, hold, retake, issue, block, placement, isExpired };
const row = (part: Partial<ImportRow> = {}): ImportRow => ({
  position: 0,
  quizTitle: 'Food safety',
  organizationId: 'org-1',
  environment: 'production',
  active: true,
  status: 'new',
  theirs: content,
  mine: null,
  mineStamp: null,
  changes: [],
  ...part,
});
const differing = row({
  position: 3,
  quizTitle: 'Kitchen',
  status: 'differs',
  theirs: { ...content, hold: true, retake: 'every' },
  mine: content,
  mineStamp: { ruleId: 'mine', version: 4 },
  changes: ['hold', 'retake', 'issue', 'somethingNew'],
});

const file = (text = '{}') => new File([text], 'rules.json');
const dialogText = () => document.querySelector('dialog')?.textContent ?? '';
const inDialog = (name: string) => control<HTMLButtonElement>('dialog button', name);
const takeTheFiles = () =>
  vi.waitFor(() => {
    const [, theirs] = document.querySelectorAll<HTMLInputElement>('dialog .ui-radio');
    if (!theirs) throw new Error('no choice');
    theirs.click();
  });
const alertText = () => document.querySelector('dialog [role="alert"]')?.textContent;

describe('the import of a file', () => {
  function open(rows: ImportRow[], part: Partial<OptionsActions> = {}) {
    const actions = optionsActions({
      previewImport: vi.fn(async () => ({
        ok: true as const,
        preview: { rows, refused: [{ position: 4, title: null, reason: 'badge-archived' as const }] },
      })),
      ...part,
    });
    const onClose = vi.fn();
    show(<ImportDialog file={file('the text')} actions={actions} onClose={onClose} />);
    return { actions, onClose };
  }

  it('shows what is new, what differs and how, what is the same, and what cannot be taken and why', async () => {
    const { actions } = open([
      row(),
      differing,
      row({ position: 5, status: 'same' }),
      row({ position: 6, active: false }),
    ]);
    await vi.waitFor(() => expect(dialogText()).toContain('2 new quizzes'));
    expect(actions.previewImport).toHaveBeenCalledWith('the text');
    const cells = [...document.querySelectorAll('.transfer-changes tbody tr')].map((it) =>
      [...it.children].map((cell) => cell.textContent),
    );
    expect(cells).toEqual([
      ['Held for review', 'Off', 'On'],
      ['Retakes', 'One badge per person', 'Every passing result'],
      ['Expiry, mail, evidence', 'As it is now', 'Another setting'],
      ['Other options', 'As it is now', 'Another setting'],
    ]);
    for (const words of ['1 quiz is the same', 'Inactive until', 'Entry 5', 'archived or not published'])
      expect(dialogText()).toContain(words);
    expect(actions.importRules).not.toHaveBeenCalled();
  });

  it('replaces nothing unless "Take the file’s" was chosen', async () => {
    const { actions } = open([row(), differing]);
    await vi.waitFor(() => inDialog('Import 1 quiz').click());
    await vi.waitFor(() =>
      expect(actions.importRules).toHaveBeenCalledWith('the text', [{ position: 0, since: null }]),
    );
    clear();
    const second = open([row(), differing]);
    await takeTheFiles();
    await vi.waitFor(() => inDialog('Import 2 quizzes').click());
    await vi.waitFor(() =>
      expect(second.actions.importRules).toHaveBeenCalledWith('the text', [
        { position: 0, since: null },
        { position: 3, since: { ruleId: 'mine', version: 4 } },
      ]),
    );
    await vi.waitFor(() => expect(dialogText()).toContain('1 quiz was added.'));
  });

  it('names what was left because it changed meanwhile', async () => {
    const left = ['Kitchen', ''];
    open([row(), differing], { importRules: async () => ({ ok: true, added: 1, replaced: 0, left }) });
    await vi.waitFor(() => inDialog('Import 1 quiz').click());
    await vi.waitFor(() => expect(alertText()).toContain('1 quiz was added.'));
    expect(alertText()).toMatch(/changed after this list was shown: Kitchen, \S/);
  });

  it('says that a rule’s expiry date has passed', async () => {
    open([row({ theirs: { ...content, isExpired: true } })]);
    await vi.waitFor(() => expect(dialogText()).toContain('Its expiry date has passed'));
  });

  it('offers no import where nothing would change', async () => {
    open([row({ status: 'same' })]);
    await vi.waitFor(() => expect(dialogText()).toContain('There is nothing to import'));
    expect(() => inDialog('Import 0 quizzes')).toThrow();
    clear();
    open([differing]);
    await vi.waitFor(() => expect(dialogText()).toContain('Nothing is chosen yet'));
  });

  it.each<[ImportTrouble, string]>([
    ['too-large', 'too large'],
    ['malformed', 'cannot be read'],
    ['newer', 'Update the extension'],
    ['another-file', 'not a file of quizzes'],
    ['unreachable', 'could not be asked'],
    ['token-refused', 'refuses the token'],
  ])('says what is wrong with a file (%s), and that nothing was changed', async (trouble, words) => {
    open([], { previewImport: async () => ({ ok: false, trouble: trouble as 'newer' }) });
    await vi.waitFor(() => expect(alertText()).toContain(words));
    expect(alertText()).toContain('Nothing was changed.');
  });

  it('reads no file that is larger than any of ours', async () => {
    const actions = optionsActions();
    const huge = Object.defineProperty(file(), 'size', { value: 1e9 });
    show(<ImportDialog file={huge} actions={actions} onClose={() => {}} />);
    await vi.waitFor(() => expect(alertText()).toContain('too large'));
    expect(actions.previewImport).not.toHaveBeenCalled();
  });

  it('keeps the choices after a failure', async () => {
    open([differing], { importRules: async () => null });
    await takeTheFiles();
    await vi.waitFor(() => inDialog('Import 1 quiz').click());
    await vi.waitFor(() => expect(alertText()).toContain('did not answer'));
    expect(document.querySelectorAll<HTMLInputElement>('.ui-radio')[1]?.checked).toBe(true);
  });
});

describe('Move to production', () => {
  const sandbox = (name: string) => ({ templateId: `s-${name}`, name, imageUrl: null });
  const ranges = {
    kind: 'score-ranges' as const,
    unit: 'percent' as const,
    ranges: [
      { from: '0', badge: sandbox('Silver') },
      { from: '80', badge: sandbox('Gold') },
    ],
    passMark: null,
  };
  const preview = {
    badges: [
      { sandbox: sandbox('Gold'), match: 'exact' as const, candidates: ['p-gold'] },
      { sandbox: sandbox('Silver'), match: 'ambiguous' as const, candidates: ['p-silver-1', 'p-silver-2'] },
    ],
    templates: [
      { id: 'p-bronze', name: 'Bronze' },
      { id: 'p-gold', name: 'Gold' },
      { id: 'p-silver-1', name: 'Silver' },
      { id: 'p-silver-2', name: 'Silver' },
    ],
    rules: [
      { ruleId: 'r1', version: 3, quizTitle: 'Ranges', awardFor: ranges, hasProductionRule: false },
      { ruleId: 'r2', version: 1, quizTitle: 'There already', awardFor: ranges, hasProductionRule: true },
    ],
  };
  function open(part: Partial<OptionsActions> = {}) {
    const actions = optionsActions({ previewProduction: vi.fn(async () => ({ ok: true as const, preview })), ...part });
    show(<ProductionDialog isProduction sandboxTitles={[]} actions={actions} onClose={() => {}} />);
    return actions;
  }

  it('takes what is matched by name, and says what is left out', async () => {
    const actions = open();
    await vi.waitFor(() => expect(dialogText()).toContain('Without Silver, which become “No badge”'));
    expect(dialogText()).toContain('Has a production rule already');
    inDialog('Move 1 quiz').click();
    await vi.waitFor(() =>
      expect(actions.moveToProduction).toHaveBeenCalledWith(
        [{ ruleId: 'r1', version: 3 }],
        [{ sandbox: 's-Gold', production: 'p-gold' }],
      ),
    );
    await vi.waitFor(() => expect(dialogText()).toContain('1 quiz awards in production now.'));
  });

  it('names what was not moved because it changed meanwhile', async () => {
    open({ moveToProduction: async () => ({ ok: true, added: 0, left: ['Ranges'] }) });
    await vi.waitFor(() => inDialog('Move 1 quiz').click());
    await vi.waitFor(() => expect(alertText()).toContain('changed after this list was shown: Ranges'));
  });

  it('lets several of one name be told apart and chosen by hand', async () => {
    const actions = open();
    const select = await vi.waitFor(() => control<HTMLSelectElement>('select', 'Production badge for Silver'));
    expect([...select.options].map((it) => it.text)).toEqual([
      'Leave out',
      'Silver (lver-1)',
      'Silver (lver-2)',
      'Bronze',
      'Gold',
    ]);
    select.value = 'p-silver-2';
    select.dispatchEvent(new Event('change', { bubbles: true }));
    await vi.waitFor(() => expect(dialogText()).toContain('Gets a production rule.'));
    inDialog('Move 1 quiz').click();
    await vi.waitFor(() =>
      expect(vi.mocked(actions.moveToProduction).mock.calls[0]?.[1]).toContainEqual({
        sandbox: 's-Silver',
        production: 'p-silver-2',
      }),
    );
  });

  it('lets a matched badge be left out', async () => {
    open();
    await vi.waitFor(() => inDialog('Change: Gold').click());
    const select = await vi.waitFor(() => control<HTMLSelectElement>('select', 'Production badge for Gold'));
    select.value = '';
    select.dispatchEvent(new Event('change', { bubbles: true }));
    await vi.waitFor(() => expect(dialogText()).toContain('Left out: no badge is chosen.'));
    expect(dialogText()).toContain('No quiz can be moved');
  });

  it('says so when a badge was archived meanwhile', async () => {
    open({ moveToProduction: async () => ({ ok: false, trouble: 'template-gone' }) });
    await vi.waitFor(() => inDialog('Move 1 quiz').click());
    await vi.waitFor(() => expect(alertText()).toContain('archived meanwhile'));
  });
});

describe('saving a setup file', () => {
  function open(part: Partial<OptionsActions> = {}) {
    const actions = optionsActions(part);
    show(<SetupCard connection={connection()} hasAgreed actions={actions} onConsentNeeded={() => {}} />);
    button('Save a setup file').click();
    return actions;
  }
  const fill = (first: string, second = first) => {
    type(field('Passphrase'), first);
    type(field('Passphrase again'), second);
    inDialog('Save a setup file').click();
  };

  it('says that the file holds the token, and asks for a passphrase twice', async () => {
    const actions = open();
    await vi.waitFor(() => expect(dialogText()).toContain('The file holds your authorization token'));
    fill('short');
    await vi.waitFor(() => expect(descriptionOf(field('Passphrase'))).toContain('Use at least 12 characters'));
    fill('correct horse battery', 'correct horse batterz');
    await vi.waitFor(() => expect(descriptionOf(field('Passphrase again'))).toContain('not the same'));
    expect(actions.exportSetup).not.toHaveBeenCalled();
    fill('correct horse battery');
    await vi.waitFor(() => expect(document.body.textContent).toContain('The file was saved.'));
    expect(actions.exportSetup).toHaveBeenCalledWith('correct horse battery');
    expect(document.querySelector('dialog')).toBeNull();
  });

  it('keeps what was typed when it did not work', async () => {
    open({ exportSetup: async () => null });
    await vi.waitFor(() => fill('correct horse battery'));
    await vi.waitFor(() => expect(alertText()).toContain('did not work'));
    expect(field('Passphrase').value).toBe('correct horse battery');
  });
});

describe('using a setup file', () => {
  const preview = {
    organizationId: 'org-2',
    organizationName: 'Northwind',
    environment: 'production' as const,
    settings: { holdAll: true, undoMinutes: 5, maxPerDay: 1000, maxPerQuizAndDay: 300, retentionDays: 90 as const },
    rules: { rows: [row()], refused: [] },
  };
  function open(part: Partial<OptionsActions> = {}, connected = connection()) {
    const actions = optionsActions({ previewSetup: vi.fn(async () => ({ ok: true as const, preview })), ...part });
    show(<SetupImportDialog file={file('sealed')} connection={connected} actions={actions} onClose={() => {}} />);
    return actions;
  }
  const unlock = async () => {
    type(field('Passphrase'), 'correct horse battery');
    inDialog('Open').click();
    await vi.waitFor(() => expect(document.body.textContent).toContain('Connects Northwind'));
  };

  it('shows the connection, what it replaces, settings and quizzes before anything is changed', async () => {
    const actions = open();
    await unlock();
    for (const words of ['Replaces the connection with Example Academy', '1 new quiz', 'hold every award: On'])
      expect(dialogText()).toContain(words);
    expect(actions.importSetup).not.toHaveBeenCalled();
    field('Take the award settings of the file').click();
    await vi.waitFor(() => expect(field('Take the award settings of the file').checked).toBe(false));
    inDialog('Set up this browser').click();
    await vi.waitFor(() => expect(dialogText()).toContain('This browser is set up for Northwind.'));
    expect(actions.importSetup).toHaveBeenCalledWith(
      'sealed',
      'correct horse battery',
      [{ position: 0, since: null }],
      false,
    );
  });

  it('wants a passphrase', async () => {
    const actions = open();
    inDialog('Open').click();
    await vi.waitFor(() => expect(descriptionOf(field('Passphrase'))).toContain('Type the passphrase'));
    expect(actions.previewSetup).not.toHaveBeenCalled();
  });

  it.each<['wrong-passphrase' | 'damaged' | 'newer' | 'another-file', string]>([
    ['wrong-passphrase', 'The passphrase does not fit this file'],
    ['damaged', 'This file is damaged'],
    ['newer', 'newer version'],
    ['another-file', 'This is not a setup file'],
  ])('says what is wrong: %s', async (trouble, words) => {
    open({ previewSetup: async () => ({ ok: false, trouble }) });
    type(field('Passphrase'), 'another horse battery');
    inDialog('Open').click();
    await vi.waitFor(() => expect(alertText()).toContain(words));
    expect(alertText()).toContain('Nothing was changed.');
  });

  it('says what Credly has against the connection in it', async () => {
    open({ importSetup: async () => ({ ok: false, problem: { kind: 'token-refused', field: 'token' } }) });
    await unlock();
    inDialog('Set up this browser').click();
    await vi.waitFor(() => expect(alertText()).toContain('The connection in this file does not work.'));
    expect(alertText()).toContain('Credly does not accept this token');
  });
});
