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
    /** Takes the place of whatever was not told yet. */
    tell(task: () => Promise<unknown>): void {
      next = task;
      void work();
    },
  };
}
