import { effect, signal } from '@preact/signals';
import { type ComponentChild, render } from 'preact';
import dialogCss from '@/components/editor/award-dialog.css?inline';
import { AwardDialog } from '@/components/editor/award-dialog.tsx';
import { type AwardDraft, type QuizOnPage, startDraft } from '@/components/editor/award-draft.ts';
import { AwardGroup } from '@/components/editor/award-group.tsx';
import guestCss from '@/components/editor/guest.css?inline';
import { GuestButton } from '@/components/editor/guest-button.tsx';
import { IntegrationsCard } from '@/components/editor/integrations-card.tsx';
import { PageNote } from '@/components/editor/page-note.tsx';
import { ResultsBlock } from '@/components/editor/results-block.tsx';
import { type MessageId, type Translate, TranslateProvider } from '@/components/i18n.ts';
import tokensCss from '@/components/tokens.css?inline';
import uiCss from '@/components/ui/ui.css?inline';
import { type AnchorName, type RuleDraft, send } from '@/lib/messages/client.ts';
import { type Anchor, findAnchor, findBlocks, headingOf, positionOf } from '@/lib/quiz-site/dom/anchors.ts';
import { buttonSelector, fold, nameOf, type Panel, visibleAll } from '@/lib/quiz-site/dom/elements.ts';
import { keepMounted } from '@/lib/quiz-site/dom/keep-mounted.ts';
import { createSlot, type Slot } from '@/lib/quiz-site/dom/slot.ts';
import { isOneQuiz } from '@/lib/quiz-site/pages.ts';
import { context, followContext, gone, quizIds, refreshContext } from './context.ts';
import { createReporter, reportFacts } from './findings.ts';
import { createScreenReader, type Screen } from './screen.ts';
import { createTemplateLoader } from './templates.ts';
import { troubleTexts } from './trouble.ts';

const css = `${tokensCss}\n${uiCss}\n${guestCss}\n${dialogCss}`;

/** Another quiz counts when the page has shown it unchanged for so long. */
const settleMs = 400;

const t: Translate = (id, ...substitutions) => chrome.i18n.getMessage(id, substitutions.map(String)) || id;

/** Renders into a slot; the words come from the browser's language. */
function draw(slot: Slot, content: ComponentChild): void {
  render(<TranslateProvider value={t}>{content}</TranslateProvider>, slot.root);
}

