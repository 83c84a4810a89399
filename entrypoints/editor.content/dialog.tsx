import { signal } from '@preact/signals';
import { render } from 'preact';
import { AwardDialog } from '@/components/editor/award-dialog.tsx';
import { type AwardDraft, type QuizOnPage, startDraft } from '@/components/editor/award-draft.ts';
import { type RuleDraft, send } from '@/lib/messages/client.ts';
import { context, quizIds, refreshContext } from './context.ts';
import { draw, t } from './draw.tsx';
import { hide, type Stage } from './stage.ts';
import { createTemplateLoader } from './templates.ts';
import { troubleTexts } from './trouble.ts';

/** The life of "Award a Credly Badge": opened for one quiz, kept while the page does as it pleases, saved or closed. */
export function createAwardDialog(stage: Stage, openOptions: () => void) {
  const { slots } = stage;
  const templates = createTemplateLoader(t);
  const dialog = signal<{ draft: AwardDraft; quiz: QuizOnPage; quizIds: string[]; title: string } | null>(null);

  function open(): void {
    const { value } = context;
    if (stage.screen.kind !== 'quiz') return;
    if (!value?.connection || value.consent !== 'agreed') {
      openOptions();
      return;
    }
    const { type, passingScore, outcomes, title } = stage.screen.facts;
    const quiz: QuizOnPage = { type: type === 'scored' || type === 'outcome' ? type : null, passingScore, outcomes };
    const draft = startDraft(quiz, value.rule?.awardFor ?? null);
    dialog.value = { draft, quiz, quizIds: [...quizIds.value], title };
    void templates.load();
    place();
  }

  function close(): void {
    dialog.value = null;
    stage.check();
  }

  async function save(awardFor: RuleDraft['awardFor']): Promise<string | null> {
    // The quiz for which the dialog was opened, whatever the page shows by now.
    const open = dialog.value;
    if (!open) return null;
    try {
      const reply = await send('rule.save', { quiz: { quizIds: open.quizIds, title: open.title }, awardFor });
      if (!reply.ok) return t(troubleTexts[reply.trouble]);
    } catch {
      return t('editor_trouble_extension_gone');
    }
    await refreshContext();
    close();
    return null;
  }

  function place(): boolean {
    if (!dialog.value) return hide(slots.dialog);
    if (slots.dialog.isPlaced()) return false;
    // Outside the body, which client-rendered pages like to replace. What was typed is in the signal.
    render(null, slots.dialog.root);
    slots.dialog.place(document.documentElement, null, null);
    redraw();
    return true;
  }

  function redraw(): void {
    const open = dialog.value;
    const connection = context.value?.connection;
    const list = templates.list.value;
    // A dialog can only be shown in a document: placing it draws it.
    if (open && !slots.dialog.isPlaced()) return;
    draw(
      slots.dialog,
      open && connection && (
        <AwardDialog
          quizTitle={open.title}
          quiz={open.quiz}
          connection={connection}
          draft={open.draft}
          onDraft={(draft) => {
            dialog.value = { ...open, draft };
          }}
          list={list}
          onRefresh={() => void templates.load({ force: true })}
          onSave={save}
          onClose={close}
        />
      ),
    );
  }

  return {
    open,
    place,
    redraw,
    /** Ends it, if it is open. */
    leave: () => {
      if (dialog.value) close();
    },
  };
}
