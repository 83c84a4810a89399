import { signal } from '@preact/signals';
import { AwardDialog } from '@/components/editor/award-dialog.tsx';
import { type AwardDraft, type QuizOnPage, reviveDraft, stampOf, startDraft } from '@/components/editor/draft/draft.ts';
import type { RuleToSave } from '@/components/editor/draft/to-rule.ts';
import { type RuleView, send, type TrialReading, type TrialView } from '@/lib/messages/client.ts';
import { context, quizIds, refreshContext } from './context.ts';
import { createDraftKeeper } from './draft-keeper.ts';
import { draw, erase, t } from './draw.tsx';
import { hide, type Stage } from './stage.ts';
import { createTemplateLoader } from './templates.ts';
import { testTroubleText, troubleText } from './trouble.ts';

interface OpenDialog {
  draft: AwardDraft;
  quiz: QuizOnPage;
  quizIds: string[];
  title: string;
  /** The draft is what was typed before the page went away. */
  isRestored: boolean;
  /** Something was typed in it. */
  isTyped: boolean;
  /** What was saved meanwhile by somebody else (`rule` null: removed), to be decided on. */
  conflict: { rule: RuleView | null } | null;
}

/** The life of "Award a Credly Badge": opened for one quiz, kept while the page does as it pleases, saved or closed. */
export function createAwardDialog(stage: Stage, openOptions: () => void) {
  const { slots } = stage;
  const templates = createTemplateLoader(t);
  const keeper = createDraftKeeper();
  const dialog = signal<OpenDialog | null>(null);

  function open(): void {
    const { value } = context;
    if (stage.screen.kind !== 'quiz') return;
    if (!value?.connection || value.consent !== 'agreed') {
      openOptions();
      return;
    }
    const { type, passingScore, outcomes, ranges, title } = stage.screen.facts;
    const quiz: QuizOnPage = {
      type: type === 'scored' || type === 'outcome' ? type : null,
      passingScore,
      outcomes,
      ranges,
    };
    const kept = value.keptDraft;
    dialog.value = {
      draft: kept ? reviveDraft(kept, quiz) : startDraft(quiz, value.rule),
      quiz,
      quizIds: [...quizIds.value],
      title,
      isRestored: kept !== null,
      isTyped: kept !== null,
      conflict: null,
    };
    void templates.load();
    place();
  }

  function close(): void {
    dialog.value = null;
    stage.check();
  }

  /** By the author's own word: what was typed is no longer wanted. */
  function cancel(): void {
    forgetDraft();
    close();
  }

  /** By Esc, which is soon pressed by mistake: what was typed is there when the dialog is opened again. */
  function leave(): void {
    const open = dialog.value;
    if (open?.isTyped) {
      keep(open);
      if (context.value) context.value = { ...context.value, keptDraft: open.draft };
    }
    close();
  }

  function keep({ quizIds, draft }: OpenDialog): void {
    keeper.tell(() => send('draft.keep', { quizIds, draft }));
  }

  function forgetDraft(): void {
    // What the worker says of the quiz may have been asked for while the draft was still kept.
    if (dialog.value) keepNothing(dialog.value.quizIds);
    if (context.value) context.value = { ...context.value, keptDraft: null };
  }

  function keepNothing(quizIds: string[]): void {
    keeper.tell(() => send('draft.drop', { quizIds }).then(refreshContext));
  }

  function startOver(): void {
    const open = dialog.value;
    if (!open) return;
    forgetDraft();
    dialog.value = {
      ...open,
      draft: startDraft(open.quiz, context.value?.rule ?? null),
      isRestored: false,
      isTyped: false,
      conflict: null,
    };
  }

  async function save(rule: RuleToSave, over: boolean): Promise<string | null> {
    // The quiz for which the dialog was opened, whatever the page shows by now.
    const open = dialog.value;
    if (!open) return null;
    try {
      const quiz = { quizIds: open.quizIds, title: open.title };
      const since = over && open.conflict ? stampOf(open.conflict.rule) : open.draft.since;
      const reply = await send('rule.save', { quiz, since, ...rule });
      if (!reply.ok && reply.trouble === 'rule-changed') {
        await refreshContext();
        dialog.value = { ...(dialog.value ?? open), conflict: { rule: reply.rule } };
        return t('draft_changed_meanwhile');
      }
      // The list is read anew, so that the badge that is gone is marked where it is chosen.
      if (!reply.ok && reply.trouble === 'template-gone') void templates.load({ force: true });
      if (!reply.ok) return t(troubleText(reply.trouble), 'title' in reply ? reply.title : '');
    } catch {
      return t('editor_trouble_extension_gone');
    }
    forgetDraft();
    await refreshContext();
    close();
    return null;
  }

  async function tryOut(rule: RuleToSave, reading: TrialReading): Promise<TrialView | null> {
    return send('rule.try', { ...rule, reading }).catch(() => null);
  }

  async function sendTest(rule: RuleToSave, reading: TrialReading, email: string): Promise<string | null> {
    const open = dialog.value;
    if (!open) return null;
    const quiz = { quizIds: open.quizIds, title: open.title };
    const reply = await send('rule.test', { ...rule, reading, quiz, email }).catch(() => null);
    if (!reply) return t('editor_trouble_extension_gone');
    return reply.ok ? null : t(testTroubleText(reply.trouble));
  }

  async function others(): Promise<RuleView[]> {
    const reply = await send('rules.others', { quizIds: dialog.value?.quizIds ?? [] }).catch(() => null);
    return reply?.rules ?? [];
  }

  function place(): boolean {
    if (!dialog.value) return hide(slots.dialog);
    if (slots.dialog.isPlaced()) return false;
    // Outside the body, which client-rendered pages like to replace. What was typed is in the signal.
    erase(slots.dialog);
    slots.dialog.place(document.documentElement, null, null);
    redraw();
    return true;
  }

  function redraw(): void {
    const open = dialog.value;
    const { connection, rule, registration, joined, address } = context.value ?? {};
    const list = templates.list.value;
    // A dialog can only be shown in a document: placing it draws it.
    if (open && !slots.dialog.isPlaced()) return;
    draw(
      slots.dialog,
      open && connection && (
        <AwardDialog
          // Another draft altogether: nothing of the old one's errors and open lists stays.
          key={JSON.stringify([open.isRestored, open.draft.since])}
          quizTitle={open.title}
          quiz={open.quiz}
          facts={{
            connection,
            saved: rule ?? null,
            registration: registration ?? null,
            joined: joined ?? false,
            addressChanged: address?.kind === 'changed',
          }}
          draft={open.draft}
          onDraft={(draft) => {
            dialog.value = { ...open, draft, isTyped: true };
            keep(dialog.value);
          }}
          isRestored={open.isRestored}
          onShowChanged={open.conflict && startOver}
          onStartOver={startOver}
          list={list}
          onRefresh={() => void templates.load({ force: true })}
          onTry={tryOut}
          onTest={sendTest}
          onOthers={others}
          onSave={save}
          onClose={cancel}
          onLeave={leave}
        />
      ),
    );
  }

  return {
    open,
    place,
    redraw,
    /** Ends it, if it is open; what was typed stays kept. */
    leave: () => {
      if (dialog.value) close();
    },
  };
}
