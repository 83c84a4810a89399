import { effect, signal } from '@preact/signals';
import { render } from 'preact';
import { languageOf, TranslateProvider, translateBy } from '@/components/i18n.ts';
import { PickFrame } from '@/components/teaching/pick-frame.tsx';
import teachingCss from '@/components/teaching/teaching.css?inline';
import { TeachingPanel } from '@/components/teaching/teaching-panel.tsx';
import tokensCss from '@/components/tokens.css?inline';
import uiCss from '@/components/ui/ui.css?inline';
import { onChanged, type PickName, send, type TeachingAction, type TeachingView } from '@/lib/messages/client.ts';
import { pickedBlocks, pickedElement, pickedTab } from '@/lib/quiz-site/dom/picked.ts';
import { createSlot } from '@/lib/quiz-site/dom/slot.ts';
import { stopEvent } from '@/lib/quiz-site/hook-wire.ts';
import { createPicker, spoken } from './picker.ts';
import { createRecorder } from './recorder.ts';

const css = `${tokensCss}\n${uiCss}\n${teachingCss}`;
const t = translateBy(chrome.i18n.getMessage);
const look = { css, language: languageOf(t) };

interface PickingState {
  name: PickName;
  /** What is looked at, in words, and where it stands in the window. */
  words: string;
  box: DOMRect | null;
}

/** Starts teaching in this document, if the worker says that this tab is the one; the returned function ends it. */
export function startTeaching(): () => void {
  const isTop = window === window.top;
  const view = signal<TeachingView | null>(null);
  const picking = signal<PickingState | null>(null);
  const notFound = signal<PickName | null>(null);
  const failed = signal(false);
  const slot = createSlot('teaching', 'contents', look);
  const picker = createPicker();
  const recorder = createRecorder(setView);
  let isOver = false;
  let lastAsked = 0;

  function setView(next: TeachingView | null): void {
    if (next === null) {
      stop();
      return;
    }
    view.value = next;
    recorder.record(next.step === 'take');
  }

  const ask = async (isLoad: boolean) => {
    lastAsked += 1;
    const turn = lastAsked;
    const next = await send('teaching.view', { isLoad });
    if (turn === lastAsked) setView(next);
  };
  const askQuietly = () => void ask(false).catch(() => undefined);

  async function act(action: TeachingAction): Promise<void> {
    try {
      failed.value = false;
      // "The result is shown": then it is read, however quickly that was said.
      if (action.do === 'go') await recorder.readNow();
      lastAsked += 1;
      setView(await send('teaching.act', action));
    } catch {
      failed.value = true;
    }
  }

  function startPicking(name: PickName): void {
    notFound.value = null;
    picking.value = { name, words: '', box: null };
    picker.start({
      onLook: (element) => {
        picking.value = { name, words: spoken(element), box: element.getBoundingClientRect() };
      },
      onTake: (element) => {
        picking.value = null;
        void take(name, element);
      },
      onCancel: () => {
        picking.value = null;
      },
    });
  }

  async function take(name: PickName, element: HTMLElement): Promise<void> {
    if (name === 'motivation-tab' || name === 'results-tab') {
      const pick = pickedTab(element);
      if (pick) return act({ do: 'pick-tab', name, pick });
    } else {
      const pick = name === 'results-block' ? pickedBlocks(element) : pickedElement(element);
      if (pick) return act({ do: 'pick', name, pick });
    }
    notFound.value = name;
  }

  const drawing = effect(() => {
    const current = view.value;
    if (!isTop || !current) return;
    place();
    render(
      <TranslateProvider value={t}>
        {picking.value?.box && <PickFrame box={picking.value.box} />}
        <TeachingPanel
          view={current}
          picking={picking.value && { name: picking.value.name, words: picking.value.words }}
          notFound={notFound.value}
          isFailed={failed.value}
          onAct={act}
          onPick={startPicking}
          onCancelPick={picker.cancel}
          onOpenQuiz={(address) => location.assign(address)}
        />
      </TranslateProvider>,
      slot.root,
    );
  });

  /** Outside the body, which client-rendered pages like to replace. */
  function place(): void {
    if (isOver || !view.value || slot.isPlaced() || !document.documentElement) return;
    slot.place(document.documentElement, null, null);
  }
  // A page that writes itself anew takes the panel with it.
  const replacing = isTop ? setInterval(place, 1000) : undefined;
  const stopNotices = onChanged(askQuietly);

  function stop(): void {
    if (isOver) return;
    isOver = true;
    drawing();
    stopNotices();
    clearInterval(replacing);
    picker.stop();
    recorder.stop();
    render(null, slot.root);
    slot.remove();
    // Nobody listens to the hook any more, unless results of this page are observed: then it is brought in again.
    if (view.value) document.dispatchEvent(new CustomEvent(stopEvent));
  }

  ask(true).catch(() => undefined);
  return stop;
}
