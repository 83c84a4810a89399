import { signal } from '@preact/signals';
import { SnippetDialog } from '@/components/editor/snippet-dialog.tsx';
import { WordsDialog } from '@/components/editor/words-dialog.tsx';
import { type BlockText, type RuleView, send, type TypedBlockText } from '@/lib/messages/client.ts';
import { context, quizIds, refreshContext } from './context.ts';
import { createDraftKeeper } from './draft-keeper.ts';
import { draw, erase, t } from './draw.tsx';
import { hide, type Stage } from './stage.ts';

type Open =
  | { kind: 'snippet'; html: string | null }
  | { kind: 'words'; rule: RuleView; quizIds: string[]; words: TypedBlockText; isRestored: boolean };

/** The dialogs that the results block opens: its words, and its text as HTML. */
export function createBlockDialogs(stage: Stage, saveWords: (block: BlockText) => Promise<boolean>) {
  const slot = stage.slots.blockDialog;
  const keeper = createDraftKeeper();
  const dialog = signal<Open | null>(null);

  const typedOf = ({ block }: RuleView): TypedBlockText => ({ heading: block.heading ?? '', text: block.text ?? '' });

  function openWords(): void {
    const { rule, keptWords } = context.value ?? {};
    if (!rule) return;
    const words = keptWords ?? typedOf(rule);
    dialog.value = { kind: 'words', rule, quizIds: [...quizIds.value], words, isRestored: Boolean(keptWords) };
    place();
  }

  async function openSnippet(): Promise<void> {
    const ids = quizIds.value;
    const reply = await send('rule.snippet', { quizIds: [...ids] }).catch(() => null);
    if (ids !== quizIds.value) return;
    dialog.value = { kind: 'snippet', html: reply?.html ?? null };
    place();
  }

  function close(): void {
    dialog.value = null;
    stage.check();
  }

  /** By the author's own word: what was typed is no longer wanted, or saved. */
  function forget(): void {
    const open = dialog.value;
    if (open?.kind === 'words') keeper.tell(() => send('words.drop', { quizIds: open.quizIds }).then(refreshContext));
    if (context.value) context.value = { ...context.value, keptWords: null };
  }

  async function save(block: BlockText): Promise<string | null> {
    if (!(await saveWords(block))) return t('block_words_not_saved');
    forget();
    await refreshContext();
    close();
    return null;
  }

  function place(): boolean {
    if (!dialog.value) return hide(slot);
    if (slot.isPlaced()) return false;
    // Outside the body, which client-rendered pages like to replace. What was typed is in the signal.
    erase(slot);
    slot.place(document.documentElement, null, null);
    redraw();
    return true;
  }

  function redraw(): void {
    const open = dialog.value;
    // A dialog can only be shown in a document: placing it draws it.
    if (open && !slot.isPlaced()) return;
    draw(slot, open && contentsOf(open));
  }

  function contentsOf(open: Open) {
    if (open.kind === 'snippet') return <SnippetDialog html={open.html} onCopy={copy} onClose={close} />;
    return (
      <WordsDialog
        rule={open.rule}
        words={open.words}
        onWords={(words) => {
          dialog.value = { ...open, words };
          keeper.tell(() => send('words.keep', { quizIds: open.quizIds, words }));
        }}
        isRestored={open.isRestored}
        onStartOver={() => {
          forget();
          dialog.value = { ...open, words: typedOf(open.rule), isRestored: false };
        }}
        onSave={save}
        onClose={() => {
          forget();
          close();
        }}
        onLeave={() => {
          if (context.value && isTyped(open)) context.value = { ...context.value, keptWords: open.words };
          close();
        }}
      />
    );
  }

  /** Words that the rule does not have yet: opened again, they are there. */
  function isTyped({ rule, words }: Extract<Open, { kind: 'words' }>): boolean {
    return JSON.stringify(words) !== JSON.stringify(typedOf(rule));
  }

  return {
    openWords,
    openSnippet: () => void openSnippet(),
    place,
    redraw,
    isOpen: () => dialog.value !== null,
    /** Ends it, if it is open; what was typed stays kept. */
    leave: () => {
      if (dialog.value) close();
    },
  };
}

/** A page may forbid its frames and scripts the clipboard; then the text is there to be copied by hand. */
async function copy(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}
