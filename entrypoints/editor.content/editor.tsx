import { effect } from '@preact/signals';
import { AwardGroup } from '@/components/editor/award-group.tsx';
import { GuestButton } from '@/components/editor/guest-button.tsx';
import { IntegrationsCard } from '@/components/editor/integrations-card.tsx';
import { PageNote } from '@/components/editor/page-note.tsx';
import { RemovedNote } from '@/components/editor/removed-note.tsx';
import { ResultsBlock } from '@/components/editor/results-block.tsx';
import { send } from '@/lib/messages/client.ts';
import { keepMounted } from '@/lib/quiz-site/dom/keep-mounted.ts';
import { createBlockDialogs } from './block-dialogs.tsx';
import { changeAhead, context, followContext, gone, quizIds } from './context.ts';
import { createAwardDialog } from './dialog.tsx';
import { draw, t } from './draw.tsx';
import { createLearner } from './learn.ts';
import { placeCard, placeMotivation, placeNote } from './placing.ts';
import { createRemoval } from './removal.ts';
import { createResponses } from './responses.tsx';
import { createResultsBlock } from './results-block.ts';
import { createScreenReader } from './screen.ts';
import { createStage, hide } from './stage.ts';

/** Starts everything; the returned function takes it all away again. */
export function startEditor(): () => void {
  const stage = createStage(() => kept.check());
  const { slots } = stage;
  const dialog = createAwardDialog(stage, openOptions);
  const block = createResultsBlock(stage);
  const blockDialogs = createBlockDialogs(stage, block.word);
  const removal = createRemoval(stage);
  const responses = createResponses(stage);
  const learn = createLearner(stage, () => {
    dialog.leave();
    blockDialogs.leave();
  });
  let reader: ReturnType<typeof createScreenReader> | null = null;

  const stopContext = followContext();
  const kept = keepMounted(ensure, () => {
    hide(slots.button, slots.group, slots.block, slots.card, slots.offer);
    stage.showNote('editor_gave_way');
    placeNote(stage);
  });
  const stopEffects = [
    effect(redraw),
    effect(dialog.redraw),
    effect(responses.redrawBlock),
    effect(responses.redrawDialog),
    effect(blockDialogs.redraw),
    block.stop,
  ];
  // A box that is ticked changes no attribute, so the observer does not see it.
  document.addEventListener('change', kept.check, { capture: true, passive: true });

  return () => {
    document.removeEventListener('change', kept.check, { capture: true });
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
    stage.screen = reader.read();
    if (stage.screen.kind === 'quiz') learn(stage.screen);
    const changed = [
      placeMotivation(stage, removal.state.value !== 'none'),
      block.placeResultsBlock(),
      placeCard(stage),
      placeNote(stage),
      responses.place(),
      dialog.place(),
      responses.placeDialog(),
      blockDialogs.place(),
    ];
    return changed.some(Boolean);
  }

  /** To the connection, or to the disclosure where that was not agreed to. */
  function openOptions(): void {
    void send('options.open', { view: context.value?.consent === 'declined' ? 'consent' : 'integrations' }).catch(
      () => undefined,
    );
  }

  /** Whether the public address that the page shows is the quiz's own. */
  function answerAddress(is: 'ours' | 'not_ours'): void {
    const { value } = context;
    if (value?.address?.kind !== 'changed') return;
    const slug = value.address.to;
    void changeAhead({ ...value, address: null }, () =>
      send('quiz.address', { quizIds: [...quizIds.value], slug, is }).then(({ done }) => done),
    );
  }

  function redraw(): void {
    const { value } = context;
    draw(slots.button, <GuestButton label={t('editor_award')} description={t('added_by')} onClick={dialog.open} />);
    draw(slots.card, <IntegrationsCard connection={value?.connection ?? null} onOpen={openOptions} />);
    const id = stage.note.value;
    draw(slots.note, id && <PageNote text={t(id)} onDismiss={() => stage.dismissNote(id)} />);
    const { rule, connection } = value ?? {};
    const removed = removal.state.value;
    if (removed !== 'none') draw(slots.group, <RemovedNote isGone={removed === 'gone'} onUndo={removal.undo} />);
    if (rule && connection) {
      draw(
        slots.group,
        <AwardGroup
          rule={rule}
          connection={connection}
          joined={value?.joined ?? false}
          address={value?.address ?? null}
          onAddress={answerAddress}
          onEdit={dialog.open}
          onRemove={removal.remove}
          onOpenOptions={openOptions}
        />,
      );
      draw(
        slots.block,
        <ResultsBlock
          rule={rule}
          position={block.place.value.position}
          count={block.place.value.count}
          onMove={block.move}
          onGrab={block.grab}
          dropLine={block.dropLine.value}
          onUndo={block.undos.value.length > 0 ? block.undo : null}
          onEditWords={blockDialogs.openWords}
          onCopyHtml={blockDialogs.openSnippet}
          hasUnsavedWords={value?.keptWords !== null && !blockDialogs.isOpen()}
          announcement={block.announcement.value}
          isRefused={block.isRefused.value}
        />,
      );
    }
    kept.check();
  }
}
