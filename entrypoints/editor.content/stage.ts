import { type Signal, signal } from '@preact/signals';
import type { MessageId } from '@/components/i18n.ts';
import type { AnchorName } from '@/lib/messages/client.ts';
import { type Anchor, findAnchor } from '@/lib/quiz-site/dom/anchors.ts';
import type { Panel } from '@/lib/quiz-site/dom/elements.ts';
import { createSlot, type Slot } from '@/lib/quiz-site/dom/slot.ts';
import { context } from './context.ts';
import { look } from './draw.tsx';
import { createReporter } from './findings.ts';
import { everyTab, type Screen } from './screen.ts';

export type QuizScreen = Extract<Screen, { kind: 'quiz' }>;

/** What all parts of the editor's interface share: our elements, the page as it was last read, and the note about it. */
export interface Stage {
  slots: Record<
    'button' | 'group' | 'block' | 'card' | 'note' | 'dialog' | 'blockDialog' | 'offer' | 'offerDialog',
    Slot
  >;
  screen: Screen;
  /** The quiz's title, once the page has settled on one; else empty. */
  title: string;
  /** The page is on its way to another quiz: nothing of ours belongs to it yet. */
  isBetweenQuizzes: boolean;
  /** What could not be placed, in a sentence. */
  note: Signal<MessageId | null>;
  /** Shows a sentence about what could not be placed, unless it was sent away before. */
  showNote(id: MessageId): void;
  dismissNote(id: MessageId): void;
  /** The page as an editor's tab of a quiz that can award; null where another one is shown. */
  onQuizTab(tab: string): QuizScreen | null;
  /** Where an element of ours belongs in a panel. Found or not is told to the worker, and to the author where given. */
  anchorFor(name: AnchorName, panel: Panel | null, missing: MessageId | null): Anchor | null;
  /** Tells the worker what was found on the page, by which strategy (null: not), whenever that changes. */
  report: ReturnType<typeof createReporter>;
  /** Tells the worker something once, again only if that failed. */
  once(key: string, tell: () => Promise<unknown>): void;
  /** Lets the next `once` of this key tell it again. */
  forget(key: string): void;
  /** Looks at the page again soon. */
  check(): void;
}

export function createStage(check: () => void): Stage {
  const dismissed = new Set<MessageId>();
  const told = new Set<string>();
  const note = signal<MessageId | null>(null);
  const stage: Stage = {
    slots: {
      button: createSlot('button', 'inline-block', look),
      group: createSlot('award', 'block', { ...look, margin: '12px 0 0' }),
      block: createSlot('results-block', 'block', look),
      card: createSlot('integrations-card', 'block', look),
      note: createSlot('note', 'contents', look),
      dialog: createSlot('dialog', 'contents', look),
      offer: createSlot('offer', 'block', { ...look, margin: '0 0 16px' }),
      offerDialog: createSlot('offer-dialog', 'contents', look),
      blockDialog: createSlot('block-dialog', 'contents', look),
    },
    screen: { kind: 'other' },
    report: createReporter(),
    isBetweenQuizzes: false,
    title: '',
    note,
    showNote(id) {
      if (!dismissed.has(id)) note.value = id;
    },
    dismissNote(id) {
      dismissed.add(id);
      note.value = null;
      stage.slots.note.remove();
    },
    onQuizTab(tab) {
      const { screen } = stage;
      if (screen.kind !== 'quiz' || stage.isBetweenQuizzes) return null;
      if (screen.tab !== tab && screen.tab !== everyTab) return null;
      const { type } = screen.facts;
      return type === 'poll' || type === 'survey' ? null : screen;
    },
    anchorFor(name, panel, missing) {
      const { profile, rule } = context.value ?? {};
      const anchor = profile && panel ? findAnchor(profile, name, panel, rule?.placement) : null;
      stage.report(name, anchor?.by ?? null);
      if (!anchor && missing) stage.showNote(missing);
      else if (anchor && missing && note.value === missing) note.value = null;
      return anchor;
    },
    once(key, tell) {
      if (told.has(key)) return;
      told.add(key);
      tell().catch(() => told.delete(key));
    },
    forget: (key) => void told.delete(key),
    check,
  };
  return stage;
}

/** @returns whether anything was there to hide */
export function hide(...slots: Slot[]): boolean {
  const placed = slots.filter((slot) => slot.isPlaced());
  for (const slot of placed) slot.remove();
  return placed.length > 0;
}

/** @returns whether the page was changed */
export function putAt(slot: Slot, anchor: Anchor, button?: HTMLElement): boolean {
  return slot.place(anchor.parent, anchor.before, anchor.neighbour, button);
}
