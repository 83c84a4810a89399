import { effect, signal } from '@preact/signals';
import { type EditorContext, MessageError, onChanged, send } from '@/lib/messages/client.ts';

/** What the worker says about the quiz at hand; kept fresh when something changes elsewhere. */
export const context = signal<EditorContext | null>(null);

/** The ids of the quiz at hand, as the page shows them. */
export const quizIds = signal<readonly string[]>([]);

/** The extension was updated or removed: this copy of ours can do nothing more. */
export const gone = signal(false);

/** Changes that are shown already and that the worker does not have yet, and how many there have been. */
let pending = 0;
let changes = 0;

export async function refreshContext(): Promise<void> {
  const asked = quizIds.value;
  const before = changes;
  try {
    const answer = await send('editor.context', { quizIds: [...asked] });
    // Another quiz may be shown by now, or a change that this answer does not know of.
    if (asked === quizIds.value && before === changes && pending === 0) context.value = answer;
  } catch (error) {
    if (error instanceof MessageError && error.reason === 'extension-gone') gone.value = true;
  }
}

/** What is shown without the changes that the worker does not have. */
let kept: EditorContext | null = null;

/**
 * Shows a change at once and tells the worker; what the worker says afterwards counts.
 * @param tell gives whether the worker has it
 * @returns the same; if not, it is no longer shown
 */
export async function changeAhead(changed: EditorContext, tell: () => Promise<boolean>): Promise<boolean> {
  const asked = quizIds.value;
  if (pending === 0) kept = context.value;
  changes += 1;
  pending += 1;
  context.value = changed;
  const saved = await tell().catch(() => false);
  pending -= 1;
  if (saved) kept = changed;
  else if (pending === 0 && asked === quizIds.value) context.value = kept;
  await refreshContext();
  return saved;
}

/** Follows the quiz at hand and the worker's notices. @returns a function that ends it */
export function followContext(): () => void {
  const stopEffect = effect(() => {
    quizIds.value;
    void refreshContext();
  });
  const stopNotices = onChanged(() => void refreshContext());
  const onVisible = () => {
    if (document.visibilityState === 'visible') void refreshContext();
  };
  document.addEventListener('visibilitychange', onVisible);
  return () => {
    stopEffect();
    stopNotices();
    document.removeEventListener('visibilitychange', onVisible);
  };
}
