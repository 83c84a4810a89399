import { type ObservedExchange, send, type TeachingView } from '@/lib/messages/client.ts';
import { asksQuestions } from '@/lib/quiz-site/dom/asks-questions.ts';
import { observedEvent } from '@/lib/quiz-site/hook-wire.ts';

/** Passes on what the page sends and shows while the quiz is taken. Every frame records; only the page itself has a text. */

const lookMs = 400;
const maxText = 60_000;
const maxInWindow = 60;
const windowMs = 5_000;

export function createRecorder(onView: (view: TeachingView | null) => void) {
  let isOn = false;
  let lastText = '';
  let seenText = '';
  let recent: number[] = [];

  const onObserved = (event: Event) => {
    const { detail } = event as CustomEvent<unknown>;
    if (!isOn || typeof detail !== 'string') return;
    const now = performance.now();
    recent = recent.filter((at) => now - at < windowMs);
    if (recent.push(now) > maxInWindow) return;
    try {
      const observed = JSON.parse(detail) as ObservedExchange;
      send('teaching.exchange', observed).then(onView, () => undefined);
    } catch {
      // Not from our hook.
    }
  };
  document.addEventListener(observedEvent, onObserved);

  /** @param isSaid a person says that the result is shown: it need not have stood still for a while */
  const look = async (isSaid: boolean) => {
    if (!isOn || !document.body || asksQuestions()) return;
    const text = document.body.innerText.slice(0, maxText);
    // A score that counts up is read when it stands still.
    const isStill = text === seenText;
    seenText = text;
    if (!(isStill || isSaid) || text === lastText || text.trim() === '') return;
    lastText = text;
    await send('teaching.text', { text }).then(onView, () => undefined);
  };
  const timer = window === window.top ? setInterval(() => void look(false), lookMs) : undefined;

  return {
    readNow: () => look(true),
    record(wanted: boolean) {
      if (wanted && !isOn) lastText = '';
      isOn = wanted;
    },
    stop() {
      isOn = false;
      clearInterval(timer);
      document.removeEventListener(observedEvent, onObserved);
    },
  };
}