/** Starts everything; the returned function takes it all away again. */
export function startEditor(): () => void {
  const slots = {
    button: createSlot('button', 'inline-block', css),
    group: createSlot('award', 'block', css, '12px 0 0'),
    block: createSlot('results-block', 'block', css),
    card: createSlot('integrations-card', 'block', css),
    note: createSlot('note', 'contents', css),
    dialog: createSlot('dialog', 'contents', css),
  };
  const templates = createTemplateLoader(t);
  const dialog = signal<{ draft: AwardDraft; quiz: QuizOnPage; quizIds: string[]; title: string } | null>(null);
  const announcement = signal('');
  /** Where our block stands among the page's own. */
  const place = signal({ position: 0, count: 0 });
  const note = signal<MessageId | null>(null);
  const dismissed = new Set<MessageId>();
  const report = createReporter();
  const told = new Set<string>();
  let screen: Screen = { kind: 'other' };
  let changing: { key: string; isSame: boolean; since: number } | null = null;
  let reader: ReturnType<typeof createScreenReader> | null = null;

  const stopContext = followContext();
  const kept = keepMounted(ensure, () => {
    hideAll();
    showNote('editor_gave_way');
    placeNote();
  });
  const stopEffects = [effect(redraw), effect(redrawDialog)];

  return () => {
    stopContext();
    kept.stop();
    reader?.stop();
    for (const stop of stopEffects) stop();
    for (const slot of Object.values(slots)) slot.remove();
  };

  /** Puts everything where it belongs on the page as it is now. @returns whether the page was changed */
  function ensure(): boolean {
    const { value } = context;
    if (!value || gone.value) return false;
    reader ??= createScreenReader(value.profile);
    screen = reader.read();
    if (screen.kind === 'quiz') learn(screen);
    const changed = [placeMotivation(), placeResultsBlock(), placeCard(), placeNote(), placeDialog()];
    return changed.some(Boolean);
  }

  /** Tells the worker what the page shows of the quiz, once for each thing. */
  function learn(shown: Extract<Screen, { kind: 'quiz' }>): void {
    const { facts, ownButton } = shown;
    if (!settled(facts.quizIds) || facts.quizIds.length === 0 || context.value?.consent !== 'agreed') return;
    reportFacts(report, shown);
    once(`seen:${facts.quizIds.join()}:${facts.title}`, () =>
      send('quiz.seen', { quizIds: facts.quizIds, title: facts.title }),
    );
    const own = `own:${facts.quizIds.join()}`;
    if (!ownButton) told.delete(own);
    else {
      if (dialog.value) closeDialog();
      once(own, () => send('quiz.own-button-seen', { quizIds: facts.quizIds }));
    }
  }

  /**
   * Whether the page has made up its mind which quiz it shows. A client-rendered editor changes address, title and links
   * one after the other; in between they belong to two quizzes.
   */
  function settled(seen: readonly string[]): boolean {
    const key = seen.join();
    const all = [...new Set([...quizIds.value, ...seen])];
    const isSame = isOneQuiz(all) && seen.some((id) => quizIds.value.includes(id));
    const isKnown = isSame && all.length === quizIds.value.length;
    if (quizIds.value.length === 0 || isKnown) {
      if (quizIds.value.length === 0) quizIds.value = seen;
      if (changing && !changing.isSame) void refreshContext();
      changing = null;
      return true;
    }
    if (changing?.key !== key) {
      changing = { key, isSame, since: performance.now() };
      if (!isSame) context.value = context.value && { ...context.value, rule: null, joined: false };
    }
    if (performance.now() - changing.since < settleMs) {
      setTimeout(() => kept.check(), settleMs);
      return false;
    }
    changing = null;
    // What one tab of a quiz shows adds to what another has shown; another quiz ends what was begun for this one.
    if (!isSame) closeDialog();
    quizIds.value = isSame ? all : seen;
    return true;
  }

  function once(key: string, tell: () => Promise<unknown>): void {
    if (told.has(key)) return;
    told.add(key);
    tell().catch(() => told.delete(key));
  }

  /** The Motivation tab of a quiz that can award: a button, or what was chosen. */
  function placeMotivation(): boolean {
    const here = onQuizTab('motivation');
    const rule = context.value?.rule ?? null;
    if (!here || here.ownButton) return hide(slots.button, slots.group);
    if (here.facts.quizIds.length === 0) {
      showNote('editor_no_quiz_id');
      return hide(slots.button, slots.group);
    }
    const anchor = anchorFor('button', here.panel, 'editor_button_not_placed');
    if (!anchor) return hide(slots.button, slots.group);
    const [shown, other] = rule ? [slots.group, slots.button] : [slots.button, slots.group];
    const removed = hide(other);
    // A group is as wide as the panel, so it goes below the row of buttons.
    const place = rule ? belowRow(anchor, here.panel) : anchor;
    return putAt(shown, place) || removed;
  }

  function placeResultsBlock(): boolean {
    const here = onQuizTab('results-view');
    const rule = context.value?.rule;
    if (!here || !rule || here.ownButton) return hide(slots.block);
    const anchor = anchorFor('results-block', here.panel, 'editor_block_not_placed');
    if (!anchor) return hide(slots.block);
    const blocks = here.panel ? findBlocks(here.panel) : [];
    const position = positionOf(context.value?.rule?.placement ?? null, blocks);
    if (place.value.position !== position || place.value.count !== blocks.length)
      place.value = { position, count: blocks.length };
    const next = blocks[position] ?? anchor.before;
    return putAt(slots.block, { ...anchor, parent: blocks[0]?.parentElement ?? anchor.parent, before: next });
  }

  function placeCard(): boolean {
    if (screen.kind !== 'integrations') return hide(slots.card);
    if (screen.ownCard) {
      once('own-card', () => send('site.own-card-seen'));
      return hide(slots.card);
    }
    const anchor = anchorFor('integrations-card', screen.panel, null);
    if (!anchor) return hide(slots.card);
    // Our button is an "Edit" or a "Connect": it should look like that one, not like the other.
    const word = t(context.value?.connection ? 'action_edit' : 'action_connect');
    const alike = visibleAll(anchor.parent, buttonSelector).find((it) => fold(nameOf(it)) === fold(word));
    const card = [...anchor.parent.children].find((it) => alike && it.contains(alike));
    return putAt(slots.card, card instanceof HTMLElement ? { ...anchor, neighbour: card } : anchor, alike);
  }

  function placeNote(): boolean {
    const id = note.value;
    if (!id || dismissed.has(id) || !document.body) return hide(slots.note);
    return slots.note.place(document.body, null, null);
  }

  function placeDialog(): boolean {
    if (!dialog.value) return hide(slots.dialog);
    if (slots.dialog.isPlaced()) return false;
    // Outside the body, which client-rendered pages like to replace. What was typed is in the signal.
    render(null, slots.dialog.root);
    slots.dialog.place(document.documentElement, null, null);
    redrawDialog();
    return true;
  }

  function onQuizTab(tab: string): Extract<Screen, { kind: 'quiz' }> | null {
    if (screen.kind !== 'quiz' || screen.tab !== tab || (changing && !changing.isSame)) return null;
    const { type } = screen.facts;
    return type === 'poll' || type === 'survey' ? null : screen;
  }

  function anchorFor(name: AnchorName, panel: Panel | null, missing: MessageId | null): Anchor | null {
    const profile = context.value?.profile;
    const anchor = profile && panel ? findAnchor(profile, name, panel) : null;
    report(name, anchor?.by ?? null);
    if (!anchor && missing) showNote(missing);
    else if (anchor && missing && note.value === missing) note.value = null;
    return anchor;
  }

  function showNote(id: MessageId): void {
    if (!dismissed.has(id)) note.value = id;
  }

  function hideAll(): void {
    hide(slots.button, slots.group, slots.block, slots.card);
  }

  function move(by: -1 | 1): void {
    const here = onQuizTab('results-view');
    const current = context.value;
    if (!here?.panel || !current?.rule) return;
    const blocks = findBlocks(here.panel);
    const position = Math.max(
      0,
      Math.min(positionOf(context.value?.rule?.placement ?? null, blocks) + by, blocks.length),
    );
    const above = blocks[position - 1];
    const placement = { afterHeading: above ? headingOf(above) : null, index: position };
    context.value = { ...current, rule: { ...current.rule, placement } };
    announcement.value = t('block_moved', position + 1, blocks.length + 1);
    kept.check();
    void send('rule.place', { quizIds: [...quizIds.value], placement }).catch(() => refreshContext());
  }

  /** To the connection, or to the disclosure where that was not agreed to. */
  function openOptions(): void {
    void send('options.open', { view: context.value?.consent === 'declined' ? 'consent' : 'integrations' }).catch(
      () => undefined,
    );
  }

  function openDialog(): void {
    const { value } = context;
    if (screen.kind !== 'quiz') return;
    if (!value?.connection || value.consent !== 'agreed') {
      openOptions();
      return;
    }
    const { type, passingScore, outcomes, title } = screen.facts;
    const quiz: QuizOnPage = { type: type === 'scored' || type === 'outcome' ? type : null, passingScore, outcomes };
    const draft = startDraft(quiz, value.rule?.awardFor ?? null);
    dialog.value = { draft, quiz, quizIds: [...quizIds.value], title };
    void templates.load();
    placeDialog();
  }

  function closeDialog(): void {
    templates.stop();
    dialog.value = null;
    kept.check();
  }

  async function save(awardFor: RuleDraft['awardFor']): Promise<string | null> {
    // The quiz for which the dialog was opened, whatever the page shows by now.
    const open = dialog.value;
    if (!open) return null;
    try {
      const reply = await send('rule.save', { quiz: { quizIds: open.quizIds, title: open.title }, awardFor });
      if (!reply.ok) return t(troubleTexts[reply.trouble]);
    } catch {
      return t('editor_trouble_extension_gone');
    }
    await refreshContext();
    closeDialog();
    return null;
  }

  async function removeRule(): Promise<void> {
    await send('rule.remove', { quizIds: [...quizIds.value] }).catch(() => undefined);
    await refreshContext();
    kept.check();
  }

  function redraw(): void {
    const { value } = context;
    draw(slots.button, <GuestButton label={t('editor_award')} description={t('added_by')} onClick={openDialog} />);
    draw(slots.card, <IntegrationsCard connection={value?.connection ?? null} onOpen={openOptions} />);
    const id = note.value;
    draw(
      slots.note,
      id && (
        <PageNote
          text={t(id)}
          onDismiss={() => {
            dismissed.add(id);
            note.value = null;
            slots.note.remove();
          }}
        />
      ),
    );
    const { rule, connection } = value ?? {};
    if (rule && connection) {
      draw(
        slots.group,
        <AwardGroup
          rule={rule}
          connection={connection}
          joined={value?.joined ?? false}
          onEdit={openDialog}
          onRemove={() => void removeRule()}
          onOpenOptions={openOptions}
        />,
      );
      draw(
        slots.block,
        <ResultsBlock
          rule={rule}
          isFirst={place.value.position === 0}
          isLast={place.value.position === place.value.count}
          onMove={move}
          announcement={announcement.value}
        />,
      );
    }
    kept.check();
  }

  function redrawDialog(): void {
    const open = dialog.value;
    const connection = context.value?.connection;
    const list = templates.list.value;
    // A dialog can only be shown in a document: placing it draws it.
    if (open && !slots.dialog.isPlaced()) return;
    draw(
      slots.dialog,
      open && connection && (
        <AwardDialog
          quizTitle={open.title}
          quiz={open.quiz}
          connection={connection}
          draft={open.draft}
          onDraft={(draft) => {
            dialog.value = { ...open, draft };
          }}
          list={list}
          onRefresh={() => void templates.load()}
          onSave={save}
          onClose={closeDialog}
        />
      ),
    );
  }
}

/** @returns whether anything was there to hide */
function hide(...slots: Slot[]): boolean {
  const placed = slots.filter((slot) => slot.isPlaced());
  for (const slot of placed) slot.remove();
  return placed.length > 0;
}

function putAt(slot: Slot, anchor: Anchor, button?: HTMLElement): boolean {
  return slot.place(anchor.parent, anchor.before, anchor.neighbour, button);
}

/** Behind the whole row the neighbour stands in, unless the row is the panel itself. */
function belowRow(anchor: Anchor, panel: Panel | null): Anchor {
  const row = anchor.parent;
  if (row === panel?.root || !row.parentElement || !panel?.root.contains(row)) return anchor;
  return { ...anchor, parent: row.parentElement, before: row.nextElementSibling };
}
