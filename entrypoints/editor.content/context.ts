import { effect, signal } from '@preact/signals';
import { type EditorContext, MessageError, onChanged, send } from '@/lib/messages/client.ts';

/** What the worker says about the quiz at hand; kept fresh when something changes elsewhere. */
export const context = signal<EditorContext | null>(null);

/** The ids of the quiz at hand, as the page shows them. */
export const quizIds = signal<readonly string[]>([]);

/** The extension was updated or removed: this copy of ours can do nothing more. */
export const gone = signal(false);

export async function refreshContext(): Promise<void> {
  const asked = quizIds.value;
  try {
    const answer = await send('editor.context', { quizIds: [...asked] });
    // Another quiz may be shown by now.
    if (asked === quizIds.value) context.value = answer;
  } catch (error) {
    if (error instanceof MessageError && error.reason === 'extension-gone') gone.value = true;
  }
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
