/** A title counts when the page has shown it unchanged for so long, with nothing under way. */
const settleMs = 2_000;
/** A title that goes on changing is news at most so often. */
const newsMs = 60_000;

/**
 * The quiz's title as it may be told: never the "Loading..." of a page that is not there yet, nor every tick of one that
 * counts something.
 * @param check has the page looked at again
 */
export function createQuizTitle(check: () => void) {
  let seen = '';
  let since = 0;
  let told = '';
  let toldAt = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;

  return {
    /** @returns what the page has settled on; empty while that is nothing */
    settled(title: string): string {
      const now = performance.now();
      const isBusy = document.querySelector('[aria-busy=true]') !== null;
      if (title !== seen || isBusy || document.readyState !== 'complete') {
        seen = title;
        since = now;
      }
      // Words that end so are mostly those of a load.
      const patience = isBusy || /(…|\.\.\.)$/.test(title) ? 10 : 1;
      const wait = Math.max(since + patience * settleMs, told ? toldAt + newsMs : 0) - now;
      clearTimeout(timer);
      if (title && title !== told) {
        if (wait > 0) timer = setTimeout(check, wait);
        else [told, toldAt] = [title, now];
      }
      return told;
    },
    /** Another quiz is shown. */
    reset(): void {
      seen = told = '';
    },
  };
}
