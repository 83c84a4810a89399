// @vitest-environment happy-dom
import { effect } from '@preact/signals';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { AwardDialogProps } from '../../../components/editor/award-dialog.tsx';
import type { RuleToSave } from '../../../components/editor/draft/to-rule.ts';
import type { EditorContext } from '../../../lib/messages/client.ts';

/** What the dialog was last drawn with; null while none is open. */
let shown: AwardDialogProps | null = null;
vi.mock('@/components/editor/award-dialog.tsx', () => ({
  AwardDialog: (props: AwardDialogProps) => {
    shown = props;
    return null;
  },
}));

let answerSave: (reply: unknown) => void;
let sent: { type: string; message: unknown }[];
const browser = {
  i18n: { getMessage: (id: string) => id },
  runtime: {
    id: 'ours',
    async sendMessage({ type, message }: { type: string; message: unknown }) {
      sent.push({ type, message });
      if (type === 'rule.save') return new Promise((done) => (answerSave = (value) => done({ ok: true, value })));
      return { ok: true, value: type === 'editor.context' ? worker : null };
    },
  },
};
vi.stubGlobal('chrome', browser);
const { createAwardDialog } = await import('../../../entrypoints/editor.content/dialog.tsx');
const { context, quizIds } = await import('../../../entrypoints/editor.content/context.ts');

const worker = {
  consent: 'agreed',
  connection: { organizationName: 'O', environment: 'production', mayIssue: 'yes', paused: null },
  rule: null,
  keptDraft: null,
} as unknown as EditorContext;
const changed = { ok: false, trouble: 'rule-changed', rule: null };
/** A place for the dialog that asks nothing of a page. */
function slot() {
  const host = document.createElement('div');
  const root = host.attachShadow({ mode: 'open' });
  const isPlaced = () => host.isConnected;
  return { root, place: () => document.body.append(host), remove: () => host.remove(), isPlaced };
}

let stop: () => void = () => undefined;
let dialog: ReturnType<typeof createAwardDialog>;
let stage: Parameters<typeof createAwardDialog>[0];

beforeEach(() => {
  sent = [];
  shown = null;
  context.value = worker;
  stage = { title: '', check: () => undefined, slots: { dialog: slot() } } as never;
  dialog = createAwardDialog(stage, () => undefined);
  stop = effect(dialog.redraw);
});
afterEach(() => {
  stop();
  stage.slots.dialog.remove();
});

function open(title: string): AwardDialogProps {
  quizIds.value = [`slug:${title}`];
  const facts = { type: 'scored', passingScore: null, outcomes: [], ranges: { unit: null, rows: [] }, title };
  stage.screen = { kind: 'quiz', facts } as never;
  dialog.open();
  if (!shown) throw new Error('No dialog was drawn.');
  return shown;
}
function isOpen(): boolean {
  dialog.place();
  return stage.slots.dialog.isPlaced();
}
const rule = {} as RuleToSave;

describe('a dialog that is closed while its rule is being saved', () => {
  it('stays closed, also where another rule was saved meanwhile', async () => {
    const first = open('one');
    const saving = first.onSave(rule, false);
    first.onLeave?.();
    answerSave(changed);
    await saving;
    expect(isOpen()).toBe(false);
  });

  it('takes nothing from the dialog of another quiz that was opened meanwhile', async () => {
    const first = open('one');
    const saving = first.onSave(rule, false);
    dialog.leave();
    dialog.place();
    open('two');
    answerSave(changed);
    await saving;
    expect(shown).toMatchObject({ quizTitle: 'two', onShowChanged: null });

    const again = shown?.onSave(rule, false);
    dialog.leave();
    dialog.place();
    open('three');
    answerSave({ ok: true });
    await again;
    expect(isOpen()).toBe(true);
    expect(shown?.quizTitle).toBe('three');
    await vi.waitFor(() => expect(sent).toContainEqual({ type: 'draft.drop', message: { quizIds: ['slug:two'] } }));
  });
});

it('a rule is saved with the title that the page has settled on by then', () => {
  const { onSave } = open('Loading...');
  stage.title = 'Food Safety';
  void onSave(rule, false);
  expect(sent.at(-1)?.message).toMatchObject({ quiz: { title: 'Food Safety' } });
});
