import { type AwardDraft, send } from '@/lib/messages/client.ts';

/**
 * Hands what is typed to the worker, so that a reload or a sign-out loses nothing: at most one message under way, and
 * always the latest state after it.
 */
export function createDraftKeeper() {
  let next: (() => Promise<unknown>) | null = null;
  let isBusy = false;

  async function work(): Promise<void> {
    if (isBusy) return;
    isBusy = true;
    while (next) {
      const task = next;
      next = null;
      // Without the worker nothing can be kept; the dialog itself still has it all.
      await task().catch(() => undefined);
    }
    isBusy = false;
  }

  return {
    keep(quizIds: string[], draft: AwardDraft): void {
      next = () => send('draft.keep', { quizIds, draft });
      void work();
    },
    /** @param then called once nothing is kept any more */
    drop(quizIds: string[], then: () => unknown): void {
      next = () => send('draft.drop', { quizIds }).then(then);
      void work();
    },
  };
}
