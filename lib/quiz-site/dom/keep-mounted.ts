/**
 * Keeps our elements where they belong while the host page does as it pleases: rebuilds panels, wipes nodes, navigates.
 * One observer on the document, coalesced per animation frame, that calls an idempotent `ensure`.
 */

/** Put back more often than this within the window, we give way: two scripts that fight would freeze the page. */
const maxRemounts = 30;
const windowMs = 5_000;
const maxErrors = 5;
/** Without a frame it is looked at after this. */
const latestMs = 150;

export interface KeptMounted {
  /** Looks again now, for example after a new address. */
  check(): void;
  stop(): void;
}

/** @param ensure puts things in place if they are not; returns whether it changed the page */
export function keepMounted(ensure: () => boolean, onGivingUp: () => void): KeptMounted {
  let scheduled = false;
  let stopped = false;
  let remounts: number[] = [];
  let errors = 0;
  let frame = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const run = () => {
    cancelAnimationFrame(frame);
    clearTimeout(timer);
    scheduled = false;
    if (stopped) return;
    let changed = false;
    try {
      changed = ensure();
      errors = 0;
    } catch {
      // The page changed under our hands; the next look may succeed. The page itself must never see an error of ours.
      errors += 1;
      if (errors > maxErrors) giveWay();
    }
    if (!changed) return;
    const now = performance.now();
    remounts = [...remounts.filter((at) => now - at < windowMs), now];
    if (remounts.length > maxRemounts) giveWay();
  };
  const giveWay = () => {
    stop();
    onGivingUp();
  };
  const schedule = () => {
    if (scheduled || stopped) return;
    scheduled = true;
    // Hidden and covered tabs get no frames, and not all of them say so: a timer sees to those.
    frame = requestAnimationFrame(run);
    timer = setTimeout(run, latestMs);
  };
  const observer = new MutationObserver(schedule);
  // The document itself: its outermost element goes when a page writes itself anew.
  observer.observe(document, {
    childList: true,
    subtree: true,
    attributes: true,
    // Tabs without a new panel change only these.
    attributeFilter: ['aria-selected', 'aria-current', 'class', 'hidden'],
  });
  const stop = () => {
    stopped = true;
    observer.disconnect();
  };
  schedule();
  return { check: schedule, stop };
}
